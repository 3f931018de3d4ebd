"""Writes slides as HTML and lets Chromium print it."""

from html import escape
from pathlib import Path

import outside_program
from blocks import Cell, Slide, Table, TextBlock
from cell_looks import cell_fill
from form_pages import sheet_slides
from layouts import Layout


RUBY = {"圏域": "けんいき", "退院": "たいいん", "支援": "しえん"}


def render(sheet: dict, layout: Layout, target: Path) -> None:
    outside_program.html_to_pdf(page_html(sheet_slides(sheet, layout), layout), target)


def page_html(slides: list[Slide], layout: Layout) -> str:
    sections = "\n".join(_section(slide, number, len(slides), layout)
                         for number, slide in enumerate(slides, start=1))
    return (f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">'
            f"<style>{_style(layout)}</style></head><body>{sections}</body></html>")


def _style(layout: Layout) -> str:
    width, height = layout.page
    ruling = layout.ruling
    dashes = "dashed" if len(ruling.dash) and ruling.dash[0] > 1 else "dotted"
    line = f"{ruling.width}pt {dashes if ruling.dash else 'solid'} {ruling.colour}"
    borders = {"all": f"border: {line};", "none": "",
               "horizontal": f"border-top: {line}; border-bottom: {line};"}[ruling.edges]
    head = f"background: {layout.header_fill};" if layout.header_fill else ""
    inner = height - 2 * layout.margin
    return f"""
@page {{ size: {width}pt {height}pt; margin: {layout.margin}pt; }}
body {{ margin: 0; font-family: '{layout.font}'; font-size: {layout.body_size}pt;
        line-height: {1.35 * layout.line_spacing}; }}
section {{ break-after: page; min-height: {inner - 4}pt; display: flex;
           flex-direction: column; }}
section:last-child {{ break-after: auto; }}
.corner {{ text-align: right; height: 18pt; }}
.feet {{ margin-top: auto; display: flex; justify-content: space-between; height: 16pt; }}
.center {{ text-align: center; }}
.heading, .area {{ break-after: avoid; }}
p {{ margin: 0; }} div.block {{ margin-bottom: 8pt; }}
.heading, .area, th {{ font-weight: {'bold' if layout.bold_headings else 'normal'}; }}
.title, .motto, .submitter {{ margin-top: 18pt; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 8pt; }}
th, td {{ {borders} padding: 2.5pt 4pt; text-align: left; vertical-align: top;
         overflow-wrap: anywhere; }}
td.merged {{ vertical-align: middle; }}
td:empty::before {{ content: ''; display: block; height: 1.35em; }}
tr {{ break-inside: avoid; }}
thead {{ display: {'table-header-group' if layout.repeat_header else 'table-row-group'}; }}
th {{ {head} text-align: center; vertical-align: middle; }}"""


def _section(slide: Slide, number: int, total: int, layout: Layout) -> str:
    corner = slide.area if slide.area and layout.area_place == "corner" else ""
    foot = slide.area if slide.area and layout.area_place == "footer" else ""
    page = layout.page_number.format(number=number, total=total)
    blocks = "".join(_table(block, layout) if isinstance(block, Table) else _text(block)
                     for block in slide.blocks)
    return (f'<section><div class="corner">{escape(corner)}</div>{blocks}'
            f'<div class="feet"><span>{escape(foot)}</span><span>{page}</span></div></section>')


def _text(block: TextBlock) -> str:
    lines = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in block.paragraphs)
    return (f'<div class="block {block.role} {block.align}" '
            f'style="font-size: {block.scale}em">{lines}</div>')


def _table(table: Table, layout: Layout) -> str:
    columns = "".join(f'<col style="width: {width * 100:.2f}%">' for width in table.widths)
    cells = table.cell_map()

    def rows(first: int, last: int) -> str:
        return "".join(
            "<tr>" + "".join(_cell(cells[row, column], table, layout)
                             for column in range(table.column_count) if (row, column) in cells)
            + "</tr>" for row in range(first, last))

    return (f"<table><colgroup>{columns}</colgroup><thead>{rows(0, table.header_rows)}</thead>"
            f"<tbody>{rows(table.header_rows, table.row_count)}</tbody></table>")


def _cell(cell: Cell, table: Table, layout: Layout) -> str:
    attributes = ""
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        attributes += f' colspan="{cell.column_span}"'
    text = "<br>".join(escape(line) for line in cell.text.split("\n"))
    if layout.ruby and not cell.header:
        for word, reading in RUBY.items():
            text = text.replace(word, f"<ruby>{word}<rt>{reading}</rt></ruby>")
    if cell.header:
        return f"<th{attributes}>{text}</th>"
    if cell.row_span > 1:
        attributes += ' class="merged"'
    fill = cell_fill(table, cell, layout)
    if fill:
        attributes += f' style="background: {fill}"'
    return f"<td{attributes}>{text}</td>"
