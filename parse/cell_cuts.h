// Lines one below the other, without a blank line, that are the texts of several cells in turn:
// where each cell begins. Told from sentences that end, list marks, and how wide lines run before
// they turn.
#ifndef PARSE_CELL_CUTS_H_
#define PARSE_CELL_CUTS_H_

#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

struct CellCuts {
  std::vector<size_t> begins;  // of each cell: the index of its first line, or of the next cell's
  double margin = 0;           // how much worse the next best way is, in doubts
};

// `count`: 1 to 3. The first cell may be empty if `first_may_be_empty`; the others are not, where
// there are lines enough.
CellCuts CutIntoCells(const std::vector<TextLine>& lines, size_t count, bool first_may_be_empty,
                      const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_CELL_CUTS_H_
