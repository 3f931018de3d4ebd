// Which table of the form a grid is, by its column headers alone: never by position.
//
// A header may take several rows; columns whose headers are the same cells from top to
// bottom form one column group. A grid may hold several tables one below the other.
#ifndef PARSE_TABLE_MATCH_H_
#define PARSE_TABLE_MATCH_H_

#include <string>
#include <vector>

#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/word_lists.h"
#include "parse/wording_match.h"

namespace parse {

// Neighbouring grid columns under one header.
struct ColumnGroup {
  int first = 0, last = 0;           // grid columns, both included
  double x0 = 0, x1 = 0;             // where they stand on the page
  const ColumnRule* rule = nullptr;  // nullptr: no column of the form
  double score = 0;
  PrintedText heading;  // as printed, the rows of the header one after another
  PrintedText above;    // what stands above `heading` over several columns and names none
  std::string doubt;    // why its heading may be another column's; "" where it is certain
};

struct TableMatch {
  const TableRule* rule = nullptr;
  int header_row = 0, header_rows = 1;  // header_rows 0: goes on from the page before
  int end_row = 0;                      // the body is [header_row + header_rows, end_row)
  double score = 0;
  std::vector<ColumnGroup> groups;
};

// The tables in the grid, top to bottom. Rows above the first one belong to none.
std::vector<TableMatch> MatchTables(const Grid& grid, const FormRules& form,
                                    const WordLists& words);

// A grid without a header of its own as the continuation of `before`, whose columns stand at
// the same places; a match with rule == nullptr if they do not.
TableMatch MatchContinuation(const Grid& grid, const TableMatch& before);

// How well a heading names each column of `table`, as Score. `by_words`: with the help of the
// columns' words, see wording_words.h; only where rulings show that it is a header, since any
// text of a table may consist of them.
std::vector<double> ColumnScores(const BareWording& heading, const TableRule& table, bool by_words);

// How well texts standing side by side make the header of `table`; 0: they do not.
// On return (*columns)[i] is the column that headings[i] names, or nullptr.
double ScoreHeader(const std::vector<FoldedText>& headings, const TableRule& table,
                   const WordLists& words, bool by_words, std::vector<const ColumnRule*>* columns,
                   std::vector<double>* scores);

}  // namespace parse

#endif  // PARSE_TABLE_MATCH_H_
