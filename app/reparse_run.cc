#include "app/reparse_run.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "app/command.h"
#include "app/printable.h"
#include "app/stored_readings.h"
#include "parse/sheet_codec.h"

namespace app {
namespace {

// New values of sheets that people decided on, while they are judged. Of more than this, those
// that come last are parsed again.
constexpr size_t kKeptBytes = size_t{256} << 20U;

class ReparseRun {
 public:
  ReparseRun(const PoolOptions& options, const parse::RuleSet& rules, store::Store& store,
             const store::Rehearsals& rehearsals, InterruptSignal& interrupt,
             const std::function<void(const ProgressState&)>& progress)
      : options_(options),
        rules_(rules),
        store_(store),
        rehearsals_(rehearsals),
        interrupt_(interrupt),
        progress_(progress) {}

  ReparseReport Run(const std::vector<store::SheetSummary>& sheets, const MayBreak& may_break) {
    all_ = sheets.size();
    const TrialReport trial = JudgeDecided(sheets);
    if (trial.not_read > 0) {
      report_.not_read = all_;
      return std::move(report_);
    }
    if (trial.Total().broken > 0 && !may_break(trial)) {
      report_.refused = true;
      return std::move(report_);
    }
    const int64_t run = store_.BeginRun({ProgramVersion(), rules_.hash()}, "reparse");
    std::vector<std::string> rest;
    for (const store::SheetSummary& sheet : sheets) {
      const auto kept = kept_.find(sheet.id);
      const auto values =
          kept == kept_.end() ? tl::unexpected(std::string()) : parse::DecodeSheet(kept->second);
      if (values) {
        Save(run, sheet.id, *values);
      } else {
        rest.push_back(sheet.id);
      }
    }
    kept_.clear();
    ParseStored(rest, options_, rules_, store_, interrupt_, Progress(report_.sheets),
                [&](size_t index, const ReadingPool::Reading& reading) {
                  if (reading) return Save(run, rest[index], reading->sheet);
                  ++report_.sheets;
                  report_.failed.push_back({rest[index], reading.error().detail});
                });
    report_.not_read = all_ - report_.sheets;
    store_.EndRun(run, ToJson(report_).dump());
    return std::move(report_);
  }

 private:
  TrialReport JudgeDecided(const std::vector<store::SheetSummary>& sheets) {
    std::vector<store::SheetSummary> decided;
    for (const store::SheetSummary& sheet : sheets)
      if (sheet.corrections > 0) decided.push_back(sheet);
    if (decided.empty()) return {};
    size_t bytes = 0;
    return TryRules(decided, options_, rules_, store_, rehearsals_, interrupt_, Progress(0),
                    [&](const std::string& id, const parse::ParsedSheet& values) {
                      if (bytes > kKeptBytes) return;
                      std::string encoded = parse::EncodeSheet(values);
                      bytes += encoded.size();
                      kept_.emplace(id, std::move(encoded));
                    });
  }

  void Save(int64_t run, const std::string& id, const parse::ParsedSheet& values) {
    ++report_.sheets;
    ++(values.recognised ? report_.recognised : report_.unrecognised);
    store_.SaveReparse(run, id, values);
  }

  std::function<void(const ProgressState&)> Progress(size_t done) const {
    if (!progress_) return nullptr;
    return [this, done](ProgressState state) {
      state.done += done;
      state.files = all_;
      progress_(state);
    };
  }

  const PoolOptions& options_;
  const parse::RuleSet& rules_;
  store::Store& store_;
  const store::Rehearsals& rehearsals_;
  InterruptSignal& interrupt_;
  const std::function<void(const ProgressState&)>& progress_;
  size_t all_ = 0;
  std::unordered_map<std::string, std::string> kept_;  // by id: parse::EncodeSheet
  ReparseReport report_;
};

}  // namespace

nlohmann::ordered_json ToJson(const ReparseReport& report) {
  nlohmann::ordered_json json = {{"sheets", report.sheets},
                                 {"recognised", report.recognised},
                                 {"unrecognised", report.unrecognised},
                                 {"failed", report.failed.size()}};
  if (report.not_read > 0) json["not_read"] = report.not_read;
  if (report.refused) json["refused"] = true;
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const ReparseReport::Failure& failure : report.failed) {
    results.push_back(
        {{"sheet", failure.sheet}, {"status", "failed"}, {"detail", ValidUtf8(failure.why)}});
  }
  return json;
}

ReparseReport RunReparse(const std::vector<store::SheetSummary>& sheets, const PoolOptions& options,
                         const parse::RuleSet& rules, store::Store& store,
                         const store::Rehearsals& rehearsals, InterruptSignal& interrupt,
                         const std::function<void(const ProgressState&)>& progress,
                         const MayBreak& may_break) {
  return ReparseRun(options, rules, store, rehearsals, interrupt, progress).Run(sheets, may_break);
}

}  // namespace app
