"""Writes placed pages as a flat OpenDocument presentation and lets Impress print it."""

from pathlib import Path

import flat_odf
import outside_program
import page_marks
from blocks import Cell
from cell_looks import cell_fill
from form_pages import sheet_slides
from layouts import Layout
from placement import Page, PlacedTable, PlacedText, place_slides
from text_measure import TextMeasure

IMPRESS_SLACK = 1.07  # Impress puts a little space between Latin and Japanese letters

# Empty cells are as tall as the common styles' text. Without common styles, Impress would also
# ignore the page's size.
SMALL_TEXT = '<style:text-properties fo:font-size="8pt" style:font-size-asian="8pt"/>'
COMMON_STYLES = f"""<style:default-style style:family="graphic">{SMALL_TEXT}</style:default-style>
<style:style style:name="standard" style:family="graphic">{SMALL_TEXT}</style:style>
<style:style style:name="default" style:family="table-cell">{SMALL_TEXT}</style:style>
"""


def render(sheet: dict, layout: Layout, target: Path) -> None:
    measure = TextMeasure(layout.font, layout.line_spacing, IMPRESS_SLACK)
    pages = place_slides(sheet_slides(sheet, layout), layout, measure)
    outside_program.office_to_pdf(_Deck(layout).document(pages), ".fodp", target)


class _Deck:
    """Builds the document; automatic styles are collected while the pages are written."""

    def __init__(self, layout: Layout):
        self._layout = layout
        self._styles = flat_odf.StyleBook(layout)

    def document(self, pages: list[Page]) -> str:
        body = "".join(self._page(page, number, len(pages))
                       for number, page in enumerate(pages, start=1))
        width, height = self._layout.page
        page_layout = (f'<style:page-layout style:name="slide"><style:page-layout-properties '
                       f'fo:page-width="{width}pt" fo:page-height="{height}pt" '
                       f'fo:margin="0pt"/></style:page-layout>')
        master = '<style:master-page style:name="plain" style:page-layout-name="slide"/>'
        return flat_odf.document("presentation", self._layout, COMMON_STYLES,
                                 page_layout + self._styles.xml(), master, body)

    def _page(self, page: Page, number: int, total: int) -> str:
        parts = [self._text(placed) if isinstance(placed, PlacedText) else self._table(placed)
                 for placed in page.placed]
        margin = self._layout.margin
        for mark in page_marks.marks(page.area, number, total, self._layout):
            parts.append(self._frame(margin, mark.y, self._layout.page[0] - 2 * margin,
                                     page_marks.MARK_HEIGHT, (mark.text,), 11.0, False,
                                     mark.align))
        return (f'<draw:page draw:name="p{number}" draw:master-page-name="plain">'
                f'{"".join(parts)}</draw:page>')

    def _frame(self, x: float, y: float, width: float, height: float, lines: tuple[str, ...],
               size: float, bold: bool, align: str) -> str:
        style = self._styles.name("graphic",
                                  '<style:graphic-properties draw:stroke="none" '
                                  'draw:fill="none" fo:padding="0pt" fo:wrap-option="wrap" '
                                  'draw:auto-grow-height="true" draw:auto-grow-width="false" '
                                  'draw:textarea-vertical-align="top"/>')
        return (f'<draw:frame draw:style-name="{style}" svg:x="{x:.2f}pt" svg:y="{y:.2f}pt" '
                f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt"><draw:text-box>'
                f"{self._styles.paragraphs(lines, size, bold, align)}</draw:text-box>"
                f"</draw:frame>")

    def _text(self, placed: PlacedText) -> str:
        return self._frame(placed.x, placed.y, placed.width, placed.height,
                           placed.block.paragraphs, placed.size, placed.block.bold,
                           placed.block.align)

    def _table(self, placed: PlacedTable) -> str:
        table, columns, rows = placed.table, placed.column_edges, placed.row_edges
        cells = table.cell_map()
        parts = []
        for left, right in zip(columns, columns[1:]):
            style = self._styles.name("table-column",
                                      f'<style:table-column-properties '
                                      f'style:column-width="{right - left:.2f}pt"/>')
            parts.append(f'<table:table-column table:style-name="{style}"/>')
        for row, (top, bottom) in enumerate(zip(rows, rows[1:])):
            style = self._styles.name("table-row",
                                      f'<style:table-row-properties '
                                      f'style:row-height="{bottom - top:.2f}pt"/>')
            inner = "".join(self._cell(cells[row, column], placed) if (row, column) in cells
                            else "<table:covered-table-cell/>"
                            for column in range(table.column_count))
            parts.append(f'<table:table-row table:style-name="{style}">{inner}'
                         f"</table:table-row>")
        return (f'<draw:frame svg:x="{columns[0]:.2f}pt" svg:y="{rows[0]:.2f}pt" '
                f'svg:width="{columns[-1] - columns[0]:.2f}pt" '
                f'svg:height="{rows[-1] - rows[0]:.2f}pt">'
                f'<table:table>{"".join(parts)}</table:table></draw:frame>')

    def _cell(self, cell: Cell, placed: PlacedTable) -> str:
        align = "center" if cell.header else "left"
        text = self._styles.paragraphs(cell.text.split("\n"), placed.size, cell.header, align)
        return (f'<table:table-cell table:style-name="{self._cell_style(cell, placed)}"'
                f"{flat_odf.span_attributes(cell.row_span, cell.column_span)}>"
                f"{text}</table:table-cell>")

    def _cell_style(self, cell: Cell, placed: PlacedTable) -> str:
        fill = cell_fill(placed.table, cell, self._layout)
        filling = f'draw:fill="solid" draw:fill-color="{fill}"' if fill else 'draw:fill="none"'
        middle = "middle" if cell.header or cell.row_span > 1 else "top"
        return self._styles.name("table-cell",
                                 f'<style:graphic-properties {filling} '
                                 f'draw:textarea-vertical-align="{middle}" fo:padding-top="2pt" '
                                 f'fo:padding-bottom="2pt" fo:padding-left="3.5pt" '
                                 f'fo:padding-right="3.5pt"/><style:paragraph-properties '
                                 f"{flat_odf.border_attributes(self._layout)}/>")
