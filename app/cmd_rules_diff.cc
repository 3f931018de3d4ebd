// jizen rules diff: two forms, or two folders of rules, compared in the words of the form.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"
#include "parse/form_diff.h"
#include "parse/form_rules.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using parse::FormChange;
using Json = nlohmann::ordered_json;

struct DiffCommand {
  std::string before, after;
  bool json = false;
};

// What a person named: a folder of rules, or one form file in such a folder.
struct NamedRules {
  parse::RuleSet rules;
  std::string only;  // "forms/x.toml"; "": all forms

  std::vector<const parse::FormRules*> Forms() const {
    std::vector<const parse::FormRules*> forms;
    for (const parse::FormRules& form : rules.forms())
      if (only.empty() || form.file == only) forms.push_back(&form);
    return forms;
  }
};

NamedRules Load(const std::string& name) {
  const fs::path path = fs::absolute(name).lexically_normal();
  std::error_code error;
  if (fs::is_directory(path, error)) return {LoadRules(name), ""};
  if (!fs::is_regular_file(path, error) || path.parent_path().filename() != "forms")
    throw UsageError(
        Say("{}: this is neither a folder of rules nor a form file in one (forms/*.toml).",
            ForTerminal(name)));
  NamedRules named{LoadRules(path.parent_path().parent_path().string()),
                   "forms/" + path.filename().string()};
  if (named.Forms().empty())
    throw UsageError(Say("{}: there is no form in this file.", ForTerminal(name)));
  return named;
}

const char* KindName(FormChange::Kind kind) {
  switch (kind) {
    case FormChange::Kind::kAdded:
      return "added";
    case FormChange::Kind::kRemoved:
      return "removed";
    case FormChange::Kind::kReworded:
      return "reworded";
    case FormChange::Kind::kMoved:
      return "moved";
    case FormChange::Kind::kChanged:
      break;
  }
  return "changed";
}

struct PartNames {
  const char* code;
  const char* words;  // in the person's language
};

PartNames NamesOf(FormChange::Part part) {
  switch (part) {
    case FormChange::Part::kTitle:
      return {"title", Tr("title")};
    case FormChange::Part::kSector:
      return {"sector", Tr("sector")};
    case FormChange::Part::kHeading:
      return {"heading", Tr("heading")};
    case FormChange::Part::kTable:
      return {"table", Tr("table")};
    case FormChange::Part::kColumn:
      return {"column", Tr("column")};
    case FormChange::Part::kNote:
      return {"note", Tr("note of the form")};
    case FormChange::Part::kArea:
      return {"area", Tr("names of areas")};
    case FormChange::Part::kCover:
      return {"cover", Tr("cover")};
    case FormChange::Part::kPageNumber:
      return {"page-number", Tr("page numbers")};
    case FormChange::Part::kConstraint:
      return {"constraint", Tr("constraint")};
    case FormChange::Part::kForm:
      break;
  }
  return {"form", Tr("form")};
}

std::string Quoted(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + ("「" + text + "」");
  return ForTerminal(all);
}

std::string Plain(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return ForTerminal(all);
}

// What happened, without its place.
std::string Happened(const FormChange& change) {
  switch (change.kind) {
    case FormChange::Kind::kAdded:
      return Say("added: {}", Quoted(change.after));
    case FormChange::Kind::kRemoved:
      return Say("removed: {}", Quoted(change.before));
    case FormChange::Kind::kReworded:
      if (change.before.empty()) return Say("also worded {}", Quoted(change.after));
      if (change.after.empty()) return Say("no longer worded {}", Quoted(change.before));
      return Say("worded {} instead of {}", Quoted(change.after), Quoted(change.before));
    case FormChange::Kind::kMoved:
      if (change.after.front().empty()) return Tr("now comes first");
      return Say("now comes after {}", ForTerminal(change.after.front()));
    case FormChange::Kind::kChanged:
      break;
  }
  return Say("{} instead of {}", Plain(change.after), Plain(change.before));
}

struct FormPair {
  std::string id;  // as it is after, or was before
  const parse::FormRules* before = nullptr;
  const parse::FormRules* after = nullptr;
  std::vector<FormChange> changes;
};

// Forms of the same id belong together; one form on either side does so whatever its id.
std::vector<FormPair> PairForms(const NamedRules& before, const NamedRules& after) {
  const auto old_forms = before.Forms(), new_forms = after.Forms();
  std::vector<FormPair> pairs;
  if (old_forms.size() == 1 && new_forms.size() == 1) {
    pairs.push_back({new_forms[0]->id, old_forms[0], new_forms[0], {}});
  } else {
    for (const parse::FormRules* form : old_forms) pairs.push_back({form->id, form, nullptr, {}});
    for (const parse::FormRules* form : new_forms) {
      const auto found = std::find_if(pairs.begin(), pairs.end(),
                                      [form](const FormPair& pair) { return pair.id == form->id; });
      if (found != pairs.end()) {
        found->after = form;
      } else {
        pairs.push_back({form->id, nullptr, form, {}});
      }
    }
  }
  for (FormPair& pair : pairs)
    if (pair.before && pair.after) pair.changes = parse::DiffForms(*pair.before, *pair.after);
  return pairs;
}

Json ToJson(const std::vector<FormPair>& pairs) {
  Json json;
  Json& forms = json["forms"] = Json::array();
  for (const FormPair& pair : pairs) {
    Json entry = {{"form", pair.id},
                  {"change", !pair.before           ? "added"
                             : !pair.after          ? "removed"
                             : pair.changes.empty() ? "none"
                                                    : "changed"}};
    Json& changes = entry["changes"] = Json::array();
    for (const FormChange& change : pair.changes) {
      changes.push_back({{"change", KindName(change.kind)},
                         {"part", NamesOf(change.part).code},
                         {"where", change.where},
                         {"before", change.before},
                         {"after", change.after}});
    }
    forms.push_back(std::move(entry));
  }
  return json;
}

void Print(const FormPair& pair) {
  if (!pair.before || !pair.after) {
    const parse::FormRules& form = pair.before ? *pair.before : *pair.after;
    fmt::print("{} {}: {}\n", ForTerminal(form.id), ForTerminal(form.name),
               pair.before ? Tr("this form was removed") : Tr("this form was added"));
    return;
  }
  fmt::print("{} {}\n", ForTerminal(pair.after->id), ForTerminal(pair.after->name));
  if (pair.changes.empty()) fmt::print("  {}\n", Tr("no difference"));
  for (const FormChange& change : pair.changes) {
    fmt::print("  {}{}: {}\n", NamesOf(change.part).words,
               change.where.empty() ? "" : " " + ForTerminal(change.where), Happened(change));
  }
}

int RunDiff(const DiffCommand& command) {
  const NamedRules before = Load(command.before), after = Load(command.after);
  const std::vector<FormPair> pairs = PairForms(before, after);
  if (command.json) {
    fmt::print("{}\n", ToJson(pairs).dump(2));
  } else {
    for (const FormPair& pair : pairs) Print(pair);
  }
  return kExitDone;
}

}  // namespace

void AddRulesDiff(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<DiffCommand>();
  CLI::App* app = rules.add_subcommand(
      "diff", Tr("two forms, or two folders of rules, compared in the words of the form"));
  app->group(Tr("Subcommands"));
  app->add_option("A", command->before, Tr("a folder of rules, or a form file in one"))->required();
  app->add_option("B", command->after, Tr("what it is compared with: the newer one"))->required();
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen rules diff rules/ my-rules/\n"
              "jizen rules diff my-rules/forms/r01.toml my-rules/forms/r02.toml");
  app->callback([command, &action] { action = [command] { return RunDiff(*command); }; });
}

}  // namespace app
