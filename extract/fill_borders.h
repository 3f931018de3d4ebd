// Which sides of filled areas are borders of cells.
#ifndef EXTRACT_FILL_BORDERS_H_
#define EXTRACT_FILL_BORDERS_H_

#include <vector>

#include "extract/fills.h"
#include "extract/line_groups.h"

namespace extract {

// Adds to `edges` the sides of `fills` that a reader takes for borders. Not among them: a
// side that a drawn line doubles; a side between two areas of one colour; the sides of an
// area that stands free within a drawn table (a bar of a schedule, marked text). `groups`:
// the drawn lines, grouped.
void AddFillBorders(const std::vector<Fill>& fills, const std::vector<Edges>& groups, Edges* edges);

}  // namespace extract

#endif  // EXTRACT_FILL_BORDERS_H_
