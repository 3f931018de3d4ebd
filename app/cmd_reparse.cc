// jizen reparse: what is stored, parsed again with today's rules.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/interrupt_signal.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/progress_bar.h"
#include "app/reading_options.h"
#include "app/reparse_run.h"
#include "app/rules_commands.h"
#include "app/terminal.h"

namespace app {
namespace {

struct ReparseCommand {
  std::vector<std::string> sheets;
  std::string database, rules;
  int jobs = 0;
  double review_error_rate = parse::kReviewErrorRate;
  bool json = false, yes = false;
};

constexpr size_t kMostValues = 40;  // that would break, shown to a person

// Says what would break. Without --yes it is asked on a terminal, and refused elsewhere.
bool MayBreakDecided(const TrialReport& trial, bool yes, bool json) {
  const int broken = trial.Total().broken;
  if (!json || !yes) {
    fmt::print(stderr, "{}", BrokenTable(trial, TerminalColumns(STDERR_FILENO), kMostValues));
    fmt::print(stderr, "jizen: {}\n",
               SayCount("{} value that a person accepted or corrected would break.",
                        "{} values that people accepted or corrected would break.", broken));
  }
  if (yes) return true;
  if (!json && IsTerminal(STDIN_FILENO) && IsTerminal(STDERR_FILENO)) {
    fmt::print(stderr, "{} ", Tr("Parse again all the same? (yes/no)"));
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "yes" || answer == "y" || answer == Tr("yes")) return true;
  }
  fmt::print(stderr, "{}\n",
             Tr("Nothing was changed. jizen rules try shows all that would change; --yes parses "
                "again all the same."));
  return false;
}

nlohmann::ordered_json RefusalJson(const TrialReport& trial) {
  nlohmann::ordered_json json = ToJson(trial);
  json["refused"] = true;
  return json;
}

int RunReparseCommand(const ReparseCommand& command) {
  parse::RuleSet rules = LoadRules(command.rules);
  rules.set_review_error_rate(command.review_error_rate);
  store::Store store = OpenForChanging(command.database);
  const store::Rehearsals rehearsals = store::Rehearsals::Open(DatabaseFile(command.database));
  const std::vector<store::SheetSummary> sheets = ChosenSheets(store, command.sheets);

  InterruptSignal interrupt;
  ProgressBar bar;
  PoolOptions options;
  options.jobs = command.jobs;
  TrialReport broken;
  const ReparseReport report = RunReparse(
      sheets, options, rules, store, rehearsals, interrupt,
      [&bar](const ProgressState& state) { bar.Show(state); },
      [&](const TrialReport& trial) {
        bar.Wipe();
        broken = trial;
        return MayBreakDecided(trial, command.yes, command.json);
      });
  bar.Wipe();
  if (report.refused) {
    if (command.json) fmt::print("{}\n", RefusalJson(broken).dump(2));
    return kExitNothingChanged;
  }
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
  AddReviewErrorRate(*app, command->review_error_rate);
  app->add_option("--jobs", command->jobs, Tr("sheets read at a time; else one for each processor"))
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  app->add_flag("--yes", command->yes,
                Tr("go on though values that people accepted or corrected break"));
  AddExamples(*app, "jizen reparse\njizen reparse --rules my-rules/ tochigi-r01");
  app->callback([command, &action] { action = [command] { return RunReparseCommand(*command); }; });
}

}  // namespace app
