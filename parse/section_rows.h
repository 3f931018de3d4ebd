// Forms that are one large table: headings, texts and names in rows of their own between the
// tables proper, as offices draw them in a spreadsheet. Such rows become lines of the page, and
// the rows between them tables of their own.
#ifndef PARSE_SECTION_ROWS_H_
#define PARSE_SECTION_ROWS_H_

#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/word_lists.h"

namespace parse {

// Cuts each grid of `document` that holds a row over its whole width with the heading of a
// section, or one with the form's word for an area or a submitter and the name beside it.
void CutAtSectionRows(DocumentText& document, const FormRules& form, const WordLists& words);

}  // namespace parse

#endif  // PARSE_SECTION_ROWS_H_
