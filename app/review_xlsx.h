// The table for review as a workbook: cells that are not to be changed are protected.
#ifndef APP_REVIEW_XLSX_H_
#define APP_REVIEW_XLSX_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/review_table.h"

namespace app {

// `file` must not exist. Error: what the library said, in English.
tl::expected<void, std::string> WriteReviewXlsx(const std::string& file,
                                                const std::vector<ReviewRow>& rows);

// The first worksheet, as any program may have written it: a cell's text, without phonetic
// readings. The bytes may be damaged. Error: what is wrong, in the person's language.
tl::expected<ReadTable, std::string> ReadReviewXlsx(std::string_view bytes);

}  // namespace app

#endif  // APP_REVIEW_XLSX_H_
