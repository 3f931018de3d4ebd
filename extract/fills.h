// Filled areas of a page, put together again from their sides (Ruling::Origin::kFillEdge).
//
// Order   Sorted; the same for any order of PageLayer::rulings.
// Errors  None. Sides that belong to no upright rectangle are no fill.
#ifndef EXTRACT_FILLS_H_
#define EXTRACT_FILLS_H_

#include <cstdint>
#include <vector>

#include "extract/page.h"

namespace extract {

struct Fill {
  Rect box;
  uint32_t rgb = 0;  // 0xRRGGBB
};

std::vector<Fill> FindFills(const PageLayer& layer);

// Is the colour that of the paper?
bool IsPaperColour(uint32_t rgb);

}  // namespace extract

#endif  // EXTRACT_FILLS_H_
