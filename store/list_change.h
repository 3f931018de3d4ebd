// Changes of which records a list has: add, remove, reorder, split, merge. Each is one shape:
// some records of a list are taken out, others are put in their place.
#ifndef STORE_LIST_CHANGE_H_
#define STORE_LIST_CHANGE_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "parse/sheet.h"
#include "store/record_identity.h"

namespace store {

// A record as it was when the change was made.
struct RecordThen {
  RecordIdentity identity;
  std::string path;
  std::string json;
};

struct ListChange {
  std::vector<RecordThen> taken;    // out of the list
  std::optional<RecordThen> after;  // add, reorder: the record before the new place; none: first
  int alike = 0;                    // add: how many records like the new one there were
  std::vector<parse::Record> put;   // in their place; of a reorder: none, it is moved
};

// detail and value of the row <-> the change. `kind`: of the list's records.
std::string DetailOf(const ListChange& change);
std::string ValueOf(const ListChange& change);
std::optional<ListChange> ReadListChange(const std::string& detail, const std::string& value,
                                         std::string_view kind);

// A record from an object that has some of its fields; the others are blank. The error names
// what does not fit.
tl::expected<parse::Record, std::string> RecordFromParts(const nlohmann::ordered_json& json,
                                                         std::string_view kind);

// Is it the same record, whatever the order of those under it? Both as JSON.
bool SameRecord(const std::string& a, const std::string& b);

// Gives the fields of `put` the places where `taken` (their sources) stood.
void TakeOverEvidence(const std::vector<parse::Record>& taken, std::vector<parse::Record>& put);

// The two records as one: texts one paragraph after the other, lists one after the other.
parse::Record Merged(const parse::Record& first, const parse::Record& second);

// What stood on the page in a record that is taken out for good.
std::vector<parse::Leftover> PrintedIn(const parse::Record& record);

}  // namespace store

#endif  // STORE_LIST_CHANGE_H_
