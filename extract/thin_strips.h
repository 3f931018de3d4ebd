// Rows and columns of a grid that are only the white between two lines drawn close together.
#ifndef EXTRACT_THIN_STRIPS_H_
#define EXTRACT_THIN_STRIPS_H_

#include "extract/cell_grid.h"
#include "extract/open_sides.h"

namespace extract {

// Takes out rows and columns that are far thinner than the others of their table and hold no
// text: a double line set wide, a bar that fills a cell nearly to its border, rows of neighbours
// that are a little out of line. The strip's two lines become one at the middle.
void DropThinStrips(const TextAt& text_at, CellGrid* grid);

}  // namespace extract

#endif  // EXTRACT_THIN_STRIPS_H_
