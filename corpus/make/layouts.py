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
    area_place: str = "corner"  # corner, footer, heading, line
    page_number: str = "{number}"  # with {number} and {total}; empty: none
    label_column: bool = False
    role_header_rows: int = 1
    late_reason: bool = False  # the reason as the indicator table's last column
    early_outcome: bool = False  # the outcome right after the indicator
    progress_first: bool = False  # the goals table with its columns swapped
    repeat_header: bool = True
    line_spacing: float = 1.0
    bold_headings: bool = True  # Chromium draws the bold that a font lacks as pictures of letters
    slides_on_paper: int = 1  # how many the print filter puts on one sheet of A4
    radicals: bool = False  # ideographs come out as radicals when the text is copied
    change: str = ""  # how an office changed the form (changes.py)
    ruby: bool = False  # readings above some words (Chromium only)
    # Only the cairo renderer knows what follows.
    overlays: tuple[str, ...] = ()  # beside or over the text (overlays.py)
    shadow: float = 0.0  # grey letters below the black ones, so many points to the lower right
    draw_order: str = "rows"  # rows, columns, shuffled
    ruling_shapes: str = "lines"  # lines, boxes, fills
    turned: int = 0  # drawn on its side, shown upright by /Rotate (90, 180, 270)
    odd_boxes: bool = False  # media box away from 0,0 and a smaller crop box
    two_up: bool = False
    scan_dpi: int = 0  # > 0: pages become pictures without text
    scan_skew: float = 0.0  # degrees; every other page lies askew the other way
    scan_grey: bool = False  # grey with noise, as JPEG, where others are black and white


GREY = Ruling(width=0.25, colour="#9a9a9a")
DASHED = Ruling(width=0.6, dash=(4.0, 2.0))
DOTTED = Ruling(width=0.75, dash=(0.75, 1.5))
HORIZONTAL = Ruling(edges="horizontal", width=0.6)
NO_RULES = Ruling(edges="none")
FILLS = ("#f3f6fb", "#e4ebf5")

ALL_LAYOUTS = (
    # The form's slides, one section a slide.
    Layout("slides", "impress", body_size=14.0),
    Layout("print", "chromium", font="IPAexGothic", page=A4_LANDSCAPE, margin=34.0,
           body_size=10.5),
    Layout("cairo", "cairo", font="IPAexMincho", body_size=13.0, header_fill=None,
           page_number="- {number} -"),
    # Strengths, challenges and indicators on one slide, as on the real sheets.
    Layout("flow", "cairo", font="IPAexGothic", body_size=12.0, grouping="combined"),
    Layout("flow-slides", "impress", body_size=12.0, grouping="combined", role_header_rows=2,
           header_fill="#fde9d9"),
    Layout("flow-print", "chromium", font="IPAGothic", page=A4_LANDSCAPE, body_size=9.0,
           margin=30.0, grouping="combined", ruling=DASHED, page_number="P.{number}",
           bold_headings=False),
    # Flowing pages of paper.
    Layout("writer", "writer", font="IPAMincho", body_size=10.5, page=A4_PORTRAIT, margin=56.0,
           header_fill=None, grouping="packed"),
    Layout("writer-once", "writer", font="IPAexGothic", body_size=11.5, page=A4_PORTRAIT,
           margin=60.0, grouping="packed", repeat_header=False, line_spacing=1.3,
           area_place="line", label_column=True, page_number="{number}/{total}"),
    Layout("packed", "cairo", font="IPAGothic", body_size=9.0, page=A4_PORTRAIT, margin=40.0,
           grouping="packed", header_fill="#eeeeee", page_number="- {number} -"),
    Layout("packed-print", "chromium", font="IPAMincho", body_size=10.0, page=A4_PORTRAIT,
           margin=45.0, grouping="packed", area_place="line", wording="spaced",
           page_number="", repeat_header=False, bold_headings=False),
    Layout("calc", "calc", font="IPAexGothic", body_size=10.0, page=A4_LANDSCAPE, margin=40.0,
           page_number="{number} / {total}", grouping="combined"),
    Layout("calc-portrait", "calc", font="IPAPGothic", body_size=9.5, page=A4_PORTRAIT,
           margin=36.0, ruling=GREY, area_place="footer", wording="spaced", grouping="packed",
           role_header_rows=2, page_number="- {number} -"),
    # Rulings that are hard to see, or to follow.
    Layout("grey", "cairo", font="IPAPGothic", body_size=12.0, ruling=GREY,
           ruling_shapes="fills", page_number="{number}/{total}"),
    Layout("dashed", "impress", font="IPAexGothic", body_size=13.0, ruling=DASHED,
           header_fill=None, label_column=True),
    Layout("dotted", "cairo", font="IPAGothic", body_size=11.5, ruling=DOTTED,
           draw_order="columns", header_fill=None, area_place="heading"),
    # No rulings between the columns, or none at all.
    Layout("fills", "chromium", "borderless", font="IPAPGothic", page=WIDE_SLIDE, body_size=11.0,
           ruling=NO_RULES, header_fill="#4472c4", body_fills=FILLS),
    Layout("fills-slides", "impress", "borderless", font="IPAexGothic", page=WIDE_SLIDE,
           body_size=13.0, ruling=NO_RULES, header_fill="#bdd7ee", body_fills=FILLS),
    Layout("horizontal", "chromium", "borderless", font="IPAexMincho", page=A4_PORTRAIT,
           margin=48.0, body_size=9.5, ruling=HORIZONTAL, header_fill=None, grouping="combined",
           bold_headings=False),
    Layout("horizontal-slides", "cairo", "borderless", font="IPAexGothic", body_size=12.0,
           ruling=HORIZONTAL, header_fill="#e2efda", area_place="footer"),
    Layout("plain", "cairo", "borderless", font="IPAGothic", body_size=12.0, ruling=NO_RULES,
           header_fill=None),
    Layout("plain-writer", "writer", "borderless", font="IPAMincho", page=A4_LANDSCAPE,
           margin=50.0, body_size=10.5, ruling=NO_RULES, header_fill=None, grouping="packed"),
    # What the page itself does.
    Layout("shuffled", "cairo", font="IPAPGothic", body_size=12.0, draw_order="shuffled",
           ruling_shapes="boxes", grouping="combined"),
    Layout("turned-90", "cairo", font="IPAexMincho", page=A4_LANDSCAPE, body_size=12.0, turned=90),
    Layout("turned-180", "cairo", font="IPAPGothic", body_size=12.0, turned=180,
           grouping="combined", ruling_shapes="boxes"),
    Layout("turned-270", "cairo", font="IPAGothic", page=A4_LANDSCAPE, body_size=11.0, turned=270,
           area_place="footer", page_number="P.{number}"),
    Layout("odd-boxes", "cairo", font="IPAexGothic", body_size=12.0, odd_boxes=True,
           ruling_shapes="fills"),
    Layout("two-up", "cairo", font="IPAPGothic", body_size=14.0, two_up=True),
    # Several slides on one sheet of paper, as the print system puts them there: sideways, too.
    Layout("two-on-paper", "impress", font="IPAexGothic", body_size=12.0, grouping="combined",
           slides_on_paper=2),
    Layout("four-on-paper", "cairo", font="IPAPGothic", page=A4_LANDSCAPE, body_size=11.0,
           page_number="P.{number}", slides_on_paper=4),
    Layout("four-upright", "cairo", font="IPAexMincho", page=A4_PORTRAIT, body_size=10.0,
           margin=40.0, grouping="packed", area_place="footer", slides_on_paper=4),
    Layout("plain-on-paper", "cairo", "borderless", font="IPAGothic", body_size=12.0,
           ruling=NO_RULES, header_fill=None, slides_on_paper=2),
    # Other words, other columns, other letters.
    Layout("reworded", "impress", font="IPAPMincho", page=WIDE_SLIDE, body_size=13.0,
           wording="reworded", early_outcome=True, late_reason=True, page_number="P.{number}"),
    Layout("roman", "chromium", font="IPAPMincho", page=A4_LANDSCAPE, body_size=10.0,
           margin=36.0, wording="roman", label_column=True, late_reason=True,
           area_place="heading", role_header_rows=2, bold_headings=False),
    Layout("points", "cairo", font="IPAPMincho", body_size=11.0, wording="points",
           role_header_rows=2, area_place="footer", page_number="{number}/{total}"),
    Layout("serif", "impress", font="Noto Serif CJK JP", body_size=12.0, wording="points",
           early_outcome=True, page_number="- {number} -"),
    Layout("radicals", "impress", font="Noto Sans CJK JP", body_size=11.0, grouping="combined",
           radicals=True),
    # As offices change the form, and what their programs and stamps put on the pages.
    Layout("one-table", "cairo", font="IPAexGothic", page=A4_PORTRAIT, margin=40.0, body_size=8.5,
           grouping="packed", repeat_header=False, change="one-table"),
    Layout("areas-flow", "cairo", font="IPAexMincho", page=A4_PORTRAIT, margin=40.0,
           body_size=9.5, grouping="packed", area_place="line", change="flow"),
    Layout("retyped", "cairo", font="IPAexGothic", body_size=11.0, change="retyped",
           overlays=("running",)),
    Layout("slanted", "cairo", font="IPAPGothic", body_size=11.0, grouping="combined",
           overlays=("slanted",)),
    Layout("secret", "cairo", font="IPAexGothic", body_size=11.0, overlays=("secret",)),
    Layout("balloons", "cairo", font="IPAexGothic", body_size=11.0, overlays=("balloons",)),
    Layout("shadow", "cairo", font="IPAPMincho", body_size=11.0, shadow=1.2),
    Layout("ruby", "chromium", font="IPAexGothic", page=A4_LANDSCAPE, body_size=10.5, margin=34.0,
           ruby=True),
    # Pictures of pages.
    Layout("scan", "cairo", "scan", font="IPAexMincho", page=A4_LANDSCAPE, body_size=12.0,
           header_fill=None, grouping="combined", scan_dpi=150),
    Layout("scan-200", "cairo", "scan", font="IPAexGothic", page=A4_LANDSCAPE, body_size=12.0,
           scan_dpi=200, scan_skew=-0.8, scan_grey=True),
    Layout("scan-300", "cairo", "scan", font="IPAPGothic", body_size=13.0, grouping="combined",
           scan_dpi=300, scan_skew=1.3),
)

LAYOUTS = {layout.name: layout for layout in ALL_LAYOUTS}
