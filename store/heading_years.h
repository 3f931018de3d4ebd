// The fiscal years that column headings name, for the view `measures`. The views are plain SQL
// and cannot read a year; the program reads each heading once and notes what it says.
#ifndef STORE_HEADING_YEARS_H_
#define STORE_HEADING_YEARS_H_

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace store {

struct HeadingYear {
  std::optional<int> fiscal_year;
  std::optional<int> years_later;  // than the sheet's own, where it says so: 0 for this year
};

// Notes the years of all headings that are new, or were read by other rules. Throws StoreError
// (kOther also where the file may only be read).
void RenewHeadingYears(const std::filesystem::path& file, const std::string& rules_hash,
                       const std::function<HeadingYear(std::string_view)>& year_of);

}  // namespace store

#endif  // STORE_HEADING_YEARS_H_
