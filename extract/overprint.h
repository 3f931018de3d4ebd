// Print that lies across a page's own text and is no part of it: words at a slant, letters several
// times as large that others stand on (a watermark, 社外秘).
#ifndef EXTRACT_OVERPRINT_H_
#define EXTRACT_OVERPRINT_H_

#include <cstdint>
#include <vector>

#include "extract/layout.h"
#include "extract/page.h"

namespace extract {

// For each glyph of the layer: 1 if it is overprint. Empty if there is none. The same for any
// drawing order.
std::vector<uint8_t> FindOverprint(const PageLayer& layer);

// Its lines, from above, each with Line::overprint set.
std::vector<Line> OverprintLines(const PageLayer& layer, const std::vector<uint8_t>& overprint);

}  // namespace extract

#endif  // EXTRACT_OVERPRINT_H_
