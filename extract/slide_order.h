// In which order the slides on a sheet of paper follow each other, told by their page numbers.
#ifndef EXTRACT_SLIDE_ORDER_H_
#define EXTRACT_SLIDE_ORDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page.h"

namespace extract {

// A permutation of a sheet's parts, which are counted from the left, then from above.
using SlideOrder = std::vector<size_t>;

// The pieces of text that stand alone on each part of each sheet: [sheet][part][piece], UTF-8.
using PiecesOfParts = std::vector<std::vector<std::vector<std::string>>>;

// The order in which most numbers count on from slide to slide: from the left or the right,
// along or across, from above or below. Without numbers: from the left, then from above, on
// the paper as it is shown; its text runs in direction `printed` there.
SlideOrder OrderByNumbers(size_t columns, size_t rows, Direction printed,
                          const PiecesOfParts& pieces);

// Is there an order in which each slide's number is the one after that of the slide before?
// Parts without any piece are no slides; one slide alone does not count on.
bool NumbersCountOn(size_t columns, size_t rows, const PiecesOfParts& pieces);

// The page number in a short piece such as "3", "- 3 -", "P.3" or "３/12"; -1: none.
int NumberIn(std::string_view piece);

}  // namespace extract

#endif  // EXTRACT_SLIDE_ORDER_H_
