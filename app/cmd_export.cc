// jizen export: sheets to files.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/export_sheets.h"
#include "app/messages.h"
#include "app/printable.h"

namespace app {
namespace {

struct ExportCommand {
  std::vector<std::string> sheets;
  std::string database, format, out;
};

int RunExport(const ExportCommand& command) {
  const bool json = command.format == "json", lines = command.format == "jsonl";
  if (!json && !lines) {
    const bool planned =
        command.format == "csv" || command.format == "xlsx" || command.format == "datapackage";
    throw UsageError(
        planned ? Say("--format {}: not yet available. There are: json, jsonl.", command.format)
                : Say("--format {}: there is no such format. There are: json, jsonl.",
                      ForTerminal(command.format)));
  }
  const store::Store store = OpenForReading(command.database);
  std::vector<std::string> ids;
  for (const std::string& name : command.sheets) ids.push_back(RequireSheet(store, name));
  const auto count =
      json ? ExportJson(store, ids, command.out) : ExportJsonLines(store, ids, command.out);
  if (!count) {
    throw UsageError(Say("the export could not be written: {}. Choose another place with --out.",
                         count.error()));
  }
  fmt::print(stderr, "{}\n",
             SayCount("{} sheet exported to {}", "{} sheets exported to {}", *count,
                      ForTerminal(command.out)));
  return kExitDone;
}

}  // namespace

void AddExport(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ExportCommand>();
  CLI::App* app = program.add_subcommand("export", Tr("sheets to files"));
  app->add_option("SHEET", command->sheets,
                  Tr("ids or file stems; else all sheets that a form recognised"));
  AddDatabaseOption(*app, command->database);
  app->add_option("--format", command->format,
                  Tr("json (a folder, one file a sheet) or jsonl (a file, one line a sheet)"))
      ->type_name("FORMAT")
      ->required();
  app->add_option("--out", command->out,
                  Tr("the folder or file to write; - with jsonl: standard output"))
      ->type_name("PATH")
      ->required();
  AddExamples(*app,
              "jizen export --format json --out sheets-json/\n"
              "jizen export --format jsonl --out sheets.jsonl tochigi-r01 ishikawa-h30");
  app->callback([command, &action] { action = [command] { return RunExport(*command); }; });
}

}  // namespace app
