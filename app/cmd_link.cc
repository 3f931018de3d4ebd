// jizen link: a person says that two areas or indicators of different years are the same, or not.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/year_books.h"
#include "app/year_link.h"

namespace app {
namespace {

struct LinkCommand {
  std::string sheet_a, path_a, sheet_b, path_b, database, rules, author, note;
  bool different = false, open = false;
};

int RunLink(const LinkCommand& command) {
  const store::Store store = OpenForChanging(command.database);
  const parse::RuleSet rules = LoadRules(command.rules);
  LinkRequest request;
  request.a = {RequireSheet(store, command.sheet_a), command.path_a};
  request.b = {RequireSheet(store, command.sheet_b), command.path_b};
  request.verdict = command.different ? store::Verdict::kDifferent
                    : command.open    ? store::Verdict::kOpen
                                      : store::Verdict::kSame;
  const char* user = std::getenv("USER");
  request.author = ValidUtf8(!command.author.empty() ? command.author : user ? user : "");
  request.note = command.note;
  store::YearDecisions decisions = store::YearDecisions::Open(DatabaseFile(command.database));
  const auto done = DecideLink(store, decisions, rules, request);
  if (!done) {
    switch (done.error()) {
      case LinkProblem::kNoSuchPart:
        throw UsageError(Tr("There is no such area or indicator. jizen trends shows the paths."));
      case LinkProblem::kOtherSubmitter:
        throw UsageError(Tr("The sheets are of different submitters, or one has a newer edition."));
      case LinkProblem::kNotComparable:
        throw UsageError(
            Tr("Name two areas or two indicators of two sheets that follow one another."));
    }
  }
  return kExitDone;
}

}  // namespace

void AddLink(CLI::App& program, Action& action) {
  const auto command = std::make_shared<LinkCommand>();
  CLI::App* app = program.add_subcommand(
      "link", Tr("two areas or indicators of different years are the same, or are not"));
  app->add_option("SHEET", command->sheet_a, Tr("the earlier sheet"))->required();
  app->add_option("POINTER", command->path_a, Tr("its area or indicator"))->required();
  app->add_option("SHEET2", command->sheet_b, Tr("the next sheet of the same submitter"))
      ->required();
  app->add_option("POINTER2", command->path_b, Tr("its area or indicator"))->required();
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  CLI::Option* different =
      app->add_flag("--different", command->different, Tr("they are not the same"));
  app->add_flag("--open", command->open, Tr("take back what was said of the two"))
      ->excludes(different);
  app->add_option("--author", command->author, Tr("who says so; else $USER"))->type_name("NAME");
  app->add_option("--note", command->note, Tr("why"))->type_name("TEXT");
  AddExamples(*app,
              "jizen link 3f2a9c01d4e5 /areas/0/indicators/1 77ab01c2d3e4 /areas/0/indicators/2\n"
              "jizen link tochigi-r01 /areas/0 tochigi-r02 /areas/1 --different");
  app->callback([command, &action] { action = [command] { return RunLink(*command); }; });
}

}  // namespace app
