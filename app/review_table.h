// The values to check as a table for a spreadsheet, and back: what a person wrote into it becomes
// corrections. Plain functions; the files are read and written by review_xlsx.h and review_csv.h.
//
// Damage  Each row carries a seal over all that must not be changed in it, and its number of how
//         many. A row that does not fit its seal, stands there twice, or whose value in the
//         database is another by now, is refused with a reason; rows that are gone or stand in
//         another order are reported.
#ifndef APP_REVIEW_TABLE_H_
#define APP_REVIEW_TABLE_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace app {

enum class ReviewColumn : size_t {
  kRow,  // "3/120"
  kSeal,
  kSheet,
  kSeen,  // the last entry of the sheet when it was written
  kPath,
  kSubmitter,
  kYear,
  kPlace,
  kReason,
  kPage,
  kPrinted,
  kMachine,   // the value in force when it was written
  kValue,     // to be changed
  kDecision,  // to be filled: "ok", "blank", "illegible", "not-applicable"
  kNote,      // to be filled
};
inline constexpr size_t kReviewColumns = 15;
inline constexpr size_t kFirstEditable = static_cast<size_t>(ReviewColumn::kValue);

// The names in the first row of the file; the same in every language.
extern const std::array<std::string_view, kReviewColumns> kReviewColumnNames;
// What stands below them, for people.
std::array<std::string, kReviewColumns> ReviewColumnLabels();

using ReviewRow = std::array<std::string, kReviewColumns>;

// Every open finding of the sheets ("": of all) on a field or record, once for each place.
std::vector<ReviewRow> RowsForReview(const store::Store& store,
                                     const std::vector<std::string>& sheets);

// A table as it came back.
struct ReadCell {
  std::string text;
  bool number = false;  // stored as a number or a date, not as a text
};
struct ReadTable {
  std::vector<std::vector<ReadCell>> rows;  // with the rows of names and labels
  std::vector<std::string> remarks;  // what was noticed in the file, in the person's language
  bool lossy = false;                // it is in CP932, which lacks characters
};

struct TableReport {
  struct Refused {
    size_t line = 0;  // of the file, from 1
    std::string why;
  };
  int changed = 0, confirmed = 0, untouched = 0;
  std::vector<Refused> refused;
  std::vector<std::string> remarks;
  std::string batch;
};

// Takes every row that fits; nothing of one that does not.
TableReport TakeReviewTable(store::Store& store, const ReadTable& table, const std::string& author);

}  // namespace app

#endif  // APP_REVIEW_TABLE_H_
