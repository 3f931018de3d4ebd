// The rows of `correction` as a log: which entries are in force once undo, redo and later
// decisions are taken into account. Pure functions.
#ifndef STORE_CORRECTION_LOG_H_
#define STORE_CORRECTION_LOG_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/record_identity.h"

namespace store {

// A row of the table `correction`.
struct StoredCorrection {
  int64_t id = 0;
  std::string path;       // at the time
  RecordIdentity record;  // at the time; of a change of a list: the record that holds the list
  std::string field;      // field or list of the record; "": the record itself
  std::string machine;    // JSON of what stood there before any person's value
  std::string kind;
  std::string value;   // JSON of the value from then on
  std::string detail;  // JSON, what the kind needs besides; often ""
  std::optional<int64_t> supersedes, undoes;
  std::string batch, author, note, created_at;
};

// What an entry changes. kNone: no such kind.
enum class ChangeScope : uint8_t { kNone, kField, kPart, kRecords, kSheetState, kUndo };
ChangeScope ScopeOf(std::string_view kind);

// Ids that are not taken back: an undo that is itself undone takes nothing back.
// `log`: by id.
std::set<int64_t> StandingEntries(const std::vector<StoredCorrection>& log);

// The standing entries that no later standing one took the place of, undo entries left out; by id.
std::vector<StoredCorrection> EntriesInForce(const std::vector<StoredCorrection>& log);

// The end of the chain that `entry` stands in: the one that a new entry is to supersede.
int64_t EndOfChain(const std::vector<StoredCorrection>& log, int64_t entry);

// What undo and redo would take back next for `author` ("": anybody): the last standing entry;
// the last standing undo with no standing entry after it. nullopt: nothing.
std::optional<int64_t> NextUndo(const std::vector<StoredCorrection>& log, std::string_view author);
std::optional<int64_t> NextRedo(const std::vector<StoredCorrection>& log, std::string_view author);

}  // namespace store

#endif  // STORE_CORRECTION_LOG_H_
