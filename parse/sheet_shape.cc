#include "parse/sheet_shape.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace parse {
namespace {

constexpr FieldShape Text(std::string_view name, std::string_view derived_from = {}) {
  return {name, FieldType::kText, false, false, derived_from};
}
constexpr FieldShape TextOrNull(std::string_view name, std::string_view derived_from = {}) {
  return {name, FieldType::kText, true, false, derived_from};
}

constexpr std::array kSheetFields = {
    FieldShape{"fiscal_year", FieldType::kInteger, true, false, "fiscal_year_label"},
    Text("fiscal_year_label"),
    Text("program"),
    Text("meeting"),
    Text("document"),
    Text("submitter"),
    TextOrNull("submitter_code", "submitter"),
    TextOrNull("motto"),
    TextOrNull("overview"),
};
// Parts that only some forms have, declared in their rules.
constexpr ListShape kParts = {"parts", "part", {}, true};
constexpr std::array kSheetLists = {ListShape{"areas", "area"}, kParts};

constexpr std::array kAreaFields = {Text("name")};
constexpr std::array kAreaLists = {
    ListShape{"goals", "goal"},
    ListShape{"strengths", "item"},
    ListShape{"challenges", "challenge"},
    ListShape{"indicators", "indicator"},
    ListShape{"hospital_collaboration", "item"},
    ListShape{"concerns", "item"},
    kParts,
};

constexpr std::array kGoalFields = {Text("label"), Text("goal"), Text("progress")};
constexpr std::array kItemFields = {Text("marker"), Text("text")};

constexpr std::array kChallengeFields = {Text("challenge"), Text("policy")};
constexpr std::array kChallengeLists = {ListShape{"roles", "role"}};
constexpr std::array kRoleFields = {FieldShape{"sectors", FieldType::kTexts}, Text("text")};

constexpr std::array kIndicatorFields = {Text("label"), Text("indicator"), TextOrNull("reason"),
                                         TextOrNull("expected_outcome")};
constexpr std::array kIndicatorLists = {ListShape{"measures", "measure", "expected_outcome"}};
constexpr std::array kMeasureFields = {
    Text("kind", "heading"),
    Text("heading"),
    Text("text"),
    FieldShape{"value", FieldType::kNumber, true, false, "text"},
    FieldShape{"value_max", FieldType::kNumber, true, true, "text"},
    TextOrNull("unit", "text"),
    TextOrNull("comparator", "text"),
    Text("state", "text"),
};

constexpr FieldShape Optional(std::string_view name, FieldType type,
                              std::string_view derived_from) {
  return {name, type, true, true, derived_from};
}

constexpr std::array kPartFields = {Text("part", "heading"), Text("heading")};
constexpr std::array kPartLists = {ListShape{"rows", "row"}};
constexpr std::array kRowFields = {
    Optional("name", FieldType::kText, "label"),
    Optional("group", FieldType::kText, {}),
    Text("label"),
};
constexpr std::array kRowLists = {ListShape{"cells", "cell"}};
constexpr std::array kCellFields = {
    Text("column", "heading"),
    Text("heading"),
    Optional("until", FieldType::kText, {}),
    Text("text"),
    Optional("value", FieldType::kNumber, "text"),
    Optional("value_max", FieldType::kNumber, "text"),
    Optional("unit", FieldType::kText, "text"),
    Optional("comparator", FieldType::kText, "text"),
    Optional("state", FieldType::kText, "text"),
};

constexpr std::array kShapes = {
    RecordShape{"sheet", kSheetFields, kSheetLists},
    RecordShape{"area", kAreaFields, kAreaLists, {}, "name"},
    RecordShape{"goal", kGoalFields, {}, "label", "goal"},
    RecordShape{"item", kItemFields, {}, "marker", "text"},
    RecordShape{"challenge", kChallengeFields, kChallengeLists, {}, "challenge"},
    RecordShape{"role", kRoleFields, {}, {}, "sectors"},
    RecordShape{"indicator", kIndicatorFields, kIndicatorLists, "label", "indicator"},
    RecordShape{"measure", kMeasureFields, {}, "kind", "heading"},
    RecordShape{"part", kPartFields, kPartLists, {}, "part"},
    RecordShape{"row", kRowFields, kRowLists, "group", "label"},
    RecordShape{"cell", kCellFields, {}, "column", "text"},
};

Value EmptyValue(const FieldShape& shape) {
  if (shape.nullable) return std::monostate();
  switch (shape.type) {
    case FieldType::kText:
      return std::string();
    case FieldType::kTexts:
      return std::vector<std::string>();
    case FieldType::kNumber:
    case FieldType::kInteger:
      break;  // a number that is not there is null
  }
  return std::monostate();
}

}  // namespace

const FieldShape* RecordShape::Find(std::string_view field) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [field](const FieldShape& shape) { return shape.name == field; });
  return found == fields.end() ? nullptr : &*found;
}

const ListShape* RecordShape::FindList(std::string_view list) const {
  const auto found = std::find_if(lists.begin(), lists.end(),
                                  [list](const ListShape& shape) { return shape.name == list; });
  return found == lists.end() ? nullptr : &*found;
}

std::span<const RecordShape> Shapes() { return kShapes; }

const RecordShape* ShapeOf(std::string_view kind) {
  const auto* found = std::find_if(kShapes.begin(), kShapes.end(),
                                   [kind](const RecordShape& shape) { return shape.kind == kind; });
  return found == kShapes.end() ? nullptr : found;
}

Record MakeRecord(std::string_view kind) {
  const RecordShape* shape = ShapeOf(kind);
  assert(shape != nullptr);
  Record record;
  record.kind = kind;
  for (const FieldShape& field : shape->fields)
    record.fields.push_back({std::string(field.name), EmptyValue(field), {}});
  for (const ListShape& list : shape->lists) record.lists.push_back({std::string(list.name), {}});
  return record;
}

}  // namespace parse
