// jizen show: one sheet, for a person or as JSON.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/command.h"
#include "app/export_sheets.h"
#include "app/messages.h"
#include "app/sheet_view.h"
#include "app/terminal.h"

namespace app {
namespace {

struct ShowCommand {
  std::string sheet, database;
  bool json = false;
};

int RunShow(const ShowCommand& command) {
  const store::Store store = OpenForReading(command.database);
  const auto sheet = store.Load(RequireSheet(store, command.sheet));
  if (!sheet)
    throw UsageError(
        Say("{}: there is no such sheet. jizen list shows those there are.", command.sheet));
  if (command.json) {
    fmt::print("{}\n", SheetJson(*sheet).dump(2));
  } else {
    fmt::print("{}", SheetView(*sheet, TerminalColumns(STDOUT_FILENO)));
  }
  return kExitDone;
}

}  // namespace

void AddShow(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ShowCommand>();
  CLI::App* app = program.add_subcommand("show", Tr("one sheet, with what a person should check"));
  app->add_option("SHEET", command->sheet, Tr("the id that list prints, or the file's stem"))
      ->required();
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen show tochigi-r01\njizen show 0123456789ab --json");
  app->callback([command, &action] { action = [command] { return RunShow(*command); }; });
}

}  // namespace app
