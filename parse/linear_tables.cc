#include "parse/linear_tables.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parse/linear_cells.h"
#include "parse/page_roles.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

// A sector's name glued to the header of the next table: two lines.
void SplitGluedHeaders(std::vector<TextLine>& lines, const ReadTools& tools) {
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::u32string& folded = lines[i].folded.text;
    for (const std::u32string& sector : tools.form.sectors) {
      if (folded.size() <= sector.size() + 4 || folded.rfind(sector, 0) != 0) continue;
      const auto [begin, end] = lines[i].folded.SourceRange(0, sector.size(), lines[i].text.size());
      const TextLine rest = SliceLine(lines[i], end, lines[i].text.size());
      std::vector<TextLine> probe = {rest};
      probe.insert(probe.end(), lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end());
      if (!FindLinearHeader(probe, 0, tools)) continue;
      const TextLine label = SliceLine(lines[i], begin, end);
      lines[i] = rest;
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i), label);
      break;
    }
  }
}

// The label of a row that was left blank: ③, or a bare 3 below a bare 2.
bool IsRowLabel(const std::vector<TextLine>& lines, size_t i, const ReadTools& tools) {
  const auto mark = tools.join.marks.At(lines[i].text, 0);
  if (mark && mark->numbered && lines[i].text.size() == 1) return true;
  if (i == 0) return false;
  constexpr int kMostRows = 9;
  for (int count = 1; count <= kMostRows; ++count) {
    if (tools.join.marks.CountLength(lines[i].text, count + 1) == lines[i].text.size() &&
        tools.join.marks.CountLength(lines[i - 1].text, count) == lines[i - 1].text.size())
      return true;
  }
  return false;
}

// A number with blank lines around it, above a heading or below a gap: pages were cut there.
void MarkPageNumbers(std::vector<TextLine>& lines, const ReadTools& tools) {
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].page_number || lines[i].edge_name) continue;
    if (!ShapedAsPageNumber(lines[i], tools.form) || IsRowLabel(lines, i, tools)) continue;
    const double above = i == 0 ? 99 : lines[i].box.y0 - lines[i - 1].box.y0;
    const double below = i + 1 == lines.size() ? 99 : lines[i + 1].box.y0 - lines[i].box.y0;
    if (above < 1.5 || below < 1.5) {
      lines[i].page_number = above > 90 || below > 90;
      continue;
    }
    const bool heads = i + 1 < lines.size() &&
                       (MatchHeading(lines[i + 1].folded, tools.form, tools.words).section ||
                        !AreaNameIn(lines[i + 1], tools.form.area, tools.words).empty());
    lines[i].page_number = above > 90 || below > 90 || above > 3.5 || below > 3.5 || heads;
  }
}

void InferPage(PageText& page, bool one_of_several, const ReadTools& tools) {
  std::vector<TextLine> lines;
  for (Block& block : page.blocks) {
    // Only text stands on a page of plain text.
    TextLine& line = std::get<TextLine>(block);
    const bool at_edge = line.page_number || line.edge_name;
    const bool same_line = !lines.empty() && lines.back().box.y0 == line.box.y0 && !at_edge &&
                           !lines.back().page_number && !lines.back().edge_name;
    if (same_line) {
      lines.back().text.push_back({U' ', line.page, -1});
      Append(lines.back().text, line.text);
      lines.back().folded = Fold(lines.back().text);
      lines.back().box = extract::Union(lines.back().box, line.box);
    } else {
      lines.push_back(std::move(line));
    }
  }
  // A page has one number; a text without marks between its pages has many.
  const bool numbered = std::any_of(lines.begin(), lines.end(),
                                    [](const TextLine& line) { return line.page_number; });
  if (!numbered || !one_of_several) MarkPageNumbers(lines, tools);
  SplitGluedHeaders(lines, tools);
  std::vector<Block> blocks;
  for (size_t i = 0; i < lines.size();) {
    const auto header = FindLinearHeader(lines, i, tools);
    if (!header) {
      blocks.emplace_back(std::move(lines[i++]));
      continue;
    }
    size_t end = i + header->lines;
    while (end < lines.size() && !EndsBody(lines, end, tools) &&
           !FindLinearHeader(lines, end, tools))
      ++end;
    std::vector<TextLine> body;
    for (const size_t line : header->between) body.push_back(lines[i + line]);
    body.insert(body.end(), lines.begin() + static_cast<std::ptrdiff_t>(i + header->lines),
                lines.begin() + static_cast<std::ptrdiff_t>(end));
    Grid grid = header->rule->layout == TableLayout::kRows ? ReadLinearRows(*header, body, tools)
                                                           : ReadLinearGroups(*header, body, tools);
    if (header->out_of_order && grid.doubt.empty())
      grid.doubt = "the columns' order is not certain: their headings stand apart";
    blocks.emplace_back(std::move(grid));
    i = end;
  }
  page.blocks = std::move(blocks);
}

}  // namespace

bool BlankLineBetween(const TextLine& before, const TextLine& after) {
  // Counted from the lower edge: a name that was broken reaches over two lines.
  return after.box.y0 - before.box.y1 > 0.5;
}

Grid MakeLinearGrid(const LinearHeader& header, std::vector<int>* first_columns) {
  Grid grid;
  grid.ruled = false;
  grid.rows = 1;
  grid.page = header.columns.front().parts.front().page;
  std::vector<GridCell> second;
  const bool has_sectors =
      std::any_of(header.columns.begin(), header.columns.end(),
                  [](const auto& column) { return column.rule->role == ColumnRole::kSectors; });
  for (const LinearHeader::Column& column : header.columns) {
    GridCell cell;
    cell.column = grid.columns;
    const bool over_two = column.rule->role == ColumnRole::kRole && !has_sectors;
    cell.column_span = over_two ? 2 : 1;
    if (!header.second_row.empty() && !over_two) cell.row_span = 2;
    cell.lines = column.parts;
    cell.box = column.parts.front().box;
    for (const TextLine& part : column.parts) cell.box = extract::Union(cell.box, part.box);
    first_columns->push_back(grid.columns);
    grid.columns += cell.column_span;
    grid.cells.push_back(std::move(cell));
    if (header.second_row.empty() || !over_two) continue;
    for (size_t part = 0; part < header.second_row.size(); ++part) {
      GridCell below;
      below.row = 1;
      below.column = first_columns->back() + static_cast<int>(part);
      below.lines = header.second_row[part].parts;
      below.box = below.lines.front().box;
      second.push_back(std::move(below));
    }
  }
  if (!second.empty()) grid.rows = 2;
  std::move(second.begin(), second.end(), std::back_inserter(grid.cells));
  return grid;
}

void InferLinearTables(DocumentText& document, const ReadTools& tools) {
  for (PageText& page : document.pages) {
    // Where columns of blanks made tables, the lines are in no reading order.
    const bool lines_only =
        std::all_of(page.blocks.begin(), page.blocks.end(),
                    [](const Block& block) { return std::holds_alternative<TextLine>(block); });
    if (page.unit == extract::Unit::kCharacters && lines_only)
      InferPage(page, document.pages.size() > 1, tools);
  }
}

}  // namespace parse
