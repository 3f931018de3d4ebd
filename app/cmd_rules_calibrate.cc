// jizen rules calibrate: how often values were right, as a table that the rules keep.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "app/command.h"
#include "app/judged_values.h"
#include "app/messages.h"
#include "app/new_file.h"
#include "app/printable.h"
#include "app/terminal.h"
#include "app/text_table.h"

namespace app {
namespace {

struct CalibrateCommand {
  std::string database, gold, rules, out;
  bool json = false;
};

std::string StepsTable(const parse::Calibration& calibration, int columns) {
  using Align = TableColumn::Align;
  TextTable table({{Tr("doubt"), Align::kLeft, false},
                   {Tr("from score"), Align::kRight, false},
                   {Tr("values"), Align::kRight, false},
                   {Tr("right"), Align::kRight, false},
                   {Tr("confidence"), Align::kRight, false}});
  for (const auto& [doubt, steps] : calibration.steps) {
    for (const parse::CalibrationStep& step : steps) {
      table.AddRow({doubt.empty() ? Tr("not listed") : doubt, fmt::format("{:.3g}", step.score),
                    std::to_string(step.seen), std::to_string(step.right),
                    fmt::format("{:.4f}", step.probability)});
    }
  }
  return table.Render(columns);
}

void WriteTable(const std::string& target, std::string_view text) {
  auto file = NewFile::Create(target);
  tl::expected<void, std::string> written;
  if (file) {
    file->Write(text);
    written = file->Commit();
  } else {
    written = tl::unexpected(file.error());
  }
  if (!written) throw UsageError(ForTerminal(written.error()));
}

int RunCalibrate(const CalibrateCommand& command) {
  std::error_code error;
  if (!command.gold.empty() && !std::filesystem::is_directory(command.gold, error)) {
    throw UsageError(
        Say("{}: there is no such folder of sheets made by hand.", ForTerminal(command.gold)));
  }
  const parse::RuleSet rules = LoadRules(command.rules);
  const store::Store store = OpenForReading(command.database);
  const Lessons lessons = CollectLessons(store, command.gold, rules);
  if (lessons.outcomes.empty()) {
    throw UsageError(Tr(
        "no stored value is known to be right or wrong: import files that have a twin in --gold, "
        "or accept and correct some values first."));
  }
  const parse::Calibration calibration = parse::Calibrate(lessons.outcomes);
  const parse::Reliability held_out = parse::CrossValidate(lessons.outcomes);
  if (!command.out.empty()) {
    const std::string made_from =
        fmt::format("{} values: {} sheets with a twin made by hand, {} values that people decided",
                    lessons.outcomes.size(), lessons.gold_sheets, lessons.decided_values);
    WriteTable(command.out, parse::WriteCalibration(calibration, made_from));
  }
  if (command.json) {
    nlohmann::ordered_json json = {{"values", lessons.outcomes.size()},
                                   {"gold_sheets", lessons.gold_sheets},
                                   {"decided_values", lessons.decided_values},
                                   {"held_out", ToJson(held_out)}};
    fmt::print("{}\n", json.dump(2));
    return kExitDone;
  }
  const int columns = TerminalColumns(STDOUT_FILENO);
  fmt::print("{}\n{}\n{}", StepsTable(calibration, columns),
             Tr("Each sheet judged by what was learned from all others:"),
             ReliabilityTable(held_out, columns));
  return kExitDone;
}

}  // namespace

void AddRulesCalibrate(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<CalibrateCommand>();
  CLI::App* app = rules.add_subcommand(
      "calibrate", Tr("learn from known sheets and from decisions how sure each value is"));
  app->group(Tr("Subcommands"));
  app->add_option("--gold", command->gold,
                  Tr("a folder of NAME.json, each for the files named NAME"))
      ->type_name("DIR");
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--out", command->out,
                  Tr("write the table here; a rules folder keeps it as confidence.csv"))
      ->type_name("FILE");
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen rules calibrate --gold gold/\n"
              "jizen rules calibrate --gold gold/ --out my-rules/confidence.csv");
  app->callback([command, &action] { action = [command] { return RunCalibrate(*command); }; });
}

}  // namespace app
