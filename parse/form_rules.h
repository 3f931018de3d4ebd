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
  int part = -1;         // of FormRules::parts: the heading is that part's
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
  bool quantity = false;  // of a part: the text is read as a quantity, too
};

enum class TableLayout : uint8_t {
  kRows,     // one record a row
  kGrouped,  // one record a group of rows, with roles by sector beside it
  kPairs,    // labels and values side by side, without a header; only of a part
};

struct TableRule {
  std::string id;
  std::string into;  // list of the area
  TableLayout layout = TableLayout::kRows;
  std::vector<ColumnRule> columns;
  bool required = true;  // missing in an area: a finding
  int part = -1;         // of FormRules::parts: its rows are that part's
};

enum class PartContent : uint8_t {
  kItems,  // text as items
  kTable,  // a table with a header
  kPairs,  // labels and values, in a table without a header or line by line
};

// A row of a part that the form knows by its label.
struct PartRow {
  std::string name;
  Wording label;
  Wording group;          // stands left of several labels; no variants: any, or none
  bool quantity = false;  // its values are read as quantities, too
};

// A part that the schema of a sheet does not have: carried as a record with rows and cells.
struct PartRule {
  std::string id;
  bool of_sheet = false;  // else of each area
  PartContent content = PartContent::kItems;
  bool required = true;  // missing: a finding
  std::vector<PartRow> rows;
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

enum class Need : uint8_t {
  kFilled,   // the field is not blank
  kNumber,   // the text is a quantity, or says that there is none yet
  kAmong,    // the field is one of `values`
  kSector,   // all its texts are sectors of the form
  kPattern,  // the whole of the field fits `pattern`
  kAtMost,   // no more than `count` such records in a list
  kAtLeast,  // no fewer
};

// What must hold for the records of one kind; where it does not, a finding says `message`.
struct ConstraintRule {
  std::string id;
  std::string record;                                      // kind: "measure", "role", "row", ...
  std::vector<std::pair<std::string, std::string>> where;  // only records with these values
  Need need = Need::kFilled;
  std::string field;  // "" with kNumber, kAtMost, kAtLeast
  std::vector<std::u32string> values;
  std::unique_ptr<RE2> pattern;
  int count = 0;
  std::string message;
};

enum class ExampleKind : uint8_t { kSection, kColumn, kSector, kQuantity };

// A printed text and what the form must take it for; form_examples.h.
struct FormExample {
  std::string text;
  ExampleKind kind = ExampleKind::kSection;
  std::string table;   // of kColumn
  std::string wanted;  // id of a section, field or kind of a column, "true" or "false", a quantity
  RuleError place;     // where it stands; no message
};

struct FormRules {
  std::string id;
  int version = 1;
  std::string name;
  std::string file;
  std::string base;  // id of the form that it changes; "": none

  std::vector<std::u32string> titles;  // any of these names the form
  int least_parts = 2;                 // sections and tables that must be found besides

  CoverRule cover;
  AreaRule area;
  std::vector<std::pair<std::string, std::unique_ptr<RE2>>> furniture;  // page numbers and the like
  std::vector<Wording> notes;  // printed by the form itself
  std::vector<SectionRule> sections;
  std::vector<TableRule> tables;
  // The headings and tables of parts stand in `sections` and `tables`, after all others.
  std::vector<PartRule> parts;
  std::vector<std::u32string> sectors;  // longest first
  std::vector<ConstraintRule> constraints;
  std::vector<FormExample> examples;
};

// The section that each area's part of a sheet begins or ends with; nullptr: there is none.
const SectionRule* FirstSection(const FormRules& form);
const SectionRule* LastSection(const FormRules& form);

// Mistakes are reported through `root`; what could be read is returned.
FormRules LoadFormRules(RuleTable root, const std::string& file);

}  // namespace parse

#endif  // PARSE_FORM_RULES_H_
