#include "parse/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "parse/sheet_json.h"

namespace parse {
namespace {

constexpr std::string_view kColumns = "doubt,score,probability,seen,right";
constexpr std::string_view kNotListed = "-";  // the doubt of values that no finding lists
constexpr std::string_view kAnyDoubt = "*";   // doubts that have no line of their own

std::vector<std::string_view> Split(std::string_view line) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find(',', begin), line.size());
    parts.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

template <typename Number>
std::optional<Number> NumberIn(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class TableReader {
 public:
  TableReader(std::string name, std::vector<RuleError>* errors)
      : name_(std::move(name)), errors_(errors) {}

  void Read(std::string_view line) {
    ++number_;
    line_ = line;
    if (line.empty() || line.front() == '#') return;
    if (header_) {
      ReadStep();
    } else if (line != kColumns) {
      Error("最初の行は次のとおりでなければなりません: " + std::string(kColumns) +
            "\nthe first line must be: " + std::string(kColumns));
    }
    header_ = true;
  }

  Calibration Take() { return std::move(calibration_); }

 private:
  void Error(std::string message) {
    RuleError error;
    error.file = name_;
    error.line = number_;
    error.column = 1;
    error.message = std::move(message);
    error.source_line = line_;
    errors_->push_back(std::move(error));
  }

  void ReadStep() {
    const std::vector<std::string_view> parts = Split(line_);
    if (parts.size() != 5) {
      return Error("五つの値をカンマで区切って書いてください: " + std::string(kColumns) +
                   "\nfive values with commas between are needed: " + std::string(kColumns));
    }
    const auto score = NumberIn<double>(parts[1]), probability = NumberIn<double>(parts[2]);
    const auto seen = NumberIn<int>(parts[3]), right = NumberIn<int>(parts[4]);
    const auto share = [](const std::optional<double>& n) { return n && *n >= 0 && *n <= 1; };
    if (!share(score) || !share(probability)) {
      return Error(
          "score と probability は 0 から 1 の数です\n"
          "score and probability are numbers from 0 to 1");
    }
    if (!seen || !right || *seen < 0 || *right < 0 || *right > *seen) {
      return Error(
          "seen と right は 0 以上の整数で、right は seen より多くなりません\n"
          "seen and right are whole numbers from 0, right not more than seen");
    }
    auto& steps =
        calibration_.steps[parts[0] == kNotListed ? std::string() : std::string(parts[0])];
    if (!steps.empty() &&
        (*score <= steps.back().score || *probability < steps.back().probability)) {
      return Error(
          "同じ doubt の行は score の小さい順に並べます。probability は下がりません\n"
          "lines of one doubt stand in order of score; probability never falls");
    }
    steps.push_back({*score, *probability, *seen, *right});
  }

  std::string name_;
  std::vector<RuleError>* errors_;
  Calibration calibration_;
  int number_ = 0;
  bool header_ = false;
  std::string_view line_;
};

// Steps that never fall: neighbours that would are joined (pool adjacent violators).
std::vector<CalibrationStep> Pooled(std::vector<std::pair<double, bool>> values) {
  std::sort(values.begin(), values.end());
  std::vector<CalibrationStep> steps;
  for (const auto& [score, right] : values) {
    if (steps.empty() || steps.back().score != score) steps.push_back({score, 0, 0, 0});
    ++steps.back().seen;
    steps.back().right += right ? 1 : 0;
  }
  std::vector<CalibrationStep> pooled;
  for (const CalibrationStep& step : steps) {
    pooled.push_back(step);
    while (pooled.size() > 1) {
      const CalibrationStep& last = pooled.back();
      CalibrationStep& before = pooled[pooled.size() - 2];
      if (int64_t{last.right} * before.seen > int64_t{before.right} * last.seen) break;
      before.seen += last.seen;
      before.right += last.right;
      pooled.pop_back();
    }
  }
  return pooled;
}

void SetInOrder(Record& record, std::vector<double>::const_iterator* next) {
  for (Field& field : record.fields) field.evidence.confidence = *(*next)++;
  for (RecordList& list : record.lists)
    for (Record& child : list.records) SetInOrder(child, next);
}

// As many outcomes of the usual kind are added to those seen.
constexpr double kHeldBack = 2;

std::string Rounded(double number) { return fmt::format("{:.5g}", number); }

}  // namespace

double Calibration::Probability(const Signal& signal) const {
  auto found = steps.find(signal.doubt);
  if (found == steps.end() && !signal.doubt.empty()) found = steps.find(kAnyDoubt);
  if (found == steps.end() || found->second.empty()) return signal.score;
  const std::vector<CalibrationStep>& own = found->second;
  auto step =
      std::upper_bound(own.begin(), own.end(), signal.score + 1e-6,
                       [](double score, const CalibrationStep& one) { return score < one.score; });
  // Below the lowest score that was seen nothing is known but the lowest step.
  if (step != own.begin()) --step;
  return step->probability;
}

Calibration ReadCalibration(const std::string& name, std::string_view bytes,
                            std::vector<RuleError>* errors) {
  TableReader reader(name, errors);
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    begin = end + 1;
    reader.Read(line);
  }
  return reader.Take();
}

std::string WriteCalibration(const Calibration& calibration, std::string_view made_from) {
  std::string out =
      "# Written by `jizen rules calibrate`, see rules/README.md.\n"
      "# How often values were right, by the doubt that lists them (-: none, *: any) and by "
      "score.\n";
  out += fmt::format("# {}\n{}\n", made_from, kColumns);
  for (const auto& [doubt, steps] : calibration.steps) {
    for (const CalibrationStep& step : steps) {
      out += fmt::format("{},{},{},{},{}\n", doubt.empty() ? kNotListed : std::string_view(doubt),
                         Rounded(step.score), Rounded(step.probability), step.seen, step.right);
    }
  }
  return out;
}

void VisitSignals(
    const ParsedSheet& sheet,
    const std::function<void(const std::string& path, const Field&, const Signal&)>& visit) {
  std::map<std::string, std::string, std::less<>> doubts;  // by path: the first reason there
  for (const Finding& finding : sheet.review) doubts.emplace(finding.path, finding.reason);
  VisitFields(sheet.sheet, "", [&](const std::string& path, const Record&, const Field& field) {
    Signal signal;
    // A doubt about the sheet as a whole names no value.
    for (std::string_view at = path; !at.empty(); at = at.substr(0, at.rfind('/'))) {
      const auto found = doubts.find(at);
      if (found == doubts.end()) continue;
      signal.doubt = found->second;
      break;
    }
    signal.score = field.evidence.confidence;
    visit(path, field, signal);
  });
}

Calibration Calibrate(const std::vector<Outcome>& outcomes) {
  std::map<std::string, std::vector<std::pair<double, bool>>> by_doubt;
  struct Count {
    double seen = 0, right = 0;
  } unlisted, listed;
  for (const Outcome& outcome : outcomes) {
    by_doubt[outcome.signal.doubt].emplace_back(outcome.signal.score, outcome.right);
    if (!outcome.signal.doubt.empty())
      by_doubt[std::string(kAnyDoubt)].emplace_back(outcome.signal.score, outcome.right);
    Count& count = outcome.signal.doubt.empty() ? unlisted : listed;
    ++count.seen;
    count.right += outcome.right ? 1 : 0;
  }
  Calibration calibration;
  for (auto& [doubt, values] : by_doubt) {
    std::vector<CalibrationStep> steps = Pooled(std::move(values));
    const Count& count = doubt.empty() ? unlisted : listed;
    const double usual = count.right / count.seen;
    double least = 0;
    for (CalibrationStep& step : steps) {
      step.probability = (step.right + kHeldBack * usual) / (step.seen + kHeldBack);
      least = step.probability = std::max(least, step.probability);
    }
    calibration.steps[doubt] = std::move(steps);
  }
  return calibration;
}

Reliability MeasureReliability(const std::vector<std::pair<double, bool>>& values) {
  constexpr double kEdges[] = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1};
  Reliability reliability;
  for (size_t i = 0; i + 1 < std::size(kEdges); ++i)
    reliability.bins.push_back({kEdges[i], kEdges[i + 1], 0, 0, 0});
  for (const auto& [confidence, right] : values) {
    size_t bin = 0;
    while (bin + 1 < reliability.bins.size() && confidence >= reliability.bins[bin].to) ++bin;
    ReliabilityBin& one = reliability.bins[bin];
    ++one.values;
    one.right += right ? 1 : 0;
    one.confidence += confidence;
  }
  reliability.values = static_cast<int>(values.size());
  for (ReliabilityBin& bin : reliability.bins) {
    if (bin.values == 0) continue;
    reliability.expected_error += std::abs(bin.confidence - bin.right);
    bin.confidence /= bin.values;
  }
  if (!values.empty()) reliability.expected_error /= static_cast<double>(values.size());
  return reliability;
}

Reliability CrossValidate(const std::vector<Outcome>& outcomes) {
  std::set<std::string> sheets;
  for (const Outcome& outcome : outcomes) sheets.insert(outcome.sheet);
  std::vector<std::pair<double, bool>> judged;
  for (const std::string& held_out : sheets) {
    std::vector<Outcome> others;
    for (const Outcome& outcome : outcomes)
      if (outcome.sheet != held_out) others.push_back(outcome);
    const Calibration learned = Calibrate(others);
    for (const Outcome& outcome : outcomes) {
      if (outcome.sheet == held_out)
        judged.emplace_back(learned.Probability(outcome.signal), outcome.right);
    }
  }
  return MeasureReliability(judged);
}

void ApplyCalibration(const Calibration& calibration, double error_rate, ParsedSheet* sheet) {
  if (calibration.empty()) return;  // scores are no probabilities: they say nothing of errors
  std::vector<double> probability;  // of each value, in the order of the tree
  std::vector<std::string> low;
  VisitSignals(*sheet, [&](const std::string& path, const Field& field, const Signal& signal) {
    const double chance = calibration.Probability(signal);
    probability.push_back(chance);
    if (signal.doubt.empty() && !IsBlank(field.value) && chance < 1 - error_rate)
      low.push_back(path);
  });
  auto next = probability.cbegin();
  SetInOrder(sheet->sheet, &next);
  for (std::string& path : low) sheet->review.push_back({std::move(path), "confidence-low", ""});
}

}  // namespace parse
