"""One sheet in one layout: picks the program that prints it."""

from pathlib import Path

import render_cairo
import render_calc
import render_chromium
import render_impress
import render_writer
from layouts import Layout
from outside_program import print_on_paper

PRODUCERS = {
    "impress": render_impress.render,
    "chromium": render_chromium.render,
    "cairo": render_cairo.render,
    "writer": render_writer.render,
    "calc": render_calc.render,
}


def render_sheet(sheet: dict, layout: Layout, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    PRODUCERS[layout.producer](sheet, layout, target)
    if layout.slides_on_paper > 1:
        print_on_paper(target, layout.slides_on_paper)
