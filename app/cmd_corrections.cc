// jizen corrections: what people decided, for a person or a program.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/review_views.h"
#include "app/terminal.h"
#include "app/text_table.h"

namespace app {
namespace {

struct CorrectionsCommand {
  std::string sheet, database;
  bool json = false;
};

std::string Short(const std::string& json) {
  constexpr size_t kMost = 60;  // of bytes; the whole stands in --json
  const auto parsed = nlohmann::ordered_json::parse(json, nullptr, /*allow_exceptions=*/false);
  std::string text = parsed.is_string() ? parsed.get<std::string>() : json;
  if (text.size() > kMost) {
    text.resize(kMost);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
      text.pop_back();
    if (!text.empty()) text.pop_back();
    text += "...";
  }
  return ForTerminal(text);
}

std::string StandingWord(const store::CorrectionEntry& entry) {
  if (!entry.standing) return Tr("taken back");
  return entry.in_force || entry.undoes ? "" : Tr("replaced");
}

int RunCorrections(const CorrectionsCommand& command) {
  const store::Store store = OpenForReading(command.database);
  const std::string sheet = command.sheet.empty() ? "" : RequireSheet(store, command.sheet);
  if (command.json) {
    fmt::print("{}\n", LogView(store, sheet).dump(2));
    return kExitDone;
  }
  TextTable table({{"ID", TableColumn::Align::kRight},
                   {Tr("sheet")},
                   {Tr("when")},
                   {Tr("who")},
                   {Tr("kind")},
                   {Tr("place"), TableColumn::Align::kLeft, true},
                   {Tr("value"), TableColumn::Align::kLeft, true},
                   {""}});
  for (const store::CorrectionEntry& entry : store.Corrections(sheet)) {
    table.AddRow({std::to_string(entry.id), ForTerminal(entry.sheet),
                  entry.created_at.substr(0, 16), ForTerminal(entry.author),
                  ForTerminal(entry.kind), ForTerminal(PointerWords(entry.path)),
                  Short(entry.value), StandingWord(entry)});
  }
  fmt::print("{}", table.Empty() ? std::string(Tr("nothing was corrected yet")) + "\n"
                                 : table.Render(TerminalColumns(STDOUT_FILENO)));
  return kExitDone;
}

}  // namespace

void AddCorrections(CLI::App& program, Action& action) {
  const auto command = std::make_shared<CorrectionsCommand>();
  CLI::App* app = program.add_subcommand("corrections", Tr("what people decided, and when"));
  app->add_option("SHEET", command->sheet,
                  Tr("the id that list prints, or the file's stem; else of all sheets"));
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen corrections\njizen corrections tochigi-r01 --json");
  app->callback([command, &action] { action = [command] { return RunCorrections(*command); }; });
}

}  // namespace app
