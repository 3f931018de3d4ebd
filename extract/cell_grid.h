// Lines that hang together -> the grid that they span and the cells that they close.
//
// The grid has a line wherever a ruling stands (rulings nearer than kSnap are one, so that a
// double line has no row of its own); between its lines, walls stand where rulings do. What
// walls enclose is a cell, if it is a rectangle or can be cut into a few.
// Errors  None: a grid of more than kMostSquares squares (a drawing) has no cells.
#ifndef EXTRACT_CELL_GRID_H_
#define EXTRACT_CELL_GRID_H_

#include <cstddef>
#include <vector>

#include "extract/rulings.h"

namespace extract {

struct GridCell {
  int row = 0, column = 0, row_span = 1, column_span = 1;
};

struct CellGrid {
  std::vector<double> xs, ys;   // grid lines, ascending
  std::vector<GridCell> cells;  // closed on all sides; they never overlap

  int Columns() const { return xs.empty() ? 0 : static_cast<int>(xs.size()) - 1; }
  int Rows() const { return ys.empty() ? 0 : static_cast<int>(ys.size()) - 1; }
  Rect BoxOf(const GridCell& cell) const;
};

inline constexpr double kSnap = 3.0;  // points: narrower rows hold no text
inline constexpr size_t kMostSquares = 1'000'000;

CellGrid FindCells(const Edges& edges);

}  // namespace extract

#endif  // EXTRACT_CELL_GRID_H_
