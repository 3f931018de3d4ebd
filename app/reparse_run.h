// Stored sheets parsed again with today's rules, from their stored page layers.
//
// As the import (import_run.h): several processes parse, results are stored in the order given,
// each sheet in one transaction; what cannot be parsed stays as it was and is in the report.
#ifndef APP_REPARSE_RUN_H_
#define APP_REPARSE_RUN_H_

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/interrupt_signal.h"
#include "app/progress_bar.h"
#include "app/reading_pool.h"
#include "parse/rules.h"
#include "store/store.h"

namespace app {

struct ReparseReport {
  struct Failure {
    std::string sheet;  // id
    std::string why;    // in English, for a log
  };
  size_t sheets = 0;  // = recognised + unrecognised + failed.size()
  size_t recognised = 0, unrecognised = 0;
  std::vector<Failure> failed;
  size_t not_read = 0;  // left after an interrupt
};

nlohmann::ordered_json ToJson(const ReparseReport& report);

// Throws store::StoreError where the database cannot be written.
ReparseReport RunReparse(const std::vector<std::string>& sheet_ids, PoolOptions options,
                         const parse::RuleSet& rules, store::Store& store,
                         InterruptSignal& interrupt,
                         const std::function<void(const ProgressState&)>& progress);

}  // namespace app

#endif  // APP_REPARSE_RUN_H_
