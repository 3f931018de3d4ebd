// What a new parse of a stored sheet would do to it, and to what people decided; nothing is
// written.
//
// Threads  One thread at a time. Errors  StoreError.
#ifndef STORE_REHEARSAL_H_
#define STORE_REHEARSAL_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"

namespace store {

struct Rehearsal {
  // The values in force. The evidence of each says whether a person decided on it: on the field
  // itself, on its record or list, or on the whole sheet (state "reviewed", said by a person).
  parse::ParsedSheet current;
  // What the machine read and would read, in the records as people arranged them. The records of
  // `before` stand at the same pointers as those of `current`.
  parse::ParsedSheet before, after;
  // Lists and records that a person accepted, "" for the sheet: pointers into `current`.
  std::vector<std::string> accepted_parts;

  // A decision that has its place today and would find none.
  struct Detached {
    std::string path;     // JSON Pointer at the time of the decision
    std::string decided;  // JSON, what the person said
    std::string machine;  // JSON, what the machine had read then
  };
  std::vector<Detached> detached;
};

class Rehearsals {
 public:
  static Rehearsals Open(const std::filesystem::path& database);
  Rehearsals(Rehearsals&&) noexcept;
  Rehearsals& operator=(Rehearsals&&) noexcept;
  ~Rehearsals();

  // What Store::SaveReparse of `sheet` would do. Empty: no such sheet.
  std::optional<Rehearsal> Of(std::string_view sheet_id, const parse::ParsedSheet& sheet) const;

 private:
  struct Parts;
  explicit Rehearsals(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace store

#endif  // STORE_REHEARSAL_H_
