// Layouts for those who call the program: `jizen extract --format json|text`.
#ifndef EXTRACT_LAYOUT_JSON_H_
#define EXTRACT_LAYOUT_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/layout.h"

namespace extract {

// {"pages": [...]} as the contract has it; boxes rounded to 1/100 point. The paragraphs of
// a cell are separated by '\n' (cell_paragraphs.h).
nlohmann::ordered_json LayoutToJson(const std::vector<PageLayout>& pages);

// For a person: each page's lines in reading order, its tables row by row.
std::string LayoutToText(const std::vector<PageLayout>& pages);

}  // namespace extract

#endif  // EXTRACT_LAYOUT_JSON_H_
