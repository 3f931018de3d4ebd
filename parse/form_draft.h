// A first rule file for an unknown form, from documents of that form: the headings, tables, columns
// and sectors that stand in them, as far as they can be told without knowing the form. What is like
// a form that is known already gets its meaning; all else is for a person to decide.
#ifndef PARSE_FORM_DRAFT_H_
#define PARSE_FORM_DRAFT_H_

#include <string>
#include <vector>

#include "extract/page.h"
#include "parse/rules.h"

namespace parse {

struct DraftColumn {
  std::vector<std::string> headers;            // as printed, numbering and year taken off
  std::string field, role, kind, repeat_kind;  // as in a form file; "" field: no meaning is known
  bool required = false, labelled = false;
  double likeness = 0;   // to the known column it has its meaning from
  bool numbers = false;  // most of its cells hold a number and little else
};

struct DraftTable {
  std::string id, into;  // "" into: like no known table
  bool grouped = false;  // cells of its first column stand beside several rows
  bool guessed = false;  // the meaning of a column is far from sure
  std::vector<DraftColumn> columns;
  int seen = 0;  // grids
};

struct DraftSection {
  std::string id;
  std::vector<std::string> headings;
  std::string into;         // list of items; "" none or not known
  bool items = false;       // text is to be read as items into `into`
  bool text_below = false;  // text, no table, follows it
  bool known = false;       // like a heading of a known form
  int seen = 0;
};

struct FormDraft {
  std::vector<std::string> titles;
  std::vector<DraftSection> sections;  // in the order of the document
  std::vector<DraftTable> tables;
  std::vector<std::string> sectors;  // in the order of the document
  // What a document cannot tell, from the known form that it is most like.
  std::string like;  // its id
  std::string year;  // pattern
  std::vector<std::string> cover_patterns, area_list, submitter_labels;
  std::vector<std::string> area_endings, area_labels, page_numbers;

  bool Empty() const { return sections.empty() && tables.empty(); }
};

// REQUIRES: rules have a form. Deterministic.
FormDraft DraftForm(const std::vector<extract::SourceLayers>& documents, const RuleSet& rules);

}  // namespace parse

#endif  // PARSE_FORM_DRAFT_H_
