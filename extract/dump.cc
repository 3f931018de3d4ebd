#include "extract/dump.h"

#include <fmt/format.h>

#include <algorithm>

namespace extract {
namespace {

std::string DumpTable(const PageLayout& page, const Table& table) {
  std::string text = fmt::format("table p{} {}x{}", page.number, table.rows, table.columns);
  if (table.parent_table >= 0) {
    const Table& outer = page.tables[static_cast<size_t>(table.parent_table)];
    const Cell& cell = outer.cells[static_cast<size_t>(table.parent_cell)];
    text += fmt::format(" in {}:{},{}", table.parent_table, cell.row, cell.column);
  }
  text += '\n';
  for (const Cell& cell : table.cells) {
    text += fmt::format("  {},{}", cell.row, cell.column);
    if (cell.row_span > 1 || cell.column_span > 1)
      text += fmt::format(" span {}x{}", cell.row_span, cell.column_span);
    std::string inner = CellText(page, cell);
    std::replace(inner.begin(), inner.end(), '\n', '/');
    if (!inner.empty()) text += ' ' + inner;
    text += '\n';
  }
  return text;
}

}  // namespace

std::string Dump(const PageLayout& page) {
  std::string text;
  size_t next = 0;  // table to write
  for (const Line& line : page.lines) {
    if (line.table < 0) {
      text += "line " + line.text + '\n';
      continue;
    }
    for (; next <= static_cast<size_t>(line.table); ++next)
      text += DumpTable(page, page.tables[next]);
  }
  for (; next < page.tables.size(); ++next) text += DumpTable(page, page.tables[next]);
  return text;
}

std::string DumpTables(const PageLayout& page) {
  std::string text;
  for (const Table& table : page.tables) text += DumpTable(page, table);
  return text;
}

}  // namespace extract
