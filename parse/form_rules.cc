#include "parse/form_rules.h"

#include <algorithm>
#include <string_view>

#include "parse/constraints.h"
#include "parse/form_examples.h"
#include "parse/form_parts.h"
#include "parse/form_words.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

void CheckList(RuleTable& table, const std::string& list) {
  const RecordShape* area = ShapeOf("area");
  if (list.empty() || area->FindList(list)) return;
  std::vector<std::string_view> names;
  for (const ListShape& shape : area->lists) names.push_back(shape.name);
  Choice(table, "into", list, names);
}

SectionRule LoadSection(RuleTable table, const FormWords& words) {
  SectionRule section;
  section.id = table.RequiredText("id");
  section.heading = words.HeadingWords(table, "heading");
  section.content = static_cast<SectionContent>(
      Choice(table, "content", table.Text("content", "none"), {"none", "items"}));
  section.into = table.Text("into");
  CheckList(table, section.into);
  const ListShape* list = ShapeOf("area")->FindList(section.into);
  if (section.content == SectionContent::kItems &&
      (section.into.empty() || (list && list->record != "item"))) {
    table.Error(section.into.empty() ? "" : "into",
                "content = \"items\" には、箇条の入る into が要ります\n"
                "content = \"items\" needs a list of items as `into`");
  }
  section.required = table.Flag("required", section.content != SectionContent::kNone);
  table.Finish();
  return section;
}

ColumnRule LoadColumn(RuleTable table, std::string_view record, const FormWords& words) {
  ColumnRule column;
  column.field = table.RequiredText("field");
  column.header = words.HeadingWords(table, "header");
  column.role = static_cast<ColumnRole>(Choice(table, "role", table.Text("role", "text"),
                                               {"text", "label", "measure", "sectors", "role"}));
  if (column.role == ColumnRole::kMeasure) {
    static const std::vector<std::string_view> kKinds = {"baseline", "current", "target", "actual"};
    column.kind = table.RequiredText("kind");
    column.repeat_kind = table.Text("repeat_kind", column.kind);
    if (!column.kind.empty()) {
      Choice(table, "kind", column.kind, kKinds);
      Choice(table, "repeat_kind", column.repeat_kind, kKinds);
    }
  } else if (column.role == ColumnRole::kText) {
    const RecordShape* shape = ShapeOf(record);
    if (shape && !shape->Find(column.field)) {
      std::vector<std::string_view> names;
      for (const FieldShape& field : shape->fields) names.push_back(field.name);
      Choice(table, "field", column.field, names);
    }
  }
  column.required = table.Flag("required");
  column.labelled = table.Flag("labelled");
  table.Finish();
  return column;
}

// What the readers of tables rely on.
void CheckColumns(RuleTable& table, const TableRule& rule, const ListShape& list) {
  const bool grouped = rule.layout == TableLayout::kGrouped;
  const RecordShape& record = *ShapeOf(list.record);
  if (grouped && !record.FindList("roles")) {
    table.Error("layout",
                "layout = \"grouped\" は challenges だけに使えます\n"
                "layout = \"grouped\" is for challenges only");
    return;
  }
  const bool has_key =
      std::any_of(rule.columns.begin(), rule.columns.end(), [grouped](const ColumnRule& column) {
        return column.role == ColumnRole::kText && column.required &&
               (!grouped || column.field == "challenge");
      });
  if (!has_key) {
    table.Error("columns", grouped ? "required = true の challenge の列が要ります\n"
                                     "a column `challenge` with required = true is needed"
                                   : "required = true の文の列が一つ要ります\n"
                                     "a column of text with required = true is needed");
  }
  for (const ColumnRule& column : rule.columns) {
    const bool labels = column.role == ColumnRole::kLabel || column.labelled;
    const bool fits =
        (!labels || grouped || record.Find("label")) &&
        (column.role != ColumnRole::kMeasure || grouped || record.FindList("measures")) &&
        ((column.role != ColumnRole::kSectors && column.role != ColumnRole::kRole) || grouped);
    if (fits) continue;
    table.Error("columns", "この表に「" + column.field +
                               "」の列の role は使えません\n"
                               "the role of the column \"" +
                               column.field + "\" does not fit this table");
  }
}

TableRule LoadTable(RuleTable table, const FormWords& words) {
  TableRule rule;
  rule.id = table.RequiredText("id");
  rule.into = table.RequiredText("into");
  CheckList(table, rule.into);
  rule.layout = static_cast<TableLayout>(
      Choice(table, "layout", table.Text("layout", "rows"), {"rows", "grouped"}));
  rule.required = table.Flag("required", true);
  const ListShape* list = ShapeOf("area")->FindList(rule.into);
  for (RuleTable& column : table.Tables("columns"))
    rule.columns.push_back(LoadColumn(column, list ? list->record : "", words));
  if (rule.columns.empty()) {
    table.Error("columns",
                "表には columns（列）が一つ以上要ります\na table needs at least one column");
  } else if (list) {
    CheckColumns(table, rule, *list);
  }
  table.Finish();
  return rule;
}

CoverRule LoadCover(RuleTable table, const FormWords& words) {
  CoverRule cover;
  const std::string year = table.RequiredText("year");
  const std::vector<std::string> patterns = table.Texts("patterns");
  const bool endless = year.find("{year}") != std::string::npos;
  if (endless) table.Error("year", "year の中に {year} は書けません\nyear may not hold {year}");
  for (size_t i = 0; i < patterns.size(); ++i) {
    std::string pattern = patterns[i];
    for (size_t at; !endless && (at = pattern.find("{year}")) != std::string::npos;)
      pattern.replace(at, 6, year);
    auto compiled = words.Pattern(table, "patterns", pattern, static_cast<int>(i));
    if (!compiled) continue;
    for (const auto& [name, group] : compiled->NamedCapturingGroups()) {
      if (ShapeOf("sheet")->Find(name)) continue;
      table.Error("patterns",
                  "(?P<" + name + ">…) という項目はありません\nthere is no field \"" + name + "\"",
                  static_cast<int>(i));
    }
    cover.patterns.emplace_back(patterns[i], std::move(compiled));
  }
  cover.area_list = words.Words(table, "area_list");
  cover.submitter_labels = words.Words(table, "submitter_labels");
  cover.overview_length = static_cast<int>(table.Integer("overview_length", 50));
  table.Finish();
  return cover;
}

}  // namespace

Wording::Wording(std::vector<std::u32string> texts) : variants(std::move(texts)), sorted(variants) {
  for (std::u32string& text : sorted) std::sort(text.begin(), text.end());
}

const SectionRule* FirstSection(const FormRules& form) {
  return form.sections.empty() || form.sections.front().part >= 0 ? nullptr
                                                                  : &form.sections.front();
}

const SectionRule* LastSection(const FormRules& form) {
  const auto found = std::find_if(form.sections.rbegin(), form.sections.rend(),
                                  [](const SectionRule& section) { return section.part < 0; });
  return found == form.sections.rend() ? nullptr : &*found;
}

FormRules LoadFormRules(RuleTable root, const std::string& file) {
  FormRules form;
  form.file = file;
  if (const int64_t schema = root.Integer("schema", 1); schema != 1) {
    root.Error("schema",
               "この版のプログラムが読めるのは schema = 1 です\nthis program reads schema = 1");
  }
  form.id = root.RequiredText("id");
  form.version = static_cast<int>(root.Integer("version", 1));
  form.name = root.RequiredText("name");
  form.base = root.Text("base");
  const FormWords words(root);
  if (auto match = root.Table("match")) {
    form.titles = words.Words(*match, "title", true);
    form.least_parts = static_cast<int>(match->Integer("least_parts", 2));
    match->Finish();
  }
  if (auto cover = root.Table("cover")) form.cover = LoadCover(*cover, words);
  if (auto area = root.Table("area")) {
    form.area.endings = words.Words(*area, "endings", true);
    form.area.labels = words.Words(*area, "labels");
    form.area.longest = static_cast<int>(area->Integer("longest", 20));
    area->Finish();
  }
  if (auto wording = root.Table("wording")) {
    const std::vector<std::string> numbers = wording->Texts("page_numbers");
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (auto compiled = words.Pattern(*wording, "page_numbers", numbers[i], static_cast<int>(i)))
        form.furniture.emplace_back(numbers[i], std::move(compiled));
    }
    for (const std::u32string& note : words.Words(*wording, "notes"))
      form.notes.push_back(Wording({note}));
    wording->Finish();
  }
  for (RuleTable& section : root.Tables("section"))
    form.sections.push_back(LoadSection(section, words));
  for (RuleTable& table : root.Tables("table")) form.tables.push_back(LoadTable(table, words));
  LoadParts(root, words, form);
  CheckIds(root, form);
  form.sectors = words.Words(root, "sectors", true);
  std::sort(form.sectors.begin(), form.sectors.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  LoadConstraints(root, words, form);
  LoadExamples(root, form);
  root.Finish();
  return form;
}

}  // namespace parse
