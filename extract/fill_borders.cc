#include "extract/fill_borders.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/box_index.h"

namespace extract {
namespace {

constexpr double kTouch = 0.6;     // points: areas nearer than this are painted side by side
constexpr double kNear = 3.5;      // points: of a corner and the line that it stands on
constexpr double kShortest = 4.0;  // points: shorter sides border no cell
constexpr size_t kFrameLines = 4;  // a group of no more lines is a box, no table

using Spans = std::vector<std::pair<double, double>>;

void Subtract(double from, double to, Spans* spans) {
  Spans left;
  for (const auto& [a, b] : *spans) {
    if (to <= a || from >= b) {
      left.emplace_back(a, b);
      continue;
    }
    if (from > a) left.emplace_back(a, from);
    if (to < b) left.emplace_back(to, b);
  }
  *spans = std::move(left);
}

Rect Grown(const Rect& box, double by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

bool Inside(const Rect& outer, const Rect& inner) {
  return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 &&
         outer.y1 >= inner.y1;
}

// The drawn lines, ready for searches.
struct Drawn {
  BoxIndex horizontal, vertical;  // boxes without thickness, in the order of the edges
  const Edges& edges;
};

std::vector<Rect> Boxes(const std::vector<Edge>& edges, Rect (*box)(const Edge&)) {
  std::vector<Rect> boxes;
  boxes.reserve(edges.size());
  for (const Edge& edge : edges) boxes.push_back(box(edge));
  return boxes;
}

// Boxes of the groups that are more than one box.
std::vector<Rect> TableExtents(const std::vector<Edges>& groups) {
  std::vector<Rect> extents;
  for (const Edges& group : groups) {
    if (group.horizontal.empty() || group.vertical.empty() ||
        group.horizontal.size() + group.vertical.size() <= kFrameLines)
      continue;
    Rect extent = BoxOfHorizontal(group.horizontal[0]);
    for (const Edge& edge : group.horizontal) extent = Union(extent, BoxOfHorizontal(edge));
    for (const Edge& edge : group.vertical) extent = Union(extent, BoxOfVertical(edge));
    extents.push_back(extent);
  }
  return extents;
}

class BorderFinder {
 public:
  BorderFinder(const std::vector<Fill>& fills, const std::vector<Edges>& groups, const Edges& drawn)
      : fills_(fills),
        fill_index_(FillBoxes(fills)),
        tables_(TableExtents(groups)),
        drawn_{BoxIndex(Boxes(drawn.horizontal, BoxOfHorizontal)),
               BoxIndex(Boxes(drawn.vertical, BoxOfVertical)), drawn} {}

  void AddBorders(uint32_t i, Edges* edges) const {
    const Rect& box = fills_[i].box;
    if (!IsSeen(i) || StandsFree(i)) return;
    AddSide(i, true, {box.y0, box.x0, box.x1, 0, true}, -1, &edges->horizontal);
    AddSide(i, true, {box.y1, box.x0, box.x1, 0, true}, 1, &edges->horizontal);
    AddSide(i, false, {box.x0, box.y0, box.y1, 0, true}, -1, &edges->vertical);
    AddSide(i, false, {box.x1, box.y0, box.y1, 0, true}, 1, &edges->vertical);
  }

 private:
  static std::vector<Rect> FillBoxes(const std::vector<Fill>& fills) {
    std::vector<Rect> boxes;
    boxes.reserve(fills.size());
    for (const Fill& fill : fills) boxes.push_back(fill.box);
    return boxes;
  }

  // An area in the colour of the paper is seen on a coloured one only.
  bool IsSeen(uint32_t i) const {
    if (!IsPaperColour(fills_[i].rgb)) return true;
    return fill_index_.ForEach(fills_[i].box, [&](uint32_t k) {
      return !IsPaperColour(fills_[k].rgb) && Inside(Grown(fills_[k].box, kTouch), fills_[i].box);
    });
  }

  // Does a corner within a drawn table stand on no line and on no other area's side?
  bool StandsFree(uint32_t i) const {
    const Rect& box = fills_[i].box;
    const std::array<Point, 4> corners = {
        {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}}};
    for (const Point& corner : corners) {
      const Rect place = Grown({corner.x, corner.y, corner.x, corner.y}, kNear);
      const bool in_table = tables_.ForEach(Grown(place, -kNear), [](uint32_t) { return true; });
      if (!in_table) continue;
      const auto found = [](uint32_t) { return true; };
      if (drawn_.horizontal.ForEach(place, found) || drawn_.vertical.ForEach(place, found))
        continue;
      const bool on_other = fill_index_.ForEach(place, [&](uint32_t k) {
        const Rect inner = Grown(fills_[k].box, -kNear);
        return k != i && fills_[k].rgb != fills_[i].rgb && !inner.Contains(corner.x, corner.y);
      });
      if (!on_other) return true;
    }
    return false;
  }

  // `outward`: -1 where the area lies below or right of the side, 1 where above or left.
  void AddSide(uint32_t i, bool horizontal, const Edge& side, int outward,
               std::vector<Edge>* edges) const {
    Spans spans{{side.from, side.to}};
    const Rect line = horizontal ? BoxOfHorizontal(side) : BoxOfVertical(side);
    const double beyond = side.at + outward * kTouch;
    fill_index_.ForEach(Grown(line, kTouch), [&](uint32_t k) {
      if (k == i || fills_[k].rgb != fills_[i].rgb) return false;
      const Rect& other = fills_[k].box;
      const double low = horizontal ? other.y0 : other.x0, high = horizontal ? other.y1 : other.x1;
      if (beyond >= low && beyond <= high)
        Subtract(horizontal ? other.x0 : other.y0, horizontal ? other.x1 : other.y1, &spans);
      return spans.empty();
    });
    const BoxIndex& drawn = horizontal ? drawn_.horizontal : drawn_.vertical;
    const std::vector<Edge>& lines = horizontal ? drawn_.edges.horizontal : drawn_.edges.vertical;
    drawn.ForEach(Grown(line, kNear), [&](uint32_t k) {
      Subtract(lines[k].from - kReach, lines[k].to + kReach, &spans);
      return spans.empty();
    });
    for (const auto& [from, to] : spans) {
      if (to - from >= kShortest) edges->push_back({side.at, from, to, 0, true});
    }
  }

  const std::vector<Fill>& fills_;
  BoxIndex fill_index_;
  BoxIndex tables_;
  Drawn drawn_;
};

}  // namespace

void AddFillBorders(const std::vector<Fill>& fills, const std::vector<Edges>& groups,
                    Edges* edges) {
  if (fills.empty()) return;
  const Edges drawn = *edges;
  const BorderFinder finder(fills, groups, drawn);
  for (uint32_t i = 0; i < fills.size(); ++i) finder.AddBorders(i, edges);
  for (auto* lines : {&edges->horizontal, &edges->vertical}) {
    std::sort(lines->begin(), lines->end());
    lines->erase(std::unique(lines->begin(), lines->end()), lines->end());
  }
}

}  // namespace extract
