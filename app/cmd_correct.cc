// jizen correct: one value of one sheet, as a person knows it to be.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace app {
namespace {

struct CorrectCommand {
  std::string sheet, pointer, database, author, note, kind;
  int leftover = 0;  // of kind leftover: which one, from 1
  std::optional<std::string> value;
  bool accept = false, null = false, json_value = false;
};

std::string DefaultAuthor() {
  const char* user = std::getenv("USER");
  return user == nullptr ? "" : user;
}

// VALUE as the JSON that this kind of field holds. Throws UsageError where it cannot be.
nlohmann::ordered_json TypedValue(const CorrectCommand& command, const parse::FieldShape& shape) {
  if (command.null) return nullptr;
  const std::string& text = *command.value;
  const auto refuse = [&command](const std::string& why) {
    return UsageError(fmt::format("{}: {}", ForTerminal(command.pointer), why));
  };
  if (text != ValidUtf8(text)) throw refuse(Tr("the value is no valid UTF-8"));
  if (!command.json_value && shape.type == parse::FieldType::kText) return text;
  auto json = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!command.json_value && shape.type == parse::FieldType::kTexts && !json.is_array()) {
    return nlohmann::ordered_json::array({text});
  }
  if (json.is_discarded()) {
    throw refuse(command.json_value ? Say("this is no JSON: {}", ForTerminal(text))
                                    : Say("this field holds a number, not: {}", ForTerminal(text)));
  }
  return json;
}

// The new value as JSON, checked against the schema. Throws UsageError.
std::string CheckedValue(const CorrectCommand& command, const parse::Field& field,
                         const parse::Record& record) {
  const parse::RecordShape* record_shape = parse::ShapeOf(record.kind);
  const parse::FieldShape* shape =
      record_shape == nullptr ? nullptr : record_shape->Find(field.name);
  if (shape == nullptr) {
    throw UsageError(Say("{}: this field cannot be corrected.", ForTerminal(command.pointer)));
  }
  const nlohmann::ordered_json json = TypedValue(command, *shape);
  if (const auto value = parse::ValueFromJson(json, *shape); !value) {
    throw UsageError(Say("{}: this field cannot hold {} ({}).", ForTerminal(command.pointer),
                         ForTerminal(json.dump()), value.error().detail));
  }
  return json.dump();
}

// The kinds that --kind names beside set and accept.
constexpr std::array<std::string_view, 12> kKinds = {
    "blank",   "illegible", "not-applicable", "leftover", "add",  "remove",
    "reorder", "split",     "merge",          "state",    "undo", "redo"};

store::Store::Correction CorrectionFor(const CorrectCommand& command,
                                       const store::StoredSheet& stored) {
  store::Store::Correction correction;
  correction.path = command.pointer;
  correction.kind = command.kind;
  correction.author = ValidUtf8(command.author.empty() ? DefaultAuthor() : command.author);
  correction.note = ValidUtf8(command.note);
  if (command.kind == "state") {
    correction.value_json = nlohmann::ordered_json(ValidUtf8(command.value.value_or(""))).dump();
  } else if (command.kind == "leftover") {
    const auto target = parse::Resolve(stored.sheet.sheet, command.pointer);
    const auto number = static_cast<size_t>(std::max(0, command.leftover)) - 1;
    if (number >= stored.sheet.leftover.size() || target.field == nullptr)
      throw UsageError(Tr("--leftover: the sheet has no such text left over, or no such field"));
    const parse::Leftover& leftover = stored.sheet.leftover[number];
    CorrectCommand text = command;
    if (!text.value) text.value = leftover.text;
    correction.value_json = CheckedValue(text, *target.field, *target.record);
    correction.detail_json =
        nlohmann::ordered_json{{"page", leftover.place.page}, {"text", leftover.text}}.dump();
  } else {
    correction.value_json = command.value.value_or("");
  }
  return correction;
}

int RunKind(const CorrectCommand& command) {
  if (std::find(kKinds.begin(), kKinds.end(), command.kind) == kKinds.end())
    throw UsageError(Say("--kind {}: there is no such kind. There are: {}.",
                         ForTerminal(command.kind), fmt::join(kKinds, ", ")));
  store::Store store = OpenForChanging(command.database);
  const std::string id = RequireSheet(store, command.sheet);
  const auto stored = store.Load(id);
  if (!stored) throw UsageError(Say("{}: there is no such sheet.", ForTerminal(command.sheet)));
  store::Store::Decided decided;
  try {
    decided = store.Decide(id, CorrectionFor(command, *stored));
  } catch (const store::StoreError& error) {
    if (error.kind() != store::StoreError::Kind::kBadValue) throw;
    throw UsageError(Say("this correction is not possible: {}", ForTerminal(error.what())));
  }
  if (decided.outcome == store::Store::Outcome::kNothing)
    throw UsageError(Tr("there is nothing to undo or redo"));
  if (decided.outcome != store::Store::Outcome::kDone)
    throw UsageError(Say("{}: the sheet has no such part.", ForTerminal(command.pointer)));
  fmt::print(
      stderr, "{}\n",
      Say("{} {}: {} (entry {})", id, ForTerminal(command.pointer), command.kind, decided.id));
  return kExitDone;
}

int RunCorrect(const CorrectCommand& command) {
  if (!command.kind.empty() && command.kind != "set" && command.kind != "accept")
    return RunKind(command);
  if (static_cast<int>(command.accept) + static_cast<int>(command.null) +
          static_cast<int>(command.value.has_value()) !=
      1) {
    throw UsageError(Tr("give exactly one of: VALUE, --null, --accept"));
  }
  store::Store store = OpenForChanging(command.database);
  const std::string id = RequireSheet(store, command.sheet);
  const auto stored = store.Load(id);
  const UsageError no_such_field(
      Say("{}: the sheet has no such field. jizen show {} --json shows its fields; a pointer looks "
          "like /areas/0/goals/1/progress.",
          ForTerminal(command.pointer), id));
  if (!stored) throw no_such_field;
  const auto target = parse::Resolve(stored->sheet.sheet, command.pointer);
  if (target.field == nullptr && !command.accept) throw no_such_field;

  store::Store::Correction correction;
  correction.path = command.pointer;
  correction.kind = command.accept ? "accept" : "set";
  if (!command.accept) {
    correction.value_json = CheckedValue(command, *target.field, *target.record);
  }
  correction.author = ValidUtf8(command.author.empty() ? DefaultAuthor() : command.author);
  correction.note = ValidUtf8(command.note);
  if (!store.Correct(id, correction)) throw no_such_field;
  fmt::print(stderr, "{}\n",
             command.accept ? Say("{} {}: accepted", id, ForTerminal(command.pointer))
                            : Say("{} {}: corrected to {}", id, ForTerminal(command.pointer),
                                  ForTerminal(correction.value_json)));
  return kExitDone;
}

}  // namespace

void AddCorrect(CLI::App& program, Action& action) {
  const auto command = std::make_shared<CorrectCommand>();
  CLI::App* app = program.add_subcommand(
      "correct", Tr("set or accept one value; the program never changes it again"));
  app->add_option("SHEET", command->sheet, Tr("the id that list prints, or the file's stem"))
      ->required();
  app->add_option("POINTER", command->pointer,
                  Tr("a JSON Pointer into the sheet as exported, e.g. /areas/0/name"))
      ->required();
  app->add_option("VALUE", command->value,
                  Tr("the right value; for a list of texts a JSON array or one text"));
  AddDatabaseOption(*app, command->database);
  app->add_option(
         "--kind", command->kind,
         Tr("blank, illegible, not-applicable, leftover; of records: add, remove, reorder, "
            "split, merge (VALUE is JSON); of the sheet (POINTER is \"\"): state, undo, "
            "redo"))
      ->type_name("KIND");
  app->add_option("--leftover", command->leftover,
                  Tr("of kind leftover: which text, from 1, in the order of the export"))
      ->type_name("N");
  app->add_flag("--accept", command->accept,
                Tr("the value is right as it is; take it off the review"));
  app->add_flag("--null", command->null, Tr("the form has no such place: null"));
  app->add_flag("--json-value", command->json_value, Tr("VALUE is JSON"));
  app->add_option("--author", command->author, Tr("who says so; else $USER"))->type_name("NAME");
  app->add_option("--note", command->note, Tr("why"))->type_name("TEXT");
  AddExamples(*app,
              "jizen correct tochigi-r01 /areas/0/goals/0/label ①\n"
              "jizen correct tochigi-r01 /areas/0/indicators/0/measures/0/value 12\n"
              "jizen correct --accept tochigi-r01 /motto\n"
              "jizen correct --kind merge tochigi-r01 /areas/0/goals/0 1\n"
              "jizen correct --kind undo tochigi-r01 \"\"");
  app->callback([command, &action] { action = [command] { return RunCorrect(*command); }; });
}

}  // namespace app
