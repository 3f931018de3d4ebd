#include "app/rules_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/text_table.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using Align = TableColumn::Align;

std::string_view StatusName(parse::Status status) {
  switch (status) {
    case parse::Status::kAccepted:
      return "accepted";
    case parse::Status::kCorrected:
      return "corrected";
    case parse::Status::kParsed:
      break;
  }
  return "parsed";
}

Json CountsJson(const TrialCounts& counts) {
  return {{"fixed", counts.fixed},
          {"broken", counts.broken},
          {"changed", counts.changed},
          {"unchanged", counts.unchanged}};
}

Json ValueJson(const TriedValue& value) {
  Json json = {{"effect", EffectName(value.effect)},
               {"pointer", value.pointer},
               {"field", value.field},
               {"rule", value.rule},
               {"status", StatusName(value.status)}};
  if (value.status != parse::Status::kParsed) json["decided"] = ValidUtf8(value.decided);
  json["before"] = ValidUtf8(value.before);
  json["after"] = ValidUtf8(value.after);
  return json;
}

template <typename T>
Json PairJson(const BeforeAfter<T>& pair) {
  return {{"before", pair.before}, {"after", pair.after}};
}

std::string EffectWords(Effect effect) {
  switch (effect) {
    case Effect::kFixed:
      return Tr("fixed");
    case Effect::kBroken:
      return Tr("broken");
    case Effect::kChanged:
      break;
  }
  return Tr("changed");
}

std::string FileName(const TriedSheet& sheet) { return ForTerminal(sheet.file) + "\n" + sheet.id; }

// Values side by side; `wanted` says which.
template <typename Wanted>
std::string ValueTable(const TrialReport& report, int columns, size_t most, const Wanted& wanted) {
  TextTable table({{Tr("sheet"), Align::kLeft, true},
                   {Tr("value"), Align::kLeft, true},
                   {Tr("effect"), Align::kLeft, false},
                   {Tr("a person's"), Align::kLeft, true},
                   {Tr("read before"), Align::kLeft, true},
                   {Tr("would be read"), Align::kLeft, true}});
  size_t shown = 0, all = 0;
  for (const Effect effect : {Effect::kBroken, Effect::kFixed, Effect::kChanged}) {
    for (const TriedSheet& sheet : report.sheets) {
      for (const TriedValue& value : sheet.trial.values) {
        if (value.effect != effect || !wanted(value) || ++all > most) continue;
        if (shown++ > 0) table.AddRule();
        table.AddRow({FileName(sheet), PointerWords(value.pointer) + "\n" + ForTerminal(value.rule),
                      EffectWords(value.effect), ForTerminal(value.decided, true),
                      ForTerminal(value.before, true), ForTerminal(value.after, true)});
      }
    }
  }
  if (table.Empty()) return "";
  std::string out = table.Render(columns);
  if (all > shown) out += Say("and {} more (--all, --json)", all - shown) + "\n";
  return out + "\n";
}

std::vector<TableColumn> CountColumns(std::vector<TableColumn> first) {
  for (const char* heading : {Tr("fixed"), Tr("broken"), Tr("changed"), Tr("unchanged")})
    first.push_back({heading, Align::kRight, false});
  return first;
}

std::vector<std::string> CountCells(std::vector<std::string> first, const TrialCounts& counts) {
  for (int count : {counts.fixed, counts.broken, counts.changed, counts.unchanged})
    first.push_back(std::to_string(count));
  return first;
}

std::string Arrow(const BeforeAfter<int>& pair) {
  return pair.before == pair.after ? std::to_string(pair.after)
                                   : fmt::format("{} → {}", pair.before, pair.after);
}

std::string Arrow(const BeforeAfter<std::string>& pair) {
  const auto shown = [](const std::string& form) { return form.empty() ? Tr("no form") : form; };
  return pair.before == pair.after ? shown(pair.after)
                                   : fmt::format("{} → {}", shown(pair.before), shown(pair.after));
}

}  // namespace

TrialCounts TrialReport::Total() const {
  TrialCounts total;
  for (const TriedSheet& sheet : sheets) total += sheet.trial.counts;
  return total;
}

std::map<std::string, TrialCounts> TrialReport::ByRule() const {
  std::map<std::string, TrialCounts> rules;
  for (const TriedSheet& sheet : sheets)
    for (const auto& [rule, counts] : sheet.trial.by_rule) rules[rule] += counts;
  return rules;
}

TrialReport TryRules(
    const std::vector<store::SheetSummary>& sheets, const PoolOptions& options,
    const parse::RuleSet& rules, const store::Store& store, const store::Rehearsals& rehearsals,
    InterruptSignal& interrupt, const std::function<void(const ProgressState&)>& progress,
    const std::function<void(const std::string& id, const parse::ParsedSheet& values)>& each) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::string> ids;
  ids.reserve(sheets.size());
  for (const store::SheetSummary& sheet : sheets) ids.push_back(sheet.id);
  TrialReport report;
  const auto take = [&](size_t index, const ReadingPool::Reading& reading) {
    const store::SheetSummary& sheet = sheets[index];
    if (!reading) {
      report.failed.push_back({sheet.id, reading.error().detail});
      return;
    }
    if (const auto rehearsal = rehearsals.Of(sheet.id, reading->sheet))
      report.sheets.push_back({sheet.id, sheet.source.file, JudgeTrial(*rehearsal)});
    if (each) each(sheet.id, reading->sheet);
  };
  const size_t taken = ParseStored(ids, options, rules, store, interrupt, progress, take);
  report.not_read = ids.size() - taken;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

TrialReport TryOnFrozen(const std::vector<FrozenSheet>& sheets, const PoolOptions& options,
                        const parse::RuleSet& before, const parse::RuleSet& after,
                        InterruptSignal& interrupt,
                        const std::function<void(const ProgressState&)>& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const auto layers_of = [&sheets](size_t index) { return std::optional(sheets[index].layers); };
  std::vector<std::optional<parse::ParsedSheet>> today(sheets.size());
  ParseLayers(sheets.size(), layers_of, options, before, interrupt, progress,
              [&today](size_t index, ReadingPool::Reading reading) {
                if (reading) today[index] = std::move(reading->sheet);
              });
  TrialReport report;
  const size_t taken = ParseLayers(
      sheets.size(), layers_of, options, after, interrupt, progress,
      [&](size_t index, const ReadingPool::Reading& reading) {
        const FrozenSheet& sheet = sheets[index];
        if (!reading || !today[index]) {
          report.failed.push_back(
              {sheet.name, reading ? "it is read by neither rules" : reading.error().detail});
          return;
        }
        report.sheets.push_back(
            {sheet.name, sheet.file, JudgeAgainstGold(sheet.gold, *today[index], reading->sheet)});
      });
  report.not_read = sheets.size() - taken;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

Json ToJson(const TrialReport& report) {
  Json json = {{"sheets", report.sheets.size() + report.failed.size()}};
  json.update(CountsJson(report.Total()));
  json["failed"] = report.failed.size();
  if (report.not_read > 0) json["not_read"] = report.not_read;
  json["seconds"] = report.seconds;
  Json& rules = json["rules"] = Json::object();
  for (const auto& [rule, counts] : report.ByRule()) rules[rule] = CountsJson(counts);
  Json& results = json["results"] = Json::array();
  for (const TriedSheet& sheet : report.sheets) {
    Json entry = {{"sheet", sheet.id}, {"file", ValidUtf8(sheet.file)}};
    entry.update(CountsJson(sheet.trial.counts));
    entry["form"] = PairJson(sheet.trial.form);
    entry["review"] = PairJson(sheet.trial.review);
    entry["leftover"] = PairJson(sheet.trial.leftover);
    Json& values = entry["values"] = Json::array();
    for (const TriedValue& value : sheet.trial.values) values.push_back(ValueJson(value));
    results.push_back(std::move(entry));
  }
  for (const TrialReport::Failure& failure : report.failed) {
    results.push_back(
        {{"sheet", failure.sheet}, {"status", "failed"}, {"detail", ValidUtf8(failure.why)}});
  }
  return json;
}

std::string TrialTables(const TrialReport& report, int columns, size_t most_values) {
  std::string out =
      ValueTable(report, columns, most_values, [](const TriedValue&) { return true; });
  TextTable by_rule(CountColumns({{Tr("rule"), Align::kLeft, true}}));
  for (const auto& [rule, counts] : report.ByRule())
    by_rule.AddRow(CountCells({rule.empty() ? "-" : ForTerminal(rule)}, counts));
  by_rule.AddRule();
  by_rule.AddRow(CountCells({Tr("all")}, report.Total()));
  out += by_rule.Render(columns) + "\n";

  std::vector<TableColumn> headings = CountColumns({{Tr("sheet"), Align::kLeft, true}});
  headings.push_back({Tr("to check"), Align::kRight, false});
  headings.push_back({Tr("left over"), Align::kRight, false});
  headings.push_back({Tr("form"), Align::kLeft, true});
  TextTable by_sheet(headings);
  size_t untouched = 0;
  for (const TriedSheet& sheet : report.sheets) {
    const SheetTrial& trial = sheet.trial;
    if (trial.counts.AllUnchanged() && trial.review.before == trial.review.after &&
        trial.leftover.before == trial.leftover.after && trial.form.before == trial.form.after) {
      ++untouched;
      continue;
    }
    std::vector<std::string> cells = CountCells({FileName(sheet)}, trial.counts);
    cells.push_back(Arrow(trial.review));
    cells.push_back(Arrow(trial.leftover));
    cells.push_back(ForTerminal(Arrow(trial.form)));
    by_sheet.AddRow(cells);
  }
  if (!by_sheet.Empty()) out += by_sheet.Render(columns);
  if (untouched > 0) {
    out +=
        SayCount("{} sheet would stay as it is.", "{} sheets would stay as they are.", untouched) +
        "\n";
  }
  return out;
}

std::string BrokenTable(const TrialReport& report, int columns, size_t most_values) {
  return ValueTable(report, columns, most_values,
                    [](const TriedValue& value) { return value.effect == Effect::kBroken; });
}

}  // namespace app
