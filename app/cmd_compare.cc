// jizen compare: what changed from one sheet to another.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/command.h"
#include "app/compare_output.h"
#include "app/messages.h"
#include "app/terminal.h"
#include "store/year_decisions.h"

namespace app {
namespace {

struct CompareCommand {
  std::string a, b, database, rules;
  bool all = false, json = false;
};

int RunCompare(const CompareCommand& command) {
  const store::Store store = OpenForReading(command.database);
  const std::string a = RequireSheet(store, command.a), b = RequireSheet(store, command.b);
  const parse::RuleSet rules = LoadRules(command.rules);
  const auto decisions = store::YearDecisions::Open(DatabaseFile(command.database)).All();
  const SheetComparison comparison = CompareStored(store, a, b, decisions, rules);
  if (command.json) {
    fmt::print(
        "{}\n",
        ComparisonJson(comparison).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kExitDone;
  }
  const std::string text = ComparisonText(comparison, command.all, TerminalColumns(STDOUT_FILENO));
  fmt::print("{}", text);
  if (text.empty()) fmt::print(stderr, "{}\n", Tr("Both sheets print the same."));
  return kExitDone;
}

}  // namespace

void AddCompare(CLI::App& program, Action& action) {
  const auto command = std::make_shared<CompareCommand>();
  CLI::App* app =
      program.add_subcommand("compare", Tr("what changed from one sheet to another, side by side"));
  app->add_option("A", command->a, Tr("the earlier sheet"))->required();
  app->add_option("B", command->b, Tr("the later sheet"))->required();
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_flag("--all", command->all, Tr("what is the same, too"));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen compare tochigi-r01 tochigi-r02");
  app->callback([command, &action] { action = [command] { return RunCompare(*command); }; });
}

}  // namespace app
