// Stored sheets -> files, as the contract names and orders them. Two exports of the same
// database are the same to the byte.
#ifndef APP_EXPORT_SHEETS_H_
#define APP_EXPORT_SHEETS_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "store/store.h"

namespace app {

// One sheet as jizen-sheet/1. Beyond the schema it has "state", and its "source" has "replaces",
// the id of the edition before it, where there is one.
nlohmann::ordered_json SheetJson(const store::StoredSheet& sheet);

// `chosen`: ids, in the order of Store::List.

// The folder `out` (made where there is none) gets one NAME.json for each sheet, see
// source_stem.h; files of other names stay. Error: what the file
// system said; files written before that are whole.
tl::expected<void, std::string> ExportJson(const store::Store& store,
                                           const std::vector<std::string>& chosen,
                                           const std::string& out);

// One line for each sheet, to the file `out`, or to standard output if it is "-".
tl::expected<void, std::string> ExportJsonLines(const store::Store& store,
                                                const std::vector<std::string>& chosen,
                                                const std::string& out);

}  // namespace app

#endif  // APP_EXPORT_SHEETS_H_
