// Rows of a table without rulings: the lines of its columns to a grid.
#ifndef PARSE_OPEN_ROWS_H_
#define PARSE_OPEN_ROWS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// One column of the body, before rows are known.
struct OpenColumn {
  const ColumnRule* rule = nullptr;  // nullptr: no column of the form
  bool sectors = false;              // the sectors' part of a column with one header over both
  double x0 = 0, x1 = 0;
  std::vector<TextLine> lines;   // top to bottom
  std::vector<double> rules;     // where horizontal rulings cross the column, top to bottom
  std::vector<double> doubtful;  // heights of lines that may belong to another column
};

struct OpenBody {
  TableLayout layout = TableLayout::kRows;
  double top = 0, bottom = 0;
  std::vector<OpenColumn> columns;
  std::set<std::u32string> sector_names;  // that come again and again in the sectors' column
};

// Cells of the body; rows from `first_row` on, columns as in `body`. Sets *rows to the number
// of rows in all, those before `first_row` included, and *doubt where the rows as a whole are
// uncertain.
std::vector<GridCell> CutIntoCells(const OpenBody& body, int first_row, const ReadTools& tools,
                                   int* rows, std::string* doubt);

// A sector's name, over one or several lines.
struct SectorName {
  double top = 0, bottom = 0;
  std::u32string folded;
};
std::vector<SectorName> FindSectorNames(const std::vector<TextLine>& lines,
                                        const std::set<std::u32string>& names,
                                        const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_OPEN_ROWS_H_
