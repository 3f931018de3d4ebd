#include "parse/form_examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "parse/document_text.h"
#include "parse/fold.h"
#include "parse/form_words.h"
#include "parse/page_roles.h"
#include "parse/pair_match.h"
#include "parse/quantity.h"
#include "parse/sector_names.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

// The column's field; of a measure its kind, as all measures have one field.
std::string_view NameOf(const ColumnRule& column) {
  return column.role == ColumnRole::kMeasure ? column.kind : column.field;
}

const TableRule* FindTable(const FormRules& form, const std::string& id) {
  const auto found = std::find_if(form.tables.begin(), form.tables.end(),
                                  [&id](const TableRule& table) { return table.id == id; });
  return found == form.tables.end() ? nullptr : &*found;
}

FormExample LoadExample(RuleTable table, const FormRules& form) {
  FormExample example;
  example.text = table.RequiredText("text");
  const bool section = table.Has("section"), sector = table.Has("sector");
  const bool column = table.Has("column"), quantity = table.Has("quantity");
  if (section + sector + column + quantity != 1) {
    table.Error("",
                "section・column・sector・quantity のどれか一つが要ります。\n"
                "one of section, column, sector, quantity is needed");
  }
  if (table.Has("table") && !column) {
    table.Error("table", "table には column が要ります。\ntable needs column");
  }
  std::string key;
  if (section) {
    key = "section";
    example.kind = ExampleKind::kSection;
    example.wanted = table.Text("section");
    std::vector<std::string_view> ids = {""};
    for (const SectionRule& rule : form.sections) ids.push_back(rule.id);
    Choice(table, "section", example.wanted, ids);
  } else if (column) {
    key = "column";
    example.kind = ExampleKind::kColumn;
    example.table = table.RequiredText("table");
    example.wanted = table.Text("column");
    std::vector<std::string_view> ids, names = {""};
    for (const TableRule& rule : form.tables) ids.push_back(rule.id);
    if (const TableRule* rule = FindTable(form, example.table)) {
      for (const ColumnRule& one : rule->columns) names.push_back(NameOf(one));
      Choice(table, "column", example.wanted, names);
    } else if (table.Has("table")) {
      Choice(table, "table", example.table, ids);
    }
  } else if (sector) {
    key = "sector";
    example.kind = ExampleKind::kSector;
    example.wanted = table.Flag("sector", true) ? "true" : "false";
  } else if (quantity) {
    key = "quantity";
    example.kind = ExampleKind::kQuantity;
    example.wanted = table.Text("quantity");
  }
  example.place = table.ErrorAt(key, "");
  table.Finish();
  return example;
}

std::string SectionOf(const std::string& text, const FormRules& form, const WordLists& words) {
  const HeadingMatch match = MatchHeading(Fold(ToUtf32(text)), form, words);
  return match.section && match.score >= kSureScore ? match.section->id : "";
}

std::string ColumnOf(const std::string& text, const TableRule& table, const WordLists& words) {
  const std::u32string folded = Fold(ToUtf32(text)).text;
  const BareWording bare = MakeBare(folded, words);
  const std::vector<double> scores = ColumnScores(bare, table, true);
  double best = 0;
  std::string name;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const double score = IsWording(folded, table.columns[i].header) ? 1 : scores[i];
    if (score < kSureScore || score <= best) continue;
    best = score;
    name = NameOf(table.columns[i]);
  }
  return name;
}

// "12 か所", "3..5 か所 range", "undetermined": value, unit, and the comparator where it is not =.
std::string QuantityOf(const std::string& text, const WordLists& words) {
  const Quantity quantity = ReadQuantity(text, words);
  if (quantity.doubtful) return "?";
  if (!quantity.value) return std::string(Code(quantity.state));
  std::string said = fmt::format("{}", *quantity.value);
  if (quantity.value_max) said += fmt::format("..{}", *quantity.value_max);
  if (quantity.unit) said += " " + *quantity.unit;
  if (quantity.comparator != Comparator::kEqual && quantity.comparator != Comparator::kRange)
    said += fmt::format(" {}", Symbol(quantity.comparator));
  return said;
}

std::string Outcome(const FormExample& example, const FormRules& form, const WordLists& words) {
  switch (example.kind) {
    case ExampleKind::kSection:
      return SectionOf(example.text, form, words);
    case ExampleKind::kColumn: {
      const TableRule* table = FindTable(form, example.table);
      return table ? ColumnOf(example.text, *table, words) : "";
    }
    case ExampleKind::kSector:
      return IsSectorName(Fold(ToUtf32(example.text)).text, form) ? "true" : "false";
    case ExampleKind::kQuantity:
      break;
  }
  return QuantityOf(example.text, words);
}

}  // namespace

void LoadExamples(RuleTable& root, FormRules& form) {
  for (RuleTable& table : root.Tables("example"))
    form.examples.push_back(LoadExample(std::move(table), form));
}

std::vector<RuleError> FailingExamples(const FormRules& form, const WordLists& words) {
  std::vector<RuleError> failing;
  for (const FormExample& example : form.examples) {
    const std::string got = Outcome(example, form, words);
    if (got == example.wanted) continue;
    RuleError error = example.place;
    error.message = fmt::format(
        "例「{0}」は「{1}」になるはずですが、「{2}」になります。\n"
        "the example \"{0}\" must give \"{1}\", but gives \"{2}\"",
        example.text, example.wanted, got);
    failing.push_back(std::move(error));
  }
  return failing;
}

}  // namespace parse
