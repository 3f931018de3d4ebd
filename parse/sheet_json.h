// A sheet <-> the JSON of the contract (jizen-sheet/1), and JSON Pointers into it.
//
// Errors  Only reading has any: a SheetJsonError names the place. Nothing is thrown.
#ifndef PARSE_SHEET_JSON_H_
#define PARSE_SHEET_JSON_H_

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "parse/sheet.h"
#include "parse/sheet_shape.h"

namespace parse {

// What the JSON says of the file that the sheet was read from.
struct SourceInfo {
  std::string file;  // name without its folder; what is no valid UTF-8 is shown as U+FFFD
  std::string sha256;
  std::string media_type;  // "application/pdf" or "text/plain"
  int pages = 1;
};

// Keys in the order of the schema; the same input gives the same bytes. Always valid UTF-8.
// `fields` has every field with a place, a rule or a decision of a person. Beyond the schema
// its entries have "printed" and, where a value goes on over several pages, "places":
// [{"page", "bbox"}]; "page" and "bbox" are then those of the first page.
nlohmann::ordered_json ToJson(const ParsedSheet& sheet, const SourceInfo& source);

struct SheetJsonError {
  enum class Problem : uint8_t { kNotJson, kOtherFormat, kMissing, kWrongType, kUnknownPointer };
  Problem problem = Problem::kNotJson;
  std::string pointer;  // where; "" for the whole text
  std::string detail;   // in English, for a log
};

// Reads what ToJson writes, and gold sheets made by hand (which have no `fields`). Keys that
// the schema does not know are left aside. A sheet with `form` "" is an unrecognised one.
tl::expected<ParsedSheet, SheetJsonError> FromJson(const nlohmann::ordered_json& json);
tl::expected<ParsedSheet, SheetJsonError> FromJsonText(std::string_view text);

// One value. Whole numbers are written without a fraction.
nlohmann::ordered_json ValueToJson(const Value& value);
// The values of one record and all under it, without evidence.
nlohmann::ordered_json RecordToJson(const Record& record);
// The error is kWrongType where the field cannot hold such a value.
tl::expected<Value, SheetJsonError> ValueFromJson(const nlohmann::ordered_json& json,
                                                  const FieldShape& shape);

// The field, record or list that `pointer` names; all nullptr if there is none.
struct Target {
  Record* record = nullptr;    // the record named, or the one that holds the field or list
  Field* field = nullptr;      // nullptr where a record or a list is named
  RecordList* list = nullptr;  // the list named, if one is
};
Target Resolve(Record& sheet, std::string_view pointer);

struct ConstTarget {
  const Record* record = nullptr;
  const Field* field = nullptr;
  const RecordList* list = nullptr;
};
ConstTarget Resolve(const Record& sheet, std::string_view pointer);

// One step of a JSON Pointer, with ~ and / escaped.
std::string EscapePointerToken(std::string_view token);

// Does a finding at `path` cover the value at `pointer`: is it the same or above it?
bool Covers(std::string_view path, std::string_view pointer);

// Calls visit(pointer, record, field) for every field of the tree: a record's own fields, then
// its lists, in the order of the tree.
template <typename Visitor>
void VisitFields(const Record& record, const std::string& pointer, const Visitor& visit) {
  for (const Field& field : record.fields)
    visit(pointer + "/" + EscapePointerToken(field.name), record, field);
  for (const RecordList& list : record.lists) {
    const std::string list_pointer = pointer + "/" + EscapePointerToken(list.name) + "/";
    for (size_t i = 0; i < list.records.size(); ++i)
      VisitFields(list.records[i], list_pointer + std::to_string(i), visit);
  }
}

}  // namespace parse

#endif  // PARSE_SHEET_JSON_H_
