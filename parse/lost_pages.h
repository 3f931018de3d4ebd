// Text whose marks between pages were lost: cut again where the printed page numbers count on.
#ifndef PARSE_LOST_PAGES_H_
#define PARSE_LOST_PAGES_H_

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// Only a document of plain text in one page is cut; TextLine::page stays what it was.
void CutAtPageNumbers(DocumentText& document, const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_LOST_PAGES_H_
