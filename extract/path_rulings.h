// Painted paths -> rulings: which straight lines of a page a reader sees.
//
// Knows no PDF library: a path comes as points on the page as shown (geometry.h).
// Curves are no rulings, but the straight sides between them are.
// Errors  None. What lies outside the clip box or is not finite gives no ruling.
#ifndef EXTRACT_PATH_RULINGS_H_
#define EXTRACT_PATH_RULINGS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "extract/page.h"

namespace extract {

struct PathPoint {
  Point at;
  bool straight = false;  // a straight segment leads here from the point before
};

struct PathPaint {
  Rect page;            // the whole page
  Rect clip;            // what may be painted on
  float pen_width = 0;  // of a stroke, in points; 0: the thinnest line there is
  uint32_t rgb = 0;
};

// The axis-parallel segments of one stroked subpath.
void AddStroke(std::span<const PathPoint> subpath, const PathPaint& paint,
               std::vector<Ruling>* rulings);

// One filled subpath: a line if it is thin, else the sides of the area (kFillEdge). An area
// that covers nearly the whole page has no sides.
void AddFill(std::span<const PathPoint> subpath, const PathPaint& paint,
             std::vector<Ruling>* rulings);

// The same for a filled box (a picture, a pattern), which may be a thin line.
void AddFilledBox(const Rect& box, const PathPaint& paint, std::vector<Ruling>* rulings);

// Is the box so thin that it reads as a line?
bool ReadsAsLine(const Rect& box);

}  // namespace extract

#endif  // EXTRACT_PATH_RULINGS_H_
