"""Draws placed pages with cairo and Pango: text and rulings as separate strokes of a pen."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import cairo

import overlays
import page_marks
import pdf_boxes
from blocks import Cell, Slide
from cell_looks import cell_box, cell_fill, grid_segments
from colours import rgb
from form_pages import sheet_slides
from layouts import A4_PORTRAIT, Layout
from page_pictures import as_pictures
from placement import CELL_PADDING_X, CELL_PADDING_Y, Page, PlacedTable, PlacedText, place_slides
from text_measure import PangoCairo, TextMeasure

Stroke = Callable[[], None]
FIXED_DATE = "2020-01-01T00:00:00"  # same input, same bytes


def render(sheet: dict, layout: Layout, target: Path) -> None:
    render_slides(sheet_slides(sheet, layout), layout, target)


def render_slides(slides: list[Slide], layout: Layout, target: Path) -> None:
    measure = TextMeasure(layout.font, layout.line_spacing)
    pages = place_slides(slides, layout, measure)
    data = _draw_pages(pages, layout, measure)
    data = pdf_boxes.adapt(data, layout)
    if layout.scan_dpi:
        data = as_pictures(data, layout.scan_dpi, layout.scan_skew, layout.scan_grey)
    target.write_bytes(data)


def _draw_pages(pages: list[Page], layout: Layout, measure: TextMeasure) -> bytes:
    buffer = io.BytesIO()
    width, height = pdf_boxes.drawn_size(A4_PORTRAIT if layout.two_up else layout.page, layout)
    surface = cairo.PDFSurface(buffer, width, height)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, FIXED_DATE)
    context = cairo.Context(surface)
    for index, page in enumerate(pages):
        context.save()
        if layout.two_up:
            _move_to_half(context, layout, index % 2)
        else:
            pdf_boxes.turn(context, layout)
        _PagePen(context, page, index + 1, len(pages), layout, measure).draw()
        context.restore()
        if not layout.two_up or index % 2 == 1 or index + 1 == len(pages):
            context.show_page()
    surface.finish()
    return buffer.getvalue()


def _move_to_half(context: cairo.Context, layout: Layout, half: int) -> None:
    """Upper or lower half of an A4 page, with the frame that print dialogs draw."""
    width, height = A4_PORTRAIT
    scale = min((width - 60) / layout.page[0], (height / 2 - 40) / layout.page[1])
    context.translate((width - layout.page[0] * scale) / 2, 20 + half * height / 2)
    context.scale(scale, scale)
    context.set_line_width(0.5)
    context.rectangle(0, 0, *layout.page)
    context.stroke()


class _PagePen:
    """Collects one page's strokes, then makes them in the layout's order."""

    def __init__(self, context: cairo.Context, page: Page, number: int, total: int,
                 layout: Layout, measure: TextMeasure):
        self._context = context
        self._page = page
        self._number = number
        self._total = total
        self._layout = layout
        self._measure = measure

    def draw(self) -> None:
        fills: list[Stroke] = []
        strokes: list[Stroke] = []
        for placed in self._page.placed:
            if isinstance(placed, PlacedText):
                strokes.append(lambda one=placed: self._text_block(one))
            else:
                fills += self._fills(placed)
                strokes += self._rulings(placed)
                strokes += [lambda cell=cell, one=placed: self._cell_text(one, cell)
                            for cell in self._ordered(placed)]
        for mark in page_marks.marks(self._page.area, self._number, self._total, self._layout):
            strokes.append(lambda one=mark: self._mark(one))
        if self._layout.draw_order == "shuffled":
            random.Random(self._number).shuffle(strokes)
        overlays.draw_below(self._context, self._layout, self._show_overlay)
        for stroke in fills + strokes:
            stroke()
        overlays.draw_above(self._context, self._page, self._layout, self._show_overlay)

    def _show_overlay(self, text: str, x: float, y: float, width: float, size: float, align: str,
                      colour: tuple[float, float, float]) -> None:
        self._context.set_source_rgb(*colour)
        self._context.move_to(x, y)
        PangoCairo.show_layout(self._context, self._measure.layout(text, width, size, False, align,
                                                                   self._context))

    def _ordered(self, placed: PlacedTable) -> list[Cell]:
        by_columns = self._layout.draw_order == "columns"
        return sorted(placed.table.cells, key=lambda cell: (cell.column, cell.row) if by_columns
                      else (cell.row, cell.column))

    def _show(self, text: str, x: float, y: float, width: float, size: float, bold: bool,
              align: str) -> float:
        laid_out = self._measure.layout(text, width, size, bold, align, self._context)
        if self._layout.shadow:
            self._context.set_source_rgb(0.7, 0.7, 0.7)
            self._context.move_to(x + self._layout.shadow, y + self._layout.shadow)
            PangoCairo.show_layout(self._context, laid_out)
        self._context.set_source_rgb(0, 0, 0)
        self._context.move_to(x, y)
        PangoCairo.show_layout(self._context, laid_out)
        return laid_out.get_size()[1] / 1024

    def _text_block(self, placed: PlacedText) -> None:
        y = placed.y
        for paragraph in placed.block.paragraphs:
            y += self._show(paragraph, placed.x, y, placed.width, placed.size, placed.block.bold,
                            placed.block.align)

    def _mark(self, mark: page_marks.Mark) -> None:
        self._show(mark.text, self._layout.margin, mark.y,
                   self._layout.page[0] - 2 * self._layout.margin, 11.0, False, mark.align)

    def _cell_text(self, placed: PlacedTable, cell: Cell) -> None:
        left, top, right, bottom = cell_box(placed, cell)
        width = right - left - 2 * CELL_PADDING_X
        height = self._measure.height(cell.text, width, placed.size, cell.header)
        room = bottom - top - 2 * CELL_PADDING_Y
        y = top + CELL_PADDING_Y + (max(0.0, room - height) / 2 if cell.row_span > 1
                                    or cell.header else 0.0)
        self._show(cell.text, left + CELL_PADDING_X, y, width, placed.size, cell.header,
                   "center" if cell.header else "left")

    def _fills(self, placed: PlacedTable) -> list[Stroke]:
        strokes = []
        for cell in placed.table.cells:
            colour = cell_fill(placed.table, cell, self._layout)
            if colour:
                strokes.append(lambda box=cell_box(placed, cell), one=colour:
                               self._fill_box(box, one))
        return strokes

    def _fill_box(self, box: tuple[float, float, float, float], colour: str) -> None:
        left, top, right, bottom = box
        self._context.set_source_rgb(*rgb(colour))
        self._context.rectangle(left, top, right - left, bottom - top)
        self._context.fill()

    def _rulings(self, placed: PlacedTable) -> list[Stroke]:
        edges = self._layout.ruling.edges
        if edges == "none":
            return []
        if self._layout.ruling_shapes == "boxes" and edges == "all":
            return [lambda box=cell_box(placed, cell): self._stroke_box(box)
                    for cell in placed.table.cells]
        segments = grid_segments(placed, horizontal_only=edges == "horizontal")
        if self._layout.ruling_shapes == "fills":
            return [lambda one=segment: self._fill_segment(one) for segment in segments]
        return [lambda one=segment: self._stroke_segment(one) for segment in segments]

    def _set_pen(self) -> None:
        ruling = self._layout.ruling
        self._context.set_source_rgb(*rgb(ruling.colour))
        self._context.set_line_width(ruling.width)
        self._context.set_dash(ruling.dash)

    def _stroke_box(self, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        self._set_pen()
        self._context.rectangle(left, top, right - left, bottom - top)
        self._context.stroke()

    def _stroke_segment(self, segment: tuple[float, float, float, float]) -> None:
        self._set_pen()
        self._context.move_to(segment[0], segment[1])
        self._context.line_to(segment[2], segment[3])
        self._context.stroke()

    def _fill_segment(self, segment: tuple[float, float, float, float]) -> None:
        """A ruling as a thin filled rectangle, as spreadsheets draw it."""
        half = self._layout.ruling.width / 2
        left, top, right, bottom = segment
        self._fill_box((left - half, top - half, right + half, bottom + half),
                       self._layout.ruling.colour)
