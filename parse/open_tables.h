// Tables without a closed net of rulings: columns from where the header's words and the texts
// below them stand, rows from what rules there are, from labels, from sectors' names, from gaps.
//
// The same for a PDF page and for text in columns of blanks (`pdftotext -layout`); only the
// unit differs. A cell that had to be guessed carries its doubt.
#ifndef PARSE_OPEN_TABLES_H_
#define PARSE_OPEN_TABLES_H_

#include "extract/page.h"
#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// Puts a grid in the place of the lines of each such table.
void InferOpenTables(const extract::SourceLayers& layers, const ReadTools& tools,
                     DocumentText& document);

}  // namespace parse

#endif  // PARSE_OPEN_TABLES_H_
