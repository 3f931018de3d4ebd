#include "parse/form_rules.h"

#include <algorithm>
#include <string_view>

#include "parse/fold.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

std::u32string Folded(std::string_view text) { return Fold(ToUtf32(text)).text; }

// The words at `key`. A word of blanks would agree with every text.
std::vector<std::u32string> Words(RuleTable& table, std::string_view key, bool required = false) {
  std::vector<std::u32string> words;
  for (const std::string& text : required ? table.RequiredTexts(key) : table.Texts(key)) {
    words.push_back(Folded(text));
    if (words.back().empty()) {
      table.Error(key, "空の言葉です\nan empty word", static_cast<int>(words.size()) - 1);
    }
  }
  return words;
}

std::vector<std::vector<std::u32string>> Keywords(RuleTable& table) {
  // "強み|特徴" names alternatives; all elements must be met.
  std::vector<std::vector<std::u32string>> keywords;
  for (const std::string& element : table.Texts("keywords")) {
    std::vector<std::u32string> alternatives;
    size_t begin = 0;
    while (begin <= element.size()) {
      const size_t bar = std::min(element.find('|', begin), element.size());
      if (bar > begin) alternatives.push_back(Folded(element.substr(begin, bar - begin)));
      begin = bar + 1;
    }
    keywords.push_back(std::move(alternatives));
  }
  return keywords;
}

std::unique_ptr<RE2> Compile(RuleTable& table, std::string_view key, const std::string& pattern,
                             int index) {
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_unique<RE2>(pattern, options);
  if (!compiled->ok()) {
    table.Error(key,
                "正規表現（RE2）として読めません: " + compiled->error() +
                    "\nnot a valid RE2 pattern: " + compiled->error(),
                index);
    return nullptr;
  }
  return compiled;
}

// One of `words`, else a mistake.
size_t Choice(RuleTable& table, std::string_view key, const std::string& text,
              const std::vector<std::string_view>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return i;
  }
  std::string list;
  for (std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  table.Error(key, "「" + text + "」は使えません。次のどれかです: " + list + "\n\"" + text +
                       "\" is not known here; one of: " + list);
  return 0;
}

void CheckList(RuleTable& table, const std::string& list) {
  const RecordShape* area = ShapeOf("area");
  if (list.empty() || area->FindList(list)) return;
  std::vector<std::string_view> names;
  for (const ListShape& shape : area->lists) names.push_back(shape.name);
  Choice(table, "into", list, names);
}

SectionRule LoadSection(RuleTable table) {
  SectionRule section;
  section.id = table.RequiredText("id");
  section.heading = Wording(Words(table, "heading", true));
  section.heading.keywords = Keywords(table);
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

ColumnRule LoadColumn(RuleTable table, std::string_view record) {
  ColumnRule column;
  column.field = table.RequiredText("field");
  column.header = Wording(Words(table, "header", true));
  column.header.keywords = Keywords(table);
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

TableRule LoadTable(RuleTable table) {
  TableRule rule;
  rule.id = table.RequiredText("id");
  rule.into = table.RequiredText("into");
  CheckList(table, rule.into);
  rule.layout = static_cast<TableLayout>(
      Choice(table, "layout", table.Text("layout", "rows"), {"rows", "grouped"}));
  rule.required = table.Flag("required", true);
  const ListShape* list = ShapeOf("area")->FindList(rule.into);
  for (RuleTable& column : table.Tables("columns"))
    rule.columns.push_back(LoadColumn(column, list ? list->record : ""));
  if (rule.columns.empty()) {
    table.Error("columns",
                "表には columns（列）が一つ以上要ります\na table needs at least one column");
  } else if (list) {
    CheckColumns(table, rule, *list);
  }
  table.Finish();
  return rule;
}

CoverRule LoadCover(RuleTable table) {
  CoverRule cover;
  const std::string year = table.RequiredText("year");
  const std::vector<std::string> patterns = table.Texts("patterns");
  const bool endless = year.find("{year}") != std::string::npos;
  if (endless) table.Error("year", "year の中に {year} は書けません\nyear may not hold {year}");
  for (size_t i = 0; i < patterns.size(); ++i) {
    std::string pattern = patterns[i];
    for (size_t at; !endless && (at = pattern.find("{year}")) != std::string::npos;)
      pattern.replace(at, 6, year);
    auto compiled = Compile(table, "patterns", pattern, static_cast<int>(i));
    if (!compiled) continue;
    for (const auto& [name, group] : compiled->NamedCapturingGroups()) {
      if (ShapeOf("sheet")->Find(name)) continue;
      table.Error("patterns",
                  "(?P<" + name + ">…) という項目はありません\nthere is no field \"" + name + "\"",
                  static_cast<int>(i));
    }
    cover.patterns.emplace_back(patterns[i], std::move(compiled));
  }
  cover.area_list = Words(table, "area_list");
  cover.submitter_labels = Words(table, "submitter_labels");
  cover.overview_length = static_cast<int>(table.Integer("overview_length", 50));
  table.Finish();
  return cover;
}

}  // namespace

Wording::Wording(std::vector<std::u32string> texts) : variants(std::move(texts)), sorted(variants) {
  for (std::u32string& text : sorted) std::sort(text.begin(), text.end());
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
  if (auto match = root.Table("match")) {
    form.titles = Words(*match, "title", true);
    form.least_parts = static_cast<int>(match->Integer("least_parts", 2));
    match->Finish();
  }
  if (auto cover = root.Table("cover")) form.cover = LoadCover(*cover);
  if (auto area = root.Table("area")) {
    form.area.endings = Words(*area, "endings", true);
    form.area.labels = Words(*area, "labels");
    form.area.longest = static_cast<int>(area->Integer("longest", 20));
    area->Finish();
  }
  if (auto wording = root.Table("wording")) {
    const std::vector<std::string> numbers = wording->Texts("page_numbers");
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (auto compiled = Compile(*wording, "page_numbers", numbers[i], static_cast<int>(i)))
        form.furniture.emplace_back(numbers[i], std::move(compiled));
    }
    for (const std::u32string& note : Words(*wording, "notes"))
      form.notes.push_back(Wording({note}));
    wording->Finish();
  }
  for (RuleTable& section : root.Tables("section")) form.sections.push_back(LoadSection(section));
  for (RuleTable& table : root.Tables("table")) form.tables.push_back(LoadTable(table));
  form.sectors = Words(root, "sectors", true);
  std::sort(form.sectors.begin(), form.sectors.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  root.Finish();
  return form;
}

}  // namespace parse
