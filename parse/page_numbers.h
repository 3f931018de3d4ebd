// Numbers in their usual dress that count on from page to page: page numbers wherever they stand.
#ifndef PARSE_PAGE_NUMBERS_H_
#define PARSE_PAGE_NUMBERS_H_

#include <cstddef>
#include <set>
#include <utility>

#include "parse/document_text.h"
#include "parse/form_rules.h"

namespace parse {

// Page and block of each; of pages in points only. Two slides on a sheet have one in the middle;
// paper has numbers of its own between those of the slides on it.
std::set<std::pair<size_t, size_t>> FindCountingNumbers(const DocumentText& document,
                                                        const FormRules& form);

}  // namespace parse

#endif  // PARSE_PAGE_NUMBERS_H_
