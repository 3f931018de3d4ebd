// Which record of a sheet is which, however often the sheet is read anew.
#ifndef STORE_RECORD_IDENTITY_H_
#define STORE_RECORD_IDENTITY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"

namespace store {

// A record in its place. Points into the tree it was made from.
struct PlacedRecord {
  const parse::Record* record = nullptr;
  std::optional<int> parent;  // index into the same vector
  std::optional<int> area;    // the area it stands in (an area: itself)
  std::string_view list;      // of the parent; "" for the sheet
  int position = 0;           // in the list
  std::string pointer;
};

// All records, the sheet first, each before those under it. The index is the record's number
// in the database. Valid while `sheet` is not changed.
std::vector<PlacedRecord> PlacedRecords(const parse::Record& sheet);

// What a reader would go by: all texts are folded for comparison.
struct RecordIdentity {
  std::string kind;
  std::string list;
  std::string area;   // name of the area it stands in; "" for an area and the sheet
  std::string owner;  // label and key of the record above, where that is neither area nor sheet
  std::string label;  // RecordShape::label and key
  std::string key;
  friend bool operator==(const RecordIdentity&, const RecordIdentity&) = default;
};

RecordIdentity IdentityOf(const std::vector<PlacedRecord>& records, size_t index);

}  // namespace store

#endif  // STORE_RECORD_IDENTITY_H_
