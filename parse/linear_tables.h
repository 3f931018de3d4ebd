// Tables in plain text that lost their columns: what an earlier extraction left, line by line
// in reading order, cell after cell.
//
// No geometry is invented. What there is: the header's words, labels that count (① １．),
// sectors' names on lines of their own, blank lines, list marks, and texts that are a measure.
// From these each cell's lines are found; a cell that had to be guessed carries its doubt.
#ifndef PARSE_LINEAR_TABLES_H_
#define PARSE_LINEAR_TABLES_H_

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// Puts a grid in the place of the lines of each such table. Pages on paper stay as they are.
void InferLinearTables(DocumentText& document, const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_LINEAR_TABLES_H_
