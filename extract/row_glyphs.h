// The characters that were recognised in one row -> glyphs of the page, each with the ink that
// it stands for.
#ifndef EXTRACT_ROW_GLYPHS_H_
#define EXTRACT_ROW_GLYPHS_H_

#include <vector>

#include "extract/page.h"
#include "extract/scan_rows.h"
#include "extract/text_recogniser.h"

namespace extract {

// `characters`: of this row, in pixels of the page, left to right. `size`: of characters around
// it, in pixels. Every blob of the row is in a glyph afterwards: ink that nothing was recognised
// for becomes a list mark where it looks like one, else U+FFFD with confidence 0.
void AddRowGlyphs(const ScanRow& row, double size, std::vector<RecognisedCharacter> characters,
                  double points_per_pixel, std::vector<Glyph>* glyphs);

}  // namespace extract

#endif  // EXTRACT_ROW_GLYPHS_H_
