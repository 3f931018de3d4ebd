// jizen load: results of `jizen parse --jsonl`, from here or other machines, into the database.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/import_progress.h"
#include "app/load_run.h"
#include "app/messages.h"
#include "app/printable.h"

namespace app {
namespace {

struct LoadCommand {
  std::vector<std::string> streams;
  std::string database;
  bool json = false;
};

// Who made the lines: one program with one set of rules, else the database would mix them.
store::RunInfo MakerOf(const ResultLines& lines) {
  store::RunInfo maker{ProgramVersion(), ""};
  bool first = true;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!lines.known(i) || lines.exported(i)) continue;
    const store::RunInfo& made_by = lines.made_by(i);
    if (first) maker = made_by;
    first = false;
    if (made_by.program_version != maker.program_version || made_by.rules_hash != maker.rules_hash)
      throw UsageError(
          Say("{}: this was read with other rules, or by another version of jizen, than the rest. "
              "Nothing was changed. Read all files with the same ones.",
              ForTerminal(lines.path(i))));
  }
  return maker;
}

int RunLoadCommand(const LoadCommand& command) {
  const auto lines = ResultLines::Open(command.streams);
  if (!lines) throw UsageError(Say("{}. Nothing was changed.", ForTerminal(lines.error())));
  const store::RunInfo maker = MakerOf(*lines);
  store::Store store = OpenOrMake(command.database);
  InterruptSignal interrupt;
  ImportProgressDisplay display;
  const ImportReport report = RunLoad(*lines, store, maker, interrupt, display.Watcher());
  return display.Finish(report, {}, command.json);
}

}  // namespace

void AddLoad(CLI::App& program, Action& action) {
  const auto command = std::make_shared<LoadCommand>();
  CLI::App* app = program.add_subcommand(
      "load", Tr("what jizen parse --jsonl wrote, here or elsewhere, into the database"));
  app->add_option("STREAM", command->streams,
                  Tr("files of lines, in any order; - reads standard input"))
      ->required();
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "find sheets -name '*.pdf' | jizen parse --jsonl - | jizen load -\n"
              "jizen load --db r01.db results/*.jsonl");
  app->callback([command, &action] { action = [command] { return RunLoadCommand(*command); }; });
}

}  // namespace app
