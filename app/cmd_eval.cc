// jizen eval: what is stored against sheets made by hand.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "app/command.h"
#include "app/frozen_sheets.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/score_sheets.h"
#include "app/terminal.h"

namespace app {
namespace {

struct EvalCommand {
  std::string gold, database, rules;
  bool json = false, differences = false, layers = false;
};

// What today's rules read from the page layers that lie beside the gold sheets.
Scores ScoreLayers(const EvalCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  InterruptSignal interrupt;
  ProgressBar bar;
  return ScoreFrozen(ReadFrozen(command.gold), {}, rules, interrupt,
                     [&bar](const ProgressState& state) { bar.Show(state); });
}

int RunEval(const EvalCommand& command) {
  std::error_code error;
  if (!std::filesystem::is_directory(command.gold, error)) {
    throw UsageError(
        Say("{}: there is no such folder of sheets made by hand.", ForTerminal(command.gold)));
  }
  const Scores scores = command.layers
                            ? ScoreLayers(command)
                            : ScoreSheets(OpenForReading(command.database), command.gold);
  for (const std::string& file : scores.unreadable) {
    fmt::print(stderr, "jizen: {}\n", Say("this is no jizen-sheet/1: {}", ForTerminal(file)));
  }
  if (scores.gold_files == 0) {
    throw UsageError(Say("{}: there is no sheet made by hand (*.json) in this folder.",
                         ForTerminal(command.gold)));
  }
  if (command.json) {
    fmt::print("{}\n", ToJson(scores).dump(2));
  } else {
    fmt::print("{}", ScoreTables(scores, TerminalColumns(STDOUT_FILENO), command.differences));
  }
  return scores.unreadable.empty() ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddEval(CLI::App& program, Action& action) {
  const auto command = std::make_shared<EvalCommand>();
  CLI::App* app =
      program.add_subcommand("eval", Tr("score what is stored against sheets made by hand"));
  app->add_option("--gold", command->gold,
                  Tr("a folder of NAME.json, each for the files named NAME"))
      ->type_name("DIR")
      ->required();
  AddDatabaseOption(*app, command->database);
  app->add_flag(
      "--layers", command->layers,
      Tr("read anew what stands on the pages, from NAME.layers beside NAME.json (see jizen "
         "corpus add); no database"));
  AddRulesOption(*app, command->rules);
  app->add_flag("--differences", command->differences, Tr("list every difference, too"));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen eval --gold gold/\njizen eval --gold gold/ --differences\n"
              "jizen eval --gold my-corpus/ --layers --rules my-rules/");
  app->callback([command, &action] { action = [command] { return RunEval(*command); }; });
}

}  // namespace app
