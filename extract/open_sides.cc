#include "extract/open_sides.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

namespace extract {
namespace {

constexpr double kTogether = 4.0;         // points: ends nearer than this end together
constexpr double kNarrowest = 6.0;        // points: a nearer crossing is the border, overshot
constexpr size_t kMostPairs = 1'000'000;  // lines times crossing lines: more is a drawing

// The end of a line on one side. Outward is negative: for ends on the high side the
// coordinates along the line are mirrored. `free`: no crossing line meets it.
struct End {
  double along, at;
  bool free;
};

bool Near(const Edge& cross, double end) { return std::abs(cross.at - end) <= kNarrowest; }

bool Spans(const Edge& cross, double a, double b) {
  return cross.from <= a + kReach + 1 && cross.to >= b - kReach - 1;
}

std::vector<End> EndsOf(const std::vector<Edge>& lines, const std::vector<Edge>& crossing,
                        int side) {
  std::vector<End> ends;
  for (const Edge& line : lines) {
    if (line.fill) continue;
    const double end = side < 0 ? line.from : line.to;
    const bool met = std::any_of(crossing.begin(), crossing.end(), [&](const Edge& cross) {
      return Near(cross, end) && Spans(cross, line.at, line.at);
    });
    ends.push_back({-side * end, line.at, !met});
  }
  std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) {
    return std::tie(a.along, a.at) < std::tie(b.along, b.at);
  });
  return ends;
}

// How far in from `end` the first line spans from `a` to `b`; 0 if one does so at the end
// itself, infinity if none does.
double FirstCrossing(const std::vector<Edge>& crossing, double end, int side, double a, double b) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Edge& cross : crossing) {
    if (!Spans(cross, a, b)) continue;
    if (Near(cross, end)) return 0;
    const double in = side < 0 ? cross.at - end : end - cross.at;
    if (in > 0) nearest = std::min(nearest, in);
  }
  return nearest;
}

// Closes one side of `lines` by adding to `crossing`.
void CloseSide(const std::vector<Edge>& lines, int side, bool lines_lie, const TextAt& text_at,
               std::vector<Edge>* crossing) {
  std::vector<End> ends = EndsOf(lines, *crossing, side);
  std::vector<Edge> added;
  for (size_t first = 0, last; first < ends.size(); first = last) {
    last = first;
    double sum = 0;
    while (last < ends.size() && ends[last].along - ends[first].along <= kTogether)
      sum += ends[last++].along;
    const double end = -side * sum / static_cast<double>(last - first);
    std::sort(ends.begin() + static_cast<std::ptrdiff_t>(first),
              ends.begin() + static_cast<std::ptrdiff_t>(last), [](const End& a, const End& b) {
                return std::tie(a.at, a.along) < std::tie(b.at, b.along);
              });
    bool text = false;
    std::vector<Edge> closing;
    for (size_t i = first; i + 1 < last; ++i) {
      const double a = ends[i].at, b = ends[i + 1].at;
      if (b - a <= kReach || (!ends[i].free && !ends[i + 1].free)) continue;
      const double in = FirstCrossing(*crossing, end, side, a, b);
      if (in <= 0 || !std::isfinite(in)) continue;
      const double low = side < 0 ? end : end - in, high = side < 0 ? end + in : end;
      text = text || text_at(lines_lie ? Rect{low, a, high, b} : Rect{a, low, b, high});
      closing.push_back({end, a, b, 0, false});
    }
    if (text) added.insert(added.end(), closing.begin(), closing.end());
  }
  crossing->insert(crossing->end(), added.begin(), added.end());
  std::sort(crossing->begin(), crossing->end());
}

}  // namespace

void CloseOpenSides(const TextAt& text_at, Edges* group) {
  const size_t pairs = group->horizontal.size() * group->vertical.size();
  if (pairs == 0 || pairs > kMostPairs) return;
  for (const int side : {-1, 1}) {
    CloseSide(group->horizontal, side, true, text_at, &group->vertical);
    CloseSide(group->vertical, side, false, text_at, &group->horizontal);
  }
}

}  // namespace extract
