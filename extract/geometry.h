// Points and boxes on a page.
//
// Units   PDF points (1/72 inch), or character columns and lines on a page of
//         plain text (see PageLayer::unit).
// Origin  Upper left corner of the page as a reader sees it (crop box applied,
//         /Rotate undone); x grows to the right, y grows downward.
#ifndef EXTRACT_GEOMETRY_H_
#define EXTRACT_GEOMETRY_H_

#include <algorithm>

namespace extract {

struct Point {
  double x = 0, y = 0;
};

struct Rect {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  double Width() const { return x1 - x0; }
  double Height() const { return y1 - y0; }
  double CenterX() const { return (x0 + x1) / 2; }
  double CenterY() const { return (y0 + y1) / 2; }
  double Area() const { return std::max(0.0, Width()) * std::max(0.0, Height()); }
  bool Contains(double x, double y) const { return x >= x0 && x <= x1 && y >= y0 && y <= y1; }
  friend bool operator==(const Rect&, const Rect&) = default;
};

inline Rect Union(const Rect& a, const Rect& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

// The common part; its width or height is negative where the boxes are apart.
inline Rect Intersection(const Rect& a, const Rect& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

}  // namespace extract

#endif  // EXTRACT_GEOMETRY_H_
