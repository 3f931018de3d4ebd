#include "extract/path_rulings.h"

#include <algorithm>
#include <cmath>

namespace extract {
namespace {

constexpr double kMaxSlant = 0.5;        // points: a drawn table line may be off by a pixel
constexpr double kMaxShortSlant = 0.1;   // ... but a short segment must look straight, too
constexpr double kMaxSlope = 0.01745;    // tangent of 1 degree: a long line of a scan or a plot
constexpr double kThinFill = 2.5;        // points: the thickest filled box that reads as a line
constexpr double kThinFillAspect = 2.0;  // and it is clearly longer than thick
constexpr double kDot = 1.5;             // points: a box no larger than this is a dot of a line
constexpr double kShortestSide = 2.5;    // points: shorter sides of areas are ornaments
constexpr double kBackground = 0.9;      // of the page's area: a background, no table cell

bool Finite(const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// Adds the part of an (almost) axis-parallel segment that lies in the clip box.
void AddSegment(const Point& from, const Point& to, Ruling::Origin origin, const PathPaint& paint,
                std::vector<Ruling>* rulings) {
  if (!Finite(from) || !Finite(to)) return;
  const double dx = std::abs(to.x - from.x), dy = std::abs(to.y - from.y);
  const bool horizontal = dx >= dy;
  const double length = std::max(dx, dy), slant = std::min(dx, dy);
  if (length <= 0) return;
  if (slant > std::min(kMaxSlant, length * kMaxShortSlant) && slant > length * kMaxSlope) return;

  // A pen whose middle is just outside the clip box still marks it.
  const double margin = paint.pen_width / 2 + kMaxSlant;
  const Rect& clip = paint.clip;
  Ruling ruling{.a = {}, .b = {}, .width = paint.pen_width, .rgb = paint.rgb, .origin = origin};
  if (horizontal) {
    const double y = (from.y + to.y) / 2;
    if (y < clip.y0 - margin || y > clip.y1 + margin) return;
    ruling.a = {std::max(std::min(from.x, to.x), clip.x0), y};
    ruling.b = {std::min(std::max(from.x, to.x), clip.x1), y};
    if (ruling.b.x <= ruling.a.x) return;
  } else {
    const double x = (from.x + to.x) / 2;
    if (x < clip.x0 - margin || x > clip.x1 + margin) return;
    ruling.a = {x, std::max(std::min(from.y, to.y), clip.y0)};
    ruling.b = {x, std::min(std::max(from.y, to.y), clip.y1)};
    if (ruling.b.y <= ruling.a.y) return;
  }
  rulings->push_back(ruling);
}

bool AxisParallel(const Point& a, const Point& b) {
  return std::min(std::abs(a.x - b.x), std::abs(a.y - b.y)) <= kMaxShortSlant;
}

// The four corners of an upright rectangle, drawn with or without its closing segment?
bool IsUprightRectangle(std::span<const PathPoint> subpath) {
  if (subpath.size() < 4 || subpath.size() > 5) return false;
  if (subpath.size() == 5 && (std::abs(subpath[4].at.x - subpath[0].at.x) > kMaxShortSlant ||
                              std::abs(subpath[4].at.y - subpath[0].at.y) > kMaxShortSlant))
    return false;
  for (size_t i = 1; i < 4; ++i) {
    if (!subpath[i].straight || !AxisParallel(subpath[i - 1].at, subpath[i].at)) return false;
  }
  return AxisParallel(subpath[3].at, subpath[0].at);
}

}  // namespace

bool ReadsAsLine(const Rect& box) {
  const double thick = std::min(box.Width(), box.Height());
  const double length = std::max(box.Width(), box.Height());
  if (thick <= kDot) return length > 0;
  return thick <= kThinFill && length >= thick * kThinFillAspect;
}

void AddStroke(std::span<const PathPoint> subpath, const PathPaint& paint,
               std::vector<Ruling>* rulings) {
  for (size_t i = 1; i < subpath.size(); ++i) {
    if (subpath[i].straight)
      AddSegment(subpath[i - 1].at, subpath[i].at, Ruling::Origin::kStroke, paint, rulings);
  }
}

void AddFilledBox(const Rect& box, const PathPaint& paint, std::vector<Ruling>* rulings) {
  const Rect seen = Intersection(box, paint.clip);
  if (!(seen.Width() >= 0 && seen.Height() >= 0)) return;
  PathPaint edge = paint;
  if (ReadsAsLine(box)) {
    edge.pen_width = static_cast<float>(std::min(box.Width(), box.Height()));
    const bool horizontal = box.Width() >= box.Height();
    const Point from = horizontal ? Point{box.x0, box.CenterY()} : Point{box.CenterX(), box.y0};
    const Point to = horizontal ? Point{box.x1, box.CenterY()} : Point{box.CenterX(), box.y1};
    AddSegment(from, to, Ruling::Origin::kThinFill, edge, rulings);
    return;
  }
  if (seen.Width() < kShortestSide || seen.Height() < kShortestSide) return;
  if (seen.Area() >= kBackground * paint.page.Area()) return;
  edge.pen_width = 0;
  const Point corners[] = {
      {seen.x0, seen.y0}, {seen.x1, seen.y0}, {seen.x1, seen.y1}, {seen.x0, seen.y1}};
  for (size_t i = 0; i < 4; ++i)
    AddSegment(corners[i], corners[(i + 1) % 4], Ruling::Origin::kFillEdge, edge, rulings);
}

void AddFill(std::span<const PathPoint> subpath, const PathPaint& paint,
             std::vector<Ruling>* rulings) {
  if (subpath.size() < 2) return;
  Rect box{subpath[0].at.x, subpath[0].at.y, subpath[0].at.x, subpath[0].at.y};
  for (const PathPoint& point : subpath) {
    if (!Finite(point.at)) return;
    box = Union(box, {point.at.x, point.at.y, point.at.x, point.at.y});
  }
  if (ReadsAsLine(box) || IsUprightRectangle(subpath)) {
    AddFilledBox(box, paint, rulings);
    return;
  }
  // Any other area: of its sides, those that could border a cell. The closing side is implied.
  if (Intersection(box, paint.clip).Area() >= kBackground * paint.page.Area()) return;
  PathPaint edge = paint;
  edge.pen_width = 0;
  const auto add_side = [&](const Point& from, const Point& to) {
    if (std::hypot(to.x - from.x, to.y - from.y) >= kShortestSide)
      AddSegment(from, to, Ruling::Origin::kFillEdge, edge, rulings);
  };
  for (size_t i = 1; i < subpath.size(); ++i) {
    if (subpath[i].straight) add_side(subpath[i - 1].at, subpath[i].at);
  }
  add_side(subpath.back().at, subpath.front().at);
}

}  // namespace extract
