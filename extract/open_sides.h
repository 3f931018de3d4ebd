// Sides of a table without a line, where its rulings end together.
#ifndef EXTRACT_OPEN_SIDES_H_
#define EXTRACT_OPEN_SIDES_H_

#include <functional>

#include "extract/rulings.h"

namespace extract {

// Does any printed glyph stand (by its centre) in the box?
using TextAt = std::function<bool(const Rect&)>;

// Adds to a group of lines the border that a reader sees where two or more parallel lines
// end together, a line crosses them farther in, and text stands between.
void CloseOpenSides(const TextAt& text_at, Edges* group);

}  // namespace extract

#endif  // EXTRACT_OPEN_SIDES_H_
