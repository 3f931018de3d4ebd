#include "parse/constraints.h"

#include <algorithm>
#include <string_view>

#include "parse/fold.h"
#include "parse/sector_names.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

std::vector<std::string_view> FieldNames(const RecordShape& shape) {
  std::vector<std::string_view> names;
  for (const FieldShape& field : shape.fields) names.push_back(field.name);
  return names;
}

ConstraintRule LoadConstraint(RuleTable table, const FormWords& words) {
  ConstraintRule rule;
  rule.id = table.RequiredText("id");
  rule.record = table.RequiredText("record");
  rule.message = table.RequiredText("message");
  std::vector<std::string_view> kinds;
  for (const RecordShape& shape : Shapes()) kinds.push_back(shape.kind);
  const RecordShape* shape = ShapeOf(rule.record);
  if (!shape && table.Has("record")) Choice(table, "record", rule.record, kinds);
  if (auto where = table.Table("where")) {
    for (const std::string& name : where->Keys()) {
      if (shape && !shape->Find(name)) Choice(*where, name, name, FieldNames(*shape));
      rule.where.emplace_back(name, where->Text(name));
    }
  }
  rule.need = static_cast<Need>(
      Choice(table, "need", table.RequiredText("need"),
             {"filled", "number", "among", "sector", "pattern", "at-most", "at-least"}));
  const bool counts = rule.need == Need::kAtMost || rule.need == Need::kAtLeast;
  if (rule.need == Need::kNumber) {
    if (shape && !shape->Find("state")) {
      table.Error("need",
                  "need = \"number\" は record = \"measure\" か \"cell\" だけで使えます。\n"
                  "need = \"number\" is for record = \"measure\" or \"cell\" only");
    }
  } else if (!counts) {
    rule.field = table.RequiredText("field");
    if (shape && table.Has("field") && !shape->Find(rule.field))
      Choice(table, "field", rule.field, FieldNames(*shape));
  }
  if (rule.need == Need::kAmong) rule.values = words.Words(table, "values", true);
  if (rule.need == Need::kPattern)
    rule.pattern = words.Pattern(table, "pattern", table.RequiredText("pattern"), -1);
  if (counts) {
    rule.count = static_cast<int>(table.Integer("count", -1));
    if (rule.count < 0) {
      table.Error(table.Has("count") ? "count" : "",
                  "0 以上の count が要ります。\na count of 0 or more is needed");
    }
  }
  table.Finish();
  return rule;
}

bool Selected(const Record& record, const ConstraintRule& rule) {
  return record.kind == rule.record &&
         std::all_of(rule.where.begin(), rule.where.end(), [&record](const auto& wanted) {
           return FoldForCompare(record.Text(wanted.first)) == FoldForCompare(wanted.second);
         });
}

bool Holds(const Record& record, const ConstraintRule& rule, const FormRules& form) {
  if (rule.need == Need::kNumber) {
    const Field* value = record.Find("value");
    return (value && std::holds_alternative<double>(value->value)) ||
           record.Text("state") == "undetermined" || record.Text("state") == "none";
  }
  const Field* field = record.Find(rule.field);
  if (!field) return true;
  if (rule.need == Need::kFilled) return !IsBlank(field->value);
  if (rule.need == Need::kSector) {
    const auto* texts = std::get_if<std::vector<std::string>>(&field->value);
    const auto known = [&form](const std::string& text) {
      return IsSectorName(Fold(ToUtf32(text)).text, form);
    };
    return texts ? std::all_of(texts->begin(), texts->end(), known)
                 : known(std::string(record.Text(rule.field)));
  }
  const std::u32string text = Fold(ToUtf32(record.Text(rule.field))).text;
  if (rule.need == Need::kAmong)
    return std::find(rule.values.begin(), rule.values.end(), text) != rule.values.end();
  return !rule.pattern || RE2::FullMatch(ToUtf8(text), *rule.pattern);
}

class Checker {
 public:
  Checker(const ConstraintRule& rule, const FormRules& form, SheetBuilder& builder)
      : rule_(rule), form_(form), builder_(builder) {}

  void Check(const Record& record, const std::string& path) {
    const bool counts = rule_.need == Need::kAtMost || rule_.need == Need::kAtLeast;
    if (!counts && Selected(record, rule_) && !Holds(record, rule_, form_)) Report(path);
    for (const RecordList& list : record.lists) {
      const std::string list_path = path + "/" + EscapePointerToken(list.name);
      if (counts) CheckCount(record, list, list_path);
      for (size_t i = 0; i < list.records.size(); ++i)
        Check(list.records[i], list_path + "/" + std::to_string(i));
    }
  }

 private:
  void CheckCount(const Record& owner, const RecordList& list, const std::string& path) {
    const RecordShape* shape = ShapeOf(owner.kind);
    const ListShape* of = shape ? shape->FindList(list.name) : nullptr;
    if (!of || of->record != rule_.record) return;
    const auto count =
        std::count_if(list.records.begin(), list.records.end(),
                      [this](const Record& record) { return Selected(record, rule_); });
    if (rule_.need == Need::kAtMost ? count > rule_.count : count < rule_.count) Report(path);
  }

  void Report(const std::string& path) { builder_.AddFinding(path, "rule-broken", rule_.message); }

  const ConstraintRule& rule_;
  const FormRules& form_;
  SheetBuilder& builder_;
};

}  // namespace

void LoadConstraints(RuleTable& root, const FormWords& words, FormRules& form) {
  for (RuleTable& table : root.Tables("constraint"))
    form.constraints.push_back(LoadConstraint(std::move(table), words));
}

void CheckConstraints(const FormRules& form, SheetBuilder& builder) {
  for (const ConstraintRule& rule : form.constraints)
    Checker(rule, form, builder).Check(builder.sheet(), "");
}

}  // namespace parse
