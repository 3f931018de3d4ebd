// The sheets of the database side by side, submitter by submitter, and what of it goes out as JSON:
// to `jizen trends --json` and to the review page.
#ifndef APP_YEAR_BOOKS_H_
#define APP_YEAR_BOOKS_H_

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/rules.h"
#include "store/sheet_terms.h"
#include "store/store.h"
#include "store/year_lines.h"

namespace app {

// One submitter and its sheets, in order.
struct SubmitterSheets {
  std::string key, name, code;
  std::vector<store::SheetSummary> sheets;
};
std::vector<SubmitterSheets> Submitters(const store::Store& store);

// `rules` must outlive what is made with it. Used by one thread at a time (MeCab).
store::YearBook BookOf(const store::Store& store, const SubmitterSheets& submitter,
                       const std::vector<store::IdentityDecision>& decisions,
                       const parse::RuleSet& rules);

// The sheet, area and indicator that a JSON Pointer of an area or indicator names.
std::optional<store::PlaceOfPart> PlaceAt(const store::YearBook& book, std::string_view sheet_id,
                                          std::string_view pointer);

// {"submitters": [{"key", "name", "code", "years", "sheets"}]}
nlohmann::ordered_json SubmittersJson(const std::vector<SubmitterSheets>& submitters);
// Everything about one submitter; described in app/README.md.
nlohmann::ordered_json BookJson(const store::YearBook& book);
// {"years": [...], "themes": [{"term", "submitters", "first_year", "years": [{"year", "having",
// "of"}]}]}
nlohmann::ordered_json ThemesJson(const store::SheetTerms& terms, size_t limit);
// {"term", "years": [...], "uses": [{"submitter", "code", "year", "sheets", "count"}]}
nlohmann::ordered_json ThemeJson(const store::SheetTerms& terms, const std::string& term);

}  // namespace app

#endif  // APP_YEAR_BOOKS_H_
