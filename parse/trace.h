// How a document was read, for a person who writes rules: which form, which rule took which line or
// table, and which rule nearly did. A plain value that ParseDocument fills when asked; it changes
// nothing and costs nothing otherwise. What became of each value stands in the sheet's evidence.
#ifndef PARSE_TRACE_H_
#define PARSE_TRACE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "parse/sheet.h"

namespace parse {

struct TracedForm {
  std::string form;  // "jizen-kadai@1"
  bool titled = false;
  int parts = 0, least_parts = 0;  // sections and tables found, and needed
  double score = 0;
  bool chosen = false;
};

// The rule whose wording is most like a text: 1 = the same, 0 = nothing in common.
struct NearestWording {
  std::string rule;     // "section:goals", "table:goals/progress"; "" where none is like it at all
  std::string wording;  // as it is compared (fold.h)
  double likeness = 0;
};

struct TracedLine {
  Place place;
  std::string text;
  // "cover", "heading", "heading-goes-on", "area", "page-number", "running" (comes back on
  // most pages), "note" or "text".
  std::string role;
  std::string rule;  // of a heading: "section:goals"
  double likeness = 0;
  NearestWording nearest;  // of a line that is no heading
};

struct TracedHeader {
  std::string text;
  std::string column;  // that it was taken for, "goals/progress"; "" none
  double likeness = 0;
  NearestWording nearest;  // where it was taken for none
};

struct TracedTable {
  Place place;
  int rows = 0, columns = 0;
  bool ruled = true;  // false: rows and columns were inferred from where the text stands
  std::string doubt;
  // One for each table of the form in the grid, else one for the table that its first row with
  // text is most like, with taken == false.
  struct Match {
    std::string rule;  // "table:goals"; "" where none is like it
    bool taken = false;
    int header_row = 0, header_rows = 1;
    std::vector<TracedHeader> headers;
    std::vector<std::string> missing;  // required columns that no header names
  };
  std::vector<Match> matches;
};

struct Trace {
  std::vector<TracedForm> forms;
  // By the form that was chosen, else by the one that fits best.
  std::vector<TracedLine> lines;    // outside tables, in reading order
  std::vector<TracedTable> tables;  // in reading order
};

}  // namespace parse

#endif  // PARSE_TRACE_H_
