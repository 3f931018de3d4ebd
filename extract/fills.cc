#include "extract/fills.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace extract {
namespace {

constexpr double kStepsPerPoint = 20;  // sides of one area agree to 1/20 point
constexpr uint32_t kPalest = 0xFA;     // of each colour channel of paper
// A map or a drawing may fill 100,000 areas; no table does.
constexpr size_t kMostFills = 20'000;

int64_t Step(double points) { return std::llround(points * kStepsPerPoint); }

// A side as whole steps, so that equal sides compare equal.
struct Side {
  uint32_t rgb;
  int64_t from, to, at;
  double at_points, from_points, to_points;
  auto Key() const { return std::tie(rgb, from, to, at); }
};

std::vector<Side> Sides(const PageLayer& layer, bool horizontal) {
  std::vector<Side> sides;
  for (const Ruling& ruling : layer.rulings) {
    if (ruling.origin != Ruling::Origin::kFillEdge || ruling.Horizontal() != horizontal) continue;
    const double at = horizontal ? ruling.a.y : ruling.a.x;
    const double from = horizontal ? ruling.a.x : ruling.a.y;
    const double to = horizontal ? ruling.b.x : ruling.b.y;
    if (!std::isfinite(at + from + to) || std::abs(at) > 1e6) continue;
    sides.push_back({ruling.rgb, Step(from), Step(to), Step(at), at, from, to});
  }
  std::sort(sides.begin(), sides.end(),
            [](const Side& a, const Side& b) { return a.Key() < b.Key(); });
  sides.erase(std::unique(sides.begin(), sides.end(),
                          [](const Side& a, const Side& b) { return a.Key() == b.Key(); }),
              sides.end());
  return sides;
}

bool Holds(const std::vector<Side>& sides, uint32_t rgb, int64_t from, int64_t to, int64_t at) {
  const auto key = std::tie(rgb, from, to, at);
  const auto place = std::lower_bound(sides.begin(), sides.end(), key,
                                      [](const Side& a, const auto& k) { return a.Key() < k; });
  return place != sides.end() && place->Key() == key;
}

}  // namespace

bool IsPaperColour(uint32_t rgb) {
  return (rgb >> 16 & 0xFF) >= kPalest && (rgb >> 8 & 0xFF) >= kPalest && (rgb & 0xFF) >= kPalest;
}

std::vector<Fill> FindFills(const PageLayer& layer) {
  const std::vector<Side> horizontal = Sides(layer, true), vertical = Sides(layer, false);
  std::vector<Fill> fills;
  for (size_t i = 0; i < horizontal.size(); ++i) {
    const Side& top = horizontal[i];
    // The next sides of the same width and colour below; one between them may be a
    // neighbour's that overlaps.
    for (size_t j = i + 1; j < horizontal.size() && j <= i + 3; ++j) {
      const Side& bottom = horizontal[j];
      if (bottom.rgb != top.rgb || bottom.from != top.from || bottom.to != top.to) break;
      if (!Holds(vertical, top.rgb, top.at, bottom.at, top.from) ||
          !Holds(vertical, top.rgb, top.at, bottom.at, top.to))
        continue;
      fills.push_back({{top.from_points, top.at_points, top.to_points, bottom.at_points}, top.rgb});
      break;
    }
    if (fills.size() > kMostFills) return {};
  }
  return fills;
}

}  // namespace extract
