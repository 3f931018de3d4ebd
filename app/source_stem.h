// Names of sheets made from the names of their files.
#ifndef APP_SOURCE_STEM_H_
#define APP_SOURCE_STEM_H_

#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace app {

// The file name without its folder and its last ending, as valid UTF-8: "a.b.pdf" -> "a.b".
std::string SourceStem(std::string_view file);

// The name under which each sheet is exported, without an ending; one for each of `sheets`, all
// different. The stem; where two share a stem, the later one gets '~' and the first 8 digits of
// its SHA-256 (more digits should these be taken, too). REQUIRES: `sheets` in the order of
// Store::List, all of them, so that a sheet's name does not depend on which ones are exported.
// Sheets that a form recognised come first: an unrecognised file takes no name from them.
std::vector<std::string> ExportNames(const std::vector<store::SheetSummary>& sheets);

}  // namespace app

#endif  // APP_SOURCE_STEM_H_
