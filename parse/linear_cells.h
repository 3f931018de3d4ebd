// The lines of a table's body in plain text -> its cells. Two kinds of table, as in
// form_rules.h: rows that begin with a label, and challenges whose sectors' names stand alone.
#ifndef PARSE_LINEAR_CELLS_H_
#define PARSE_LINEAR_CELLS_H_

#include <vector>

#include "parse/linear_header.h"

namespace parse {

// Is there a blank line (or more) between the two?
bool BlankLineBetween(const TextLine& before, const TextLine& after);

// May the blank between the two stand inside a text? pdftotext prints one beside Latin letters,
// digits and brackets where the program that printed put space; foreign words have them, too.
bool IsBlankInText(const PrintedText& before, const PrintedText& after);

// Does the line read as one measure: a number with its unit, or a word that stands for none?
bool LooksLikeMeasure(const TextLine& line, const WordLists& words);

// The body of a table, in grid columns as LinearGridColumns() counts them. Row 0 is the
// header's; cells get rows from 1 on. Lines that fit nowhere are not in any cell.
Grid ReadLinearRows(const LinearHeader& header, const std::vector<TextLine>& body,
                    const ReadTools& tools);
Grid ReadLinearGroups(const LinearHeader& header, const std::vector<TextLine>& body,
                      const ReadTools& tools);

// An empty grid with the header's cells. Of a grouped table whose header has no column for
// the sectors, the roles' header spans two columns: sectors, then texts.
Grid MakeLinearGrid(const LinearHeader& header, std::vector<int>* first_columns);

}  // namespace parse

#endif  // PARSE_LINEAR_CELLS_H_
