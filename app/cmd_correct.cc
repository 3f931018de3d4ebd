// jizen correct: one value of one sheet, as a person knows it to be.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
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
  std::string sheet, pointer, database, author, note;
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

int RunCorrect(const CorrectCommand& command) {
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
  app->add_flag("--accept", command->accept,
                Tr("the value is right as it is; take it off the review"));
  app->add_flag("--null", command->null, Tr("the form has no such place: null"));
  app->add_flag("--json-value", command->json_value, Tr("VALUE is JSON"));
  app->add_option("--author", command->author, Tr("who says so; else $USER"))->type_name("NAME");
  app->add_option("--note", command->note, Tr("why"))->type_name("TEXT");
  AddExamples(*app,
              "jizen correct tochigi-r01 /areas/0/goals/0/label ①\n"
              "jizen correct tochigi-r01 /areas/0/indicators/0/measures/0/value 12\n"
              "jizen correct --accept tochigi-r01 /motto");
  app->callback([command, &action] { action = [command] { return RunCorrect(*command); }; });
}

}  // namespace app
