"""Text files as people get them from a sheet: out of its PDF, or copied from its tables."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from blocks import Table
from check_printed import pdf_text
from form_pages import sheet_slides
from layouts import LAYOUTS

JARS = ":".join(f"/usr/share/java/{name}.jar" for name in ("pdfbox2", "fontbox2",
                                                           "commons-logging"))


@dataclass(frozen=True)
class TextLayer:
    """`source` is the layout whose PDF is read; `options` go to pdftotext. `reader`: pdftotext;
    pdfbox, with a blank line after each paragraph and a blank for each page's end; cells, the
    tables' cells parted by tabs, cells of several lines in quotes, as a spreadsheet copies them."""

    name: str
    source: str
    options: tuple[str, ...] = ()
    encoding: str = "utf-8"
    reader: str = "pdftotext"


TEXT_LAYERS = {layer.name: layer for layer in (
    TextLayer("text-reading", "slides"),
    TextLayer("text-layout", "print", ("-layout",)),
    TextLayer("text-layout-plain", "plain", ("-layout",)),
    TextLayer("text-layout-points", "points", ("-layout",)),
    TextLayer("text-layout-calc", "calc-portrait", ("-layout",)),
    TextLayer("text-cp932", "cairo", (), "cp932"),
    TextLayer("text-utf16", "flow", ("-layout",), "utf-16"),
    TextLayer("text-raw", "slides", ("-raw",)),
    TextLayer("text-paragraphs", "slides", reader="pdfbox"),
    TextLayer("text-tabs", "slides", reader="cells"),
)}

# CP932 has one tilde and one long dash; Windows programs write these for their twins.
CP932_TWINS = str.maketrans("〜−‖—", "～－∥―")


def paragraphs_text(pdf: Path) -> str:
    return subprocess.run(["java", "-cp", JARS, str(Path(__file__).parent / "Paragraphs.java"),
                           str(pdf)], check=True, capture_output=True).stdout.decode("utf-8")


def table_text(table: Table) -> str:
    texts = {(cell.row, cell.column): f'"{cell.text}"' if "\n" in cell.text else cell.text
             for cell in table.cells}
    return "\n".join("\t".join(texts.get((row, column), "")
                               for column in range(table.column_count))
                     for row in range(table.row_count))


def cells_text(sheet: dict, layout_name: str) -> str:
    pages = []
    for slide in sheet_slides(sheet, LAYOUTS[layout_name]):
        parts = [table_text(block) if isinstance(block, Table) else "\n".join(block.paragraphs)
                 for block in slide.blocks]
        pages.append("\n\n".join(([slide.area] if slide.area else []) + parts) + "\n")
    return "\f".join(pages)


def write_text_layer(layer: TextLayer, sheet: dict, pdf: Path, target: Path) -> None:
    if layer.reader == "cells":
        text = cells_text(sheet, layer.source)
    elif layer.reader == "pdfbox":
        text = paragraphs_text(pdf)
    else:
        text = pdf_text(pdf, *layer.options)
    if layer.encoding == "cp932":
        text = text.translate(CP932_TWINS).replace("\n", "\r\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode(layer.encoding))
