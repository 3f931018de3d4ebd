"""Which colour lies behind a cell, and which rulings a grid has. Units: points."""

from blocks import Cell, Table
from layouts import Layout
from placement import PlacedTable

Segment = tuple[float, float, float, float]  # x0, y0, x1, y1


def cell_fill(table: Table, cell: Cell, layout: Layout) -> str | None:
    """The header's colour, or the row group's where the layout fills groups in turn."""
    if cell.header:
        return layout.header_fill
    if not layout.body_fills:
        return None
    group = sum(1 for start in table.group_starts if start <= cell.row)
    return layout.body_fills[group % len(layout.body_fills)]


def cell_box(placed: PlacedTable, cell: Cell) -> Segment:
    return (placed.column_edges[cell.column], placed.row_edges[cell.row],
            placed.column_edges[cell.column + cell.column_span],
            placed.row_edges[cell.row + cell.row_span])


def grid_segments(placed: PlacedTable, horizontal_only: bool) -> list[Segment]:
    """The table's rulings, each as long as no merged cell interrupts it."""
    table = placed.table
    owner = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row, column] = cell
    segments = []
    for row in range(table.row_count + 1):
        ruled = [owner.get((row - 1, column)) is not owner.get((row, column))
                 for column in range(table.column_count)]
        for first, last in _runs(ruled):
            y = placed.row_edges[row]
            segments.append((placed.column_edges[first], y, placed.column_edges[last], y))
    if horizontal_only:
        return segments
    for column in range(table.column_count + 1):
        ruled = [owner.get((row, column - 1)) is not owner.get((row, column))
                 for row in range(table.row_count)]
        for first, last in _runs(ruled):
            x = placed.column_edges[column]
            segments.append((x, placed.row_edges[first], x, placed.row_edges[last]))
    return segments


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Half-open ranges of consecutive true flags."""
    runs, start = [], None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            runs.append((start, index))
            start = None
    return runs
