"""corpus/manifest.toml: every document of the corpus, and what it is."""

from dataclasses import dataclass
from pathlib import Path

from layouts import LAYOUTS
from sheet_files import CORPUS, REAL_SHEETS
from spread import layouts_of, text_layers_of
from text_layers import TEXT_LAYERS

HEADER = """\
# Every document of the corpus. Written by corpus/rebuild; corpus/README.md says what the keys mean.
"""
PRODUCERS = {"impress": "LibreOffice Impress", "writer": "LibreOffice Writer",
             "calc": "LibreOffice Calc", "chromium": "Chromium", "cairo": "cairo and Pango"}

READERS = {"pdftotext": "pdftotext", "pdfbox": "PDFBox", "cells": "cells parted by tabs"}


@dataclass(frozen=True)
class Entry:
    """`made`: whether corpus/rebuild makes the file (else it was given to us)."""

    layout: str
    stem: str
    suffix: str
    producer: str
    layout_class: str
    made: bool

    @property
    def file(self) -> str:
        return f"{self.layout}/{self.stem}{self.suffix}"

    def toml(self) -> str:
        sheet = "real" if self.stem in REAL_SHEETS else "invented"
        return (f'\n[[document]]\nid = "{self.layout}/{self.stem}"\nfile = "{self.file}"\n'
                f'gold = "gold/{self.stem}.json"\nproducer = "{self.producer}"\n'
                f'layout = "{self.layout}"\nclass = "{self.layout_class}"\nsheet = "{sheet}"\n'
                f'origin = "{"made by corpus/rebuild" if self.made else "given"}"\n')


def given_entries() -> list[Entry]:
    """The seeds' text and the sample PDFs, which our scripts did not make."""
    entries = [Entry("text", stem, ".txt", "text layer of the published PDF", "text", False)
               for stem in REAL_SHEETS]
    for layout, producer in (("samples-slides", "impress"), ("samples-print", "chromium")):
        entries += [Entry(layout, stem, ".pdf", PRODUCERS[producer], "ruled", False)
                    for stem in REAL_SHEETS]
    return entries


def made_entries(stems: list[str]) -> list[Entry]:
    entries = []
    for stem in stems:
        for name in layouts_of(stem):
            layout = LAYOUTS[name]
            entries.append(Entry(name, stem, ".pdf", PRODUCERS[layout.producer],
                                 layout.layout_class, True))
        for name in text_layers_of(stem):
            entries.append(Entry(name, stem, ".txt", READERS[TEXT_LAYERS[name].reader], "text",
                                 True))
    return entries


def write_manifest(entries: list[Entry], target: Path = CORPUS / "manifest.toml") -> None:
    ordered = sorted(entries, key=lambda entry: (entry.made, entry.file))
    target.write_text(HEADER + "".join(entry.toml() for entry in ordered), encoding="utf-8")


def source_layout(entry: Entry) -> str:
    """The layout whose PDF the entry is, or whose text it holds."""
    return TEXT_LAYERS[entry.layout].source if entry.suffix == ".txt" else entry.layout
