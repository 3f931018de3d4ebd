// The first and last printed row of a page of plain text: page numbers and names of areas,
// which no table or item may take in.
#ifndef PARSE_PAGE_EDGES_H_
#define PARSE_PAGE_EDGES_H_

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// Sets TextLine::page_number and TextLine::edge_name on pages of plain text.
void MarkPageEdges(DocumentText& document, const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_PAGE_EDGES_H_
