// The columns, rows and cells of a table that has rulings between rows only.
#ifndef EXTRACT_ROW_RULED_GRID_H_
#define EXTRACT_ROW_RULED_GRID_H_

#include <optional>
#include <vector>

#include "extract/rulings.h"
#include "extract/tables.h"
#include "extract/text_strips.h"

namespace extract {

// What stands between two rulings that cross the whole table.
struct RuledStrip {
  double y0 = 0, y1 = 0;
  std::vector<TextRow> rows;      // not empty
  std::vector<Edge> across_some;  // rulings in it that cross some of the columns
};

// The table of such strips, the first of which is its header; nothing if no columns are evident.
// REQUIRES: at least two strips.
std::optional<TableGrid> MakeRowRuledGrid(double x0, double x1,
                                          const std::vector<RuledStrip>& strips);

}  // namespace extract

#endif  // EXTRACT_ROW_RULED_GRID_H_
