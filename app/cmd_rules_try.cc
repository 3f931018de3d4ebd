// jizen rules try: what other rules would do to the stored sheets; nothing is changed.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"
#include "app/rules_trial.h"
#include "app/terminal.h"

namespace app {
namespace {

constexpr size_t kMostValues = 40;  // shown to a person who did not ask for all

struct TryCommand {
  std::string rules, database, gold, rules_before;
  std::vector<std::string> sheets;
  int jobs = 0;
  bool json = false, all = false;
};

TrialReport TryOnGold(const TryCommand& command, const parse::RuleSet& rules,
                      const PoolOptions& options, InterruptSignal& interrupt,
                      const std::function<void(const ProgressState&)>& progress) {
  std::error_code error;
  if (!std::filesystem::is_directory(command.gold, error))
    throw UsageError(
        Say("{}: there is no such folder of sheets made by hand.", ForTerminal(command.gold)));
  const parse::RuleSet before = LoadRules(command.rules_before);
  FrozenSheets frozen = ReadFrozen(command.gold);
  for (const std::string& file : frozen.unreadable)
    fmt::print(stderr, "jizen: {}\n", Say("this is no jizen-sheet/1: {}", ForTerminal(file)));
  if (frozen.sheets.empty())
    throw UsageError(
        Say("{}: there is no sheet with page layers (NAME.json, NAME.layers). jizen "
            "corpus add writes them.",
            ForTerminal(command.gold)));
  TrialReport report = TryOnFrozen(frozen.sheets, options, before, rules, interrupt, progress);
  for (const std::string& file : frozen.unreadable) report.failed.push_back({file, "not readable"});
  return report;
}

TrialReport TryOnStored(const TryCommand& command, const parse::RuleSet& rules,
                        const PoolOptions& options, InterruptSignal& interrupt,
                        const std::function<void(const ProgressState&)>& progress) {
  const store::Store store = OpenForReading(command.database);
  const store::Rehearsals rehearsals = store::Rehearsals::Open(DatabaseFile(command.database));
  return TryRules(ChosenSheets(store, command.sheets), options, rules, store, rehearsals, interrupt,
                  progress);
}

int RunTry(const TryCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  InterruptSignal interrupt;
  ProgressBar bar;
  PoolOptions options;
  options.jobs = command.jobs;
  const auto progress = [&bar](const ProgressState& state) { bar.Show(state); };
  const TrialReport report = command.gold.empty()
                                 ? TryOnStored(command, rules, options, interrupt, progress)
                                 : TryOnGold(command, rules, options, interrupt, progress);
  bar.Wipe();
  for (const TrialReport::Failure& failure : report.failed) {
    fmt::print(stderr, "jizen: {}\n",
               Say("{}: this sheet cannot be parsed with these rules: {}.", failure.sheet,
                   ForTerminal(failure.why)));
  }
  if (command.json) {
    fmt::print("{}\n", ToJson(report).dump(2));
  } else {
    const size_t most = command.all ? std::numeric_limits<size_t>::max() : kMostValues;
    fmt::print("{}", TrialTables(report, TerminalColumns(STDOUT_FILENO), most));
  }
  const TrialCounts total = report.Total();
  fmt::print(stderr, "{}\n",
             Say("{} sheets tried: {} values fixed, {} broken, {} changed, {} unchanged. Nothing "
                 "was changed in the database.",
                 report.sheets.size(), total.fixed, total.broken, total.changed, total.unchanged));
  if (report.not_read > 0)
    fmt::print(stderr, "{}\n", Say("Interrupted: {} sheets were not tried.", report.not_read));
  return report.failed.empty() && report.not_read == 0 ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddRulesTry(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<TryCommand>();
  CLI::App* app = rules.add_subcommand(
      "try", Tr("what other rules would do to the stored sheets; nothing is changed"));
  app->group(Tr("Subcommands"));
  app->add_option("DIR", command->rules, Tr("the folder of the rules to try"))->required();
  app->add_option("SHEET", command->sheets, Tr("ids or file stems; else all sheets"));
  AddDatabaseOption(*app, command->database);
  app->add_option("--gold", command->gold,
                  Tr("try on the sheets that jizen corpus add put there; no database"))
      ->type_name("DIR");
  app->add_option("--before", command->rules_before,
                  Tr("with --gold: the rules to compare with; else those built in"))
      ->type_name("DIR");
  app->add_option("--jobs", command->jobs, Tr("sheets read at a time; else one for each processor"))
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
  app->add_flag("--all", command->all, Tr("show every value that would not stay as it is"));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen rules try my-rules/\njizen rules try my-rules/ tochigi-r01 --all\n"
              "jizen rules try my-rules/ --gold my-corpus/");
  app->callback([command, &action] { action = [command] { return RunTry(*command); }; });
}

}  // namespace app
