// Text layers that say something else than the page shows: a program that subsets fonts and
// loses their Unicode tables leaves kanji right and turns kana into Latin letters and signs, or
// everything.
#ifndef EXTRACT_GARBLED_TEXT_H_
#define EXTRACT_GARBLED_TEXT_H_

#include "extract/page.h"

namespace extract {

// Latin letters as wide as ideographs are the bare codes of a font.
// Japanese text of many kanji has hiragana between them. Where it has next to none, but Latin
// letters and signs in their place, the text is not what is printed.
bool IsGarbled(const PageLayer& page);

}  // namespace extract

#endif  // EXTRACT_GARBLED_TEXT_H_
