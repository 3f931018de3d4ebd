// Values that are printed so but can hardly be meant so, or read so: what the fields of one sheet
// say of each other. A mistake of reading often shows only here. Right values must not be listed
// without need, so each check speaks only where two printed values contradict each other.
#ifndef PARSE_SHEET_CHECKS_H_
#define PARSE_SHEET_CHECKS_H_

#include <vector>

#include "parse/sheet.h"
#include "parse/word_lists.h"

namespace parse {

// Findings `value-implausible` (a share above 100 %, a part larger than its whole, a target on the
// wrong side of the baseline), `year-implausible` (a column's year that does not fit the sheet's)
// and `row-repeated`. `sheet` is one of kind "sheet".
std::vector<Finding> CheckSheet(const Record& sheet, const WordLists& words);

}  // namespace parse

#endif  // PARSE_SHEET_CHECKS_H_
