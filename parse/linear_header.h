// The header of a table in plain text: its columns' wording one after another, on one line or
// several, or each above the first cell of its column.
#ifndef PARSE_LINEAR_HEADER_H_
#define PARSE_LINEAR_HEADER_H_

#include <optional>
#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// A part of `line`, as a line of its own.
TextLine SliceLine(const TextLine& line, size_t begin, size_t end);
// The parts of a line between blanks.
std::vector<TextLine> SplitAtBlanks(const TextLine& line);
// Where the part begins in the text, counted as SplitAtBlanks() gives them.
size_t StartOfPart(const PrintedText& text, size_t part);

struct LinearHeader {
  const TableRule* rule = nullptr;
  size_t lines = 0;  // how many lines it takes, those in between counted
  struct Column {
    const ColumnRule* rule = nullptr;
    std::vector<TextLine> parts;
  };
  std::vector<Column> columns;     // in the order of print, or the form's: see out_of_order
  std::vector<Column> second_row;  // sectors and roles below the heading of the roles; or none
  // Lines of the body that were printed between the columns' wordings, counted from the first
  // line: a column of print may begin with its header and go on with its first cell.
  std::vector<size_t> between;
  // The columns' wordings stood apart and not in the form's order, which `columns` has now: on
  // paper they may have either.
  bool out_of_order = false;
};

// The header that begins with the line at `first`; none if that is no header's beginning.
std::optional<LinearHeader> FindLinearHeader(const std::vector<TextLine>& lines, size_t first,
                                             const ReadTools& tools);

// Does the line at `at` end the body of a table: a heading, an area's name, a page number, a
// note of the form?
bool EndsBody(const std::vector<TextLine>& lines, size_t at, const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_LINEAR_HEADER_H_
