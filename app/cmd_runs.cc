// jizen runs: what imports, loads and reparses did to the database.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/terminal.h"
#include "app/text_table.h"

namespace app {
namespace {

struct RunsCommand {
  std::string database;
  bool json = false;
};

using Json = nlohmann::ordered_json;

// The summary as it was kept; null where there is none.
Json SummaryOf(const store::RunRecord& run) {
  Json summary = Json::parse(run.summary, nullptr, /*allow_exceptions=*/false);
  return summary.is_object() ? summary : Json();
}

Json RunJson(const store::RunRecord& run) {
  Json json;
  json["run"] = run.id;
  json["command"] = run.command;
  json["started_at"] = run.started_at;
  json["ended_at"] = run.ended_at ? Json(*run.ended_at) : Json();
  json["program"] = ValidUtf8(run.info.program_version);
  json["rules"] = ValidUtf8(run.info.rules_hash);
  json["summary"] = SummaryOf(run);
  return json;
}

std::string CountIn(const Json& summary, const char* key) {
  const auto found = summary.find(key);
  return found != summary.end() && found->is_number_integer()
             ? std::to_string(found->get<int64_t>())
             : "";
}

int RunRuns(const RunsCommand& command) {
  const auto runs = OpenForReading(command.database).Runs();
  if (command.json) {
    Json json;
    auto& list = json["runs"] = Json::array();
    for (const store::RunRecord& run : runs) list.push_back(RunJson(run));
    fmt::print("{}\n", json.dump(2));
    return kExitDone;
  }
  using Align = TableColumn::Align;
  TextTable table({{Tr("run"), Align::kRight, false},
                   {Tr("command"), Align::kLeft, false},
                   {Tr("started (UTC)"), Align::kLeft, false},
                   {Tr("ended (UTC)"), Align::kLeft, false},
                   {Tr("files"), Align::kRight, false},
                   {Tr("imported"), Align::kRight, false},
                   {Tr("unchanged"), Align::kRight, false},
                   {Tr("unrecognised"), Align::kRight, false},
                   {Tr("failed"), Align::kRight, false}});
  for (const store::RunRecord& run : runs) {
    const Json summary = SummaryOf(run);
    const bool reparse = run.command == "reparse";
    table.AddRow({std::to_string(run.id), ForTerminal(run.command), run.started_at.substr(0, 19),
                  run.ended_at ? run.ended_at->substr(0, 19) : Tr("not ended"),
                  CountIn(summary, reparse ? "sheets" : "files"),
                  CountIn(summary, reparse ? "recognised" : "imported"),
                  CountIn(summary, "unchanged"), CountIn(summary, "unrecognised"),
                  CountIn(summary, "failed")});
  }
  if (table.Empty()) {
    fmt::print(stderr, "{}\n", Tr("Nothing was imported into this database yet."));
  } else {
    fmt::print("{}", table.Render(TerminalColumns(STDOUT_FILENO)));
  }
  return kExitDone;
}

}  // namespace

void AddRuns(CLI::App& program, Action& action) {
  const auto command = std::make_shared<RunsCommand>();
  CLI::App* app = program.add_subcommand("runs", Tr("what each import, load and reparse did"));
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen runs\njizen runs --json | jq '.runs[-1].summary'");
  app->callback([command, &action] { action = [command] { return RunRuns(*command); }; });
}

}  // namespace app
