// One cell as CSV (RFC 4180).
#ifndef APP_CSV_TEXT_H_
#define APP_CSV_TEXT_H_

#include <string>
#include <string_view>

#include "store/data_reader.h"

namespace app {

// Null is nothing, the empty text is "" in quotes: readers that can tell them apart do. Booleans
// are true and false; numbers are the shortest that read as the same number.
std::string CsvCell(const store::Cell& cell, store::ColumnType type);

// A text in quotes where it needs them, or is empty.
std::string CsvText(std::string_view text);

// A text as a spreadsheet leaves it alone: with an apostrophe before it where the program would
// run it as a formula, or turn it into a number, a date or a truth value. A text that could be
// taken for such a one, because it begins with apostrophes, gets one more: whoever removes the
// first apostrophe of a text for which NeedsGuard holds without it has the text exactly.
bool NeedsGuard(std::string_view text);
std::string GuardedText(std::string_view text);

}  // namespace app

#endif  // APP_CSV_TEXT_H_
