// Columns of a table in text that is padded with blanks (`pdftotext -layout`).
//
// Such text keeps the columns only roughly: what stands close together on paper is printed with
// one blank between and moves what is right of it; what stands alone is padded to its column.
// So a text that stands alone says where its column begins, and one behind a single blank only
// that it belongs to the next column.
#ifndef PARSE_PADDED_COLUMNS_H_
#define PARSE_PADDED_COLUMNS_H_

#include <set>
#include <string>
#include <vector>

#include "parse/open_columns.h"

namespace parse {

struct PaddedColumn {
  const ColumnRule* rule = nullptr;
  size_t header = 0;     // index into OpenHeader::columns
  bool sectors = false;  // the sectors' part of a column with one header over both
  double x0 = 0, x1 = 0;
  std::vector<TextLine> lines;
  std::vector<double> doubtful;  // heights of lines that may belong to the next column, or this
};

// The columns of the body, left to right. `sectors`: names of sectors that stand in it.
std::vector<PaddedColumn> SplitPaddedColumns(const OpenHeader& header,
                                             const std::set<std::u32string>& sectors,
                                             const std::vector<TextLine>& body);

}  // namespace parse

#endif  // PARSE_PADDED_COLUMNS_H_
