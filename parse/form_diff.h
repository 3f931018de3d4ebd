// Two versions of a form, compared in the words of the form: which headings, tables, columns,
// sectors, notes and constraints were added, removed or reworded. Words are shown as they are
// compared (fold.h).
#ifndef PARSE_FORM_DIFF_H_
#define PARSE_FORM_DIFF_H_

#include <cstdint>
#include <string>
#include <vector>

#include "parse/form_rules.h"

namespace parse {

struct FormChange {
  enum class Kind : uint8_t {
    kAdded,
    kRemoved,
    kReworded,  // `before`: wordings that went, `after`: wordings that came
    kMoved,     // stands elsewhere among its like; before, after: what it follows ("" the first)
    kChanged,   // another property than its words; before, after: "key = value"
  };
  enum class Part : uint8_t {
    kTitle,
    kSector,
    kHeading,  // of a section
    kTable,
    kColumn,
    kNote,
    kArea,   // endings and labels of areas' names
    kCover,  // patterns and words of the cover
    kPageNumber,
    kConstraint,  // what values must keep to
    kForm,        // the form itself: name, version, least_parts
  };
  Kind kind = Kind::kChanged;
  Part part = Part::kForm;
  std::string where;  // id of the section or table, "table/column"; "" for the form's own lists
  std::vector<std::string> before, after;
  friend bool operator==(const FormChange&, const FormChange&) = default;
};

// In the order of the form. Empty: they read alike.
std::vector<FormChange> DiffForms(const FormRules& before, const FormRules& after);

}  // namespace parse

#endif  // PARSE_FORM_DIFF_H_
