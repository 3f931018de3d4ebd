"""Prints the sheets of the invented forms in corpus/forms, each in several layouts.

    python3 corpus/make/other_forms.py [LAYOUT/SHEET ...]
"""

import json
import sys

from check_printed import check_pdf
from layouts import LAYOUTS
from render_sheet import render_sheet
from sheet_files import FORMS

SPREAD = {
    "shimane-r06": ("cairo", "print", "slides", "writer", "calc", "horizontal-slides"),
    "miyazaki-r05": ("cairo", "print", "slides", "grey", "turned-90"),
}


def main() -> int:
    faulty = 0
    for stem, names in SPREAD.items():
        sheet = json.loads((FORMS / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
        for name in names:
            if sys.argv[1:] and f"{name}/{stem}" not in sys.argv[1:]:
                continue
            target = FORMS / name / f"{stem}.pdf"
            render_sheet(sheet, LAYOUTS[name], target)
            for complaint in check_pdf(sheet, target, LAYOUTS[name].turned in (90, 270)):
                faulty += 1
                print(f"{target.relative_to(FORMS)}: {complaint}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
