// A page from a drawing, so that a test needs no PDF.
//
// One character is 6 pt wide, a full-width one 12 pt; one row is 12 pt high. '+', '-' and
// '|' are rulings through the middle of their place; '-' and '|' reach the middle of a '+'
// beside them. Anything else is text, a glyph each, 12 pt in size. Blanks give no glyph.
#ifndef TESTS_SKETCH_H_
#define TESTS_SKETCH_H_

#include <cstdint>
#include <string_view>

#include "extract/page.h"

namespace tests {

extract::PageLayer PageFromSketch(std::string_view drawing);

// The same page: glyphs and rulings in another drawing order.
extract::PageLayer Shuffled(extract::PageLayer page, uint32_t seed);
// The same page, moved and drawn larger or smaller.
extract::PageLayer Moved(extract::PageLayer page, double dx, double dy, double scale);

// Pieces of a page that a drawing cannot show.
extract::Ruling HorizontalRuling(double y, double x0, double x1);
extract::Ruling VerticalRuling(double x, double y0, double y1);
void AddFill(const extract::Rect& box, uint32_t rgb, extract::PageLayer* page);
// A line of text from the left: full-width characters take `size`, others half of it.
void AddText(double x, double y, double size, std::string_view text, extract::PageLayer* page);

}  // namespace tests

#endif  // TESTS_SKETCH_H_
