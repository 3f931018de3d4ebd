// How a document was read, for a person who writes rules: made in the reading process as JSON,
// shown on a terminal or on the review page.
#ifndef APP_EXPLANATION_H_
#define APP_EXPLANATION_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/ocr.h"
#include "extract/read_source.h"
#include "parse/rules.h"

namespace app {

// {"form", "forms": [...], "rules": [{"rule", "into"}], "lines": [...], "tables": [...],
// "fields": {POINTER: {"value", "rule", "page", "bbox", "printed", "confidence", "review"}},
// "leftover": [...]}; see app/README.md. Reads the bytes of a file: only in a child process, or in
// a test.
tl::expected<std::string, extract::ReadError> ExplainDocument(
    std::string_view bytes, const parse::RuleSet& rules,
    const extract::PageProgress& progress = nullptr, extract::Ocr* ocr = nullptr);
// The same from page layers as the store keeps them.
tl::expected<std::string, extract::ReadError> ExplainLayers(std::string_view layers,
                                                            const parse::RuleSet& rules);

// For a person: page by page what was taken for what, and what nearly was; `all`: every line of
// text, too.
std::string ExplanationText(const nlohmann::ordered_json& explanation, bool all);
// The values at and below `pointer`, and all that the rules for that part of the sheet saw. An
// empty text: nothing of the sheet is there.
std::string ExplanationOf(const nlohmann::ordered_json& explanation, std::string_view pointer);

}  // namespace app

#endif  // APP_EXPLANATION_H_
