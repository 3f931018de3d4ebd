// jizen search: texts on all sheets.
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
#include "app/export_selection.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/search_output.h"
#include "app/terminal.h"
#include "parse/rules.h"
#include "store/search_index.h"

namespace app {
namespace {

struct SearchCommand {
  std::vector<std::string> terms;
  std::string database, rules, by = "any", prefecture, section, sector;
  int year = 0;
  size_t limit = 100;
  bool json = false;
};

store::SearchBy WayNamed(const std::string& name) {
  if (name == "part") return store::SearchBy::kPart;
  if (name == "words") return store::SearchBy::kWords;
  if (name == "reading") return store::SearchBy::kReading;
  return store::SearchBy::kAny;
}

store::SearchQuery QueryOf(const SearchCommand& command, const parse::WordLists& words) {
  store::SearchQuery query;
  for (const std::string& term : command.terms)
    query.terms.append(query.terms.empty() ? "" : " ").append(term);
  query.by = WayNamed(command.by);
  if (command.year != 0) query.fiscal_year = command.year;
  SelectionOptions selection;
  selection.prefecture = command.prefecture;
  query.prefecture_code = FilterFor(selection, words).prefecture_code;
  query.section = command.section;
  query.sector = command.sector;
  query.limit = command.limit;
  return query;
}

// How far the index is, on a terminal only, where it takes a while.
void ShowProgress(size_t done, size_t all) {
  constexpr size_t kStep = 50;
  if (isatty(STDERR_FILENO) == 0 || all < kStep) return;
  if (done % kStep == 0)
    fmt::print(stderr, "\r{}", Say("the search index: {} of {} sheets", done, all));
  if (done == all) fmt::print(stderr, "\r{:60}\r", "");
}

int RunSearch(const SearchCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  const store::SearchQuery query = QueryOf(command, rules.words());
  OpenForReading(command.database);  // says what is wrong with it
  store::SearchIndex index = store::SearchIndex::Open(DatabaseFile(command.database));
  const size_t left = index.Renew(rules.morphology(), rules.hash(), ShowProgress);
  if (left > 0) {
    fmt::print(
        stderr, "jizen: {}\n",
        SayCount("{} sheet is not in the search index, since the database cannot be written.",
                 "{} sheets are not in the search index, since the database cannot be "
                 "written.",
                 left));
  }
  const store::SearchResult result = index.Find(query, rules.morphology());
  if (command.json) {
    fmt::print("{}\n", ToJson(result).dump(2));
    return kExitDone;
  }
  fmt::print("{}", SearchTable(result, TerminalColumns(STDOUT_FILENO)));
  if (result.hits.empty()) fmt::print(stderr, "{}\n", Tr("Nothing was found."));
  if (result.more) fmt::print(stderr, "{}\n", Tr("There is more; --limit N shows more of it."));
  return kExitDone;
}

}  // namespace

void AddSearch(CLI::App& program, Action& action) {
  const auto command = std::make_shared<SearchCommand>();
  CLI::App* app = program.add_subcommand("search", Tr("find texts on all sheets"));
  app->add_option("QUERY", command->terms,
                  Tr("what to look for; several terms must stand in one text. Width, case and line "
                     "ends do not matter; kana finds kanji"))
      ->required();
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--by", command->by,
                  Tr("any (the default), part (as it stands), words (in any inflection) or reading "
                     "(kana)"))
      ->type_name("WAY")
      ->check(CLI::IsMember({"any", "part", "words", "reading"}).description(""));
  app->add_option("--year", command->year,
                  Tr("only sheets of this fiscal year (western), e.g. 2019"))
      ->type_name("YEAR")
      ->check(CLI::Range(1868, 2199).description(""));
  app->add_option("--prefecture", command->prefecture,
                  Tr("only sheets of this prefecture and its cities: its name or two digits"))
      ->type_name("NAME");
  app->add_option("--section", command->section,
                  Say("only this part of the sheets: {}", fmt::join(store::SearchSections(), ", ")))
      ->type_name("SECTION")
      ->check(CLI::IsMember(store::SearchSections()).description(""));
  app->add_option("--sector", command->sector, Tr("only roles of sectors with this in their name"))
      ->type_name("NAME");
  app->add_option("--limit", command->limit, Tr("how many finds at most (100)"))
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen search ピアサポーター\n"
              "jizen search たいいんしえん --year 2019\n"
              "jizen search 協議の場 --section roles --sector 行政\n"
              "jizen search --json 地域移行 | jq '.hits[].path'");
  app->callback([command, &action] { action = [command] { return RunSearch(*command); }; });
}

}  // namespace app
