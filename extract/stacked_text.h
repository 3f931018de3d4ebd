// Vertical writing whose characters a program placed one by one, each as upright text.
#ifndef EXTRACT_STACKED_TEXT_H_
#define EXTRACT_STACKED_TEXT_H_

#include <cstdint>
#include <vector>

#include "extract/lines.h"
#include "extract/page.h"

namespace extract {

// The direction in which each glyph of the page is read: its own, or down, where a table cell
// holds two or more columns of characters that stand closer one below the other than side by
// side, or a column with turned letters in it. A single upright column needs no help: its lines
// are one character each.
std::vector<Direction> DirectionsAsRead(const PageLayer& layer,
                                        const std::vector<int32_t>& region_of_glyph,
                                        const std::vector<Region>& regions);

}  // namespace extract

#endif  // EXTRACT_STACKED_TEXT_H_
