"""What a sheet prints, before any program lays it out: slides of text blocks and tables.

Units: relative only (column widths are shares, text sizes are factors of the body size).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TextBlock:
    """Paragraphs one below the other. `scale` multiplies the body size."""

    paragraphs: tuple[str, ...]
    scale: float = 1.0
    align: str = "left"
    bold: bool = False
    role: str = "body"  # body, heading, note, title, motto, submitter


@dataclass(frozen=True)
class Cell:
    """One cell at its upper left grid position; `text` holds paragraphs separated by newlines."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A grid. `group_starts` are the body rows before which a page may end."""

    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    row_count: int
    header_rows: int
    group_starts: tuple[int, ...]

    @property
    def column_count(self) -> int:
        return len(self.widths)

    def cell_map(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    def rows_slice(self, first: int, last: int, with_header: bool) -> "Table":
        """The body rows first..last-1 as a table of their own, below the header rows if wanted."""
        head = self.header_rows if with_header else 0
        kept = [cell for cell in self.cells if cell.row < head]
        for cell in self.cells:
            if first <= cell.row < last:
                kept.append(Cell(cell.row - first + head, cell.column, cell.text, cell.row_span,
                                 cell.column_span, cell.header))
        starts = tuple(row - first + head for row in self.group_starts if first <= row < last)
        return Table(self.widths, tuple(kept), last - first + head, head, starts)


@dataclass
class Slide:
    """What belongs together; a program may need more than one page for it."""

    area: str | None
    blocks: list[TextBlock | Table] = field(default_factory=list)
