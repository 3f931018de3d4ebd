// Stored sheets parsed again with today's rules, from their stored page layers.
//
// As the import (import_run.h): several processes parse, each sheet is stored in one transaction;
// what cannot be parsed stays as it was and is in the report. Sheets that people decided on are
// parsed first and judged (rules_trial.h) before anything is stored; their new values are kept
// meanwhile, so that no sheet is parsed twice.
#ifndef APP_REPARSE_RUN_H_
#define APP_REPARSE_RUN_H_

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/interrupt_signal.h"
#include "app/progress_bar.h"
#include "app/reading_pool.h"
#include "app/rules_trial.h"
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
  size_t not_read = 0;   // left after an interrupt
  bool refused = false;  // nothing was stored: values that people decided on would break
};

nlohmann::ordered_json ToJson(const ReparseReport& report);

// Asked once, if values that people decided on would break: may it be done all the same?
// `trial`: the sheets that people decided on.
using MayBreak = std::function<bool(const TrialReport& trial)>;

// Throws store::StoreError where the database cannot be written.
ReparseReport RunReparse(const std::vector<store::SheetSummary>& sheets, const PoolOptions& options,
                         const parse::RuleSet& rules, store::Store& store,
                         const store::Rehearsals& rehearsals, InterruptSignal& interrupt,
                         const std::function<void(const ProgressState&)>& progress,
                         const MayBreak& may_break);

}  // namespace app

#endif  // APP_REPARSE_RUN_H_
