// The order in which a reader takes the blocks of a page: from above, then from the left;
// columns of text one after the other.
//
// The page is cut, again and again, along its widest white bands (a recursive XY cut). A cut
// into columns needs real columns on both sides: lines enough, and as high as each other; a
// label in a corner is none.
#ifndef EXTRACT_READING_ORDER_H_
#define EXTRACT_READING_ORDER_H_

#include <cstdint>
#include <vector>

#include "extract/geometry.h"

namespace extract {

struct Block {
  Rect box;
  double em = 0;            // size of its text, in points; 0: no text of its own
  bool many_lines = false;  // a table, a frame, a piece of vertical writing
};

// A permutation of the blocks' indices. Deterministic: blocks are compared by whole keys,
// equal ones by index.
// Cost: O(n log n) per level of cutting, at most kDeepest levels.
std::vector<int32_t> ReadingOrder(const std::vector<Block>& blocks);

}  // namespace extract

#endif  // EXTRACT_READING_ORDER_H_
