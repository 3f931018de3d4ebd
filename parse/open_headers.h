// The header of a table without rulings: wordings of columns side by side, on a page or in text
// padded with blanks.
#ifndef PARSE_OPEN_HEADERS_H_
#define PARSE_OPEN_HEADERS_H_

#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

struct OpenHeader {
  const TableRule* rule = nullptr;
  double top = 0, bottom = 0;
  struct Column {
    const ColumnRule* rule = nullptr;  // nullptr: no column of the form
    std::vector<TextLine> lines;       // its wording, top to bottom
    extract::Rect box;
  };
  std::vector<Column> columns;  // left to right
  // A heading over several columns, each of which has its own below it.
  struct Spanner {
    size_t first = 0, last = 0;  // columns
    TextLine line;
  };
  std::vector<Spanner> spanners;
};

// A line of plain text that is nothing but headings of columns, one blank between: each alone.
std::vector<TextLine> SplitHeadings(const TextLine& line, const ReadTools& tools);

// The headers among the lines, top to bottom, none overlapping another.
std::vector<OpenHeader> FindOpenHeaders(const std::vector<TextLine>& pieces,
                                        const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_OPEN_HEADERS_H_
