// What the review page asks of the whole database, beside store.h: the queue, one field over all
// sheets, quality samples. Plain values.
#ifndef STORE_REVIEW_H_
#define STORE_REVIEW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

// One sheet as it waits. `form` is "" for a document that no form recognised.
struct QueueEntry {
  std::string id, file, submitter, code, form, state;
  std::optional<int> fiscal_year;
  int pages = 0;
  int open = 0;                      // findings that nobody answered
  int decided = 0;                   // entries of people
  std::vector<std::string> reasons;  // of the open findings, each once, sorted
};

// One field of one record of one sheet.
struct FieldOfSheet {
  std::string sheet, submitter, area, pointer, value_json, status;
  std::optional<int> fiscal_year;
  bool open = false;  // listed for review by its very path
};

struct QualityField {
  int64_t sample = 0;
  int position = 0;
  std::string sheet, path, form, machine;
  std::optional<int> fiscal_year;
  std::string outcome;  // "right", "wrong"; "": not looked at yet
};

struct QualityCount {
  std::string form;
  std::optional<int> fiscal_year;
  int checked = 0, wrong = 0;
};

}  // namespace store

#endif  // STORE_REVIEW_H_
