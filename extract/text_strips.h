// The text between two horizontal lines: its rows, and the pieces of each row.
#ifndef EXTRACT_TEXT_STRIPS_H_
#define EXTRACT_TEXT_STRIPS_H_

#include <vector>

#include "extract/page.h"

namespace extract {

// A piece of a row without a wide gap.
struct TextPiece {
  double x0 = 0, x1 = 0;
  int characters = 0;
};

struct TextRow {
  double y0 = 0, y1 = 0;  // of its ink
  double em = 0;          // of its largest character
  std::vector<TextPiece> pieces;

  // How many pieces there are if gaps of less than `gap` (em) are closed.
  int Parts(double gap) const;
};

// The text of a page by lines of print; upright text that runs to the right only.
class TextStrips {
 public:
  explicit TextStrips(const PageLayer& layer);

  // The rows whose middles stand in the box, from above; of each, what stands in the box.
  std::vector<TextRow> RowsIn(const Rect& box) const;

 private:
  struct Mark {
    double x0, x1, y, high;
  };
  std::vector<Mark> marks_;  // sorted by y
};

}  // namespace extract

#endif  // EXTRACT_TEXT_STRIPS_H_
