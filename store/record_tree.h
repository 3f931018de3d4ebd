// The records of a sheet while people's changes are played on them: each remembers where the
// machine had it and which entries hold on it.
#ifndef STORE_RECORD_TREE_H_
#define STORE_RECORD_TREE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/sheet.h"
#include "store/correction_log.h"

namespace store {

// The entry that holds at a field, a list or the record itself.
struct Holder {
  const StoredCorrection* correction = nullptr;
  bool reads_the_same = true;
};

struct RecordNode {
  std::string origin;       // the machine's pointer; "" with made_by
  int64_t made_by = 0;      // the entry that made it; 0: the machine
  bool first_made = false;  // the first that its entry made
  std::map<std::string, Holder> holders;
  std::map<std::string, std::vector<RecordNode>, std::less<>> lists;
};

// Where something of the machine's sheet stands now.
struct NewPlace {
  std::string pointer;
  int64_t taken_by = 0;  // the entry that took it out; `pointer` is then the list it was in
};

class RecordPlaces {
 public:
  NewPlace Of(const std::string& machine_pointer) const;

 private:
  friend class RecordTree;
  std::map<std::string, NewPlace> places_;  // by the machine's pointer of a record
};

class RecordTree {
 public:
  explicit RecordTree(const parse::Record& sheet);

  const parse::Record& records() const { return sheet_; }
  parse::Record TakeRecords() { return std::move(sheet_); }
  // REQUIRES: a pointer to a record that is there.
  RecordNode& At(std::string_view pointer);
  parse::Field* FieldAt(std::string_view pointer);
  const RecordNode* MadeBy(int64_t entry) const;
  RecordPlaces Places() const;

  // `positions`: ascending. The records keep nothing of what held on them.
  std::vector<parse::Record> TakeOut(const std::string& list, const std::vector<int>& positions,
                                     int64_t entry);
  void PutIn(const std::string& list, int position, std::vector<parse::Record> records,
             const StoredCorrection& entry);
  void Move(const std::string& list, int from, int to);

 private:
  std::vector<RecordNode>& NodesOf(const std::string& list);

  parse::Record sheet_;
  RecordNode root_;
  std::map<std::string, std::pair<std::string, int64_t>> taken_;  // origin -> its list, the entry
};

}  // namespace store

#endif  // STORE_RECORD_TREE_H_
