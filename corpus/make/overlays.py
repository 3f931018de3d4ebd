"""What lies on pages beside the sheet's own words, or over them. Drawn with cairo; units: points."""

import math
from collections.abc import Callable

import cairo

from layouts import Layout
from placement import Page, PlacedTable

# text, x, y of the upper left corner, width, size, alignment, colour
Show = Callable[[str, float, float, float, float, str, tuple[float, float, float]], None]
BLACK, PALE, RED = (0.0, 0.0, 0.0), (0.87, 0.87, 0.87), (0.8, 0.0, 0.0)


def draw_below(context: cairo.Context, layout: Layout, show: Show) -> None:
    """What is drawn before the page's own text."""
    width, height = layout.page
    if "slanted" in layout.overlays:
        context.save()
        context.translate(width / 2, height / 2)
        context.rotate(-math.pi / 4)
        show("取扱注意 案", -300, -35, 600, 60, "center", PALE)
        context.restore()
    if "secret" in layout.overlays:
        show("社外秘", 80, height / 2 - 50, width - 160, 100, "center", PALE)


def draw_above(context: cairo.Context, page: Page, layout: Layout, show: Show) -> None:
    """What is drawn after it."""
    width, height = layout.page
    if "running" in layout.overlays:
        show("【最終】事前課題シート_0902提出.pptx", 10, 3, 300, 8, "left", BLACK)
        show("2019/9/2 10:30", width - 130, 3, 60, 8, "left", BLACK)
        show("資料３－１", width - 64, 3, 54, 8, "right", BLACK)
        show("C:\\共有\\精神保健\\事前課題.pptx", 10, height - 13, 300, 8, "left", BLACK)
    if "balloons" in layout.overlays:
        for placed in page.placed:
            if isinstance(placed, PlacedTable):
                _balloon(context, placed, show)


def _balloon(context: cairo.Context, placed: PlacedTable, show: Show) -> None:
    """A text box over the table's lower border, where a column ends."""
    x, y = placed.column_edges[1] - 8, placed.row_edges[-1] - 4
    context.set_source_rgb(1, 1, 0.8)
    context.rectangle(x, y, 62, 12)
    context.fill_preserve()
    context.set_source_rgb(*RED)
    context.set_line_width(1)
    context.stroke()
    show("ここが重点", x + 3, y + 1, 58, 8, "left", RED)
