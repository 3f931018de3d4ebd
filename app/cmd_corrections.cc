// jizen corrections: what people decided, for a person or a program.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/file_bytes.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/review_table.h"
#include "app/review_table_reading.h"
#include "app/review_views.h"
#include "app/terminal.h"
#include "app/text_table.h"

namespace app {
namespace {

struct CorrectionsCommand {
  std::string sheet, database, file, author;
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

// Status 1 where a row was refused: all others were taken.
int RunImport(const CorrectionsCommand& command) {
  const auto bytes = ReadFileBytes(command.file, kDefaultSizeLimit);
  if (!bytes) throw UsageError(Say("{}: cannot be read", ForTerminal(command.file)));
  const auto table = ReadReviewTable(*bytes);
  if (!table) throw UsageError(fmt::format("{}: {}", ForTerminal(command.file), table.error()));
  store::Store store = OpenForChanging(command.database);
  const char* const user = std::getenv("USER");
  const std::string author = ValidUtf8(!command.author.empty() ? command.author
                                       : user == nullptr       ? ""
                                                               : user);
  const TableReport report = TakeReviewTable(store, *table, author);
  fmt::print("{}\n", Say("corrected: {}, confirmed: {}, untouched: {}, refused: {}", report.changed,
                         report.confirmed, report.untouched, report.refused.size()));
  for (const std::string& remark : report.remarks) fmt::print(stderr, "jizen: {}\n", remark);
  for (const TableReport::Refused& refused : report.refused)
    fmt::print(stderr, "jizen: {}\n", Say("line {}: {}", refused.line, refused.why));
  return report.refused.empty() && report.remarks.empty() ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddCorrections(CLI::App& program, Action& action) {
  const auto command = std::make_shared<CorrectionsCommand>();
  CLI::App* app = program.add_subcommand("corrections", Tr("what people decided, and when"));
  app->add_option("SHEET", command->sheet,
                  Tr("the id that list prints, or the file's stem; else of all sheets"));
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen corrections\n"
              "jizen corrections tochigi-r01 --json\n"
              "jizen export --for-review --format xlsx --out review.xlsx\n"
              "jizen corrections import review.xlsx");
  CLI::App* import = app->add_subcommand(
      "import", Tr("takes a table back that export --for-review wrote and people filled in"));
  import->add_option("FILE", command->file, Tr("the table, as XLSX or CSV"))->required();
  AddDatabaseOption(*import, command->database);
  import->add_option("--author", command->author, Tr("who says so; else $USER"))->type_name("NAME");
  app->callback([command, import, &action] {
    const bool importing = import->parsed();
    action = [command, importing] {
      return importing ? RunImport(*command) : RunCorrections(*command);
    };
  });
}

}  // namespace app
