// jizen backup: a copy of the database while it is in use.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"

namespace app {
namespace {

struct BackupCommand {
  std::string database, to;
};

int RunBackup(const BackupCommand& command) {
  const store::Store store = OpenForReading(command.database);
  std::error_code ignored;
  if (std::filesystem::equivalent(DatabaseFile(command.database), command.to, ignored)) {
    throw UsageError(Say("{}: this is the database itself.", ForTerminal(command.to)));
  }
  try {
    store.CopyTo(command.to);
  } catch (const store::StoreError& error) {
    throw UsageError(Say("the copy could not be made: {}", ForTerminal(error.what())));
  }
  fmt::print(stderr, "{}\n", Say("Copied to {}.", ForTerminal(command.to)));
  return kExitDone;
}

}  // namespace

void AddBackup(CLI::App& program, Action& action) {
  const auto command = std::make_shared<BackupCommand>();
  CLI::App* app =
      program.add_subcommand("backup", Tr("a copy of the database, while it is in use"));
  app->add_option("FILE", command->to,
                  Tr("the copy; an older copy is replaced, any other file is not"))
      ->required();
  AddDatabaseOption(*app, command->database);
  AddExamples(*app, "jizen backup /media/usb/jizen.db\njizen check --db /media/usb/jizen.db");
  app->callback([command, &action] { action = [command] { return RunBackup(*command); }; });
}

}  // namespace app
