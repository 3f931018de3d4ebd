// Sheets that people checked, kept as a test set of their own: NAME.json is the sheet as it is
// right (jizen-sheet/1), NAME.layers what stands on its pages, as the store keeps it. So it can be
// read again by any rules, without the file and without a database.
#ifndef APP_FROZEN_SHEETS_H_
#define APP_FROZEN_SHEETS_H_

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/score_sheets.h"
#include "app/stored_readings.h"
#include "parse/sheet.h"
#include "store/store.h"

namespace app {

struct FrozenSheet {
  std::string name;  // of its files, without ending
  std::string file;  // the file that it was read from, as the sheet says
  parse::ParsedSheet gold;
  std::string layers;  // extract::EncodeLayers
};

struct FrozenSheets {
  std::vector<FrozenSheet> sheets;          // by name
  std::vector<std::string> without_layers;  // gold sheets that have no NAME.layers beside them
  std::vector<std::string> unreadable;      // "name: why"
};

// `folder` must be one.
FrozenSheets ReadFrozen(const std::string& folder);

// Writes the values in force of one sheet, its page layers and, if asked for and stored, the
// original file. The name is the file's stem; one that another file has there already gets '~' and
// the first 8 digits of the SHA-256. A sheet that was frozen before is written anew. Returns the
// name. Error: what the file system said, or that the database has no page layers.
tl::expected<std::string, std::string> Freeze(const store::Store& store,
                                              const store::StoredSheet& sheet,
                                              const std::string& folder, bool with_original);

// What `rules` read from the page layers, against the gold sheets.
Scores ScoreFrozen(const FrozenSheets& frozen, const PoolOptions& options,
                   const parse::RuleSet& rules, InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress);

}  // namespace app

#endif  // APP_FROZEN_SHEETS_H_
