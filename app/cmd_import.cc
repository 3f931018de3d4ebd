// jizen import: PDF and text files into the database.
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
#include "app/import_report.h"
#include "app/import_run.h"
#include "app/input_files.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/progress_bar.h"
#include "app/terminal.h"

namespace app {
namespace {

struct ImportCommand {
  std::vector<std::string> paths;
  std::string database, rules;
  int jobs = 0;
  int64_t megabytes = kDefaultSizeLimit >> 20U;
  double seconds = PoolOptions().seconds;
  bool json = false, nul_ended = false, no_originals = false;
};

// The paths with "-" replaced by the names that standard input gives.
std::vector<std::string> AllPaths(const ImportCommand& command) {
  std::vector<std::string> paths;
  for (const std::string& path : command.paths) {
    if (path != "-") {
      paths.push_back(path);
      continue;
    }
    for (std::string& name : ReadNames(std::cin, command.nul_ended ? '\0' : '\n')) {
      paths.push_back(std::move(name));
    }
  }
  return paths;
}

int RunImportCommand(const ImportCommand& command) {
  // Rules first: a mistake in them must leave no new database behind.
  const parse::RuleSet rules = LoadRules(command.rules);
  const InputFiles input = FindInputFiles(AllPaths(command));
  store::Store store = OpenOrMake(command.database);

  ImportOptions options;
  options.pool.jobs = command.jobs;
  options.pool.seconds = command.seconds;
  options.size_limit = command.megabytes << 20U;
  options.keep_originals = !command.no_originals;
  InterruptSignal interrupt;
  ProgressBar bar;
  const ImportReport report = RunImport(input, options, rules, store, interrupt,
                                        [&bar](const ProgressState& state) { bar.Show(state); });
  bar.Wipe();

  for (const std::string& folder : input.empty_folders) {
    fmt::print(stderr, "jizen: {}\n",
               Say("{}: there is no .pdf, .txt or .zip file in this folder. Files with other names "
                   "must be named one by one.",
                   ForTerminal(folder)));
  }
  fmt::print(stderr, "{}", ImportSummary(report, TerminalColumns(STDERR_FILENO)));
  if (command.json) fmt::print("{}\n", ToJson(report).dump());
  const bool all_used = report.Count(Outcome::kFailed) == 0 &&
                        report.Count(Outcome::kUnrecognised) == 0 && !report.interrupted &&
                        report.stopped_because.empty() && input.empty_folders.empty();
  return all_used ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddImport(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ImportCommand>();
  CLI::App* app =
      program.add_subcommand("import", Tr("read files and load them into the database"));
  app->add_option("PATH", command->paths,
                  Tr("PDF or text files, or folders of them; - reads names from standard input"))
      ->required();
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--jobs", command->jobs, Tr("files read at a time; else one for each processor"))
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
  app->add_option("--timeout", command->seconds, Tr("seconds for one file (60)"))
      ->type_name("N")
      ->check(CLI::Range(0.1, 86400.0).description(""));
  app->add_option("--max-size", command->megabytes, Tr("megabytes of one file (512)"))
      ->type_name("N")
      ->check(CLI::Range(1, 65536).description(""));
  app->add_flag("-0,--null", command->nul_ended,
                Tr("names on standard input end with NUL, not with a line's end"));
  app->add_flag("--no-originals", command->no_originals,
                Tr("do not keep the files' own bytes in the database"));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen import sheets/ more/tochigi.pdf\n"
              "jizen import --db r01.db --jobs 4 sheets/\n"
              "find . -name '*.pdf' -print0 | jizen import -0 -");
  app->callback([command, &action] { action = [command] { return RunImportCommand(*command); }; });
}

}  // namespace app
