// One page layer to lines, tables and cells: what stands on a page, before any
// form is assumed. The steps: rulings.h (clean), tables.h (rulings to cells),
// lines.h (glyphs to lines inside each cell and outside all), here (order).
//
// Ownership  Plain values; glyphs are named by their index in PageLayer::glyphs.
// Order      The same for any drawing order of glyphs and rulings.
// Errors     None: every page has a layout. Every glyph that is not white space is
//            in exactly one line.
#ifndef EXTRACT_LAYOUT_H_
#define EXTRACT_LAYOUT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extract/page.h"

namespace extract {

inline constexpr int32_t kWordGap = -1;  // a space that is seen but not printed

struct Line {
  Rect box;                     // of its printed glyphs
  std::vector<int32_t> glyphs;  // in reading order; kWordGap between words set apart
  std::string text;             // the glyphs' texts, a gap as one space; trimmed
  double size = 0;              // the median glyph's font size
  Direction direction = Direction::kRight;
  bool overprint = false;     // lies across the page's own text (overprint.h)
  int table = -1, cell = -1;  // index into PageLayout::tables and Table::cells; -1: in none
};

// A merged cell is stored once, at its upper left position, with a span > 1.
struct Cell {
  int row = 0, column = 0;            // from 0, from the upper left
  int row_span = 1, column_span = 1;  // >= 1
  Rect box;
  std::vector<int> lines;  // indices into PageLayout::lines, in reading order
};

// Cells are sorted by (row, column), never overlap, and lie in rows x columns.
struct Table {
  Rect box;
  int rows = 0, columns = 0;
  std::vector<Cell> cells;
  int parent_table = -1, parent_cell = -1;  // the cell of another table that this one stands in

  // The cell that covers (row, column), also when merged; nullptr for a hole.
  const Cell* At(int row, int column) const;
};

struct PageLayout {
  int number = 1;
  Unit unit = Unit::kPoints;
  double width = 0, height = 0;
  std::vector<Line> lines;    // all of the page, in reading order (a table's lines cell by cell)
  std::vector<Table> tables;  // in reading order
};

PageLayout LayOut(const PageLayer& layer);

// The lines of a cell joined by '\n', as printed.
std::string CellText(const PageLayout& page, const Cell& cell);

}  // namespace extract

#endif  // EXTRACT_LAYOUT_H_
