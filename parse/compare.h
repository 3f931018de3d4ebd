// Two sheets compared as the contract says: how many printed values are right, wrong, missing
// or too many, and which of the faults nobody would notice.
//
// A field is one printed value, however it is stored (the sectors of a role are one); blank
// ones ("", null, absent) count only where the other sheet has something. `format` is no field.
// Texts are equal if their FoldForCompare are. Records of a list are aligned in order, by what
// they contain, so that one lost record costs its own fields and not those of all after it.
#ifndef PARSE_COMPARE_H_
#define PARSE_COMPARE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parse/sheet.h"

namespace parse {

struct FieldTally {
  int exact = 0;
  int wrong = 0;        // both have a value, not the same
  int missing = 0;      // only the gold sheet has a value
  int extra = 0;        // only the other one has
  int silent = 0;       // of wrong, missing and extra: neither listed for review nor left over
  int review_load = 0;  // of exact: listed for review all the same

  int Gold() const { return exact + wrong + missing; }
  FieldTally& operator+=(const FieldTally& other);
  friend bool operator==(const FieldTally&, const FieldTally&) = default;
};

struct Difference {
  enum class Kind : uint8_t { kWrong, kMissing, kExtra };
  Kind kind = Kind::kWrong;
  std::string field;         // "goal.progress"
  std::string gold_pointer;  // into the gold sheet; of an extra value: the record, "" if none
  std::string got_pointer;   // into the other; where it has no such record, the list it lacks in
  std::string expected;      // as printed; a list of texts is joined by " / "
  std::string got;
  bool silent = false;
};

struct Comparison {
  std::map<std::string, FieldTally> by_field;  // "goal.progress" -> counts
  std::vector<Difference> differences;         // in the order of the gold sheet

  FieldTally Total() const;
};

Comparison CompareSheets(const ParsedSheet& gold, const ParsedSheet& got);

// Two values are equal, as the contract has it, if and only if these are; "" if blank.
std::string ComparableText(const Value& value);

// The value for a person: a list of texts is joined by " / ".
std::string ShownText(const Value& value);

// How many fields of the sheet are not blank.
int CountPrintedFields(const ParsedSheet& sheet);

}  // namespace parse

#endif  // PARSE_COMPARE_H_
