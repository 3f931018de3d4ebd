"""Which sheet is printed in which layouts."""

from layouts import LAYOUTS
from sheet_files import REAL_SHEETS
from text_layers import TEXT_LAYERS

USUAL = ("slides", "print", "cairo", "writer")  # for a gold sheet that is not listed below

INVENTED = {
    "aomori-h29": ("slides", "packed", "grey", "fills", "turned-90", "two-on-paper", "balloons"),
    "iwate-r04": ("flow", "writer", "dashed", "roman", "horizontal-slides"),
    "kagoshima-r05": ("flow-slides", "calc", "dotted", "two-up", "packed-print", "two-on-paper"),
    "kitakyushu-r03": ("print", "writer-once", "plain", "radicals", "odd-boxes"),
    "kochi-h29": ("cairo", "calc-portrait", "fills-slides", "shuffled", "serif", "four-on-paper",
                  "scan-300"),
    "kumamotoshi-r05": ("slides", "flow-print", "horizontal", "turned-180", "points", "shadow"),
    "mie-h30": ("flow", "packed", "plain-writer", "turned-270", "reworded", "four-upright",
                "areas-flow"),
    "nagano-r02": ("flow-slides", "writer", "grey", "fills", "scan", "retyped"),
    "nara-r04": ("cairo", "packed-print", "dashed", "fills-slides", "turned-90"),
    "okayama-h30": ("slides", "calc", "horizontal-slides", "roman", "two-up"),
    "okinawa-r01": ("print", "writer-once", "dotted", "shuffled", "radicals", "secret"),
    "sakai-r05": ("flow", "calc-portrait", "plain", "odd-boxes", "serif"),
    "sapporo-r04": ("slides", "flow-slides", "packed", "horizontal", "reworded",
                    "four-on-paper", "ruby"),
    "shiga-r01": ("flow-print", "writer", "fills", "points", "turned-180", "one-table"),
    "tottori-r02": ("cairo", "calc", "plain-writer", "turned-270", "grey", "plain-on-paper",
                    "scan-200", "slanted"),
    "yokohama-r03": ("flow", "packed-print", "fills-slides", "plain", "shuffled", "four-upright"),
}

TEXTS = {
    "ishikawa-h30": ("text-reading", "text-layout", "text-layout-plain", "text-utf16",
                     "text-paragraphs", "text-raw"),
    "tochigi-r01": ("text-reading", "text-layout", "text-layout-points", "text-cp932",
                    "text-paragraphs", "text-tabs"),
    "kochi-h29": ("text-reading", "text-layout-calc", "text-tabs"),
    "kumamotoshi-r05": ("text-layout-points", "text-paragraphs"),
    "sapporo-r04": ("text-paragraphs", "text-tabs"),
    "okayama-h30": ("text-paragraphs", "text-raw"),
    "yokohama-r03": ("text-layout-plain",),
    "nagano-r02": ("text-layout",),
    "sakai-r05": ("text-reading", "text-layout"),
}


def layouts_of(stem: str) -> tuple[str, ...]:
    """The PDFs of a sheet: a real sheet is printed in every layout."""
    return tuple(LAYOUTS) if stem in REAL_SHEETS else INVENTED.get(stem, USUAL)


def text_layers_of(stem: str) -> tuple[str, ...]:
    return tuple(name for name in TEXTS.get(stem, ()) if name in TEXT_LAYERS)
