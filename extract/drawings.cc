#include "extract/drawings.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/utf8.h"

namespace extract {
namespace {

// A grid that holds no text and has more cells than this is a drawing (a chart's), no form.
constexpr size_t kMostBlankCells = 8;
// A single column of as many rows, most of them blank, is a chart's, too.
constexpr int kChartRows = 4;
// Cells to each one that holds text, at least, in the grid of a chart.
constexpr size_t kBlankInChart = 4;
constexpr size_t kFigureLabels = 3;  // in a first row or column of figures: days, years

struct Labels {
  size_t cells = 0, filled = 0, words = 0;

  void Add(CellContent content) {
    ++cells;
    filled += content != CellContent::kBlank ? 1 : 0;
    words += content == CellContent::kWords ? 1 : 0;
  }
  bool NameTheOthers() const {
    return 2 * filled >= cells && (words > 0 || filled >= kFigureLabels);
  }
};

// Most cells are blank, and what text there is does not stand at the beginning of rows and
// columns as the labels of a form do: the grid of a chart, whose words stand outside.
bool IsChart(const Table& table, std::span<const CellContent> contents) {
  if (table.rows < 3 || table.columns < 3) return false;
  Labels all, first_row, first_column;
  size_t words_first = 0;
  for (size_t i = 0; i < contents.size(); ++i) {
    const bool in_row = table.cells[i].row == 0, in_column = table.cells[i].column == 0;
    all.Add(contents[i]);
    if (in_row) first_row.Add(contents[i]);
    if (in_column) first_column.Add(contents[i]);
    if ((in_row || in_column) && contents[i] == CellContent::kWords) ++words_first;
  }
  return kBlankInChart * all.filled < all.cells && 2 * words_first < all.filled &&
         !first_row.NameTheOthers() && !first_column.NameTheOthers();
}

// Boxes that happen to touch: no two stand side by side, or no two one above the other, and yet
// they do not fill a row or a column.
bool AreTouchingBoxes(const Table& table) {
  if (table.rows < 2 || table.columns < 2) return false;
  std::vector<uint8_t> in_row(static_cast<size_t>(table.rows), 0);
  std::vector<uint8_t> in_column(static_cast<size_t>(table.columns), 0);
  bool side_by_side = false, stacked = false;
  for (const Cell& cell : table.cells) {
    for (int row = cell.row; row < cell.row + cell.row_span; ++row)
      side_by_side = in_row[static_cast<size_t>(row)]++ > 0 || side_by_side;
    for (int column = cell.column; column < cell.column + cell.column_span; ++column)
      stacked = in_column[static_cast<size_t>(column)]++ > 0 || stacked;
  }
  return !side_by_side || !stacked;
}

}  // namespace

CellContent ContentOf(const Glyph& glyph) {
  constexpr std::u32string_view kOfFigures = U"\u2212\u2013\u2014\u2015\u25B2\u25B3\u3000";
  for (size_t at = 0; at < glyph.text.size();) {
    const char32_t c = NextCodePoint(glyph.text, &at);
    const bool latin = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    // Signs of full width and dashes stand among figures.
    const bool full_width = c >= 0xFF00 && c < 0xFF66;
    if (latin || (c >= 0xC0 && !full_width && kOfFigures.find(c) == std::u32string_view::npos))
      return CellContent::kWords;
  }
  return CellContent::kFigures;
}

bool IsDrawing(const TableGrid& grid, std::span<const CellContent> contents) {
  const Table& table = grid.table;
  const size_t cells = table.cells.size();
  const auto blank =
      static_cast<size_t>(std::count(contents.begin(), contents.end(), CellContent::kBlank));
  const size_t filled = cells - blank;
  if (AreTouchingBoxes(table) || IsChart(table, contents)) return true;
  if (grid.fills_only) return table.rows == 1 || table.columns == 1 || 2 * filled < cells;
  if (filled == 0) return table.columns == 1 || cells > kMostBlankCells;
  return table.columns == 1 && table.rows >= kChartRows && 2 * filled < cells;
}

}  // namespace extract
