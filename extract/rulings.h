// Rulings as drawn -> the lines that a reader sees: pieces of one line joined, what is not
// seen left out.
//
// Units   Points. All distances are kept in rulings.cc with their reasons.
// Order   Sorted; the same for any order of PageLayer::rulings.
// Errors  None.
#ifndef EXTRACT_RULINGS_H_
#define EXTRACT_RULINGS_H_

#include <compare>
#include <vector>

#include "extract/fills.h"
#include "extract/page.h"

namespace extract {

// One straight line. `at` is y of a horizontal and x of a vertical one, `from` < `to` run along.
struct Edge {
  double at = 0, from = 0, to = 0;
  double width = 0;   // of the thickest piece
  bool fill = false;  // the border of a filled area: nobody drew a line here
  auto operator<=>(const Edge&) const = default;
};

struct Edges {
  std::vector<Edge> horizontal, vertical;
};

// Lines that stop short of a crossing by up to this, or run past it, still meet there.
inline constexpr double kReach = 3.0;

// Joins collinear pieces (dashes, dots, hundreds of segments) of drawn lines. Drops lines in
// the colour of the page unless they stand on a fill or picture, stripes that paint an area,
// and pieces too short to border a cell. Borders of fills are not looked at here (fills.h).
Edges JoinRulings(const PageLayer& layer, const std::vector<Fill>& fills);

}  // namespace extract

#endif  // EXTRACT_RULINGS_H_
