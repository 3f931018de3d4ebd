// Pages as a reader takes them into the hand: turned until the text runs to the right, and
// where several slides were printed on one sheet of paper, each slide for itself.
//
// A layer keeps where it stands on the page of the file (PageLayer::place), so that evidence
// is given on the page as shown.
//
// Errors  None.
#ifndef EXTRACT_PAGES_AS_READ_H_
#define EXTRACT_PAGES_AS_READ_H_

#include <optional>

#include "extract/page.h"

namespace extract {

// Empty: the pages as shown are as a reader takes them. A page's slides follow each other and
// have its number; every glyph of the page is in one of them.
std::optional<SourceLayers> PagesAsRead(const SourceLayers& shown);

// A box of a layer, on the page as shown.
Rect OnPage(const PagePlace& place, const Rect& box);

}  // namespace extract

#endif  // EXTRACT_PAGES_AS_READ_H_
