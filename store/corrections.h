// What people decided, brought together with what the machine reads today. Pure functions; the
// rows are read and written by correction_rows.h.
//
// A correction belongs to a record, not to a path: when a new parse finds the records in another
// order, or one more, it goes with its record. Where it finds none, or cannot tell which of
// several, it becomes a finding: it is never dropped, and never put on a record by chance.
#ifndef STORE_CORRECTIONS_H_
#define STORE_CORRECTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/correction_log.h"

namespace store {

// The value in force of one field.
struct Decision {
  int64_t correction = 0;
  int record = 0;  // index into PlacedRecords
  std::string field;
  std::string pointer;
  parse::Status status = parse::Status::kCorrected;
  parse::Value value;
};

// A record or list that a person looked at and found right.
struct AcceptedPart {
  int64_t correction = 0;
  int record = 0;
  std::string field;  // the list; "": the record itself
  std::string pointer;
  bool unchanged = true;  // since then
};

struct CorrectionFinding {
  int64_t correction = 0;
  parse::Finding finding;
};

struct Attachment {
  // The machine's sheet with the records as people arranged them, and without the leftovers that
  // they put into fields. Values of fields are still the machine's, but for records that people
  // made. `review` and `leftover` are those of the machine, in their new places.
  parse::ParsedSheet sheet;
  bool rearranged = false;  // false: `sheet` is the machine's
  // For each finding of sheet.review: the entry that took out what it was about.
  std::vector<std::optional<int64_t>> settled_by;

  std::vector<Decision> decisions;           // at most one for a field
  std::vector<AcceptedPart> accepted_parts;  // at most one for a record or list
  // "correction-conflict" on the field: the machine now reads something else there; the person's
  //   value stands. Detail, as JSON: path (of then), old, new (the machine's values), human.
  // "correction-moved" on the field: the machine's value is the same, but the record reads
  //   otherwise and is only the most likely one. Detail as above.
  // "correction-detached" on "": the record is not there any more. Detail: path, machine, human.
  std::vector<CorrectionFinding> findings;
  std::string state;  // what a person said of the sheet: "postponed", "rejected"; "": nothing

  // The correction that holds at a field, list or record; nullopt if none does.
  std::optional<int64_t> Holder(int record, std::string_view field) const;
};

// `in_force`: EntriesInForce, by id. `machine`: as the machine read it.
Attachment Attach(const parse::ParsedSheet& machine, const std::vector<StoredCorrection>& in_force);

}  // namespace store

#endif  // STORE_CORRECTIONS_H_
