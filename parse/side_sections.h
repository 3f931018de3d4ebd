// Sections printed side by side, each under its heading: one column is read after the other.
#ifndef PARSE_SIDE_SECTIONS_H_
#define PARSE_SIDE_SECTIONS_H_

#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/word_lists.h"

namespace parse {

// Where two headings of sections stand on one height, what is below each follows it, as far down
// as nothing reaches over both.
void OrderSideSections(DocumentText& document, const FormRules& form, const WordLists& words);

}  // namespace parse

#endif  // PARSE_SIDE_SECTIONS_H_
