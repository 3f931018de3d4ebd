// HANDOVER parse -> store, app: one sheet as read, with its evidence.
//
// A sheet is a tree of records. Which records and fields there are is fixed by
// jizen-sheet/1 and stands in sheet_shape.h; this header knows only the form of
// the tree. The JSON of the contract is made from it in sheet_json.h.
//
// Text       UTF-8: printed characters, defects of extraction repaired, wrapped lines
//            joined, paragraphs separated by '\n'. "" is a place that is printed and was
//            left blank; null (std::monostate) is a column or part the form lacks.
// Ownership  Plain values.
// Errors     None: what could not be read is a Finding or a Leftover.
#ifndef PARSE_SHEET_H_
#define PARSE_SHEET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/geometry.h"

namespace parse {

// One place on one page. No box where the source is plain text.
struct Place {
  int page = 1;
  std::optional<extract::Rect> box;
  friend bool operator==(const Place&, const Place&) = default;
};

enum class Status : uint8_t { kParsed, kAccepted, kCorrected };

struct Evidence {
  std::vector<Place> places;  // in reading order; several where a text goes on overleaf
  std::string rule;           // id of the rule that filled the field
  double confidence = 1;      // 0..1
  std::string printed;        // as printed, before repair and joining; lines end with '\n'
  Status status = Status::kParsed;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// null, text, number, or a list of texts (the sectors of a role).
using Value = std::variant<std::monostate, std::string, double, std::vector<std::string>>;

// Null, "" or no texts: nothing is printed there.
bool IsBlank(const Value& value);

struct Field {
  std::string name;
  Value value;
  Evidence evidence;
  friend bool operator==(const Field&, const Field&) = default;
};

struct RecordList;

// One object of the sheet: the sheet itself, an area, a goal, an item, ...
struct Record {
  std::string kind;  // singular, see sheet_shape.h: "sheet", "area", "goal", "item", ...
  std::vector<Field> fields;
  std::vector<RecordList> lists;

  Field* Find(std::string_view name);
  const Field* Find(std::string_view name) const;
  RecordList* FindList(std::string_view name);
  const RecordList* FindList(std::string_view name) const;
  // The text of a field; "" where it is null, no text or absent.
  std::string_view Text(std::string_view name) const;
  friend bool operator==(const Record&, const Record&);
};

struct RecordList {
  std::string name;  // "areas", "goals", "measures", ...
  std::vector<Record> records;
  friend bool operator==(const RecordList&, const RecordList&) = default;
};

inline bool operator==(const Record& a, const Record& b) {
  return a.kind == b.kind && a.fields == b.fields && a.lists == b.lists;
}

// What a person should look at. `path` is a JSON Pointer into the sheet; one that
// names a record or a list covers all under it, "" covers the sheet.
struct Finding {
  std::string path;
  std::string reason;  // a short code from kReasons in findings.h
  std::string detail;
  friend bool operator==(const Finding&, const Finding&) = default;
};

// Printed text that no field took and no rule knows as wording of the form.
struct Leftover {
  Place place;
  std::string text;
  friend bool operator==(const Leftover&, const Leftover&) = default;
};

// The account of printed characters (white space left out) of one page.
struct PageAccount {
  int page = 1;
  int printed = 0;  // = in_fields + in_form + in_leftover, always
  int in_fields = 0;
  int in_form = 0;  // wording the form prints; each piece is named by a rule
  int in_leftover = 0;
  friend bool operator==(const PageAccount&, const PageAccount&) = default;
};

struct ParsedSheet {
  bool recognised =
      false;         // false: no form fits; then `sheet` has no records and all text is leftover
  std::string form;  // "jizen-kadai@1"; "" if not recognised
  Record sheet;      // kind "sheet"
  std::vector<Finding> review;
  std::vector<Leftover> leftover;
  std::vector<PageAccount> account;
  friend bool operator==(const ParsedSheet&, const ParsedSheet&) = default;
};

}  // namespace parse

#endif  // PARSE_SHEET_H_
