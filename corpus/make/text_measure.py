"""How much room a text needs, asked from Pango. Units: points."""

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

ALIGNMENTS = {"left": Pango.Alignment.LEFT, "center": Pango.Alignment.CENTER,
              "right": Pango.Alignment.RIGHT}


class TextMeasure:
    """Lays text out in one font family; `slack` > 1 leaves room for programs that set wider."""

    def __init__(self, family: str, line_spacing: float = 1.0, slack: float = 1.0):
        self._family = family
        self._line_spacing = line_spacing
        self._slack = slack
        self._context = cairo.Context(cairo.RecordingSurface(cairo.CONTENT_ALPHA, None))

    def layout(self, text: str, width: float, size: float, bold: bool = False,
               align: str = "left", context: cairo.Context | None = None) -> Pango.Layout:
        """A wrapped layout of the text; `context` is where it will be drawn."""
        layout = PangoCairo.create_layout(context or self._context)
        font = Pango.FontDescription()
        font.set_family(self._family)
        font.set_absolute_size(size * Pango.SCALE)
        if bold:
            font.set_weight(Pango.Weight.BOLD)
        layout.set_font_description(font)
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
        layout.set_alignment(ALIGNMENTS[align])
        if self._line_spacing != 1.0:
            layout.set_line_spacing(self._line_spacing)
        layout.set_text(text, -1)
        return layout

    def height(self, text: str, width: float, size: float, bold: bool = False) -> float:
        layout = self.layout(text, width / self._slack, size, bold)
        return layout.get_size()[1] / Pango.SCALE * self._slack
