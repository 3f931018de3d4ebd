// A stored sheet as it is compared with those of other years: its areas, their indicators with
// their values, their roles. Plain values.
#ifndef STORE_YEAR_SHEETS_H_
#define STORE_YEAR_SHEETS_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/heading_years.h"
#include "store/store.h"

namespace store {

struct YearMeasure {
  std::string path;  // JSON Pointer of the measure
  std::string kind, heading, text, unit, comparator, state;
  std::optional<double> value, value_max;
  std::optional<int> fiscal_year;  // that the heading names
  std::optional<int> page;
  bool to_review = false;
};

struct YearIndicator {
  std::string path, label, text;
  std::vector<YearMeasure> measures;
};

struct YearRole {
  std::string path, challenge, text;
  std::vector<std::string> sectors;
};

struct YearArea {
  std::string path, name;
  std::vector<YearIndicator> indicators;
  std::vector<YearRole> roles;
};

struct YearSheet {
  std::string id, file, sha256, submitter, code, meeting;
  int fiscal_year = 0;
  std::vector<YearArea> areas;
};

using YearOfHeading = std::function<HeadingYear(std::string_view)>;

// nullopt for a sheet that does not say its year or its submitter, or that no form recognised.
std::optional<YearSheet> YearSheetOf(const StoredSheet& stored, const YearOfHeading& year_of);

// Two sheets of one submitter have the same key: its code, else its name, folded.
std::string SubmitterKey(const SheetSummary& sheet);

// The current editions of all sheets that say a year and a submitter, submitter by submitter (by
// code, then name), by year, then file: what comes before what.
std::vector<std::vector<SheetSummary>> SheetsBySubmitter(const Store& store);

}  // namespace store

#endif  // STORE_YEAR_SHEETS_H_
