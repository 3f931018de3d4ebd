// jizen corpus: sheets that people checked, frozen as a test set.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/frozen_sheets.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"

namespace app {
namespace {

struct CorpusCommand {
  std::vector<std::string> sheets;
  std::string database, folder;
  bool reviewed = false, originals = false;
};

// Nothing waits for a person, and a person decided on something in it.
bool Checked(const store::SheetSummary& sheet) {
  return sheet.state == "reviewed" && sheet.corrections > 0;
}

int RunCorpusAdd(const CorpusCommand& command) {
  const store::Store store = OpenForReading(command.database);
  if (command.sheets.empty() && !command.reviewed)
    throw UsageError(Tr("Name the sheets to add, or all that are checked with --reviewed."));
  std::vector<store::SheetSummary> chosen = ChosenSheets(store, command.sheets);
  if (command.sheets.empty()) {
    std::erase_if(chosen, [](const store::SheetSummary& sheet) { return !Checked(sheet); });
  }
  std::string open;
  for (const store::SheetSummary& sheet : chosen) {
    if (Checked(sheet)) continue;
    open += (open.empty() ? "" : "\n") +
            Say("{} {}: nobody has checked this sheet to its end. Accept or correct what is to be "
                "checked, then add it.",
                sheet.id, ForTerminal(sheet.source.file));
  }
  if (!open.empty()) throw UsageError(open);

  int added = 0, failed = 0;
  for (const store::SheetSummary& summary : chosen) {
    const auto sheet = store.Load(summary.id);
    if (!sheet) continue;  // taken out since the list was made
    const auto name = Freeze(store, *sheet, command.folder, command.originals);
    if (!name) {
      ++failed;
      fmt::print(stderr, "jizen: {} {}: {}\n", summary.id, ForTerminal(summary.source.file),
                 ForTerminal(name.error()));
      continue;
    }
    ++added;
    fmt::print("{}\n", ForTerminal(*name));
  }
  fmt::print(stderr, "{}\n",
             SayCount("{} checked sheet is now part of {}", "{} checked sheets are now part of {}",
                      static_cast<unsigned long>(added), ForTerminal(command.folder)));
  return failed == 0 ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddCorpus(CLI::App& program, Action& action) {
  CLI::App* corpus =
      program.add_subcommand("corpus", Tr("sheets that people checked, kept as a test set"));
  corpus->require_subcommand(1);
  AddExamples(*corpus, "jizen corpus add tochigi-r01 --to my-corpus/");
  const auto command = std::make_shared<CorpusCommand>();
  CLI::App* app = corpus->add_subcommand(
      "add", Tr("freeze checked sheets as gold, with what stands on their pages"));
  app->group(Tr("Subcommands"));
  app->add_option("SHEET", command->sheets, Tr("ids or file stems"));
  app->add_option("--to", command->folder,
                  Tr("the folder of the test set; made where there is none"))
      ->type_name("DIR")
      ->required();
  app->add_flag("--reviewed", command->reviewed,
                Tr("all sheets that people checked, if no SHEET is named"));
  app->add_flag("--originals", command->originals, Tr("the files, too, where they are stored"));
  AddDatabaseOption(*app, command->database);
  AddExamples(*app,
              "jizen corpus add tochigi-r01 --to my-corpus/\n"
              "jizen corpus add --reviewed --to my-corpus/\n"
              "jizen eval --gold my-corpus/ --layers --rules my-rules/\n"
              "jizen rules try my-rules/ --gold my-corpus/");
  app->callback([command, &action] { action = [command] { return RunCorpusAdd(*command); }; });
}

}  // namespace app
