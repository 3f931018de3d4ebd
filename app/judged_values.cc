#include "app/judged_values.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "app/file_bytes.h"
#include "app/messages.h"
#include "app/score_sheets.h"
#include "app/source_stem.h"
#include "app/text_table.h"
#include "extract/layer_codec.h"
#include "parse/parse_document.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

using Align = TableColumn::Align;

constexpr double kErrorRates[] = {0.001, 0.005, 0.01, 0.02, 0.05, 0.1};

struct Threshold {
  double error_rate = 0;
  int listed = 0;  // right or wrong
  int silent = 0;  // wrong and not listed
};

std::vector<Threshold> ThresholdsOf(const std::vector<std::pair<double, bool>>& values) {
  std::vector<Threshold> thresholds;
  for (const double rate : kErrorRates) {
    Threshold one{rate, 0, 0};
    for (const auto& [confidence, right] : values) {
      if (confidence < 1 - rate) {
        ++one.listed;
      } else if (!right) {
        ++one.silent;
      }
    }
    thresholds.push_back(one);
  }
  return thresholds;
}

// What people decided on one sheet: right where they left what the machine reads.
void AddDecisions(const parse::ParsedSheet& current, const parse::ParsedSheet& machine,
                  const std::string& id, Lessons* lessons) {
  std::map<std::string, const parse::Field*> decided;
  parse::VisitFields(current.sheet, "",
                     [&](const std::string& path, const parse::Record&, const parse::Field& field) {
                       if (field.evidence.status != parse::Status::kParsed)
                         decided.emplace(path, &field);
                     });
  if (decided.empty()) return;
  parse::VisitSignals(machine, [&](const std::string& path, const parse::Field& field,
                                   const parse::Signal& signal) {
    const auto found = decided.find(path);
    if (found == decided.end()) return;
    const bool right =
        parse::ComparableText(field.value) == parse::ComparableText(found->second->value);
    lessons->outcomes.push_back({signal, right, id});
    ++lessons->decided_values;
  });
}

}  // namespace

void VisitJudged(
    const parse::ParsedSheet& got, const parse::Comparison& comparison,
    const std::function<void(const std::string& path, const parse::Signal&, bool right)>& visit) {
  std::set<std::string> different;
  for (const parse::Difference& one : comparison.differences) different.insert(one.got_pointer);
  parse::VisitSignals(
      got, [&](const std::string& path, const parse::Field& field, const parse::Signal& signal) {
        if (field.evidence.status != parse::Status::kParsed) return;
        const bool wrong = different.contains(path);
        if (wrong || !parse::IsBlank(field.value)) visit(path, signal, !wrong);
      });
}

Lessons CollectLessons(const store::Store& store, const std::string& gold,
                       const parse::RuleSet& rules) {
  const std::map<std::string, parse::ParsedSheet> gold_sheets = ReadGoldSheets(gold);
  Lessons lessons;
  for (const store::SheetSummary& summary : store.List()) {
    if (summary.status != store::FileStatus::kImported) continue;
    const auto stored = store.Load(summary.id);
    const auto bytes = store.Layers(summary.id);
    auto layers = bytes ? extract::DecodeLayers(*bytes) : tl::unexpected(std::string());
    if (!stored || !layers) {
      lessons.skipped.push_back(summary.id);
      continue;
    }
    const parse::ParsedSheet machine = parse::ParseUncalibrated(*layers, rules);
    const auto found = gold_sheets.find(SourceStem(summary.source.file));
    if (found == gold_sheets.end()) {
      AddDecisions(stored->sheet, machine, summary.id, &lessons);
      continue;
    }
    ++lessons.gold_sheets;
    VisitJudged(machine, parse::CompareSheets(found->second, machine),
                [&](const std::string&, const parse::Signal& signal, bool right) {
                  lessons.outcomes.push_back({signal, right, found->first});
                });
  }
  return lessons;
}

nlohmann::ordered_json ToJson(const parse::Reliability& reliability) {
  nlohmann::ordered_json json = {{"values", reliability.values},
                                 {"expected_calibration_error", reliability.expected_error}};
  auto& bins = json["bins"] = nlohmann::ordered_json::array();
  for (const parse::ReliabilityBin& bin : reliability.bins) {
    if (bin.values == 0) continue;
    bins.push_back({{"from", bin.from},
                    {"to", bin.to},
                    {"values", bin.values},
                    {"right", bin.right},
                    {"confidence", bin.confidence}});
  }
  return json;
}

std::string ReliabilityTable(const parse::Reliability& reliability, int columns) {
  TextTable table({{Tr("confidence"), Align::kLeft, false},
                   {Tr("values"), Align::kRight, false},
                   {Tr("right"), Align::kRight, false},
                   {Tr("right, %"), Align::kRight, false},
                   {Tr("said, %"), Align::kRight, false}});
  for (const parse::ReliabilityBin& bin : reliability.bins) {
    if (bin.values == 0) continue;
    table.AddRow({fmt::format("{:g} - {:g}", bin.from, bin.to), std::to_string(bin.values),
                  std::to_string(bin.right), fmt::format("{:.2f}", 100.0 * bin.right / bin.values),
                  fmt::format("{:.2f}", 100 * bin.confidence)});
  }
  return table.Render(columns) +
         Say("expected calibration error: {:.4f}", reliability.expected_error) + "\n";
}

nlohmann::ordered_json ThresholdsJson(const std::vector<std::pair<double, bool>>& values) {
  auto json = nlohmann::ordered_json::array();
  for (const Threshold& one : ThresholdsOf(values)) {
    json.push_back(
        {{"error_rate", one.error_rate}, {"listed", one.listed}, {"silent", one.silent}});
  }
  return json;
}

std::string ThresholdTable(const std::vector<std::pair<double, bool>>& values, int columns) {
  TextTable table({{Tr("errors left, at most %"), Align::kRight, false},
                   {Tr("values listed"), Align::kRight, false},
                   {"%", Align::kRight, false},
                   {Tr("wrong and not listed"), Align::kRight, false}});
  for (const Threshold& one : ThresholdsOf(values)) {
    const double all = values.empty() ? 1 : static_cast<double>(values.size());
    table.AddRow({fmt::format("{:g}", 100 * one.error_rate), std::to_string(one.listed),
                  fmt::format("{:.1f}", 100 * one.listed / all), std::to_string(one.silent)});
  }
  return table.Render(columns);
}

}  // namespace app
