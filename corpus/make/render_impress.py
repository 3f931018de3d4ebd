"""Writes placed pages as a flat OpenDocument presentation and lets Impress print it."""

from pathlib import Path
from xml.sax.saxutils import escape

import outside_program
import page_marks
from blocks import Cell
from form_pages import sheet_slides
from layouts import Layout
from placement import Page, PlacedTable, PlacedText, place_slides
from text_measure import TextMeasure

IMPRESS_SLACK = 1.1  # Impress puts a little space between Latin and Japanese letters

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
}.items())


def render(sheet: dict, layout: Layout, target: Path) -> None:
    measure = TextMeasure(layout.font, layout.line_spacing, IMPRESS_SLACK)
    pages = place_slides(sheet_slides(sheet, layout), layout, measure)
    outside_program.office_to_pdf(_Deck(layout).document(pages), ".fodp", target)


class _Deck:
    """Builds the document; automatic styles are collected while the pages are written."""

    def __init__(self, layout: Layout):
        self._layout = layout
        self._styles: dict[str, str] = {}  # definition -> name

    def document(self, pages: list[Page]) -> str:
        body = "".join(self._page(page, number, len(pages))
                       for number, page in enumerate(pages, start=1))
        width, height = self._layout.page
        styles = "".join(definition.replace("@NAME@", name)
                         for definition, name in self._styles.items())
        # Impress ignores the page size of a document that has no common styles.
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:font-face-decls><style:font-face style:name="body"
 svg:font-family="'{self._layout.font}'"/></office:font-face-decls>
<office:styles><style:style style:name="standard" style:family="graphic"/></office:styles>
<office:automatic-styles>
<style:page-layout style:name="slide"><style:page-layout-properties fo:page-width="{width}pt"
 fo:page-height="{height}pt" fo:margin="0pt"/></style:page-layout>
{styles}</office:automatic-styles>
<office:master-styles><style:master-page style:name="plain"
 style:page-layout-name="slide"/></office:master-styles>
<office:body><office:presentation>{body}</office:presentation></office:body>
</office:document>"""

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

    def _style(self, family: str, content: str) -> str:
        definition = f'<style:style style:name="@NAME@" style:family="{family}">{content}' \
                     f"</style:style>\n"
        return self._styles.setdefault(definition, f"s{len(self._styles)}")

    def _paragraph_style(self, align: str, size: float, bold: bool) -> str:
        align = {"left": "start", "center": "center", "right": "end"}[align]
        weight = "bold" if bold else "normal"
        fonts = "".join(f' style:font-name{kind}="body" fo:font-size{kind}="{size}pt"'
                        if not kind else
                        f' style:font-name{kind}="body" style:font-size{kind}="{size}pt"'
                        f' style:font-weight{kind}="{weight}"'
                        for kind in ("", "-asian", "-complex"))
        line_height = f"{self._layout.line_spacing * 100:.0f}%"
        return self._style("paragraph",
                           f'<style:paragraph-properties fo:text-align="{align}" '
                           f'fo:line-height="{line_height}"/>'
                           f'<style:text-properties{fonts} fo:font-weight="{weight}" '
                           f'fo:language="ja" style:language-asian="ja"/>')

    def _paragraphs(self, lines: tuple[str, ...], size: float, bold: bool, align: str) -> str:
        style = self._paragraph_style(align, size, bold)
        return "".join(f'<text:p text:style-name="{style}">{escape(line)}</text:p>'
                       for line in lines)

    def _frame(self, x: float, y: float, width: float, height: float, lines: tuple[str, ...],
               size: float, bold: bool, align: str) -> str:
        style = self._style("graphic",
                            '<style:graphic-properties draw:stroke="none" draw:fill="none" '
                            'fo:padding="0pt" fo:wrap-option="wrap" '
                            'draw:auto-grow-height="true" draw:auto-grow-width="false" '
                            'draw:textarea-vertical-align="top"/>')
        return (f'<draw:frame draw:style-name="{style}" svg:x="{x:.2f}pt" svg:y="{y:.2f}pt" '
                f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt"><draw:text-box>'
                f"{self._paragraphs(lines, size, bold, align)}</draw:text-box></draw:frame>")

    def _text(self, placed: PlacedText) -> str:
        return self._frame(placed.x, placed.y, placed.width, placed.height,
                           placed.block.paragraphs, placed.size, placed.block.bold,
                           placed.block.align)

    def _table(self, placed: PlacedTable) -> str:
        table, columns, rows = placed.table, placed.column_edges, placed.row_edges
        cells = table.cell_map()
        parts = []
        for left, right in zip(columns, columns[1:]):
            style = self._style("table-column", f'<style:table-column-properties '
                                                f'style:column-width="{right - left:.2f}pt"/>')
            parts.append(f'<table:table-column table:style-name="{style}"/>')
        for row, (top, bottom) in enumerate(zip(rows, rows[1:])):
            style = self._style("table-row", f'<style:table-row-properties '
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
        spans = (f' table:number-rows-spanned="{cell.row_span}"'
                 f' table:number-columns-spanned="{cell.column_span}"'
                 if cell.row_span > 1 or cell.column_span > 1 else "")
        align = "center" if cell.header else "left"
        text = self._paragraphs(tuple(cell.text.split("\n")), placed.size, cell.header, align)
        return (f'<table:table-cell table:style-name="{self._cell_style(cell, placed)}"{spans}>'
                f"{text}</table:table-cell>")

    def _cell_style(self, cell: Cell, placed: PlacedTable) -> str:
        ruling = self._layout.ruling
        kind = "solid" if not ruling.dash else "dashed" if ruling.dash[0] > 1 else "dotted"
        line = f"{ruling.width}pt {kind} {ruling.colour}"
        sides = {"all": f'fo:border="{line}"', "none": 'fo:border="none"',
                 "horizontal": f'fo:border-top="{line}" fo:border-bottom="{line}" '
                               f'fo:border-left="none" fo:border-right="none"'}[ruling.edges]
        fill = self._layout.header_fill if cell.header else None
        if not cell.header and self._layout.body_fills:
            group = sum(1 for start in placed.table.group_starts if start <= cell.row)
            fill = self._layout.body_fills[group % len(self._layout.body_fills)]
        filling = f'draw:fill="solid" draw:fill-color="{fill}"' if fill else 'draw:fill="none"'
        middle = "middle" if cell.header or cell.row_span > 1 else "top"
        return self._style("table-cell",
                           f'<style:graphic-properties {filling} '
                           f'draw:textarea-vertical-align="{middle}" fo:padding-top="2pt" '
                           f'fo:padding-bottom="2pt" fo:padding-left="3.5pt" '
                           f'fo:padding-right="3.5pt"/><style:paragraph-properties {sides}/>')
