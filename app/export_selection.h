// What a person asks for with the filters of `jizen export` -> a filter of the store.
#ifndef APP_EXPORT_SELECTION_H_
#define APP_EXPORT_SELECTION_H_

#include <optional>
#include <string>
#include <vector>

#include "parse/word_lists.h"
#include "store/data_reader.h"
#include "store/heading_years.h"

namespace app {

struct SelectionOptions {
  std::vector<std::string> ids;
  std::optional<int> fiscal_year;
  std::string prefecture;  // its name, its two digits, or a code of six; "": any
  std::string form;
  bool reviewed_only = false;
  std::string changed_since;  // YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss]; "": any time
};

// Throws UsageError where a prefecture or a date is none.
store::SheetFilter FilterFor(const SelectionOptions& options, const parse::WordLists& words);

// The fiscal year that a column heading names.
store::HeadingYear YearOfHeading(std::string_view heading, const parse::WordLists& words);

}  // namespace app

#endif  // APP_EXPORT_SELECTION_H_
