// A sheet <-> the JSON of the contract (jizen-sheet/1), and JSON Pointers into it.
#ifndef PARSE_SHEET_JSON_H_
#define PARSE_SHEET_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "parse/sheet.h"

namespace parse {

// What the JSON says of the file that the sheet was read from.
struct SourceInfo {
  std::string file;  // name without its folder, valid UTF-8
  std::string sha256;
  std::string media_type;  // "application/pdf" or "text/plain"
  int pages = 1;
};

// Keys in the order of the schema; the same input gives the same bytes.
nlohmann::ordered_json ToJson(const ParsedSheet& sheet, const SourceInfo& source);

// The field or record that `pointer` names; all nullptr if there is none.
struct Target {
  Record* record = nullptr;      // the record named, or that holds the field
  Field* field = nullptr;        // nullptr where a record or a list is named
  RecordList* list = nullptr;    // the list named, if one is
};
Target Resolve(Record& sheet, std::string_view pointer);

// Calls visit(pointer, record, field) for every field of the tree, in JSON order.
template <typename Visitor>
void VisitFields(const Record& record, const std::string& pointer, const Visitor& visit) {
  for (const Field& field : record.fields) visit(pointer + "/" + field.name, record, field);
  for (const RecordList& list : record.lists) {
    for (size_t i = 0; i < list.records.size(); ++i)
      VisitFields(list.records[i], pointer + "/" + list.name + "/" + std::to_string(i), visit);
  }
}

}  // namespace parse

#endif  // PARSE_SHEET_JSON_H_
