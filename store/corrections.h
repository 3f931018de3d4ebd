// What people decided, brought together with what the machine reads today. Pure functions; the
// rows are read and written by sheet_rows.h.
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
#include "store/record_identity.h"

namespace store {

// A row of the table `correction` that no later one supersedes.
struct StoredCorrection {
  int64_t id = 0;
  std::string path;       // at the time
  RecordIdentity record;  // at the time
  std::string field;      // field or list of the record; "": the record itself
  std::string machine;    // JSON of what the machine had read
  std::string kind;       // "set", "accept"
  std::string value;      // JSON of the value from then on
};

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
  std::vector<Decision> decisions;           // at most one for a field
  std::vector<AcceptedPart> accepted_parts;  // at most one for a record or list
  // "correction-conflict" on the field: the machine now reads something else there; the person's
  //   value stands. Detail, as JSON: path (of then), old, new (the machine's values), human.
  // "correction-moved" on the field: the machine's value is the same, but the record reads
  //   otherwise and is only the most likely one. Detail as above.
  // "correction-detached" on "": the record is not there any more. Detail: path, machine, human.
  std::vector<CorrectionFinding> findings;

  // The correction that holds at a field, list or record; nullopt if none does.
  std::optional<int64_t> Holder(int record, std::string_view field) const;
};

// `corrections`: by id. `sheet`: the machine's values.
Attachment Attach(const parse::Record& sheet, const std::vector<StoredCorrection>& corrections);

// JSON of what the machine read at a field, a list or (field == "") the whole record; "" if the
// record has no such part.
std::string MachineJson(const parse::Record& record, std::string_view field);

}  // namespace store

#endif  // STORE_CORRECTIONS_H_
