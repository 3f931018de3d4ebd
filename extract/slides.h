// Several slides printed on one sheet of paper ("2 in 1", "4 in 1"), cut out so that each is
// a page of its own.
//
// Recognised over a whole document, by what printing so leaves behind: the same grid of parts
// on every sheet of paper, nothing printed across the bands between the parts, and either
// lines that begin at the same place of a part from paper to paper, or page numbers below the
// parts that count on.
//
// Errors  None. A document that is no such print is left alone.
#ifndef EXTRACT_SLIDES_H_
#define EXTRACT_SLIDES_H_

#include <optional>

#include "extract/page.h"

namespace extract {

// The slides in the order of their page numbers, else from the left, then from above; with
// PageLayer::number that of their sheet of paper and PageLayer::place where they stand on it. Every
// glyph is in one of them. Empty: nothing to cut.
std::optional<SourceLayers> CutIntoSlides(const SourceLayers& layers);

}  // namespace extract

#endif  // EXTRACT_SLIDES_H_
