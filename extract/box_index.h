// Which boxes are near a place: a grid over the page, so that neither a page of 100,000
// boxes nor boxes as large as the page make a search slow.
//
// Threads  Searching changes nothing.
// Cost     Building: about linear in the boxes. A search looks at the boxes whose grid
//          squares it touches, at most kMostVisited of them: more is a hostile page, and an
//          answer that misses some is better than none.
#ifndef EXTRACT_BOX_INDEX_H_
#define EXTRACT_BOX_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/geometry.h"

namespace extract {

class BoxIndex {
 public:
  static constexpr size_t kMostVisited = 20'000;

  explicit BoxIndex(std::vector<Rect> boxes);

  // Calls visit(i) for each box i that touches `place`; for some boxes more than once.
  // Ends early when visit returns true, and returns whether it did.
  template <typename Visit>
  bool ForEach(const Rect& place, Visit visit) const {
    if (boxes_.empty()) return false;
    const Squares squares = SquaresOf(place);
    size_t visited = 0;
    for (int row = squares.row0; row <= squares.row1; ++row) {
      for (int column = squares.column0; column <= squares.column1; ++column) {
        const size_t square = static_cast<size_t>(row) * columns_ + column;
        for (size_t k = first_[square]; k < first_[square + 1]; ++k) {
          if (++visited > kMostVisited) return false;
          const Rect common = Intersection(boxes_[entries_[k]], place);
          if (common.Width() >= 0 && common.Height() >= 0 && visit(entries_[k])) return true;
        }
      }
    }
    return false;
  }

  const std::vector<Rect>& boxes() const { return boxes_; }

 private:
  struct Squares {
    int row0, row1, column0, column1;
  };
  Squares SquaresOf(const Rect& place) const;
  size_t CountEntries() const;

  std::vector<Rect> boxes_;
  Rect extent_;
  int rows_ = 1, columns_ = 1;
  std::vector<uint32_t> first_;    // of each square, into entries_; one more at the end
  std::vector<uint32_t> entries_;  // indices of boxes, square by square
};

}  // namespace extract

#endif  // EXTRACT_BOX_INDEX_H_
