// jizen reparse: what is stored, parsed again with today's rules.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/interrupt_signal.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/progress_bar.h"
#include "app/reparse_run.h"

namespace app {
namespace {

struct ReparseCommand {
  std::vector<std::string> sheets;
  std::string database, rules;
  int jobs = 0;
  bool json = false;
};

int RunReparseCommand(const ReparseCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  store::Store store = OpenForChanging(command.database);
  std::vector<std::string> ids;
  for (const std::string& name : command.sheets) ids.push_back(RequireSheet(store, name));
  if (command.sheets.empty()) {
    for (const store::SheetSummary& sheet : store.List()) ids.push_back(sheet.id);
  }

  InterruptSignal interrupt;
  ProgressBar bar;
  PoolOptions options;
  options.jobs = command.jobs;
  const ReparseReport report = RunReparse(ids, options, rules, store, interrupt,
                                          [&bar](const ProgressState& state) { bar.Show(state); });
  bar.Wipe();
  for (const auto& [id, why] : report.failed) {
    fmt::print(stderr, "jizen: {}\n",
               Say("{}: this sheet could not be parsed again and was left as it was: {}.", id,
                   ForTerminal(why)));
  }
  fmt::print(stderr, "{}\n",
             Say("{} sheets parsed again: {} recognised, {} unrecognised, {} failed.",
                 report.sheets, report.recognised, report.unrecognised, report.failed.size()));
  if (report.not_read > 0) {
    fmt::print(stderr, "{}\n",
               Say("Interrupted: {} sheets were left as they were.", report.not_read));
  }
  if (command.json) fmt::print("{}\n", ToJson(report).dump());
  return report.failed.empty() && report.not_read == 0 ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddReparse(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ReparseCommand>();
  CLI::App* app = program.add_subcommand(
      "reparse", Tr("parse again what is stored, with today's rules; corrections stay"));
  app->add_option("SHEET", command->sheets, Tr("ids or file stems; else all sheets"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--jobs", command->jobs, Tr("sheets read at a time; else one for each processor"))
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen reparse\njizen reparse --rules my-rules/ tochigi-r01");
  app->callback([command, &action] { action = [command] { return RunReparseCommand(*command); }; });
}

}  // namespace app
