"""Every look in which the corpus prints a sheet, by name."""

from dataclasses import dataclass, replace

SLIDE = (720.0, 540.0)
WIDE_SLIDE = (960.0, 540.0)
A4_PORTRAIT = (595.28, 841.89)
A4_LANDSCAPE = (841.89, 595.28)


@dataclass(frozen=True)
class Ruling:
    """How table borders look. `edges`: all, horizontal, none. `dash` in points."""

    edges: str = "all"
    width: float = 0.75
    colour: str = "#000000"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Sizes in points. `layout_class` is what a reader must cope with: ruled, borderless, ..."""

    name: str
    producer: str  # impress, chromium, cairo, writer, calc
    layout_class: str = "ruled"
    font: str = "IPAPGothic"
    body_size: float = 11.0
    smallest_size: float = 7.0
    page: tuple[float, float] = SLIDE
    margin: float = 28.0
    ruling: Ruling = Ruling()
    header_fill: str | None = "#dde6f2"
    body_fills: tuple[str, ...] = ()  # one after the other down the row groups
    grouping: str = "section"  # section, combined (as the real sheets), packed
    wording: str = "form"
    area_place: str = "corner"  # corner, footer, heading
    page_number: str = "{number}"  # with {number} and {total}; empty: none
    label_column: bool = False
    role_header_rows: int = 1
    late_reason: bool = False  # the reason as the indicator table's last column
    early_outcome: bool = False  # the outcome right after the indicator
    progress_first: bool = False  # the goals table with its columns swapped
    repeat_header: bool = True
    line_spacing: float = 1.0
    # Only the cairo renderer knows what follows.
    draw_order: str = "rows"  # rows, columns, shuffled
    ruling_shapes: str = "lines"  # lines, boxes, fills
    turned: int = 0  # drawn on its side, shown upright by /Rotate (90, 180, 270)
    odd_boxes: bool = False  # media box away from 0,0 and a smaller crop box
    two_up: bool = False
    scan_dpi: int = 0  # > 0: pages become pictures without text


GREY = Ruling(width=0.25, colour="#9a9a9a")
DASHED = Ruling(width=0.6, dash=(4.0, 2.0))
DOTTED = Ruling(width=0.75, dash=(0.75, 1.5))
HORIZONTAL = Ruling(edges="horizontal", width=0.6)
NO_RULES = Ruling(edges="none")
FILLS = ("#f3f6fb", "#e4ebf5")

_CAIRO = Layout("cairo", "cairo", font="IPAexMincho", body_size=13.0, header_fill=None, page_number="- {number} -")
_PRINT = Layout("print", "chromium", font="IPAexGothic", page=A4_LANDSCAPE, margin=34.0,
                body_size=10.5)

ALL_LAYOUTS = (
    Layout("slides", "impress", body_size=14.0),
    _PRINT,
    _CAIRO,
)

LAYOUTS = {layout.name: layout for layout in ALL_LAYOUTS}
