// jizen trends: the years side by side.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/terminal.h"
#include "app/trends_output.h"
#include "app/year_books.h"
#include "parse/fold.h"
#include "store/year_decisions.h"

namespace app {
namespace {

struct TrendsCommand {
  std::string submitter, database, rules, format = "text", theme;
  bool themes = false, json = false;
  size_t limit = 40;
};

void CheckUse(const TrendsCommand& command) {
  if (!command.submitter.empty() && (command.themes || !command.theme.empty()))
    throw UsageError(Tr("Name a submitter or ask for themes, not both."));
}

// By code, by name, or by the two digits of a prefecture.
std::vector<SubmitterSheets> Chosen(const std::vector<SubmitterSheets>& all,
                                    const std::string& asked) {
  const std::string folded = parse::FoldUtf8(asked);
  std::vector<SubmitterSheets> chosen;
  for (const SubmitterSheets& one : all)
    if (one.key == asked || one.code.substr(0, 5) == asked || parse::FoldUtf8(one.name) == folded)
      chosen.push_back(one);
  if (chosen.empty() && asked.size() == 2)
    for (const SubmitterSheets& one : all)
      if (one.code.substr(0, 2) == asked) chosen.push_back(one);
  if (chosen.empty())
    throw UsageError(Say("{}: no sheets of such a submitter. jizen trends lists those there are.",
                         ForTerminal(asked)));
  return chosen;
}

void PrintJson(const nlohmann::ordered_json& json) {
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int RunThemes(const TrendsCommand& command, const parse::RuleSet& rules) {
  store::SheetTerms terms = store::SheetTerms::Open(DatabaseFile(command.database));
  const size_t left = terms.Renew(rules.morphology(), rules.hash(), nullptr);
  if (left > 0)
    fmt::print(stderr, "jizen: {}\n",
               Say("{} sheets are not counted, since the database cannot be written.", left));
  const bool one = !command.theme.empty();
  const int columns = TerminalColumns(STDOUT_FILENO);
  if (command.json) {
    PrintJson(one ? ThemeJson(terms, command.theme) : ThemesJson(terms, command.limit));
  } else if (command.format == "csv") {
    fmt::print("{}", one ? ThemeCsv(terms, command.theme) : ThemesCsv(terms, command.limit));
  } else {
    const std::string table = one ? ThemeTable(terms, command.theme, columns)
                                  : ThemesTable(terms, command.limit, columns);
    fmt::print("{}", table);
    if (table.empty()) fmt::print(stderr, "{}\n", Tr("Nothing was found."));
  }
  return kExitDone;
}

int RunTrends(const TrendsCommand& command) {
  CheckUse(command);
  const store::Store store = OpenForReading(command.database);
  const parse::RuleSet rules = LoadRules(command.rules);
  if (command.themes || !command.theme.empty()) return RunThemes(command, rules);
  const std::vector<SubmitterSheets> all = Submitters(store);
  const bool list = command.submitter.empty() && command.format != "csv";
  if (list) {
    if (command.json) {
      PrintJson(SubmittersJson(all));
    } else {
      fmt::print("{}", SubmittersTable(all, TerminalColumns(STDOUT_FILENO)));
      if (all.empty()) fmt::print(stderr, "{}\n", Tr("There is no sheet in this database."));
    }
    return kExitDone;
  }
  const auto chosen = command.submitter.empty() ? all : Chosen(all, command.submitter);
  const auto decisions = store::YearDecisions::Open(DatabaseFile(command.database)).All();
  std::vector<store::YearBook> books;
  for (const SubmitterSheets& one : chosen) books.push_back(BookOf(store, one, decisions, rules));
  if (command.json) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const store::YearBook& book : books) json.push_back(BookJson(book));
    PrintJson({{"submitters", std::move(json)}});
  } else if (command.format == "csv") {
    fmt::print("{}", BookCsv(books));
  } else {
    for (const store::YearBook& book : books) {
      if (books.size() > 1 && !book.sheets.empty())
        fmt::print("== {} ==\n", ForTerminal(book.sheets.back().submitter));
      fmt::print("{}", BookText(book, TerminalColumns(STDOUT_FILENO)));
    }
  }
  return kExitDone;
}

}  // namespace

void AddTrends(CLI::App& program, Action& action) {
  const auto command = std::make_shared<TrendsCommand>();
  CLI::App* app = program.add_subcommand(
      "trends", Tr("the years side by side: indicators, targets, roles, themes"));
  app->add_option("SUBMITTER", command->submitter,
                  Tr("whose sheets: a name, a code, or the two digits of a prefecture; without it, "
                     "the submitters are listed"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_flag("--themes", command->themes,
                Tr("what the sheets write about: terms that come or go over the years"));
  app->add_option("--theme", command->theme, Tr("who writes of this when"))->type_name("TERM");
  app->add_option("--limit", command->limit, Tr("how many terms at most (40)"))
      ->type_name("N")
      ->check(CLI::Range(1, 100000).description(""));
  app->add_option("--format", command->format,
                  Tr("text (the default) or csv: one row a value, of all submitters if none is "
                     "named"))
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "csv"}).description(""));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen trends\n"
              "jizen trends 栃木県\n"
              "jizen trends --format csv > values.csv\n"
              "jizen trends --themes\n"
              "jizen trends --theme ピアサポーター");
  app->callback([command, &action] { action = [command] { return RunTrends(*command); }; });
}

}  // namespace app
