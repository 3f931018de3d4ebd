// Tables whose cells are boxes set a little apart, as slides draw them.
#ifndef EXTRACT_SPACED_BOXES_H_
#define EXTRACT_SPACED_BOXES_H_

#include "extract/open_sides.h"
#include "extract/tables.h"

namespace extract {

// Makes one table of boxes (frames, and tables of a single row or column) that stand side by
// side in rows and columns with narrow gaps, if nearly all of them hold text. What is not of
// that kind is left as it is; so are two tables that happen to stand close to each other.
void JoinSpacedBoxes(const TextAt& text_at, RuledAreas* areas);

}  // namespace extract

#endif  // EXTRACT_SPACED_BOXES_H_
