// What people decided about areas and indicators of different years: the same thing, or not.
//
// Append-only (schema 0009): the latest entry for two parts holds. Each part is named by its file
// and by what stands in it, folded for comparison, so that an entry outlives every parse.
// Errors  StoreError.
#ifndef STORE_YEAR_DECISIONS_H_
#define STORE_YEAR_DECISIONS_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/year_sheets.h"

namespace store {

// An area, or an indicator, of one sheet.
struct YearPart {
  std::string sha256;       // of the file
  std::string area;         // name, folded
  std::string label, text;  // of an indicator, folded; both "" for an area
  friend bool operator==(const YearPart&, const YearPart&) = default;
  friend auto operator<=>(const YearPart&, const YearPart&) = default;
};
YearPart PartOf(const YearSheet& sheet, const YearArea& area);
YearPart PartOf(const YearSheet& sheet, const YearArea& area, const YearIndicator& indicator);

enum class Verdict : uint8_t { kSame, kDifferent, kOpen };  // kOpen takes an earlier word back
std::string_view VerdictName(Verdict verdict);              // "same", "different", "open"

struct IdentityDecision {
  int64_t id = 0;
  bool of_areas = false;  // else of indicators
  YearPart a, b;          // a: of the earlier sheet
  Verdict verdict = Verdict::kSame;
  std::optional<double> certainty;  // that the program had stated
  std::string author, note, created_at;
};

class YearDecisions {
 public:
  // Read-only where the file can only be read; then Append() throws.
  static YearDecisions Open(const std::filesystem::path& file);
  YearDecisions(YearDecisions&&) noexcept;
  YearDecisions& operator=(YearDecisions&&) noexcept;
  ~YearDecisions();

  std::vector<IdentityDecision> All() const;  // by id
  // On the disk when it returns. `decision.id` and `created_at` are given here.
  int64_t Append(const IdentityDecision& decision);

 private:
  struct Parts;
  explicit YearDecisions(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace store

#endif  // STORE_YEAR_DECISIONS_H_
