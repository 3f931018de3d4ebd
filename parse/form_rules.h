// One form, from rules/forms/*.toml: which words its parts have. Data only; how the words
// are looked for is in wording_match.h. The keys are described in rules/README.md.
//
// All words are stored folded (fold.h). RE2 patterns run on folded text.
#ifndef PARSE_FORM_RULES_H_
#define PARSE_FORM_RULES_H_

#include <re2/re2.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parse/rule_file.h"

namespace parse {

// Wording of one heading, column header or label, in all its variants.
struct Wording {
  Wording() = default;
  explicit Wording(std::vector<std::u32string> texts);

  std::vector<std::u32string> variants;
  std::vector<std::u32string> sorted;  // each variant's characters in order, to compare quickly
  // Each inner list: one of these words must occur. Only for text that looks like a heading.
  std::vector<std::vector<std::u32string>> keywords;
  // What the variants consist of, see wording_words.h; empty until LearnWords has run.
  std::vector<std::u32string> skeletons, words, heads;
};

enum class SectionContent : uint8_t {
  kNone,   // a heading over other parts; text below it is not ours
  kItems,  // text as items, each a record with marker and text
};

struct SectionRule {
  std::string id;
  Wording heading;
  SectionContent content = SectionContent::kNone;
  std::string into;      // list of the area that the items go to; "" for kNone
  bool required = true;  // missing in an area: a finding
};

enum class ColumnRole : uint8_t {
  kText,     // a text field of the row's record
  kLabel,    // the row's label in a column of its own (番号)
  kMeasure,  // one record of the list `measures`
  kSectors,  // the sectors of a role
  kRole,     // the text of a role; a header over both covers kSectors, too
};

struct ColumnRule {
  std::string field;  // "goal", "measures", "sectors", ...
  ColumnRole role = ColumnRole::kText;
  std::string kind;         // of a measure: baseline, target, actual
  std::string repeat_kind;  // of a later measure of the same kind; "" = kind
  Wording header;
  bool required = false;  // a table without it is not this table
  bool labelled = false;  // the row's label stands at the start of this text
};

enum class TableLayout : uint8_t {
  kRows,     // one record a row
  kGrouped,  // one record a group of rows, with roles by sector beside it
};

struct TableRule {
  std::string id;
  std::string into;  // list of the area
  TableLayout layout = TableLayout::kRows;
  std::vector<ColumnRule> columns;
  bool required = true;  // missing in an area: a finding
};

struct CoverRule {
  // RE2 with named groups that are fields of the sheet; {year} stands for a fiscal year.
  std::vector<std::pair<std::string, std::unique_ptr<RE2>>> patterns;
  std::vector<std::u32string> area_list;         // wording before the list of areas
  std::vector<std::u32string> submitter_labels;  // wording before the submitter's name
  int overview_length = 50;                      // characters from which a text is no motto
};

struct AreaRule {
  std::vector<std::u32string> endings;  // 圏域, 管内, ...
  std::vector<std::u32string> labels;   // wording before the name: 圏域名
  int longest = 20;                     // characters
};

struct FormRules {
  std::string id;
  int version = 1;
  std::string name;
  std::string file;

  std::vector<std::u32string> titles;  // any of these names the form
  int least_parts = 2;                 // sections and tables that must be found besides

  CoverRule cover;
  AreaRule area;
  std::vector<std::pair<std::string, std::unique_ptr<RE2>>> furniture;  // page numbers and the like
  std::vector<Wording> notes;  // printed by the form itself
  std::vector<SectionRule> sections;
  std::vector<TableRule> tables;
  std::vector<std::u32string> sectors;  // longest first
};

// Mistakes are reported through `root`; what could be read is returned.
FormRules LoadFormRules(RuleTable root, const std::string& file);

}  // namespace parse

#endif  // PARSE_FORM_RULES_H_
