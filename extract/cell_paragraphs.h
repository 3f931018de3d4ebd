// The lines of a cell joined to paragraphs, by shape alone: no words are known here.
//
// A line goes on in the next one unless it ended clearly early (the next line's first
// characters would have fitted) or the next one begins with a list mark. No space is put
// between full-width characters; Latin words keep one.
#ifndef EXTRACT_CELL_PARAGRAPHS_H_
#define EXTRACT_CELL_PARAGRAPHS_H_

#include <string>
#include <string_view>

#include "extract/layout.h"

namespace extract {

// One '\n' between paragraphs.
std::string CellParagraphs(const PageLayout& page, const Cell& cell);

// Does the text begin with a list mark: a bullet, a circled or bracketed number or letter, a
// number with a stop?
bool BeginsWithListMark(std::string_view text);

}  // namespace extract

#endif  // EXTRACT_CELL_PARAGRAPHS_H_
