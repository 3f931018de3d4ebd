// Lines that meet, crossing or nearly so, hang together: one group each.
#ifndef EXTRACT_LINE_GROUPS_H_
#define EXTRACT_LINE_GROUPS_H_

#include <vector>

#include "extract/rulings.h"

namespace extract {

// Each line is in exactly one group, its own if it meets none. Groups are sorted by their
// first line; the lines in them are sorted.
std::vector<Edges> GroupLines(const Edges& edges);

// The box of a line without its thickness.
Rect BoxOfHorizontal(const Edge& edge);
Rect BoxOfVertical(const Edge& edge);

}  // namespace extract

#endif  // EXTRACT_LINE_GROUPS_H_
