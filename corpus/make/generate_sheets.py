#!/usr/bin/python3
"""Invents N different gold sheets and prints each as a PDF, fast: for benchmarks, mass tests.

    generate_sheets.py N --seed S --out DIR

writes DIR/gold/sheet-00001.json … and DIR/sheet-00001.pdf …. The same seed gives the same files.
"""

import argparse
import json
import random
import sys
from pathlib import Path

import render_cairo
from invented_sheet import SheetBuilder
from layouts import LAYOUTS

# Only what cairo draws, and nothing that has no text.
LAYOUT_NAMES = ("cairo", "flow", "packed", "grey", "shuffled", "points")


def sheet_of(seed: int, number: int) -> dict:
    """Sheet `number` of a seed, whatever sheets were made before it."""
    return SheetBuilder(random.Random(f"{seed}/{number}")).build()


def write_sheet(sheet: dict, number: int, folder: Path) -> None:
    stem = f"sheet-{number:05d}"
    layout = LAYOUTS[LAYOUT_NAMES[number % len(LAYOUT_NAMES)]]
    render_cairo.render(sheet, layout, folder / f"{stem}.pdf")
    (folder / "gold" / f"{stem}.json").write_text(
        json.dumps(sheet, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    (options.out / "gold").mkdir(parents=True, exist_ok=True)
    seen = set()
    for number in range(1, options.count + 1):
        sheet = sheet_of(options.seed, number)
        text = json.dumps(sheet, ensure_ascii=False)
        if text in seen:
            parser.error(f"seed {options.seed} gives sheet {number} twice")
        seen.add(text)
        write_sheet(sheet, number, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
