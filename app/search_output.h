// What `jizen search` found, for a person and for a program.
#ifndef APP_SEARCH_OUTPUT_H_
#define APP_SEARCH_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "store/search_index.h"

namespace app {

// The place of the first find with what stands around it, at most `columns` wide, and [ ] around
// each find. On one line.
std::string Snippet(const store::SearchHit& hit, int columns);

// {"hits": [{"sheet", "file", "fiscal_year", "submitter", "path", "section", "page", "bbox",
// "text", "found": [[begin, end]]}], "more"}; found counts characters (code points) of text.
nlohmann::ordered_json ToJson(const store::SearchResult& result);

// Grouped by sheet.
std::string SearchTable(const store::SearchResult& result, int columns);

}  // namespace app

#endif  // APP_SEARCH_OUTPUT_H_
