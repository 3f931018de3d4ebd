#include "extract/free_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "extract/box_index.h"
#include "extract/rulings.h"

namespace extract {
namespace {

constexpr double kSameCorner = 0.1;    // points
constexpr double kOnLine = 1.0;        // points: between lines that are one
constexpr double kNear = 5.0;          // points: lines nearer than this might be taken for one
constexpr double kFillMargin = 1.5;    // points: between a box and the fill that it frames
constexpr size_t kMostSides = 20'000;  // more is a drawing

long Key(double at) { return std::lround(at / kSameCorner); }

Rect BoxOf(const Ruling& ruling) { return {ruling.a.x, ruling.a.y, ruling.b.x, ruling.b.y}; }

Rect Grown(const Rect& box, double by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

bool IsSide(const Ruling& ruling, const Rect& box, double margin) {
  const bool lies = ruling.Horizontal();
  const double low = lies ? box.x0 : box.y0, high = lies ? box.x1 : box.y1;
  const double from = lies ? ruling.a.x : ruling.a.y, to = lies ? ruling.b.x : ruling.b.y;
  const double at = lies ? ruling.a.y : ruling.a.x;
  const double one = lies ? box.y0 : box.x0, other = lies ? box.y1 : box.x1;
  return std::abs(from - low) <= margin && std::abs(to - high) <= margin &&
         (std::abs(at - one) <= margin || std::abs(at - other) <= margin);
}

class BoxFinder {
 public:
  explicit BoxFinder(const std::vector<Ruling>& rulings) : rulings_(rulings) {
    for (size_t i = 0; i < rulings.size(); ++i) {
      const Ruling& ruling = rulings[i];
      if (ruling.origin == Ruling::Origin::kFillEdge) continue;
      drawn_.push_back(i);
      if (ruling.origin != Ruling::Origin::kStroke) continue;
      if (ruling.Horizontal())
        below_[{Key(ruling.a.x), Key(ruling.b.x)}].push_back(i);
      else
        down_[{Key(ruling.a.x), Key(ruling.a.y), Key(ruling.b.y)}] = i;
    }
  }

  std::vector<Rect> Find() {
    std::vector<Rect> boxes;
    if (drawn_.size() > kMostSides) return boxes;
    for (auto& [ends, sides] : below_) {
      std::sort(sides.begin(), sides.end(),
                [&](size_t a, size_t b) { return rulings_[a].a.y < rulings_[b].a.y; });
      for (size_t i = 0; i + 1 < sides.size(); ++i) {
        // The next side below that closes a rectangle.
        for (size_t k = i + 1; k < sides.size() && k <= i + kFarthest; ++k) {
          const Ruling &top = rulings_[sides[i]], &bottom = rulings_[sides[k]];
          const long y0 = Key(top.a.y), y1 = Key(bottom.a.y);
          if (y1 <= y0 || !down_.contains({ends.first, y0, y1}) ||
              !down_.contains({ends.second, y0, y1}))
            continue;
          const Rect box{top.a.x, top.a.y, top.b.x, bottom.a.y};
          if (IsFree(box)) boxes.push_back(box);
          break;
        }
      }
    }
    return boxes;
  }

 private:
  static constexpr size_t kFarthest = 4;

  // Nothing is joined to the box, and something is so near that it seems to be.
  bool IsFree(const Rect& box) {
    if (!places_) {
      std::vector<Rect> places;
      for (const size_t i : drawn_) places.push_back(BoxOf(rulings_[i]));
      places_ = std::make_unique<BoxIndex>(std::move(places));
    }
    bool near = false, joined = false;
    int along = 0;
    const double more = kNear;
    const Rect strips[] = {{box.x0 - more, box.y0 - more, box.x1 + more, box.y0 + more},
                           {box.x0 - more, box.y1 - more, box.x1 + more, box.y1 + more},
                           {box.x0 - more, box.y0 - more, box.x0 + more, box.y1 + more},
                           {box.x1 - more, box.y0 - more, box.x1 + more, box.y1 + more}};
    for (const Rect& strip : strips) {
      bool runs_along = false;
      places_->ForEach(strip, [&](uint32_t i) {
        const Ruling& ruling = rulings_[drawn_[i]];
        if (IsSide(ruling, box, kSameCorner)) return false;
        near = true;
        runs_along = runs_along || RunsAlong(ruling, box, strip);
        joined = EndsAt(ruling, box);
        return joined;
      });
      along += runs_along ? 1 : 0;
      // One side may lie on a table's line by chance.
      if (joined || along > 1) return false;
    }
    return near;
  }

  // Does the line run along the side that the strip is around?
  static bool RunsAlong(const Ruling& ruling, const Rect& box, const Rect& strip) {
    const bool lies = ruling.Horizontal();
    if (lies != (strip.Width() > strip.Height())) return false;
    const double at = lies ? ruling.a.y : ruling.a.x;
    const double side = lies ? strip.CenterY() : strip.CenterX();
    const double from = lies ? ruling.a.x : ruling.a.y, to = lies ? ruling.b.x : ruling.b.y;
    const double low = lies ? box.x0 : box.y0, high = lies ? box.x1 : box.y1;
    return std::abs(at - side) <= kOnLine && std::min(to, high) - std::max(from, low) > -kReach;
  }

  // Does the line end at a side?
  static bool EndsAt(const Ruling& ruling, const Rect& box) {
    const bool lies = ruling.Horizontal();
    const double at = lies ? ruling.a.y : ruling.a.x;
    const double from = lies ? ruling.a.x : ruling.a.y, to = lies ? ruling.b.x : ruling.b.y;
    const double low = lies ? box.x0 : box.y0, high = lies ? box.x1 : box.y1;
    const double one = lies ? box.y0 : box.x0, other = lies ? box.y1 : box.x1;
    if (at < one - kReach || at > other + kReach) return false;
    const auto touches = [&](double end) {
      return std::abs(end - low) <= kReach || std::abs(end - high) <= kReach;
    };
    return touches(from) || touches(to);
  }

  const std::vector<Ruling>& rulings_;
  std::vector<size_t> drawn_;                                   // by the index in `places_`
  std::unique_ptr<BoxIndex> places_;                            // made when first asked
  std::map<std::pair<long, long>, std::vector<size_t>> below_;  // horizontal ones by their ends
  std::map<std::tuple<long, long, long>, size_t> down_;         // vertical ones by x and ends
};

}  // namespace

std::vector<Rect> FindFreeBoxes(const std::vector<Ruling>& rulings) {
  std::vector<Rect> boxes = BoxFinder(rulings).Find();
  std::sort(boxes.begin(), boxes.end(), [](const Rect& a, const Rect& b) {
    return std::tie(a.y0, a.x0, a.y1, a.x1) < std::tie(b.y0, b.x0, b.y1, b.x1);
  });
  return boxes;
}

std::vector<Ruling> WithoutBoxes(const std::vector<Ruling>& rulings,
                                 const std::vector<Rect>& boxes) {
  std::vector<Ruling> kept;
  const BoxIndex index(boxes);
  std::copy_if(rulings.begin(), rulings.end(), std::back_inserter(kept), [&](const Ruling& ruling) {
    const bool fill = ruling.origin == Ruling::Origin::kFillEdge;
    const double margin = fill ? kFillMargin : kSameCorner;
    return !index.ForEach(Grown(BoxOf(ruling), margin),
                          [&](uint32_t i) { return IsSide(ruling, boxes[i], margin); });
  });
  return kept;
}

}  // namespace extract
