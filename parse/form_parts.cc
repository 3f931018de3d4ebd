#include "parse/form_parts.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace parse {
namespace {

constexpr const char* kList = "parts";

void LoadColumn(RuleTable table, const FormWords& words, std::vector<ColumnRule>& columns) {
  const std::string field = table.RequiredText("field");
  const bool repeated = table.Has("each");
  const std::vector<std::string> values =
      repeated ? table.RequiredTexts("each") : std::vector<std::string>();
  if (repeated && field.find("{each}") == std::string::npos) {
    table.Error("field",
                "each のある列の field には {each} を入れます。\n"
                "the field of a column with each must hold {each}");
  }
  ColumnRule column;
  column.role = Choice(table, "role", table.Text("role", "text"), {"text", "label"}) == 1
                    ? ColumnRole::kLabel
                    : ColumnRole::kText;
  column.required = table.Flag("required");
  column.quantity = table.Flag("quantity");
  if (repeated) {
    for (const std::string& value : values) {
      ColumnRule one = column;
      one.field = WithEach(field, value);
      one.header = words.HeadingWords(table, "header", value);
      columns.push_back(std::move(one));
    }
  } else {
    column.field = field;
    column.header = words.HeadingWords(table, "header");
    columns.push_back(std::move(column));
  }
  table.Finish();
}

PartRow LoadRow(RuleTable table, const FormWords& words) {
  PartRow row;
  row.name = table.RequiredText("name");
  row.label = Wording(words.Words(table, "label", true));
  row.group = Wording(words.Words(table, "group"));
  row.quantity = table.Flag("quantity");
  table.Finish();
  return row;
}

void CheckTable(RuleTable& table, const PartRule& part, const TableRule& rule) {
  if (part.content == PartContent::kTable) {
    const auto columns = std::count_if(rule.columns.begin(), rule.columns.end(),
                                       [](const ColumnRule& column) { return column.required; });
    if (rule.columns.size() < 2 || columns == 0) {
      table.Error(
          "columns",
          "content = \"table\" には、二つ以上の columns（列）と、その一つに required = true "
          "が要ります。\ncontent = \"table\" needs two columns or more, one of them with "
          "required = true");
    }
  }
  if (part.content == PartContent::kPairs && part.rows.size() < 2) {
    table.Error("rows",
                "content = \"pairs\" には、二つ以上の rows（行）が要ります。\n"
                "content = \"pairs\" needs two rows or more");
  }
  if (part.content == PartContent::kItems && (!part.rows.empty() || !rule.columns.empty())) {
    table.Error("content",
                "content = \"items\" に rows や columns は書けません。\n"
                "content = \"items\" takes no rows and no columns");
  }
  std::set<std::string> names;
  for (const ColumnRule& column : rule.columns) {
    if (names.insert(column.field).second) continue;
    table.Error("columns", "同じ field の列が二つあります: " + column.field +
                               "\ntwo columns have the field " + column.field);
  }
  std::set<std::string> rows;
  for (const PartRow& row : part.rows) {
    if (rows.insert(row.name).second) continue;
    table.Error("rows", "同じ name の行が二つあります: " + row.name + "\ntwo rows have the name " +
                            row.name);
  }
}

void LoadPart(RuleTable table, const FormWords& words, FormRules& form) {
  PartRule part;
  part.id = table.RequiredText("id");
  part.of_sheet = Choice(table, "of", table.Text("of", "area"), {"area", "sheet"}) == 1;
  part.content = static_cast<PartContent>(
      Choice(table, "content", table.Text("content", "items"), {"items", "table", "pairs"}));
  part.required = table.Flag("required", true);
  for (RuleTable& row : table.Tables("rows")) part.rows.push_back(LoadRow(row, words));
  const int index = static_cast<int>(form.parts.size());
  SectionRule section;
  section.id = part.id;
  section.heading = words.HeadingWords(table, "heading");
  section.content =
      part.content == PartContent::kTable ? SectionContent::kNone : SectionContent::kItems;
  section.into = kList;
  section.required = false;
  section.part = index;
  TableRule rule;
  rule.id = part.id;
  rule.into = kList;
  rule.required = false;
  rule.part = index;
  rule.layout = part.content == PartContent::kPairs ? TableLayout::kPairs : TableLayout::kRows;
  for (RuleTable& column : table.Tables("columns")) LoadColumn(column, words, rule.columns);
  CheckTable(table, part, rule);
  table.Finish();
  form.sections.push_back(std::move(section));
  if (part.content != PartContent::kItems) form.tables.push_back(std::move(rule));
  form.parts.push_back(std::move(part));
}

}  // namespace

void LoadParts(RuleTable& root, const FormWords& words, FormRules& form) {
  for (RuleTable& table : root.Tables("part")) LoadPart(table, words, form);
}

void CheckIds(RuleTable& root, const FormRules& form) {
  // A part's id stands among the sections and, where it has one, among the tables.
  const auto check = [&](const char* key, const auto& entries, bool parts) {
    std::set<std::string> ids;
    for (const auto& entry : entries) {
      if (ids.insert(entry.id).second || entry.id.empty()) continue;
      if (parts != (entry.part >= 0)) continue;
      root.Error(
          key, "同じ id が二度使われています: " + entry.id + "\nthe id is used twice: " + entry.id);
    }
  };
  check("section", form.sections, false);
  check("table", form.tables, false);
  check("part", form.sections, true);
}

}  // namespace parse
