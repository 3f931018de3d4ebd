// Glyphs of one direction -> runs: which glyph follows which.
//
// One sweep along the direction of writing: each glyph goes to the open run that it fits
// best (band overlap, gap, region). A second look joins runs across wider gaps unless such
// gaps stand one above the other, which is the gutter between columns of text.
#ifndef EXTRACT_GLYPH_RUNS_H_
#define EXTRACT_GLYPH_RUNS_H_

#include <cstdint>
#include <vector>

#include "extract/flow.h"
#include "extract/lines.h"

namespace extract {

// A glyph as the sweep sees it.
struct FlowGlyph {
  int32_t glyph = 0;  // index into PageLayer::glyphs
  FlowBox box{};      // v0, v1: narrowed to the font size
  double em = 0;      // the measure of gaps, in points
  int32_t region = 0;
  bool blank = false;
};

// Indices into `glyphs`, in reading order, one vector for each run. Deterministic if
// `glyphs` is sorted by whole keys; sorted by u0.
std::vector<std::vector<int32_t>> FindRuns(const std::vector<FlowGlyph>& glyphs,
                                           const std::vector<Region>& regions, Direction direction);

}  // namespace extract

#endif  // EXTRACT_GLYPH_RUNS_H_
