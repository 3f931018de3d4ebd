// The table for review as CSV: UTF-8 with a mark, or CP932.
#ifndef APP_REVIEW_CSV_H_
#define APP_REVIEW_CSV_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/review_table.h"

namespace app {

// Texts that a spreadsheet would change have an apostrophe before them; see csv_text.h.
std::string ReviewCsv(const std::vector<ReviewRow>& rows, bool cp932);

// In any encoding of the two. Error: what is wrong, in the person's language.
tl::expected<ReadTable, std::string> ReadReviewCsv(std::string_view bytes);

}  // namespace app

#endif  // APP_REVIEW_CSV_H_
