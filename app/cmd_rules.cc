// jizen rules: what is wrong in a folder of rules, and what there is in it.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"
#include "app/terminal.h"
#include "app/text_table.h"
#include "parse/form_rules.h"
#include "parse/word_lists.h"

namespace app {
namespace {

struct RulesCommand {
  std::string folder;
};

int RunCheck(const RulesCommand& command) {
  const parse::RuleSet rules = LoadRules(command.folder);  // mistakes end here
  const std::vector<parse::RuleError> failing = rules.FailingExamples();
  if (!failing.empty()) {
    throw UsageError(MistakesText(failing) +
                     SayCount("{} example in the rules in {} does not come out as it says.",
                              "{} examples in the rules in {} do not come out as they say.",
                              failing.size(), ForTerminal(RulesFolder(command.folder))));
  }
  fmt::print("{}\n", SayCount("ok: {} form in {}", "ok: {} forms in {}", rules.forms().size(),
                              ForTerminal(RulesFolder(command.folder))));
  return kExitDone;
}

int RunRulesList(const RulesCommand& command) {
  const parse::RuleSet rules = LoadRules(command.folder);
  using Align = TableColumn::Align;
  TextTable forms({{Tr("form"), Align::kLeft, false},
                   {Tr("name"), Align::kLeft, true},
                   {Tr("file"), Align::kLeft, false}});
  for (const parse::FormRules& form : rules.forms()) {
    forms.AddRow({fmt::format("{}@{}", form.id, form.version), ForTerminal(form.name),
                  ForTerminal(form.file)});
  }
  TextTable words({{Tr("word list"), Align::kLeft, true}, {Tr("words"), Align::kRight, false}});
  const parse::WordLists& lists = rules.words();
  const auto add = [&words](const char* name, size_t count) {
    words.AddRow({name, std::to_string(count)});
  };
  add(Tr("submitters"), lists.submitters.size());
  add(Tr("comparators"), lists.comparators.size());
  add(Tr("words for: undetermined"), lists.undetermined.size());
  add(Tr("words for: none"), lists.none.size());
  add(Tr("words before a number"), lists.quantity_prefixes.size());
  add(Tr("units"), lists.units.size());
  add(Tr("eras"), lists.eras.size());
  const int columns = TerminalColumns(STDOUT_FILENO);
  fmt::print("{}\n{}", forms.Render(columns), words.Render(columns));
  return kExitDone;
}

}  // namespace

void AddRules(CLI::App& program, Action& action) {
  CLI::App* app = program.add_subcommand("rules", Tr("check, list and try rules"));
  app->require_subcommand(1);
  AddExamples(*app, "jizen rules check --rules my-rules/\njizen rules list");
  const auto add = [app, &action](const char* name, const char* description, auto run) {
    const auto command = std::make_shared<RulesCommand>();
    CLI::App* sub = app->add_subcommand(name, description);
    sub->group(Tr("Subcommands"));
    AddRulesOption(*sub, command->folder);
    AddExamples(*sub, fmt::format("jizen rules {0}\njizen rules {0} --rules my-rules/", name));
    sub->callback([command, run, &action] { action = [command, run] { return run(*command); }; });
  };
  add("check", Tr("say what is wrong in a rule file, with file, line and key"), RunCheck);
  add("list", Tr("the forms and word lists there are"), RunRulesList);
  AddRulesTry(*app, action);
  AddRulesDiff(*app, action);
  AddRulesExplain(*app, action);
  AddRulesNew(*app, action);
  AddRulesCalibrate(*app, action);
  AddRulesPropose(*app, action);
}

}  // namespace app
