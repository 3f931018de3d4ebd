// Reads a table for review that came back from a person's spreadsheet: CSV or a workbook, told
// apart by its first bytes, in a child process under limits, since a file may be damaged or worse.
#ifndef APP_REVIEW_TABLE_READING_H_
#define APP_REVIEW_TABLE_READING_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "app/review_table.h"

namespace app {

// Error: what is wrong, in the person's language.
tl::expected<ReadTable, std::string> ReadReviewTable(std::string_view bytes);

// The reading itself, in the process that calls it.
tl::expected<ReadTable, std::string> ReadReviewTableHere(std::string_view bytes);

}  // namespace app

#endif  // APP_REVIEW_TABLE_READING_H_
