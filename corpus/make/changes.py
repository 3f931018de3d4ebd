"""How offices change the form: one table for everything, areas one below the other, rows and titles
of their own in the tables. Slides in, slides out."""

from dataclasses import replace

from blocks import Cell, Slide, Table, TextBlock

GRID_COLUMNS = 20  # of the one table that holds everything


def changed(slides: list[Slide], change: str) -> list[Slide]:
    return CHANGES[change](slides) if change else slides


def one_table(slides: list[Slide]) -> list[Slide]:
    """All of an area in one grid, as in a spreadsheet: headings and texts are merged rows."""
    areas: dict[str, list[TextBlock | Table]] = {}
    for slide in slides[1:]:
        areas.setdefault(slide.area or "", []).extend(slide.blocks)
    return slides[:1] + [Slide(name, [_grid(blocks)]) for name, blocks in areas.items()]


def _grid(blocks: list[TextBlock | Table]) -> Table:
    cells: list[Cell] = []
    starts: list[int] = []
    row = 0

    def whole_row(text: str) -> None:
        nonlocal row
        cells.append(Cell(row, 0, text, 1, GRID_COLUMNS))
        starts.append(row)
        row += 1

    for block in blocks:
        if isinstance(block, Table):
            cells += [replace(cell, row=row + cell.row, column=edges[cell.column],
                              column_span=edges[cell.column + cell.column_span]
                              - edges[cell.column])
                      for edges in [_grid_edges(block)] for cell in block.cells]
            starts += [row, *(row + start for start in block.group_starts)]
            row += block.row_count
            continue
        paragraphs = list(block.paragraphs)
        if paragraphs and paragraphs[0].startswith("【"):
            whole_row(paragraphs.pop(0))
        whole_row("\n".join(paragraphs))
    return Table((1 / GRID_COLUMNS,) * GRID_COLUMNS, tuple(cells), row, 0,
                 tuple(sorted(set(starts))))


def _grid_edges(table: Table) -> list[int]:
    """Where the table's columns lie in the grid; each is one column wide at least."""
    edges, share = [0], 0.0
    for width in table.widths:
        share += width
        edges.append(max(edges[-1] + 1, round(share * GRID_COLUMNS)))
    edges[-1] = GRID_COLUMNS
    return edges


def flow(slides: list[Slide]) -> list[Slide]:
    """One area begins where the one before ends, on the same page."""
    blocks = [block for slide in slides[1:] for block in slide.blocks]
    return [slides[0], Slide(slides[1].area, blocks)]


def retyped(slides: list[Slide]) -> list[Slide]:
    """Titles above the columns, a header over the measures, rows that nobody filled in."""
    return [replace(slide, blocks=[_retyped_table(block) if isinstance(block, Table) else block
                                   for block in slide.blocks]) for slide in slides]


def _retyped_table(table: Table) -> Table:
    measures = [cell.column for cell in table.cells
                if cell.header and cell.column > 0 and cell.row_span == 1
                and cell.text.startswith(("現状", "目標", "実績"))]
    if measures and table.header_rows == 1:
        table = _with_header_over(table, "数値", measures)
    last = table.row_count
    blank = [Cell(last, column, "") for column in range(table.column_count)]
    table = Table(table.widths, (*table.cells, *blank), last + 1, table.header_rows,
                  (*table.group_starts, last))
    title = Cell(0, 0, "記入欄", 1, table.column_count, header=True)
    moved = [replace(cell, row=cell.row + 1) for cell in table.cells]
    return Table(table.widths, (title, *moved), table.row_count + 1, table.header_rows + 1,
                 tuple(start + 1 for start in table.group_starts))


def _with_header_over(table: Table, text: str, columns: list[int]) -> Table:
    cells = [Cell(0, columns[0], text, 1, len(columns), header=True)]
    for cell in table.cells:
        if cell.header and cell.column not in columns:
            cells.append(replace(cell, row_span=2))
        else:
            cells.append(replace(cell, row=cell.row + 1))
    return Table(table.widths, tuple(cells), table.row_count + 1, 2,
                 tuple(start + 1 for start in table.group_starts))


CHANGES = {"one-table": one_table, "flow": flow, "retyped": retyped}
