// Rules tried on stored sheets before they count: every sheet is parsed with them and compared
// with what people decided and with what is stored. The database is only read.
#ifndef APP_RULES_TRIAL_H_
#define APP_RULES_TRIAL_H_

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/frozen_sheets.h"
#include "app/sheet_trial.h"
#include "app/stored_readings.h"

namespace app {

struct TriedSheet {
  std::string id, file;  // file: name without its folder
  SheetTrial trial;
};

struct TrialReport {
  struct Failure {
    std::string sheet;  // id
    std::string why;    // in English, for a log
  };
  std::vector<TriedSheet> sheets;
  std::vector<Failure> failed;  // could not be parsed
  size_t not_read = 0;          // left after an interrupt
  double seconds = 0;

  TrialCounts Total() const;
  std::map<std::string, TrialCounts> ByRule() const;
};

// Sheets in the order of `sheets`. `each` gets the new values of each.
TrialReport TryRules(
    const std::vector<store::SheetSummary>& sheets, const PoolOptions& options,
    const parse::RuleSet& rules, const store::Store& store, const store::Rehearsals& rehearsals,
    InterruptSignal& interrupt, const std::function<void(const ProgressState&)>& progress,
    const std::function<void(const std::string& id, const parse::ParsedSheet& values)>& each =
        nullptr);

// The same on sheets that are kept as gold: each is parsed with both rules, and all of its values
// count as accepted.
TrialReport TryOnFrozen(const std::vector<FrozenSheet>& sheets, const PoolOptions& options,
                        const parse::RuleSet& before, const parse::RuleSet& after,
                        InterruptSignal& interrupt,
                        const std::function<void(const ProgressState&)>& progress);

nlohmann::ordered_json ToJson(const TrialReport& report);
// For a person: values side by side (at most `most_values`, the broken ones first), a table by
// rule, one by sheet, and the totals.
std::string TrialTables(const TrialReport& report, int columns, size_t most_values);
// Only the values side by side that would break.
std::string BrokenTable(const TrialReport& report, int columns, size_t most_values);

}  // namespace app

#endif  // APP_RULES_TRIAL_H_
