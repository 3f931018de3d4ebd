#include "app/reparse_run.h"

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/command.h"
#include "app/printable.h"

namespace app {
namespace {

constexpr size_t kSheetsAheadPerJob = 4;  // how far parsing may run ahead of storing

void StoreReading(store::Store& store, int64_t run, const std::string& id,
                  const ReadingPool::Reading& reading, ReparseReport* report) {
  ++report->sheets;
  if (!reading) {
    report->failed.push_back({id, reading.error().detail});
    return;
  }
  ++(reading->sheet.recognised ? report->recognised : report->unrecognised);
  store.SaveReparse(run, id, reading->sheet);
}

}  // namespace

nlohmann::ordered_json ToJson(const ReparseReport& report) {
  nlohmann::ordered_json json = {{"sheets", report.sheets},
                                 {"recognised", report.recognised},
                                 {"unrecognised", report.unrecognised},
                                 {"failed", report.failed.size()}};
  if (report.not_read > 0) json["not_read"] = report.not_read;
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const ReparseReport::Failure& failure : report.failed) {
    results.push_back(
        {{"sheet", failure.sheet}, {"status", "failed"}, {"detail", ValidUtf8(failure.why)}});
  }
  return json;
}

ReparseReport RunReparse(const std::vector<std::string>& sheet_ids, PoolOptions options,
                         const parse::RuleSet& rules, store::Store& store,
                         InterruptSignal& interrupt,
                         const std::function<void(const ProgressState&)>& progress) {
  options.input = PoolInput::kLayers;
  ReadingPool pool(options, rules);
  const size_t ahead = kSheetsAheadPerJob * static_cast<size_t>(pool.jobs());
  const auto begin = std::chrono::steady_clock::now();
  const int64_t run = store.BeginRun({ProgramVersion(), rules.hash()}, "reparse");
  ReparseReport report;
  std::map<size_t, ReadingPool::Reading> ready;  // by index, until it is its turn
  size_t started = 0;
  while (report.sheets < sheet_ids.size() && !interrupt.Raised()) {
    while (pool.HasRoom() && started < sheet_ids.size() && started - report.sheets < ahead) {
      const auto layers = store.Layers(sheet_ids[started]);
      auto failure = layers ? pool.Start(started, *layers)
                            : extract::ReadError{extract::ReadFailure::kDamaged, 0,
                                                 "no page layers are stored"};
      if (failure) ready.emplace(started, tl::unexpected(std::move(*failure)));
      ++started;
    }
    for (auto& [index, reading] : pool.Wait(interrupt.descriptor())) {
      ready.emplace(index, std::move(reading));
    }
    while (!ready.empty() && ready.begin()->first == report.sheets) {
      StoreReading(store, run, sheet_ids[report.sheets], ready.begin()->second, &report);
      ready.erase(ready.begin());
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    if (progress) progress({sheet_ids.size(), report.sheets, 0, elapsed.count()});
  }
  report.not_read = sheet_ids.size() - report.sheets;
  store.EndRun(run, ToJson(report).dump());
  return report;
}

}  // namespace app
