// jizen parse: one file to one sheet on standard output, no database.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/command.h"
#include "app/file_bytes.h"
#include "app/file_problem.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reading_pool.h"
#include "extract/sha256.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

struct ParseCommand {
  std::string file, rules;
};

int RunParse(const ParseCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  const auto complain = [](const std::string& text) {
    fmt::print(stderr, "jizen: {}\n", text);
    return kExitInputUnused;
  };
  const auto bytes = ReadFileBytes(command.file, kDefaultSizeLimit);
  if (!bytes) return complain(FileProblem(command.file, bytes.error()));
  const auto reading = ReadOne(*bytes, rules, {});
  if (!reading) return complain(FileProblem(command.file, reading.error()));
  for (const std::string& warning : reading->warnings) {
    fmt::print(stderr, "jizen: {}: {}: {}\n", ForTerminal(command.file), Tr("warning"),
               ForTerminal(warning));
  }
  if (!reading->sheet.recognised) {
    return complain(
        Say("{}: no form fits this document. jizen extract shows what stands on its "
            "pages, jizen rules list the forms there are.",
            ForTerminal(command.file)));
  }
  const std::string name = command.file.substr(command.file.rfind('/') + 1);
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
  app->add_option("FILE", command->file, Tr("a PDF or text file"))->required();
  AddRulesOption(*app, command->rules);
  AddExamples(*app, "jizen parse tochigi-r01.pdf > tochigi-r01.json");
  app->callback([command, &action] { action = [command] { return RunParse(*command); }; });
}

}  // namespace app
