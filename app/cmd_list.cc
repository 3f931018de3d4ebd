// jizen list: what is in the database.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/terminal.h"
#include "app/text_table.h"

namespace app {
namespace {

struct ListCommand {
  std::string database;
  bool json = false;
};

nlohmann::ordered_json SummaryJson(const store::SheetSummary& sheet) {
  nlohmann::ordered_json json;
  json["id"] = sheet.id;
  json["status"] = sheet.status == store::FileStatus::kImported ? "imported" : "unrecognised";
  json["fiscal_year"] =
      sheet.fiscal_year ? nlohmann::ordered_json(*sheet.fiscal_year) : nlohmann::ordered_json();
  json["submitter"] = ValidUtf8(sheet.submitter);
  json["submitter_code"] = sheet.submitter_code ? nlohmann::ordered_json(*sheet.submitter_code)
                                                : nlohmann::ordered_json();
  json["form"] = ValidUtf8(sheet.form);
  json["areas"] = sheet.areas;
  json["fields"] = sheet.fields;
  json["review"] = sheet.review;
  json["leftover"] = sheet.leftover;
  json["state"] = sheet.state;
  json["corrections"] = sheet.corrections;
  const auto id_or_null = [](const std::optional<std::string>& id) {
    return id ? nlohmann::ordered_json(*id) : nlohmann::ordered_json();
  };
  json["current"] = !sheet.replaced_by;
  json["replaces"] = id_or_null(sheet.replaces);
  json["replaced_by"] = id_or_null(sheet.replaced_by);
  json["file"] = ValidUtf8(sheet.source.file);
  json["path"] = ValidUtf8(sheet.source.path);
  json["sha256"] = sheet.source.sha256;
  json["media_type"] = sheet.source.media_type;
  json["pages"] = sheet.source.pages;
  return json;
}

int RunList(const ListCommand& command) {
  const store::Store store = OpenForReading(command.database);
  const auto sheets = store.List();
  const auto failed = store.Failed();
  if (command.json) {
    nlohmann::ordered_json json;
    auto& list = json["sheets"] = nlohmann::ordered_json::array();
    for (const store::SheetSummary& sheet : sheets) list.push_back(SummaryJson(sheet));
    auto& failures = json["failed"] = nlohmann::ordered_json::array();
    for (const store::FailedFile& file : failed) {
      failures.push_back({{"file", ValidUtf8(file.source.file)},
                          {"path", ValidUtf8(file.source.path)},
                          {"reason", file.reason},
                          {"detail", ValidUtf8(file.detail)}});
    }
    fmt::print("{}\n", json.dump(2));
    return kExitDone;
  }

  using Align = TableColumn::Align;
  TextTable table({{Tr("id"), Align::kLeft, false},
                   {Tr("year"), Align::kRight, false},
                   {Tr("submitter"), Align::kLeft, false},
                   {Tr("areas"), Align::kRight, false},
                   {Tr("fields"), Align::kRight, false},
                   {Tr("review"), Align::kRight, false},
                   {Tr("left over"), Align::kRight, false},
                   {Tr("file"), Align::kLeft, true}});
  for (const store::SheetSummary& sheet : sheets) {
    const bool known = sheet.status == store::FileStatus::kImported;
    table.AddRow({sheet.id, sheet.fiscal_year ? std::to_string(*sheet.fiscal_year) : "-",
                  known ? ForTerminal(sheet.submitter) : fmt::format("({})", Tr("unrecognised")),
                  std::to_string(sheet.areas), std::to_string(sheet.fields),
                  std::to_string(sheet.review), std::to_string(sheet.leftover),
                  ForTerminal(sheet.source.file) +
                      (sheet.replaced_by ? Say(" (replaced by {})", *sheet.replaced_by) : "")});
  }
  if (table.Empty()) fmt::print(stderr, "{}\n", Tr("There is no sheet in this database."));
  if (!table.Empty()) fmt::print("{}", table.Render(TerminalColumns(STDOUT_FILENO)));
  if (!failed.empty()) {
    TextTable failures({{Tr("failed"), Align::kLeft, true}, {Tr("reason"), Align::kLeft, false}});
    for (const store::FailedFile& file : failed) {
      failures.AddRow({ForTerminal(file.source.path), FailureName(file.reason)});
    }
    fmt::print("{}{}", table.Empty() ? "" : "\n", failures.Render(TerminalColumns(STDOUT_FILENO)));
  }
  return kExitDone;
}

}  // namespace

void AddList(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ListCommand>();
  CLI::App* app = program.add_subcommand("list", Tr("the sheets in the database"));
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen list\njizen list --json | jq '.sheets[] | select(.review > 0).file'");
  app->callback([command, &action] { action = [command] { return RunList(*command); }; });
}

}  // namespace app
