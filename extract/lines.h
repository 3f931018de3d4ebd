// Glyphs -> lines: in each cell, in each frame and outside of all.
//
// A line follows its glyphs' direction. It ends where the next glyph stands too far off
// (outside cells), or in another cell: unless the print itself runs across the border.
//
// Order   The lines come in no promised order (reading_order.h), but in the same one for any
//         drawing order.
// Errors  None. Every glyph that is not blank is in exactly one line.
#ifndef EXTRACT_LINES_H_
#define EXTRACT_LINES_H_

#include <cstdint>
#include <vector>

#include "extract/layout.h"
#include "extract/page.h"

namespace extract {

// A part of the page whose text belongs together.
struct Region {
  Rect box;
  bool cell = false;  // of a table: a line goes on over any gap
};

struct FoundLine {
  Line line;       // its table and cell are not set
  int region = 0;  // the one that most of its glyphs stand in
};

// REQUIRES: region_of_glyph[i] for each glyph is an index into `regions`, or -1: a glyph that is
// to be in no line.
std::vector<FoundLine> FindLines(const PageLayer& layer,
                                 const std::vector<int32_t>& region_of_glyph,
                                 const std::vector<Region>& regions);

// The lines of a page of plain text (Unit::kCharacters): split where two or more columns in
// a row are blank; sorted from above, then from the left.
std::vector<Line> FindCharacterLines(const PageLayer& layer);

}  // namespace extract

#endif  // EXTRACT_LINES_H_
