// jizen reparse: what is stored, parsed again with today's rules.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/interrupt_signal.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/progress_bar.h"
#include "extract/layer_codec.h"
#include "parse/parse_document.h"

namespace app {
namespace {

struct ReparseCommand {
  std::vector<std::string> sheets;
  std::string database, rules;
  bool json = false;
};

struct ReparseReport {
  size_t sheets = 0, recognised = 0, unrecognised = 0, changed_form = 0;
  size_t not_read = 0;                                      // after an interrupt
  std::vector<std::pair<std::string, std::string>> failed;  // file, why
};

nlohmann::ordered_json ToJson(const ReparseReport& report) {
  nlohmann::ordered_json json = {{"sheets", report.sheets},
                                 {"recognised", report.recognised},
                                 {"unrecognised", report.unrecognised},
                                 {"failed", report.failed.size()},
                                 {"not_read", report.not_read}};
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const auto& [file, why] : report.failed) {
    results.push_back(
        {{"file", ValidUtf8(file)}, {"status", "failed"}, {"detail", ValidUtf8(why)}});
  }
  return json;
}

void ReparseSheet(store::Store& store, int64_t run, const std::string& id,
                  const parse::RuleSet& rules, ReparseReport* report) {
  ++report->sheets;
  const auto bytes = store.Layers(id);
  const auto layers = bytes ? extract::DecodeLayers(*bytes)
                            : tl::unexpected(std::string("no page layers are stored"));
  if (!layers) {
    report->failed.emplace_back(id, layers.error());
    return;
  }
  const parse::ParsedSheet sheet = parse::ParseDocument(*layers, rules);
  ++(sheet.recognised ? report->recognised : report->unrecognised);
  store.SaveReparse(run, id, sheet);
}

int RunReparse(const ReparseCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  store::Store store = OpenForChanging(command.database);
  std::vector<std::string> ids;
  for (const std::string& name : command.sheets) ids.push_back(RequireSheet(store, name));
  if (command.sheets.empty()) {
    for (const store::SheetSummary& sheet : store.List()) ids.push_back(sheet.id);
  }

  InterruptSignal interrupt;
  ProgressBar bar;
  ReparseReport report;
  const auto begin = std::chrono::steady_clock::now();
  const int64_t run = store.BeginRun({ProgramVersion(), rules.hash()}, "reparse");
  for (const std::string& id : ids) {
    if (interrupt.Raised()) {
      report.not_read = ids.size() - report.sheets;
      break;
    }
    ReparseSheet(store, run, id, rules, &report);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    bar.Show({ids.size(), report.sheets, 0, elapsed.count()});
  }
  bar.Wipe();
  const nlohmann::ordered_json json = ToJson(report);
  store.EndRun(run, json.dump());
  for (const auto& [id, why] : report.failed) {
    fmt::print(stderr, "jizen: {}\n",
               Say("{}: what is stored of this sheet cannot be read: {}. Import its file again.",
                   id, ForTerminal(why)));
  }
  fmt::print(stderr, "{}\n",
             Say("{} sheets parsed again: {} recognised, {} unrecognised, {} failed.",
                 report.sheets, report.recognised, report.unrecognised, report.failed.size()));
  if (report.not_read > 0) {
    fmt::print(stderr, "{}\n",
               Say("Interrupted: {} sheets were left as they were.", report.not_read));
  }
  if (command.json) fmt::print("{}\n", json.dump());
  return report.failed.empty() && report.not_read == 0 ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddReparse(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ReparseCommand>();
  CLI::App* app = program.add_subcommand(
      "reparse", Tr("parse again what is stored, with today's rules; corrections stay"));
  app->add_option("SHEET", command->sheets, Tr("ids or file stems; else all sheets"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen reparse\njizen reparse --rules my-rules/ tochigi-r01");
  app->callback([command, &action] { action = [command] { return RunReparse(*command); }; });
}

}  // namespace app
