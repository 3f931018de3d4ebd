// jizen parse: one file to one sheet on standard output, or many files to one line each; no
// database.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/command.h"
#include "app/file_bytes.h"
#include "app/file_problem.h"
#include "app/import_progress.h"
#include "app/import_run.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reading_options.h"
#include "app/reading_pool.h"
#include "extract/sha256.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

struct ParseCommand {
  ReadingOptions reading;
  bool lines = false;
};

// For `jizen load`: a result for each file, failed ones too.
int ParseToLines(const ParseCommand& command) {
  const parse::RuleSet rules = RulesOf(command.reading);
  ReadingOptions reading = command.reading;
  if (reading.paths.empty()) reading.paths = {"-"};
  const InputFiles input = FilesOf(reading);
  SayWhatIsMissing();
  InterruptSignal interrupt;
  ImportProgressDisplay display;
  LineSink sink(stdout, rules);
  const ImportReport report =
      RunImport(input, ImportOptionsOf(reading), rules, sink, interrupt, display.Watcher());
  return display.Finish(report, input, /*json=*/false);
}

int ParseOne(const ParseCommand& command) {
  if (command.reading.paths.size() != 1) {
    throw UsageError(
        Tr("Name one file. With --jsonl there may be many, or names on standard "
           "input."));
  }
  const std::string& path = command.reading.paths.front();
  const ImportOptions options = ImportOptionsOf(command.reading);
  const parse::RuleSet rules = RulesOf(command.reading);
  const auto complain = [](const std::string& text) {
    fmt::print(stderr, "jizen: {}\n", text);
    return kExitInputUnused;
  };
  const auto bytes = ReadFileBytes(path, options.size_limit);
  if (!bytes) return complain(FileProblem(path, bytes.error()));
  const auto reading = ReadOne(*bytes, rules, options.pool);
  if (!reading) return complain(FileProblem(path, reading.error()));
  for (const std::string& warning : reading->warnings) {
    fmt::print(stderr, "jizen: {}: {}: {}\n", ForTerminal(path), Tr("warning"),
               ForTerminal(warning));
  }
  if (!reading->sheet.recognised) {
    return complain(
        Say("{}: no form fits this document. jizen extract shows what stands on its "
            "pages, jizen rules list the forms there are.",
            ForTerminal(path)));
  }
  const std::string name = path.substr(path.rfind('/') + 1);
  const nlohmann::ordered_json json = parse::ToJson(
      reading->sheet, {ValidUtf8(name), extract::Sha256(*bytes),
                       std::string(MediaTypeName(reading->media_type)), reading->pages});
  fmt::print("{}\n", json.dump(2));
  return kExitDone;
}

}  // namespace

void AddParse(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ParseCommand>();
  CLI::App* app =
      program.add_subcommand("parse", Tr("one file to one sheet as JSON, without a database"));
  app->add_option("FILE", command->reading.paths, Tr("a PDF or text file; several with --jsonl"));
  app->add_flag("--jsonl", command->lines,
                Tr("one line for each file, for jizen load; names from standard input if no FILE "
                   "is named"));
  AddReadingOptions(*app, command->reading);
  AddExamples(*app,
              "jizen parse tochigi-r01.pdf > tochigi-r01.json\n"
              "find sheets -name '*.pdf' | jizen parse --jsonl > sheets.jsonl");
  app->callback([command, &action] {
    action = [command] { return command->lines ? ParseToLines(*command) : ParseOne(*command); };
  });
}

}  // namespace app
