"""Writes placed pages as a flat OpenDocument spreadsheet, one tab an area, printed by Calc.

As offices do it: the tab is a fine grid, and every text and cell is merged from its squares.
"""

from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import flat_odf
import outside_program
from cell_looks import cell_fill
from form_pages import sheet_slides
from layouts import Layout
from placement import Page, PlacedTable, PlacedText, place_slides
from text_measure import TextMeasure

CALC_SLACK = 1.12  # Calc cuts off what its cell has no room for
GRID_COLUMNS = 60
HEADER_HEIGHT = 22.0
HEADER_SPACING = 80.0  # what Calc adds around header and footer


def render(sheet: dict, layout: Layout, target: Path) -> None:
    measure = TextMeasure(layout.font, layout.line_spacing, CALC_SLACK)
    lower = replace(layout, page=(layout.page[0], layout.page[1] - HEADER_SPACING))
    pages = place_slides(sheet_slides(sheet, layout), lower, measure)
    outside_program.office_to_pdf(_Workbook(layout).document(pages), ".fods", target)


class _Workbook:
    def __init__(self, layout: Layout):
        self._layout = layout
        self._styles = flat_odf.StyleBook(layout)

    def document(self, pages: list[Page]) -> str:
        tabs: dict[str, list[Page]] = {}
        for page in pages:
            tabs.setdefault(page.area or "表紙", []).append(page)
        body = "".join(self._tab(name, tab_pages) for name, tab_pages in tabs.items())
        return flat_odf.document("spreadsheet", self._layout, "",
                                 self._page_layout() + self._styles.xml(), self._masters(), body)

    def _page_layout(self) -> str:
        width, height = self._layout.page
        margin = self._layout.margin
        turned = "landscape" if width > height else "portrait"
        return (f'<style:page-layout style:name="paper"><style:page-layout-properties '
                f'fo:page-width="{width}pt" fo:page-height="{height}pt" '
                f'style:print-orientation="{turned}" fo:margin-left="{margin}pt" '
                f'fo:margin-right="{margin}pt" fo:margin-top="{margin * 0.6}pt" '
                f'fo:margin-bottom="{margin * 0.6}pt" style:scale-to-X="1" '
                f'style:scale-to-Y="0" style:first-page-number="continue" '
                f'style:print="objects"/>'
                f'<style:header-style><style:header-footer-properties '
                f'fo:min-height="{HEADER_HEIGHT}pt"/></style:header-style>'
                f'<style:footer-style><style:header-footer-properties '
                f'fo:min-height="{HEADER_HEIGHT}pt"/></style:footer-style></style:page-layout>')

    def _masters(self) -> str:
        """The cover has no name in its corner, the areas have their tab's."""
        corner = self._layout.area_place == "corner"
        foot = self._layout.area_place == "footer"
        number = flat_odf.page_number_text(self._layout)
        masters = []
        for name, has_area in (("cover", False), ("area", True)):
            tab = "<text:p><text:sheet-name>???</text:sheet-name></text:p>"
            header = f"<style:region-right>{tab if corner and has_area else ''}" \
                     f"</style:region-right>"
            footer = (f"<style:region-left>{tab if foot and has_area else ''}"
                      f"</style:region-left><style:region-center><text:p>{number}</text:p>"
                      f"</style:region-center>")
            masters.append(f'<style:master-page style:name="{name}" '
                           f'style:page-layout-name="paper"><style:header>{header}'
                           f"</style:header><style:footer>{footer}</style:footer>"
                           f"</style:master-page>")
        return "".join(masters)

    def _tab(self, name: str, pages: list[Page]) -> str:
        master = "area" if pages[0].area else "cover"
        style = self._styles.name("table", '<style:table-properties table:display="true"/>',
                                  f' style:master-page-name="{master}"')
        square = (self._layout.page[0] - 2 * self._layout.margin) / GRID_COLUMNS
        column = self._styles.name("table-column",
                                   f'<style:table-column-properties '
                                   f'style:column-width="{square:.3f}pt"/>')
        rows = "".join(self._page(page, index > 0) for index, page in enumerate(pages))
        return (f'<table:table table:name="{escape(name)}" table:style-name="{style}">'
                f'<table:table-column table:style-name="{column}" '
                f'table:number-columns-repeated="{GRID_COLUMNS}"/>{rows}</table:table>')

    def _page(self, page: Page, on_new_page: bool) -> str:
        rows = []
        bottom = None
        for placed in page.placed:
            top = placed.y if isinstance(placed, PlacedText) else placed.row_edges[0]
            if bottom is not None and top > bottom:
                rows.append(self._row(top - bottom, "<table:table-cell/>", False))
            if isinstance(placed, PlacedText):
                bottom = placed.y + placed.height
                rows += self._text_rows(placed, on_new_page and not rows)
            else:
                bottom = placed.row_edges[-1]
                rows += self._table_rows(placed, on_new_page and not rows)
        return "".join(rows)

    def _row(self, height: float, inner: str, on_new_page: bool) -> str:
        before = ' fo:break-before="page"' if on_new_page else ""
        style = self._styles.name("table-row",
                                  f'<style:table-row-properties '
                                  f'style:row-height="{height:.2f}pt" '
                                  f'style:use-optimal-row-height="false"{before}/>')
        return f'<table:table-row table:style-name="{style}">{inner}</table:table-row>'

    def _text_rows(self, placed: PlacedText, on_new_page: bool) -> list[str]:
        """All paragraphs in one merged cell."""
        inner = self._merged(list(placed.block.paragraphs), GRID_COLUMNS, 1, placed.size,
                             placed.block.bold, placed.block.align, None, False)
        return [self._row(placed.height + 4, inner, on_new_page)]

    def _table_rows(self, placed: PlacedTable, on_new_page: bool) -> list[str]:
        table = placed.table
        cells = table.cell_map()
        left, width = placed.column_edges[0], placed.column_edges[-1] - placed.column_edges[0]
        edges = [round((edge - left) / width * GRID_COLUMNS) for edge in placed.column_edges]
        covering = {}
        for cell in table.cells:
            for row in range(cell.row + 1, cell.row + cell.row_span):
                covering[row, cell.column] = cell
        rows = []
        for row in range(table.row_count):
            inner = ""
            for column in range(table.column_count):
                if (row, column) in cells:
                    cell = cells[row, column]
                    squares = edges[column + cell.column_span] - edges[column]
                    inner += self._merged(cell.text.split("\n"), squares, cell.row_span,
                                          placed.size, cell.header,
                                          "center" if cell.header else "left",
                                          cell_fill(table, cell, self._layout), True)
                elif (row, column) in covering:
                    cell = covering[row, column]
                    squares = edges[column + cell.column_span] - edges[column]
                    inner += self._covered(squares, cell_fill(table, cell, self._layout))
            height = placed.row_edges[row + 1] - placed.row_edges[row]
            rows.append(self._row(height, inner, on_new_page and row == 0))
        return rows

    def _cell_style(self, size: float, bold: bool, align: str, fill: str | None,
                    ruled: bool) -> str:
        borders = flat_odf.border_attributes(self._layout) if ruled else 'fo:border="none"'
        background = f' fo:background-color="{fill}"' if fill else ""
        return self._styles.name("table-cell",
                                 f'<style:table-cell-properties {borders}{background} '
                                 f'fo:wrap-option="wrap" fo:padding="1.5pt" '
                                 f'style:vertical-align="{"middle" if bold else "top"}"/>'
                                 f'<style:paragraph-properties '
                                 f'fo:text-align="{flat_odf.ALIGNMENTS[align]}"/>'
                                 + self._styles.text_properties(size, bold))

    def _merged(self, lines: list[str], squares: int, row_span: int, size: float, bold: bool,
                align: str, fill: str | None, ruled: bool) -> str:
        style = self._cell_style(size, bold, align, fill, ruled)
        text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines) if any(lines) else ""
        value = ' office:value-type="string"' if text else ""
        covered = (f'<table:covered-table-cell table:style-name="{style}" '
                   f'table:number-columns-repeated="{squares - 1}"/>' if squares > 1 else "")
        return (f'<table:table-cell table:style-name="{style}"{value}'
                f"{flat_odf.span_attributes(row_span, squares)}>{text}</table:table-cell>"
                f"{covered}")

    def _covered(self, squares: int, fill: str | None) -> str:
        style = self._cell_style(self._layout.body_size, False, "left", fill, True)
        return (f'<table:covered-table-cell table:style-name="{style}" '
                f'table:number-columns-repeated="{squares}"/>')
