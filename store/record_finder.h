// Finds the record that a correction was made on in a sheet that was read anew.
//
// The surest sign first. A sign that fits several records alike decides nothing: rather none
// than one by chance.
#ifndef STORE_RECORD_FINDER_H_
#define STORE_RECORD_FINDER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/correction_log.h"
#include "store/record_identity.h"

namespace store {

struct FoundRecord {
  size_t record = 0;           // index into PlacedRecords
  bool reads_the_same = true;  // false: it is only the most likely one
};

// Valid while the sheet that it was made from is not changed.
class RecordFinder {
 public:
  explicit RecordFinder(const parse::Record& sheet);

  const PlacedRecord& At(size_t index) const { return records_[index]; }
  const RecordIdentity& Identity(size_t index) const { return identities_[index]; }
  size_t size() const { return records_.size(); }

  std::optional<FoundRecord> Find(const StoredCorrection& correction) const;
  // What the machine reads now where the correction was made.
  std::string MachineNow(size_t index, const StoredCorrection& correction) const;

 private:
  template <typename Predicate>
  std::vector<size_t> Where(const Predicate& predicate) const;
  std::optional<size_t> OneOfTwins(const std::vector<size_t>& twins, const std::string& old_path,
                                   const StoredCorrection& correction) const;
  std::optional<size_t> MostAlike(const RecordIdentity& old) const;

  std::vector<PlacedRecord> records_;
  std::vector<RecordIdentity> identities_;
};

// The value of a stored row; nullopt if the field of today cannot hold it.
std::optional<parse::Value> ReadValue(const std::string& json, std::string_view kind,
                                      std::string_view field);

// JSON of what the machine read at a field, a list or (field == "") the whole record; "" if the
// record has no such part.
std::string MachineJson(const parse::Record& record, std::string_view field);

}  // namespace store

#endif  // STORE_RECORD_FINDER_H_
