"""Slides -> pages with a place for every block. Used by the programs that do not flow text.

Units: points from the page's upper left corner, y downward.
"""

from dataclasses import dataclass, field

from blocks import Slide, Table, TextBlock
from layouts import Layout
from text_measure import TextMeasure

CELL_PADDING_X = 3.5
CELL_PADDING_Y = 2.5
BLOCK_GAP = 9.0
TABLE_GAP = 14.0  # programs may set a table a little taller than measured
CORNER_HEIGHT = 20.0  # the line with the area's name, the line with the page number
SHORTEST_START = 60.0  # a heading stays with at least this much of what follows


@dataclass(frozen=True)
class PlacedText:
    block: TextBlock
    x: float
    y: float
    width: float
    height: float
    size: float


@dataclass(frozen=True)
class PlacedTable:
    table: Table
    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    size: float


@dataclass
class Page:
    area: str | None
    placed: list[PlacedText | PlacedTable] = field(default_factory=list)


class _Overfull(Exception):
    """A row group that is taller than a page at this size."""


def place_slides(slides: list[Slide], layout: Layout, measure: TextMeasure) -> list[Page]:
    """A slide gets the largest size at which it fits its page; one that never fits gets more."""
    pages = []
    for slide in slides:
        pages += _place_slide(slide, layout, measure)
    return pages


def _sizes(layout: Layout) -> list[float]:
    count = int((layout.body_size - layout.smallest_size) / 0.5) + 1
    return [layout.body_size - 0.5 * step for step in range(count)]


def _place_slide(slide: Slide, layout: Layout, measure: TextMeasure) -> list[Page]:
    first_try: list[Page] | None = None
    for size in _sizes(layout):
        try:
            pages = _Paginator(slide, layout, measure, size).pages
        except _Overfull:
            continue
        if len(pages) == 1 or (layout.grouping == "packed" and slide.area):
            return pages
        first_try = first_try or pages
    if first_try is None:
        raise ValueError(f"a row group of {slide.area} is taller than a page of {layout.name}")
    return first_try


def table_row_heights(table: Table, widths: list[float], size: float,
                      measure: TextMeasure) -> list[float]:
    """Rows as tall as their texts need; what a merged cell lacks is shared by its rows."""
    heights = [size * 1.3 + 2 * CELL_PADDING_Y] * table.row_count
    for cell in sorted(table.cells, key=lambda one: one.row_span):
        width = sum(widths[cell.column:cell.column + cell.column_span]) - 2 * CELL_PADDING_X
        need = measure.height(cell.text, width, size, cell.header) + 2 * CELL_PADDING_Y
        rows = range(cell.row, cell.row + cell.row_span)
        lack = need - sum(heights[row] for row in rows)
        if lack > 0:
            for row in rows:
                heights[row] += lack / cell.row_span
    return heights


class _Paginator:
    """Fills pages with one slide's blocks at one size."""

    def __init__(self, slide: Slide, layout: Layout, measure: TextMeasure, size: float):
        self._layout = layout
        self._measure = measure
        self._size = size
        self._area = slide.area
        self._left = layout.margin
        self._width = layout.page[0] - 2 * layout.margin
        self._top = layout.margin * 0.6 + CORNER_HEIGHT
        self._bottom = layout.page[1] - layout.margin * 0.6 - CORNER_HEIGHT
        self.pages: list[Page] = []
        self._new_page()
        for block in slide.blocks:
            if isinstance(block, Table):
                self._add_table(block)
            else:
                self._add_text(block)

    def _new_page(self) -> None:
        self.pages.append(Page(self._area))
        self._y = self._top

    def _add_text(self, block: TextBlock) -> None:
        size = self._size * block.scale
        if block.role in ("title", "motto", "submitter"):
            self._y += size
        if block.role == "heading" and self._y + SHORTEST_START > self._bottom:
            self._new_page()
        start, y = 0, self._y
        for index, paragraph in enumerate(block.paragraphs):
            height = self._measure.height(paragraph, self._width, size, block.bold)
            if y + height > self._bottom and (self.pages[-1].placed or index > start):
                self._put_text(block, start, index, size, y - self._y)
                self._new_page()
                start, y = index, self._y
            y += height
        self._put_text(block, start, len(block.paragraphs), size, y - self._y)

    def _put_text(self, block: TextBlock, first: int, last: int, size: float,
                  height: float) -> None:
        if first == last:
            return
        part = TextBlock(block.paragraphs[first:last], block.scale, block.align, block.bold,
                         block.role)
        self.pages[-1].placed.append(
            PlacedText(part, self._left, self._y, self._width, height, size))
        self._y += height + BLOCK_GAP

    def _add_table(self, table: Table) -> None:
        widths = [self._width * share for share in table.widths]
        heights = table_row_heights(table, widths, self._size, self._measure)
        header = sum(heights[:table.header_rows])
        ends = [*table.group_starts[1:], table.row_count]
        first = table.group_starts[0] if table.group_starts else table.row_count
        last, is_first_part = first, True
        y = self._y + header
        for start, end in zip(table.group_starts, ends):
            group = sum(heights[start:end])
            if y + group > self._bottom:
                if header + group > self._bottom - self._top:
                    raise _Overfull
                self._put_table(table, first, last, widths, heights, is_first_part)
                is_first_part = is_first_part and first == last
                self._new_page()
                first = start
                y = self._y + (header if is_first_part or self._layout.repeat_header else 0.0)
            y += group
            last = end
        self._put_table(table, first, last, widths, heights, is_first_part)

    def _put_table(self, table: Table, first: int, last: int, widths: list[float],
                   heights: list[float], is_first_part: bool) -> None:
        if first == last:
            return
        with_header = is_first_part or self._layout.repeat_header
        part = table.rows_slice(first, last, with_header)
        kept = (heights[:table.header_rows] if with_header else []) + heights[first:last]
        row_edges = [self._y]
        for height in kept:
            row_edges.append(row_edges[-1] + height)
        column_edges = [self._left]
        for width in widths:
            column_edges.append(column_edges[-1] + width)
        self.pages[-1].placed.append(
            PlacedTable(part, tuple(column_edges), tuple(row_edges), self._size))
        self._y = row_edges[-1] + TABLE_GAP
