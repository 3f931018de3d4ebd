// Confidence that means something: how often values that were read like this one turned out right.
//
// Each value has a score (how well its header matched, how sure OCR was, whether rulings or
// inference made its table) and perhaps a doubt (the reason of the finding that lists it). The
// table rules/confidence.csv says, for each doubt, how often values of at least some score were
// right; it is made by `jizen rules calibrate` from sheets made by hand and from what people
// decided, and is data that anyone can make again.
#ifndef PARSE_CALIBRATION_H_
#define PARSE_CALIBRATION_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parse/rules.h"
#include "parse/sheet.h"

namespace parse {

// What is known about one value before it is compared with anything.
struct Signal {
  std::string doubt;  // reason of the nearest finding that lists the value; "" where none does
  double score = 1;   // 0..1, as read
};

// From `score` on, values with this doubt were right with this probability.
struct CalibrationStep {
  double score = 0;
  double probability = 1;
  int seen = 0, right = 0;  // what it was counted from
  friend bool operator==(const CalibrationStep&, const CalibrationStep&) = default;
};

struct Calibration {
  // By doubt; steps in order of score, neither score nor probability ever falling.
  std::map<std::string, std::vector<CalibrationStep>, std::less<>> steps;

  // The score itself where the table says nothing of such a doubt.
  double Probability(const Signal& signal) const;
  bool empty() const { return steps.empty(); }
};

// The table as it stands in rules/confidence.csv: doubt,score,probability,seen,right.
// Mistakes are added to `errors` with their line.
Calibration ReadCalibration(const std::string& name, std::string_view bytes,
                            std::vector<RuleError>* errors);
std::string WriteCalibration(const Calibration& calibration, std::string_view made_from);

// Of a sheet that was not calibrated yet (ParseUncalibrated), each value with its signal; blank
// ones, too.
void VisitSignals(const ParsedSheet& sheet,
                  const std::function<void(const std::string& path, const Field&, const Signal&)>&);

// One value of a sheet whose truth is known.
struct Outcome {
  Signal signal;
  bool right = true;
  std::string sheet;  // what it was learned from: all of one sheet are held out together
};

// Isotonic regression of the outcomes of each doubt: the steps that fit best and never fall. Few
// outcomes are held back towards what is usual for listed or for unlisted values.
Calibration Calibrate(const std::vector<Outcome>& outcomes);

// Values with about the same confidence, and how many of them were right.
struct ReliabilityBin {
  double from = 0, to = 1;  // confidence, `to` left out but in the last
  int values = 0, right = 0;
  double confidence = 0;  // the mean
};

struct Reliability {
  std::vector<ReliabilityBin> bins;
  int values = 0;
  double expected_error = 0;  // expected calibration error: mean |confidence - share right|
};

// (confidence, right) of each value.
Reliability MeasureReliability(const std::vector<std::pair<double, bool>>& values);

// Each sheet's values judged by what was learned from all other sheets only.
Reliability CrossValidate(const std::vector<Outcome>& outcomes);

// A value that is wrong more often than this is listed for review, whatever else is known of it.
inline constexpr double kReviewErrorRate = 0.02;

// Turns the scores of a sheet into probabilities, and lists every value that is wrong more often
// than `error_rate` with the reason confidence-low, where it is not listed already.
void ApplyCalibration(const Calibration& calibration, double error_rate, ParsedSheet* sheet);

}  // namespace parse

#endif  // PARSE_CALIBRATION_H_
