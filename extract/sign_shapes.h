// Signs that Tesseract's Japanese model does not know, or takes for letters, told by their shape
// alone: arrows, angle brackets, wave dashes, the squares and discs that lists begin with. Only
// what is certain by geometry.
#ifndef EXTRACT_SIGN_SHAPES_H_
#define EXTRACT_SIGN_SHAPES_H_

#include <string_view>
#include <vector>

namespace extract {

// A run of ink in one column of pixels, from the top of the piece of ink; `to` is past its end.
struct InkRun {
  int from = 0, to = 0;
};
// Of one piece of ink: the runs of each column of pixels, columns from left to right, runs from top
// to bottom.
using InkColumns = std::vector<std::vector<InkRun>>;

// The sign as UTF-8; "" if the ink is none of them. `height`: of the ink; `size`: of characters
// around it, in pixels.
std::string_view SignOf(const InkColumns& ink, int height, double size);

}  // namespace extract

#endif  // EXTRACT_SIGN_SHAPES_H_
