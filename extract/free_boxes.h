// Drawn rectangles that no other line is joined to: balloons and text boxes that lie over a table,
// boxed words. What they cross is not theirs, and they part no cell.
//
// Order   Sorted; the same for any order of rulings.
// Errors  None.
#ifndef EXTRACT_FREE_BOXES_H_
#define EXTRACT_FREE_BOXES_H_

#include <vector>

#include "extract/page.h"

namespace extract {

// Those that would be taken for part of a table: other lines cross them or run close by.
std::vector<Rect> FindFreeBoxes(const std::vector<Ruling>& rulings);

// The rulings without the sides of `boxes`, and without those of fills that they frame.
std::vector<Ruling> WithoutBoxes(const std::vector<Ruling>& rulings,
                                 const std::vector<Rect>& boxes);

}  // namespace extract

#endif  // EXTRACT_FREE_BOXES_H_
