#include "app/score_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "app/file_bytes.h"
#include "app/judged_values.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/source_stem.h"
#include "app/text_table.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using parse::Difference;
using parse::FieldTally;

std::vector<fs::path> GoldFiles(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return files;
}

std::string_view KindName(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::kWrong:
      return "wrong";
    case Difference::Kind::kMissing:
      return "missing";
    case Difference::Kind::kExtra:
      break;
  }
  return "extra";
}

nlohmann::ordered_json TallyJson(const FieldTally& tally) {
  return {{"fields", tally.Gold()},     {"exact", tally.exact}, {"wrong", tally.wrong},
          {"missing", tally.missing},   {"extra", tally.extra}, {"silent", tally.silent},
          {"review", tally.review_load}};
}

std::string Percent(int part, int whole) {
  // Rounded down: 100.0 % means every one.
  return whole == 0 ? "-"
                    : fmt::format("{:.1f}", static_cast<double>(int64_t{part} * 1000 / whole) / 10);
}

std::vector<TableColumn> TallyColumns(std::vector<TableColumn> first) {
  for (const char* heading : {Tr("fields"), Tr("exact"), "%", Tr("wrong"), Tr("missing"),
                              Tr("extra"), Tr("silent"), Tr("for review")}) {
    first.push_back({heading, TableColumn::Align::kRight, false});
  }
  return first;
}

std::vector<std::string> TallyCells(std::vector<std::string> first, const FieldTally& tally) {
  for (const std::string& cell :
       {std::to_string(tally.Gold()), std::to_string(tally.exact),
        Percent(tally.exact, tally.Gold()), std::to_string(tally.wrong),
        std::to_string(tally.missing), std::to_string(tally.extra), std::to_string(tally.silent),
        std::to_string(tally.review_load)}) {
    first.push_back(cell);
  }
  return first;
}

std::string DifferenceLines(const SheetScore& score) {
  std::string out = fmt::format("{} {}\n", ForTerminal(score.gold), score.sheet);
  for (const Difference& one : score.comparison.differences) {
    const std::string& pointer = one.gold_pointer.empty() ? one.got_pointer : one.gold_pointer;
    out += fmt::format("  {}{} {}\n", KindName(one.kind), one.silent ? " (silent)" : "",
                       ForTerminal(pointer));
    if (one.kind != Difference::Kind::kExtra)
      out += fmt::format("    - {}\n", ForTerminal(one.expected));
    if (one.kind != Difference::Kind::kMissing)
      out += fmt::format("    + {}\n", ForTerminal(one.got));
  }
  return out;
}

// The stem of the sheet's file; where two files share one, "~" and the first digits of its SHA-256
// may follow, as in an export.
bool NamesSheet(const std::string& gold, const store::Source& source) {
  const std::string stem = SourceStem(source.file);
  if (gold == stem) return true;
  return gold.size() > stem.size() + 1 && gold.starts_with(stem) && gold[stem.size()] == '~' &&
         source.sha256.starts_with(gold.substr(stem.size() + 1));
}

}  // namespace

std::map<std::string, parse::ParsedSheet> ReadGoldSheets(const std::string& folder) {
  std::map<std::string, parse::ParsedSheet> sheets;
  for (const fs::path& file : GoldFiles(folder)) {
    const auto bytes = ReadFileBytes(file.native(), kDefaultSizeLimit);
    if (!bytes) continue;
    if (auto gold = parse::FromJsonText(*bytes))
      sheets.emplace(ValidUtf8(file.stem().native()), std::move(*gold));
  }
  return sheets;
}

Scores ScoreSheets(const store::Store& store, const std::string& folder) {
  Scores scores;
  const std::vector<store::SheetSummary> sheets = store.List();
  for (const fs::path& file : GoldFiles(folder)) {
    const std::string stem = ValidUtf8(file.stem().native());
    const auto bytes = ReadFileBytes(file.native(), kDefaultSizeLimit);
    if (!bytes) {
      scores.unreadable.push_back(ValidUtf8(file.filename().native()) + ": " +
                                  bytes.error().detail);
      continue;
    }
    const auto gold = parse::FromJsonText(*bytes);
    if (!gold) {
      scores.unreadable.push_back(fmt::format("{}: {} {}", ValidUtf8(file.filename().native()),
                                              gold.error().pointer, gold.error().detail));
      continue;
    }
    ++scores.gold_files;
    const size_t before = scores.sheets.size();
    for (const store::SheetSummary& summary : sheets) {
      if (!NamesSheet(stem, summary.source)) continue;
      if (const auto stored = store.Load(summary.id)) {
        scores.sheets.push_back({stem, summary.id, ValidUtf8(summary.source.path),
                                 parse::CompareSheets(*gold, stored->sheet)});
        VisitJudged(stored->sheet, scores.sheets.back().comparison,
                    [&](const std::string&, const parse::Signal& signal, bool right) {
                      scores.confidences.emplace_back(signal.score, right);
                    });
      }
    }
    if (scores.sheets.size() == before) scores.not_stored.push_back(stem);
  }
  for (const SheetScore& score : scores.sheets) {
    scores.total += score.comparison.Total();
    for (const auto& [field, tally] : score.comparison.by_field) scores.by_field[field] += tally;
  }
  return scores;
}

nlohmann::ordered_json ToJson(const Scores& scores) {
  nlohmann::ordered_json json;
  json["gold"] = scores.gold_files;
  json["total"] = TallyJson(scores.total);
  auto& fields = json["fields"] = nlohmann::ordered_json::object();
  for (const auto& [field, tally] : scores.by_field) fields[field] = TallyJson(tally);
  auto& sheets = json["sheets"] = nlohmann::ordered_json::array();
  for (const SheetScore& score : scores.sheets) {
    nlohmann::ordered_json sheet;
    sheet["gold"] = score.gold;
    sheet["sheet"] = score.sheet;
    sheet["path"] = score.path;
    sheet.update(TallyJson(score.comparison.Total()));
    auto& differences = sheet["differences"] = nlohmann::ordered_json::array();
    for (const Difference& one : score.comparison.differences) {
      differences.push_back({{"kind", KindName(one.kind)},
                             {"field", one.field},
                             {"gold_pointer", one.gold_pointer},
                             {"pointer", one.got_pointer},
                             {"expected", one.expected},
                             {"got", one.got},
                             {"silent", one.silent}});
    }
    sheets.push_back(std::move(sheet));
  }
  auto& reliability = json["reliability"] = ToJson(parse::MeasureReliability(scores.confidences));
  reliability["thresholds"] = ThresholdsJson(scores.confidences);
  json["not_stored"] = scores.not_stored;
  auto& unreadable = json["unreadable"] = nlohmann::ordered_json::array();
  for (const std::string& file : scores.unreadable) unreadable.push_back(file);
  return json;
}

std::string ScoreTables(const Scores& scores, int columns, bool differences) {
  std::string out;
  if (differences) {
    for (const SheetScore& score : scores.sheets) {
      if (!score.comparison.differences.empty()) out += DifferenceLines(score) + "\n";
    }
  }
  TextTable by_sheet(TallyColumns({{Tr("gold"), TableColumn::Align::kLeft, false},
                                   {Tr("sheet"), TableColumn::Align::kLeft, false}}));
  for (const SheetScore& score : scores.sheets) {
    by_sheet.AddRow(TallyCells({ForTerminal(score.gold), score.sheet}, score.comparison.Total()));
  }
  for (const std::string& gold : scores.not_stored) {
    by_sheet.AddRow({ForTerminal(gold), Tr("not stored")});
  }
  by_sheet.AddRule();
  by_sheet.AddRow(TallyCells({Tr("all"), std::to_string(scores.sheets.size())}, scores.total));
  out += by_sheet.Render(columns) + "\n";

  TextTable by_field(TallyColumns({{Tr("field"), TableColumn::Align::kLeft, false}}));
  for (const auto& [field, tally] : scores.by_field) by_field.AddRow(TallyCells({field}, tally));
  out += by_field.Render(columns);
  if (scores.confidences.empty()) return out;
  return out + "\n" + ReliabilityTable(parse::MeasureReliability(scores.confidences), columns) +
         "\n" + ThresholdTable(scores.confidences, columns);
}

}  // namespace app
