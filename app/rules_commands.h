// Subcommands of `jizen rules` and `jizen corpus`; each as in command.h.
#ifndef APP_RULES_COMMANDS_H_
#define APP_RULES_COMMANDS_H_

#include <string>
#include <vector>

#include "app/command.h"

namespace app {

void AddRulesTry(CLI::App& rules, Action& action);
void AddRulesDiff(CLI::App& rules, Action& action);
void AddRulesExplain(CLI::App& rules, Action& action);
void AddRulesNew(CLI::App& rules, Action& action);

void AddCorpus(CLI::App& program, Action& action);

// The sheets that a person named, in the order of Store::List; all, if none is named. Throws as
// RequireSheet.
std::vector<store::SheetSummary> ChosenSheets(const store::Store& store,
                                              const std::vector<std::string>& names);

}  // namespace app

#endif  // APP_RULES_COMMANDS_H_
