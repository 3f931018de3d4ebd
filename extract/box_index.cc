#include "extract/box_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace extract {
namespace {

constexpr int kMostSquares = 128;  // along one side of the grid

}  // namespace

BoxIndex::BoxIndex(std::vector<Rect> boxes) : boxes_(std::move(boxes)) {
  if (boxes_.empty()) return;
  extent_ = boxes_[0];
  for (const Rect& box : boxes_) extent_ = Union(extent_, box);
  const auto side = static_cast<int>(std::sqrt(static_cast<double>(boxes_.size())));
  rows_ = columns_ = std::clamp(side, 1, kMostSquares);
  // Boxes that cover many squares would fill the grid: coarser, until it is of linear size.
  while (rows_ > 1 && CountEntries() > 16 * boxes_.size() + 1024) {
    rows_ = (rows_ + 1) / 2;
    columns_ = (columns_ + 1) / 2;
  }

  first_.assign(static_cast<size_t>(rows_) * columns_ + 1, 0);
  const auto for_each_square = [this](const auto& act) {
    for (uint32_t i = 0; i < boxes_.size(); ++i) {
      const Squares squares = SquaresOf(boxes_[i]);
      for (int row = squares.row0; row <= squares.row1; ++row) {
        for (int column = squares.column0; column <= squares.column1; ++column)
          act(static_cast<size_t>(row) * columns_ + column, i);
      }
    }
  };
  for_each_square([this](size_t square, uint32_t) { ++first_[square + 1]; });
  for (size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  entries_.resize(first_.back());
  std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
  for_each_square([&](size_t square, uint32_t i) { entries_[next[square]++] = i; });
}

BoxIndex::Squares BoxIndex::SquaresOf(const Rect& place) const {
  // NaN compares false and gets the first square.
  const auto square = [](double squares, int count) {
    return squares > 0 ? static_cast<int>(std::min(squares, count - 1.0)) : 0;
  };
  const double per_x = extent_.Width() > 0 ? columns_ / extent_.Width() : 0;
  const double per_y = extent_.Height() > 0 ? rows_ / extent_.Height() : 0;
  return {square((place.y0 - extent_.y0) * per_y, rows_),
          square((place.y1 - extent_.y0) * per_y, rows_),
          square((place.x0 - extent_.x0) * per_x, columns_),
          square((place.x1 - extent_.x0) * per_x, columns_)};
}

size_t BoxIndex::CountEntries() const {
  size_t count = 0;
  for (const Rect& box : boxes_) {
    const Squares squares = SquaresOf(box);
    count += static_cast<size_t>(squares.row1 - squares.row0 + 1) *
             static_cast<size_t>(squares.column1 - squares.column0 + 1);
  }
  return count;
}

}  // namespace extract
