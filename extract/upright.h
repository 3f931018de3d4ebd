// Pages whose text does not run to the right: a landscape page printed on portrait paper, or
// put upside down. Turned by quarter turns until it does.
#ifndef EXTRACT_UPRIGHT_H_
#define EXTRACT_UPRIGHT_H_

#include "extract/page.h"

namespace extract {

// How nearly all text of the page runs; kRight if there is no such direction. Vertical writing
// counts as running down, too: a page of nothing else is not expected.
Direction PrintedDirection(const PageLayer& page);

// Turns the page so that text which ran in direction `printed` runs to the right, and notes in
// PageLayer::place how it stood.
void TurnUpright(Direction printed, PageLayer* page);

// The other way: a page of glyphs that run to the right becomes one whose text runs in direction
// `printed`. PageLayer::place is left as it was.
void TurnTo(Direction printed, PageLayer* upright);

// A box of the upright page, on the page as shown.
Rect TurnedBack(const PagePlace& place, const Rect& box);

}  // namespace extract

#endif  // EXTRACT_UPRIGHT_H_
