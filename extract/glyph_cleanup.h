// Which glyphs of a page are printed: hidden text and imitated bold.
#ifndef EXTRACT_GLYPH_CLEANUP_H_
#define EXTRACT_GLYPH_CLEANUP_H_

#include <vector>

#include "extract/page.h"

namespace extract {

// Is the glyph drawn without ink (rendering modes 3 and 7: a text layer over a scan)?
bool IsInvisible(const Glyph& glyph);
// Does it hold white space only?
bool IsBlank(const Glyph& glyph);

// Takes out invisible glyphs if anything visible is printed; a page with invisible text
// only is a scan with a text layer and keeps it.
void DropHiddenText(std::vector<Glyph>* glyphs);

// Bold is imitated by drawing the same text twice, slightly shifted. Keeps the first of
// such glyphs: same text, same size, nearly the same place. Linear in the glyphs.
void DropDoubles(std::vector<Glyph>* glyphs);

}  // namespace extract

#endif  // EXTRACT_GLYPH_CLEANUP_H_
