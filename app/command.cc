#include "app/command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <unordered_set>
#include <vector>

#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"
#include "app/source_stem.h"

namespace app {
namespace {

namespace fs = std::filesystem;

// What is wrong with the database, in words, and what to do about it.
std::string StoreProblem(const store::StoreError& error, const std::string& file) {
  const std::string name = ForTerminal(file);
  switch (error.kind()) {
    case store::StoreError::Kind::kNotADatabase:
      return Say(
          "{}: this is no database of jizen. Nothing was changed. Name another file with "
          "--db.",
          name);
    case store::StoreError::Kind::kNewerSchema:
      return Say(
          "{}: this database was made by a newer jizen. Nothing was changed. Use that "
          "version.",
          name);
    case store::StoreError::Kind::kBusy:
      return Say("{}: another program is writing to this database. Try again when it has ended.",
                 name);
    case store::StoreError::Kind::kDiskFull:
      return Say("{}: the disk is full.", name);
    case store::StoreError::Kind::kBadValue:
    case store::StoreError::Kind::kOther:
      break;
  }
  return Say("{}: the database cannot be opened: {}", name, ForTerminal(error.what()));
}

store::Store Open(const std::string& file, store::Store::Mode mode) {
  try {
    return store::Store::Open(file, mode);
  } catch (const store::StoreError& error) {
    throw UsageError(StoreProblem(error, file));
  }
}

void RequireDatabase(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    throw UsageError(
        Say("{}: there is no such database. Make one with: jizen import --db FILE "
            "PATH..., or name another with --db.",
            ForTerminal(file)));
  }
}

}  // namespace

void AddDatabaseOption(CLI::App& command, std::string& file) {
  command
      .add_option("--db", file, Tr("the database; else $JIZEN_DB, else jizen.db in this folder"))
      ->type_name("FILE");
}

std::string DatabaseFile(const std::string& option) {
  if (!option.empty()) return option;
  const char* named = std::getenv("JIZEN_DB");
  return named != nullptr && *named != '\0' ? named : "jizen.db";
}

store::Store OpenForReading(const std::string& option) {
  const std::string file = DatabaseFile(option);
  RequireDatabase(file);
  return Open(file, store::Store::Mode::kReadOnly);
}

store::Store OpenForChanging(const std::string& option) {
  const std::string file = DatabaseFile(option);
  RequireDatabase(file);
  return Open(file, store::Store::Mode::kReadWrite);
}

store::Store OpenOrMake(const std::string& option) {
  return Open(DatabaseFile(option), store::Store::Mode::kReadWrite);
}

void AddRulesOption(CLI::App& command, std::string& folder) {
  command.add_option("--rules", folder, Tr("the folder of rules; else those built in"))
      ->type_name("DIR");
}

std::string RulesFolder(const std::string& option) {
  return option.empty() ? parse::RuleSet::BuiltInFolder().string() : option;
}

std::string MistakesText(const std::vector<parse::RuleError>& mistakes) {
  std::string text;
  for (const parse::RuleError& mistake : mistakes) {
    text += ForTerminal(mistake.Format(), true);
    if (!text.ends_with('\n')) text += '\n';
  }
  return text;
}

parse::RuleSet LoadRules(const std::string& option) {
  const std::string folder = RulesFolder(option);
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw UsageError(
        Say("{}: there is no such folder of rules. Name one with --rules.", ForTerminal(folder)));
  }
  auto rules = parse::RuleSet::Load(folder);
  if (rules) return std::move(*rules);
  throw UsageError(MistakesText(rules.error()) +
                   SayCount("{} mistake in the rules in {}. Nothing was changed.",
                            "{} mistakes in the rules in {}. Nothing was changed.",
                            rules.error().size(), ForTerminal(folder)));
}

std::string RequireSheet(const store::Store& store, std::string_view id_or_stem) {
  if (auto id = store.FindSheet(id_or_stem)) return *id;
  std::vector<std::string> candidates;
  for (const store::SheetSummary& sheet : store.List()) {
    if (SourceStem(sheet.source.file) == id_or_stem) candidates.push_back(sheet.id);
  }
  const std::string name = ForTerminal(id_or_stem);
  if (candidates.empty()) {
    throw UsageError(Say("{}: there is no such sheet. jizen list shows those there are.", name));
  }
  std::string ids;
  for (const std::string& id : candidates) ids.append(ids.empty() ? "" : ", ").append(id);
  throw UsageError(Say("{}: several sheets have this name. Give the id of one: {}", name, ids));
}

std::vector<store::SheetSummary> ChosenSheets(const store::Store& store,
                                              const std::vector<std::string>& names) {
  std::vector<store::SheetSummary> sheets = store.List();
  if (names.empty()) return sheets;
  std::unordered_set<std::string> ids;
  for (const std::string& name : names) ids.insert(RequireSheet(store, name));
  std::erase_if(sheets, [&ids](const auto& sheet) { return !ids.contains(sheet.id); });
  return sheets;
}

void AddExamples(CLI::App& command, std::string_view examples) {
  std::string text = std::string(Tr("Examples")) + ":\n";
  for (size_t begin = 0; begin < examples.size();) {
    const size_t end = std::min(examples.find('\n', begin), examples.size());
    text.append("  ").append(examples.substr(begin, end - begin)).append("\n");
    begin = end + 1;
  }
  text.pop_back();
  command.footer(text);
}

std::string ProgramVersion() { return JIZEN_VERSION; }

}  // namespace app
