#include "extract/layout_json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "extract/cell_paragraphs.h"

namespace extract {
namespace {

using Json = nlohmann::ordered_json;

double Rounded(double points) { return std::round(points * 100) / 100 + 0.0; }

Json BoxToJson(const Rect& box) {
  return {Rounded(box.x0), Rounded(box.y0), Rounded(box.x1), Rounded(box.y1)};
}

Json TableToJson(const PageLayout& page, const Table& table) {
  Json cells = Json::array();
  for (const Cell& cell : table.cells) {
    cells.push_back({{"row", cell.row},
                     {"column", cell.column},
                     {"row_span", cell.row_span},
                     {"column_span", cell.column_span},
                     {"bbox", BoxToJson(cell.box)},
                     {"text", CellParagraphs(page, cell)}});
  }
  return {{"bbox", BoxToJson(table.box)},
          {"rows", table.rows},
          {"columns", table.columns},
          {"cells", std::move(cells)}};
}

void AppendTable(const PageLayout& page, const Table& table, std::string* text) {
  int row = -1;
  for (const Cell& cell : table.cells) {
    if (cell.row != row) {
      if (row >= 0) *text += " |\n";
      row = cell.row;
    }
    std::string inner = CellParagraphs(page, cell);
    std::string one_line;
    for (const char c : inner) one_line += c == '\n' ? std::string(" / ") : std::string(1, c);
    *text += !text->empty() && text->back() != '\n' ? " | " : "| ";
    *text += one_line;
  }
  if (row >= 0) *text += " |\n";
}

}  // namespace

Json LayoutToJson(const std::vector<PageLayout>& pages) {
  Json all = Json::array();
  for (const PageLayout& page : pages) {
    Json lines = Json::array(), tables = Json::array();
    for (const Line& line : page.lines)
      lines.push_back({{"bbox", BoxToJson(line.box)}, {"text", line.text}});
    for (const Table& table : page.tables) tables.push_back(TableToJson(page, table));
    all.push_back({{"number", page.number},
                   {"width", Rounded(page.width)},
                   {"height", Rounded(page.height)},
                   {"lines", std::move(lines)},
                   {"tables", std::move(tables)}});
  }
  return {{"pages", std::move(all)}};
}

std::string LayoutToText(const std::vector<PageLayout>& pages) {
  std::string text;
  for (const PageLayout& page : pages) {
    if (!text.empty()) text += '\n';
    text += "--- " + std::to_string(page.number) + " ---\n";
    std::vector<uint8_t> written(page.tables.size(), 0);
    const auto write = [&](size_t t) {
      if (written[t] != 0) return;
      written[t] = 1;
      AppendTable(page, page.tables[t], &text);
    };
    for (const Line& line : page.lines) {
      if (line.table < 0) {
        text += line.text + '\n';
        continue;
      }
      // Tables before it in reading order that hold no text stand before it, too.
      for (size_t t = 0; t <= static_cast<size_t>(line.table); ++t) write(t);
    }
    for (size_t t = 0; t < page.tables.size(); ++t) write(t);
  }
  return text;
}

}  // namespace extract
