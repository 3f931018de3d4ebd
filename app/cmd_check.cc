// jizen check: is the database whole?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "extract/layer_codec.h"
#include "extract/sha256.h"
#include "parse/ledger.h"

namespace app {
namespace {

struct CheckCommand {
  std::string database;
  bool json = false;
};

// Do the characters that the stored pages print add up to those that are accounted for?
std::string FaultOfLayers(const store::Store& store, const store::SheetSummary& sheet) {
  const auto bytes = store.Layers(sheet.id);
  if (!bytes) return "";  // from an export; FindFaults names those that should have some
  const auto layers = extract::DecodeLayers(*bytes);
  if (!layers) return "page layers cannot be read: " + layers.error();
  const auto stored = store.Load(sheet.id);
  if (!stored) return "";  // taken out since the list was made
  const std::vector<parse::PageAccount> printed = parse::Ledger(*layers).Account();
  const std::vector<parse::PageAccount>& account = stored->sheet.account;
  if (printed.size() != account.size()) return "the account has other pages than the layers";
  for (size_t i = 0; i < printed.size(); ++i) {
    if (printed[i].page != account[i].page || printed[i].printed != account[i].printed) {
      return fmt::format("page {} prints {} characters, the account has {}", printed[i].page,
                         printed[i].printed, account[i].printed);
    }
  }
  return "";
}

std::string FaultOfOriginal(const store::Store& store, const store::SheetSummary& sheet) {
  const auto original = store.Original(sheet.id);
  if (!original || extract::Sha256(*original) == sheet.source.sha256) return "";
  return "the stored file does not have its SHA-256";
}

int RunCheck(const CheckCommand& command) {
  const store::Store store = OpenForReading(command.database);
  std::vector<std::string> faults = store.FindFaults();
  const auto sheets = store.List();
  for (const store::SheetSummary& sheet : sheets) {
    for (const std::string& fault : {FaultOfLayers(store, sheet), FaultOfOriginal(store, sheet)}) {
      if (!fault.empty()) faults.push_back(sheet.id + ": " + fault);
    }
  }
  if (command.json) {
    nlohmann::ordered_json json;
    json["sheets"] = sheets.size();
    auto& list = json["faults"] = nlohmann::ordered_json::array();
    for (const std::string& fault : faults) list.push_back(ValidUtf8(fault));
    fmt::print("{}\n", json.dump(2));
  }
  for (const std::string& fault : faults) fmt::print(stderr, "jizen: {}\n", ForTerminal(fault));
  if (faults.empty()) {
    fmt::print(stderr, "{}\n",
               SayCount("The database is whole: {} sheet.", "The database is whole: {} sheets.",
                        sheets.size()));
    return kExitDone;
  }
  fmt::print(stderr, "{}\n",
             SayCount("{} fault. Go back to a backup, or import the files into a new database.",
                      "{} faults. Go back to a backup, or import the files into a new database.",
                      faults.size()));
  return kExitInputUnused;
}

}  // namespace

void AddCheck(CLI::App& program, Action& action) {
  const auto command = std::make_shared<CheckCommand>();
  CLI::App* app = program.add_subcommand("check", Tr("is the database whole?"));
  AddDatabaseOption(*app, command->database);
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app, "jizen check\njizen check --db backup.db");
  app->callback([command, &action] { action = [command] { return RunCheck(*command); }; });
}

}  // namespace app
