// What the sheets write about: words that name something, as MeCab sees them, counted by sheet
// (schema 0009). Neighbouring nouns are one term; numbers, words of time and texts left over are
// none. Errors  StoreError.
#ifndef STORE_SHEET_TERMS_H_
#define STORE_SHEET_TERMS_H_

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/morphology.h"

namespace store {

// The terms of one text, folded, in order, each as often as it stands there. Pure.
std::vector<std::string> TermsIn(std::string_view utf8, const parse::Morphology& morphology);

struct TermUse {
  std::string submitter, code;
  int fiscal_year = 0;
  int sheets = 0;  // of this submitter and year that have the term
  int count = 0;
};

struct TermTotal {
  std::string term;
  int submitters = 0;  // that have it in any year
  int first_year = 0;
  // Of the submitters of each year, how many have it.
  struct Year {
    int fiscal_year = 0, having = 0, of = 0;
  };
  std::vector<Year> years;
};

class SheetTerms {
 public:
  static SheetTerms Open(const std::filesystem::path& file);
  SheetTerms(SheetTerms&&) noexcept;
  SheetTerms& operator=(SheetTerms&&) noexcept;
  ~SheetTerms();

  // Counts what is new or was changed since, or was cut by other rules. Returns how many sheets
  // could not be counted, because the file can only be read.
  size_t Renew(const parse::Morphology& morphology, const std::string& rules_hash,
               const std::function<void(size_t, size_t)>& progress);

  // Those that differ most between the years, and of one year most between submitters: the ones
  // that tell something. Terms that all have in all years are left out.
  std::vector<TermTotal> Themes(size_t limit) const;
  // Who uses a term when; terms that contain `term` count, too. By code, name, year.
  std::vector<TermUse> UsesOf(std::string_view term) const;
  // The years there are sheets of, and of how many submitters.
  std::vector<TermTotal::Year> Years() const;

 private:
  struct Parts;
  explicit SheetTerms(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace store

#endif  // STORE_SHEET_TERMS_H_
