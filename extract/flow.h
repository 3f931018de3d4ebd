// Boxes seen along the direction of writing: u runs along a line, v from line to line.
#ifndef EXTRACT_FLOW_H_
#define EXTRACT_FLOW_H_

#include "extract/page.h"

namespace extract {

struct FlowBox {
  double u0, u1, v0, v1;
};

inline FlowBox ToFlow(const Rect& box, Direction direction) {
  switch (direction) {
    case Direction::kDown:  // columns of vertical writing go from right to left
      return {box.y0, box.y1, -box.x1, -box.x0};
    case Direction::kLeft:
      return {-box.x1, -box.x0, -box.y1, -box.y0};
    case Direction::kUp:
      return {-box.y1, -box.y0, box.x0, box.x1};
    case Direction::kRight:
      break;
  }
  return {box.x0, box.x1, box.y0, box.y1};
}

}  // namespace extract

#endif  // EXTRACT_FLOW_H_
