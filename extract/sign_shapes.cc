#include "extract/sign_shapes.h"

#include <algorithm>
#include <cmath>

namespace extract {
namespace {

constexpr double kMost = 0.8;  // of the columns that a property must hold in

double Extent(const std::vector<InkRun>& column) {
  return column.empty() ? 0 : column.back().to - column.front().from;
}

// The part of the columns in [from, to) (of the width) for which `holds`.
template <typename Predicate>
double Share(const InkColumns& ink, double from, double to, const Predicate& holds) {
  const auto width = static_cast<double>(ink.size());
  const auto begin = static_cast<size_t>(from * width), end = static_cast<size_t>(to * width);
  if (begin >= end) return 0;
  const auto first = ink.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = ink.begin() + static_cast<std::ptrdiff_t>(end);
  return static_cast<double>(std::count_if(first, last, holds)) / static_cast<double>(end - begin);
}

bool IsSymmetric(const InkColumns& ink, int height) {
  return Share(ink, 0, 1, [height](const std::vector<InkRun>& column) {
           if (column.empty()) return false;
           const double middle = (column.front().from + column.back().to) / 2.0;
           return std::abs(middle - height / 2.0) <= 0.12 * height;
         }) >= kMost;
}

// Two strokes that meet in a point at the left end and part evenly.
bool OpensToTheRight(const InkColumns& ink, int height) {
  const auto narrow = [height](const auto& column) { return Extent(column) <= 0.4 * height; };
  const auto two = [](const auto& column) { return column.size() == 2; };
  if (Share(ink, 0, 0.15, narrow) < 1 || Share(ink, 0.6, 1, two) < kMost) return false;
  // Straight: half the way, half the height.
  const double half = Extent(ink[ink.size() / 2]);
  const double end = Extent(ink[ink.size() * 19 / 20]);
  return half > 0.35 * height && half < 0.75 * height && end > 0.8 * height;
}

// A shaft of two strokes and a head that ends in a point at the right.
bool IsDoubleArrow(const InkColumns& ink, int height) {
  const auto shaft = [height](const auto& column) {
    return column.size() == 2 && Extent(column) < 0.7 * height;
  };
  const auto narrow = [height](const auto& column) { return Extent(column) <= 0.45 * height; };
  const auto wide = [height](const auto& column) { return Extent(column) >= 0.85 * height; };
  return Share(ink, 0.03, 0.35, shaft) >= kMost && Share(ink, 0.95, 1, narrow) >= kMost &&
         Share(ink, 0.4, 0.95, wide) > 0;
}

}  // namespace

std::string_view SignOf(const InkColumns& ink, int height, double size) {
  const auto width = static_cast<double>(ink.size());
  constexpr size_t kFewest = 12;  // pixels: a smaller shape tells nothing
  if (ink.size() < kFewest || height < static_cast<int>(kFewest) || width > 1.3 * size ||
      width < 0.35 * size || !IsSymmetric(ink, height))
    return {};
  // The letter that looks like a bracket is much higher than wide.
  if (height < 1.35 * width && height > 0.6 * width) {
    if (OpensToTheRight(ink, height)) return "\uFF1C";
    if (OpensToTheRight({ink.rbegin(), ink.rend()}, height)) return "\uFF1E";
  }
  if (width > 0.6 * size && width > 0.9 * height && width < 2.6 * height) {
    if (IsDoubleArrow(ink, height)) return "\u21D2";
  }
  return {};
}

}  // namespace extract
