// Values whose truth is known, by a sheet made by hand or by a person's decision: what confidence
// is calibrated on and judged by.
#ifndef APP_JUDGED_VALUES_H_
#define APP_JUDGED_VALUES_H_

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "parse/calibration.h"
#include "parse/compare.h"
#include "store/store.h"

namespace app {

// Each value of `got` that is printed, or should be, and whether the comparison with a sheet made
// by hand found it right. Values that a person set are left out.
void VisitJudged(
    const parse::ParsedSheet& got, const parse::Comparison& comparison,
    const std::function<void(const std::string& path, const parse::Signal&, bool right)>& visit);

// What a store teaches: its sheets are parsed again from their stored pages, without a calibration.
struct Lessons {
  std::vector<parse::Outcome> outcomes;
  int gold_sheets = 0;               // stored sheets that have a twin made by hand
  int decided_values = 0;            // accepted or corrected by a person, on other sheets
  std::vector<std::string> skipped;  // ids of sheets whose pages are not stored
};

// `gold`: a folder of NAME.json, as for ScoreSheets, or "".
Lessons CollectLessons(const store::Store& store, const std::string& gold,
                       const parse::RuleSet& rules);

// {"values", "expected_calibration_error", "bins": [...]}
nlohmann::ordered_json ToJson(const parse::Reliability& reliability);
// A table of the bins that hold values, and a line below it.
std::string ReliabilityTable(const parse::Reliability& reliability, int columns);

// If values were listed by their confidence alone: for some rates of errors that may be left, how
// many would be listed and how many wrong ones would not. (confidence, right) of each value.
nlohmann::ordered_json ThresholdsJson(const std::vector<std::pair<double, bool>>& values);
std::string ThresholdTable(const std::vector<std::pair<double, bool>>& values, int columns);

}  // namespace app

#endif  // APP_JUDGED_VALUES_H_
