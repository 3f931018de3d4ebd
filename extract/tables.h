// Lines and fills of one page -> ruled tables and frames.
//
// Lines that meet make a group; what a group's lines close are cells (cell_grid.h); cells
// that share a border make a table. A single cell is a frame around something, no table.
// Where rulings end together without a line (tables without outer borders, common in
// Japanese statistics), the side is taken as closed if text stands there.
//
// Order   Tables sorted by (top, left, ...); the same for any order of rulings and glyphs.
// Errors  None. A drawing with more lines than a table can have gives none.
#ifndef EXTRACT_TABLES_H_
#define EXTRACT_TABLES_H_

#include <cstdint>
#include <vector>

#include "extract/layout.h"
#include "extract/page.h"

namespace extract {

// A table and the grid that places its cells: column i lies between xs[i] and xs[i + 1].
struct TableGrid {
  Table table;
  std::vector<double> xs, ys;
  std::vector<int32_t> owner;  // rows x columns, row by row: index of the cell, -1 in a hole
  bool fills_only = false;     // no line was drawn: only coloured areas meet

  // The cell that a point lies in; -1: none.
  int CellAt(double x, double y) const;
};

struct RuledAreas {
  std::vector<TableGrid> tables;
  std::vector<Rect> frames;  // boxes that hold something and are no table
};

RuledAreas FindRuledAreas(const PageLayer& layer);

}  // namespace extract

#endif  // EXTRACT_TABLES_H_
