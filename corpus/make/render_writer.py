"""Writes a sheet as a flat OpenDocument text that Writer breaks into pages by itself."""

from pathlib import Path
from xml.sax.saxutils import escape

import flat_odf
import outside_program
from blocks import Cell, Slide, Table, TextBlock
from cell_looks import cell_fill
from form_pages import sheet_slides
from layouts import Layout


def render(sheet: dict, layout: Layout, target: Path) -> None:
    outside_program.office_to_pdf(_TextDocument(layout).document(sheet_slides(sheet, layout)),
                                  ".fodt", target)


class _TextDocument:
    """Areas start a new page, each with a master page that carries the area's name."""

    def __init__(self, layout: Layout):
        self._layout = layout
        self._styles = flat_odf.StyleBook(layout)
        self._masters: dict[str | None, str] = {}  # area -> master page
        self._table_count = 0

    def document(self, slides: list[Slide]) -> str:
        parts, area = [], object()
        for slide in slides:
            master = None
            if slide.area != area:
                area = slide.area
                master = self._masters.setdefault(area, f"area{len(self._masters)}")
            parts += [self._block(block, master if index == 0 else None)
                      for index, block in enumerate(slide.blocks)]
        masters = "".join(self._master_page(name, owner) for owner, name in self._masters.items())
        return flat_odf.document("text", self._layout, "",
                                 self._page_layout() + self._styles.xml(), masters,
                                 "".join(parts))

    def _page_layout(self) -> str:
        width, height = self._layout.page
        turned = "landscape" if width > height else "portrait"
        return (f'<style:page-layout style:name="paper"><style:page-layout-properties '
                f'fo:page-width="{width}pt" fo:page-height="{height}pt" '
                f'style:print-orientation="{turned}" fo:margin="{self._layout.margin}pt"/>'
                f'<style:header-style><style:header-footer-properties fo:min-height="18pt" '
                f'fo:margin-bottom="6pt"/></style:header-style>'
                f'<style:footer-style><style:header-footer-properties fo:min-height="18pt" '
                f'fo:margin-top="6pt"/></style:footer-style></style:page-layout>')

    def _master_page(self, name: str, area: str | None) -> str:
        size = self._layout.body_size
        corner = escape(area or "") if self._layout.area_place == "corner" else ""
        foot = escape(area or "") if self._layout.area_place == "footer" else ""
        number = flat_odf.page_number_text(self._layout)
        right = self._styles.paragraph_style(size, False, "right")
        middle = self._styles.paragraph_style(size, False, "center")
        left = self._styles.paragraph_style(size, False, "left")
        footer = f'<text:p text:style-name="{left}">{foot}</text:p>' if foot else ""
        return (f'<style:master-page style:name="{name}" style:page-layout-name="paper">'
                f'<style:header><text:p text:style-name="{right}">{corner}</text:p>'
                f'</style:header><style:footer>{footer}<text:p text:style-name="{middle}">'
                f"{number}</text:p></style:footer></style:master-page>")

    def _block(self, block: TextBlock | Table, master: str | None) -> str:
        if isinstance(block, Table):
            return self._table(block)
        size = self._layout.body_size * block.scale
        before = 16 if block.role in ("title", "motto", "submitter", "heading") else 3
        keep = ' fo:keep-with-next="always"' if block.role in ("heading", "area") else ""
        lines = []
        for index, line in enumerate(block.paragraphs):
            last = index + 1 == len(block.paragraphs)
            extra = (f' fo:margin-top="{before if index == 0 else 0}pt"'
                     f' fo:margin-bottom="{5 if last else 0}pt"{keep}')
            attributes = f' style:master-page-name="{master}"' if master and index == 0 else ""
            style = self._styles.paragraph_style(size, block.bold, block.align, extra, attributes)
            lines.append(f'<text:p text:style-name="{style}">{escape(line)}</text:p>')
        return "".join(lines)

    def _table(self, table: Table) -> str:
        width = self._layout.page[0] - 2 * self._layout.margin
        cells = table.cell_map()
        self._table_count += 1
        table_style = self._styles.name("table",
                                        f'<style:table-properties style:width="{width}pt" '
                                        f'table:align="left" fo:margin-top="3pt" '
                                        f'fo:margin-bottom="6pt" '
                                        f'table:border-model="collapsing"/>')
        parts = []
        for share in table.widths:
            style = self._styles.name("table-column",
                                      f'<style:table-column-properties '
                                      f'style:column-width="{share * width:.2f}pt"/>')
            parts.append(f'<table:table-column table:style-name="{style}"/>')
        rows = [self._row(table, cells, row) for row in range(table.row_count)]
        head, body = "".join(rows[:table.header_rows]), "".join(rows[table.header_rows:])
        if self._layout.repeat_header:
            head = f"<table:table-header-rows>{head}</table:table-header-rows>"
        return (f'<table:table table:name="t{self._table_count}" '
                f'table:style-name="{table_style}">{"".join(parts)}{head}{body}</table:table>')

    def _row(self, table: Table, cells: dict[tuple[int, int], Cell], row: int) -> str:
        keep = "always" if row < table.header_rows else "auto"
        style = self._styles.name("table-row",
                                  f'<style:table-row-properties fo:keep-together="{keep}" '
                                  f'style:min-row-height="15pt"/>')
        inner = "".join(self._cell(cells[row, column], table) if (row, column) in cells
                        else "<table:covered-table-cell/>"
                        for column in range(table.column_count))
        return f'<table:table-row table:style-name="{style}">{inner}</table:table-row>'

    def _cell(self, cell: Cell, table: Table) -> str:
        fill = cell_fill(table, cell, self._layout)
        background = f' fo:background-color="{fill}"' if fill else ""
        middle = "middle" if cell.header else "top"
        style = self._styles.name("table-cell",
                                  f'<style:table-cell-properties '
                                  f"{flat_odf.border_attributes(self._layout)}{background} "
                                  f'fo:padding="2.5pt" style:vertical-align="{middle}"/>')
        text = self._styles.paragraphs(cell.text.split("\n"), self._layout.body_size,
                                       cell.header, "center" if cell.header else "left")
        return (f'<table:table-cell table:style-name="{style}" office:value-type="string"'
                f"{flat_odf.span_attributes(cell.row_span, cell.column_span)}>"
                f"{text}</table:table-cell>")
