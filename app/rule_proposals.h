// What people decided again and again, as words that a rule file could hold: each proposal says
// what would be added where, on what evidence, and what it would change. Nothing is changed
// until a person takes one.
#ifndef APP_RULE_PROPOSALS_H_
#define APP_RULE_PROPOSALS_H_

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "parse/rules.h"
#include "store/store.h"

namespace app {

struct Proposal {
  std::string kind;  // "header", "sector", "unit", "undetermined", "none"
  std::string word;  // as printed
  std::string rule;  // of a header: the rule whose column it would name, "form/table/column"
  // Where it would stand: a file of the rules folder, and the line that would be changed.
  std::string file;
  int line = 0;
  std::string before, after;  // that line
  // Evidence: values that people decided on.
  int in_favour = 0, against = 0;
  std::vector<std::string> sheets;  // their ids, each once
  // Effect on all stored sheets, measured by parsing them again with the change.
  int listed_before = 0, listed_after = 0;  // findings
  int values_changed = 0;                   // as the machine reads them
  int fixed = 0, broken = 0;  // of these, values that people decided: right only now, no longer
};

// Proposals with at least `least` values in favour and at most a fifth as many against, the
// best-founded first. `folder` holds the rules that `rules` was loaded from.
std::vector<Proposal> ProposeRules(const store::Store& store, const parse::RuleSet& rules,
                                   const std::filesystem::path& folder, int least);

// Changes the one line in `folder`. Error: what stands there is not what the proposal saw, or the
// rules would no longer load; then nothing is changed.
tl::expected<void, std::string> TakeProposal(const Proposal& proposal,
                                             const std::filesystem::path& folder);

nlohmann::ordered_json ToJson(const std::vector<Proposal>& proposals);

}  // namespace app

#endif  // APP_RULE_PROPOSALS_H_
