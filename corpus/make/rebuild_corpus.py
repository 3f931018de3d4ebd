"""Prints every gold sheet in its layouts, checks the pages and writes the manifest."""

import argparse
import sys
import tempfile
from pathlib import Path

from check_printed import check_pdf
from layouts import LAYOUTS
from manifest import Entry, given_entries, made_entries, source_layout, write_manifest
from render_sheet import render_sheet
from sheet_files import CORPUS, gold_stems, load_sheet
from text_layers import TEXT_LAYERS, write_text_layer


def make(entry: Entry) -> None:
    """Renders one document to its place in the corpus."""
    layout = LAYOUTS[source_layout(entry)]
    target = CORPUS / entry.file
    if entry.suffix == ".pdf":
        render_sheet(load_sheet(entry.stem), layout, target)
        return
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "source.pdf")
        render_sheet(load_sheet(entry.stem), layout, pdf)
        write_text_layer(TEXT_LAYERS[entry.layout], load_sheet(entry.stem), pdf, target)


def complaints(entry: Entry) -> list[str]:
    layout = LAYOUTS[source_layout(entry)]
    if (entry.suffix != ".pdf" or layout.scan_dpi or layout.slides_on_paper > 1 or layout.overlays
            or layout.shadow or layout.ruby):
        return []
    return check_pdf(load_sheet(entry.stem), CORPUS / entry.file, layout.turned in (90, 270))


def remove_leftovers(entries: list[Entry]) -> None:
    """Documents of layouts and sheets that are no longer printed."""
    wanted = {entry.file for entry in entries}
    for name in (*LAYOUTS, *TEXT_LAYERS):
        for path in (CORPUS / name).glob("*.*"):
            if path.relative_to(CORPUS).as_posix() not in wanted:
                path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(prog="corpus/rebuild", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="LAYOUT[/SHEET]",
                        help="make these documents only")
    parser.add_argument("--missing", action="store_true",
                        help="make only the documents that do not exist")
    parser.add_argument("--check", action="store_true", help="make nothing, check what is there")
    options = parser.parse_args()

    entries = made_entries(gold_stems())
    chosen = [entry for entry in entries
              if not options.only or {entry.layout, f"{entry.layout}/{entry.stem}"}
              & set(options.only)]
    if options.missing:
        chosen = [entry for entry in chosen if not (CORPUS / entry.file).exists()]
    faulty = 0
    for number, entry in enumerate(chosen, start=1):
        if not options.check:
            print(f"{number}/{len(chosen)} {entry.file}", file=sys.stderr)
            make(entry)
        for complaint in complaints(entry):
            faulty += 1
            print(f"{entry.file}: {complaint}")
    if not options.check:
        remove_leftovers(entries)
        write_manifest(given_entries() + entries)
    print(f"{len(chosen)} documents, {faulty} complaints", file=sys.stderr)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
