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

// Is the upper border of the ink level from `from` to `to` (of the width)?
bool IsLevel(const InkColumns& ink, int height, double from, double to) {
  const auto width = static_cast<double>(ink.size());
  int highest = height, lowest = 0;
  for (auto x = static_cast<size_t>(from * width); x < static_cast<size_t>(to * width); ++x) {
    if (ink[x].empty()) return false;
    highest = std::min(highest, ink[x].front().from);
    lowest = std::max(lowest, ink[x].front().from);
  }
  return lowest - highest <= std::max(2.0, 0.08 * height);
}

// A shaft of two strokes and a head that ends in a point at the right.
bool IsDoubleArrow(const InkColumns& ink, int height) {
  const auto shaft = [height](const auto& column) {
    return column.size() == 2 && Extent(column) < 0.7 * height;
  };
  const auto narrow = [height](const auto& column) { return Extent(column) <= 0.45 * height; };
  const auto wide = [height](const auto& column) { return Extent(column) >= 0.85 * height; };
  return IsLevel(ink, height, 0.05, 0.33) && Share(ink, 0.03, 0.35, shaft) >= kMost &&
         Share(ink, 0.95, 1, narrow) >= kMost && Share(ink, 0.4, 0.95, wide) > 0;
}

// The part of its box that the ink covers.
double Cover(const InkColumns& ink, int height) {
  double covered = 0;
  for (const std::vector<InkRun>& column : ink)
    for (const InkRun& run : column) covered += run.to - run.from;
  return covered / (static_cast<double>(ink.size()) * height);
}

// The outline: in most columns as high as `height_at` (of the place, 0 .. 1) says, in heights.
template <typename Outline>
bool HasOutline(const InkColumns& ink, int height, const Outline& height_at) {
  constexpr double kNear = 0.12;
  size_t near = 0;
  for (size_t x = 0; x < ink.size(); ++x) {
    const double at = (static_cast<double>(x) + 0.5) / static_cast<double>(ink.size());
    if (std::abs(Extent(ink[x]) / height - height_at(at)) <= kNear) ++near;
  }
  return static_cast<double>(near) >= 0.9 * static_cast<double>(ink.size());
}

bool InOnePiece(const std::vector<InkRun>& column) { return column.size() == 1; }
bool InTwoPieces(const std::vector<InkRun>& column) { return column.size() == 2; }

// A square, a circle or a square on its corner, filled or, the last, drawn as a line: what lists
// begin with. As wide as high.
std::string_view MarkOf(const InkColumns& ink, int height) {
  const double covered = Cover(ink, height);
  const bool filled = Share(ink, 0, 1, InOnePiece) >= 0.95;
  const auto on_corner = [](double at) { return 1 - 2 * std::abs(at - 0.5); };
  const auto round = [](double at) { return 2 * std::sqrt(at * (1 - at)); };
  if (filled && covered > 0.92) return "\u25A0";
  if (filled && covered > 0.72 && covered < 0.85 && HasOutline(ink, height, round)) return "\u25CF";
  if (HasOutline(ink, height, on_corner)) {
    if (filled && covered > 0.42) return "\u25C6";
    if (covered < 0.35 && Share(ink, 0.2, 0.8, InTwoPieces) >= kMost) return "\u25C7";
  }
  return {};
}

// A shaft and a head that ends in a point at the right.
bool IsArrow(const InkColumns& ink, int height) {
  const auto shaft = [height](const auto& column) {
    return column.size() == 1 && Extent(column) < 0.3 * height;
  };
  const auto narrow = [height](const auto& column) { return Extent(column) <= 0.4 * height; };
  const auto wide = [height](const auto& column) { return Extent(column) >= 0.85 * height; };
  const auto slope = [height](const auto& column) {
    return Extent(column) > 0.3 * height && Extent(column) < 0.85 * height;
  };
  return IsLevel(ink, height, 0.05, 0.4) && Share(ink, 0.02, 0.45, shaft) >= 0.95 &&
         Share(ink, 0.95, 1, narrow) >= kMost && Share(ink, 0.45, 0.95, wide) > 0 &&
         Share(ink, 0, 0.4, wide) == 0 && Share(ink, 0.45, 1, slope) >= 0.15;  // no cross
}

// One stroke that rises, falls and rises again.
bool IsWave(const InkColumns& ink, int height) {
  if (Share(ink, 0.05, 0.95, InOnePiece) < 0.95) return false;
  const auto middle = [&ink](double from, double to) {
    const auto width = static_cast<double>(ink.size());
    double sum = 0, count = 0;
    for (auto x = static_cast<size_t>(from * width); x < static_cast<size_t>(to * width); ++x) {
      if (ink[x].empty()) continue;
      sum += (ink[x].front().from + ink[x].back().to) / 2.0;
      ++count;
    }
    return count > 0 ? sum / count : 0;
  };
  const double crest = middle(0.2, 0.35), trough = middle(0.65, 0.8);
  return trough - crest > 0.3 * height && middle(0, 0.08) - crest > 0.2 * height &&
         trough - middle(0.92, 1) > 0.2 * height;
}

}  // namespace

std::string_view SignOf(const InkColumns& ink, int height, double size) {
  const auto width = static_cast<double>(ink.size());
  constexpr size_t kFewest = 12;  // pixels: a smaller shape tells nothing
  if (width > 0.6 * size && width < 1.1 * size && width > 1.8 * height && height >= 6 &&
      IsWave(ink, height))
    return "\uFF5E";
  if (ink.size() < kFewest || height < static_cast<int>(kFewest) || width > 1.3 * size ||
      width < 0.35 * size)
    return {};
  if (!IsSymmetric(ink, height)) return {};
  if (width > 0.4 * size && width < 1.1 * height && height < 1.1 * width) {
    if (const std::string_view mark = MarkOf(ink, height); !mark.empty()) return mark;
  }
  // The letter that looks like a bracket is much higher than wide.
  if (height < 1.35 * width && height > 0.6 * width) {
    if (OpensToTheRight(ink, height)) return "\uFF1C";
    if (OpensToTheRight({ink.rbegin(), ink.rend()}, height)) return "\uFF1E";
  }
  if (width > 0.6 * size && width > 0.9 * height && width < 2.6 * height) {
    if (IsDoubleArrow(ink, height)) return "\u21D2";
    if (IsArrow(ink, height)) return "\u2192";
  }
  return {};
}

}  // namespace extract
