// jizen rules propose: words that people's decisions suggest for the rules; a person takes one.
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
#include "app/rule_proposals.h"

namespace app {
namespace {

struct ProposeCommand {
  std::string database, rules;
  int least = 3, take = 0;
  bool json = false;
};

std::string KindWords(const Proposal& proposal) {
  const std::string word = ForTerminal(proposal.word);
  if (proposal.kind == "header") return Say("another wording of a heading: {}", word);
  if (proposal.kind == "sector") return Say("a sector: {}", word);
  if (proposal.kind == "unit") return Say("a unit: {}", word);
  if (proposal.kind == "none") return Say("a word for \"none\": {}", word);
  return Say("a word for \"not determined yet\": {}", word);
}

void Print(size_t number, const Proposal& one) {
  fmt::print("{}. {}\n", number, KindWords(one));
  fmt::print("   {}\n", Say("{} values of {} sheets speak for it, {} against", one.in_favour,
                            one.sheets.size(), one.against));
  fmt::print("   {}:{}\n   - {}\n   + {}\n", ForTerminal(one.file), one.line,
             ForTerminal(one.before), ForTerminal(one.after));
  fmt::print("   {}\n\n",
             Say("on all stored sheets: to review {} -> {}, values changed {}; of those that "
                 "people decided: fixed {}, broken {}",
                 one.listed_before, one.listed_after, one.values_changed, one.fixed, one.broken));
}

int RunPropose(const ProposeCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  const std::string folder = RulesFolder(command.rules);
  if (command.take > 0 && command.rules.empty()) {
    throw UsageError(
        Tr("--take changes a folder of rules: name your copy with --rules. Nothing was changed."));
  }
  const store::Store store = OpenForReading(command.database);
  const std::vector<Proposal> proposals = ProposeRules(store, rules, folder, command.least);
  if (command.take > static_cast<int>(proposals.size())) {
    throw UsageError(SayCount("there is {} proposal. Nothing was changed.",
                              "there are {} proposals. Nothing was changed.", proposals.size()));
  }
  if (command.take > 0) {
    const Proposal& taken = proposals[command.take - 1];
    if (const auto done = TakeProposal(taken, folder); !done)
      throw UsageError(ForTerminal(done.error(), true));
    fmt::print(stderr, "{}\n",
               Say("{}, line {} was changed.", ForTerminal(taken.file), taken.line));
  }
  if (command.json) {
    fmt::print("{}\n", ToJson(proposals).dump(2));
    return kExitDone;
  }
  if (command.take > 0) return kExitDone;
  if (proposals.empty()) {
    fmt::print("{}\n",
               Say("nothing was decided {} times alike that a rule could learn.", command.least));
  }
  for (size_t i = 0; i < proposals.size(); ++i) Print(i + 1, proposals[i]);
  return kExitDone;
}

}  // namespace

void AddRulesPropose(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<ProposeCommand>();
  CLI::App* app = rules.add_subcommand(
      "propose", Tr("what people accepted and corrected again and again, as words for the rules"));
  app->group(Tr("Subcommands"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--least", command->least, Tr("decisions that must agree (3)"))
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""));
  app->add_option("--take", command->take, Tr("put the proposal of this number into --rules"))
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen rules propose\n"
              "jizen rules propose --rules my-rules/ --take 1");
  app->callback([command, &action] { action = [command] { return RunPropose(*command); }; });
}

}  // namespace app
