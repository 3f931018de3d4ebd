// jizen import: PDF and text files into the database.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "app/command.h"
#include "app/import_progress.h"
#include "app/import_run.h"
#include "app/messages.h"
#include "app/reading_options.h"

namespace app {
namespace {

struct ImportCommand {
  ReadingOptions reading;
  std::string database;
  bool json = false;
};

int RunImportCommand(const ImportCommand& command) {
  // Rules first: a mistake in them must leave no new database behind.
  const parse::RuleSet rules = RulesOf(command.reading);
  const InputFiles input = FilesOf(command.reading);
  store::Store store = OpenOrMake(command.database);
  SayWhatIsMissing();
  InterruptSignal interrupt;
  ImportProgressDisplay display;
  StoreSink sink(store, {ProgramVersion(), rules.hash()}, "import");
  const ImportReport report =
      RunImport(input, ImportOptionsOf(command.reading), rules, sink, interrupt, display.Watcher());
  return display.Finish(report, input, command.json);
}

}  // namespace

void AddImport(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ImportCommand>();
  CLI::App* app =
      program.add_subcommand("import", Tr("read files and load them into the database"));
  app->add_option("PATH", command->reading.paths,
                  Tr("PDF, text or ZIP files, folders of them, or quoted patterns (*.pdf); - reads "
                     "names from standard input"));
  AddDatabaseOption(*app, command->database);
  AddReadingOptions(*app, command->reading);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen import sheets/ more/tochigi.pdf\n"
              "jizen import --db r01.db --jobs 4 sheets/ mail.zip\n"
              "find . -name '*.pdf' -print0 | jizen import -0 -");
  app->callback([command, &action] {
    // -0 alone can only mean names from standard input.
    if (command->reading.paths.empty() && command->reading.nul_ended)
      command->reading.paths.emplace_back("-");
    if (command->reading.paths.empty()) throw CLI::RequiredError("PATH");
    action = [command] { return RunImportCommand(*command); };
  });
}

}  // namespace app
