#include "app/import_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "app/document_stream.h"
#include "extract/sha256.h"

namespace app {
namespace {

// How far reading may run ahead of storing.
constexpr size_t kFilesAheadPerJob = 4;
constexpr size_t kBytesAhead = size_t{128} << 20U;

using Reading = tl::expected<DocumentReading, extract::ReadError>;

// One file between its opening and its storing.
struct Slot {
  store::Source source;
  std::string bytes;
  size_t held = 0;                 // size of `bytes` as opened
  bool unchanged = false;          // here before this run
  std::optional<size_t> same_as;   // an earlier file of this run with the same bytes
  std::optional<Reading> reading;  // set when it is read, or could not be opened
  bool Ready() const { return unchanged || same_as || reading; }
};

std::string FileName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string Detail(const extract::ReadError& error) {
  return error.page > 0 ? fmt::format("page {}: {}", error.page, error.detail) : error.detail;
}

class ImportRun {
 public:
  ImportRun(const InputFiles& input, const ImportOptions& options, const parse::RuleSet& rules,
            ResultSink& sink)
      : options_(options),
        sink_(sink),
        documents_(input.files, options.size_limit, LimitsOf(options.pool)),
        skipped_in_folders_(input.skipped),
        pool_(options.pool, rules),
        ahead_(kFilesAheadPerJob * static_cast<size_t>(pool_.jobs())) {}

  ImportReport Run(InterruptSignal& interrupt, const ImportWatcher& watcher) {
    try {
      ReadAndStore(interrupt, watcher);
      if (report_.interrupted) StoreComplete();
      TellProblems(watcher);
      Conclude();
      sink_.Finish(report_);
    } catch (const store::StoreError& error) {
      pool_.Stop();
      report_.stopped_because = error.what();
      report_.not_read = Remaining();
      Conclude();
    }
    return std::move(report_);
  }

 private:
  void ReadAndStore(InterruptSignal& interrupt, const ImportWatcher& watcher) {
    while (Remaining() > 0) {
      if (interrupt.Raised()) {
        report_.interrupted = true;
        return;
      }
      OpenAhead();
      StoreNext();
      TellProblems(watcher);
      if (watcher.progress) watcher.progress(State());
      if (slots_.empty()) continue;
      // While there is something to store, processes that are done get their next file in between.
      Collect(slots_.front().Ready() ? pool_.TakeFinished() : pool_.Wait(interrupt.descriptor()));
    }
  }

  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  // Not stored yet, as far as is known.
  size_t Remaining() const { return slots_.size() + documents_.Remaining(); }

  ProgressState State() const { return {stored_ + Remaining(), stored_, pages_, Seconds()}; }

  void TellProblems(const ImportWatcher& watcher) {
    for (; told_ < report_.files.size(); ++told_) {
      const FileReport& file = report_.files[told_];
      const bool problem =
          file.outcome == Outcome::kFailed || file.outcome == Outcome::kUnrecognised;
      if (watcher.problem && (problem || !file.warnings.empty())) watcher.problem(file);
    }
  }

  void Conclude() {
    report_.skipped = skipped_in_folders_ + documents_.skipped();
    report_.seconds = Seconds();
  }

  // Opens files until the processes have enough to do. Bytes are looked up by their SHA-256, so
  // that what is here already is never read again.
  void OpenAhead() {
    StartWaiting();
    while (!documents_.AtEnd() && slots_.size() < ahead_ && bytes_ahead_ < kBytesAhead) {
      auto document = documents_.Next();
      if (!document) break;
      slots_.push_back(MakeSlot(opened_, std::move(*document)));
      bytes_ahead_ += slots_.back().held;
      if (!slots_.back().Ready()) waiting_.push_back(opened_);
      ++opened_;
      StartWaiting();
    }
  }

  Slot MakeSlot(size_t index, OpenedDocument document) {
    Slot slot;
    slot.source.path = std::move(document.path);
    slot.source.file = FileName(slot.source.path);
    auto& bytes = document.bytes;
    if (!bytes) {
      slot.reading = tl::unexpected(bytes.error());
      return slot;
    }
    slot.source.size = static_cast<int64_t>(bytes->size());
    slot.source.sha256 = extract::Sha256(*bytes);
    if (!sink_.WantsEveryFile()) {
      const auto [first, is_new] = first_with_.try_emplace(slot.source.sha256, index);
      if (!is_new) {
        slot.same_as = first->second;
        return slot;
      }
    }
    slot.unchanged = sink_.Has(slot.source.sha256);
    if (!slot.unchanged) {
      slot.held = bytes->size();
      slot.bytes = std::move(*bytes);
    }
    return slot;
  }

  Slot& SlotOf(size_t index) { return slots_[index - stored_]; }

  void StartWaiting() {
    while (!waiting_.empty() && pool_.HasRoom()) {
      const size_t index = waiting_.front();
      waiting_.pop_front();
      if (auto failure = pool_.Start(index, SlotOf(index).bytes)) {
        SlotOf(index).reading = tl::unexpected(std::move(*failure));
      }
    }
  }

  void Collect(std::vector<ReadingPool::Finished> finished) {
    for (ReadingPool::Finished& one : finished) {
      if (one.reading) pages_ += one.reading->pages;
      SlotOf(one.ticket).reading = std::move(one.reading);
    }
  }

  void StoreNext() {
    if (slots_.empty() || !slots_.front().Ready()) return;
    StoreSlot(slots_.front());
    bytes_ahead_ -= slots_.front().held;
    slots_.pop_front();
    ++stored_;
  }

  // After an interrupt: what is read is stored, whatever stands before it in the list.
  void StoreComplete() {
    pool_.Stop();
    report_.not_read = documents_.Remaining();
    for (Slot& slot : slots_) {
      const bool known =
          slot.reading || slot.unchanged || (slot.same_as && outcomes_.contains(*slot.same_as));
      if (known) {
        StoreSlot(slot);
      } else {
        ++report_.not_read;
      }
      ++stored_;
    }
  }

  void StoreSlot(Slot& slot) {
    FileReport file;
    file.path = slot.source.path;
    if (slot.same_as) {
      file = report_.files[outcomes_.at(*slot.same_as)];
      file.path = slot.source.path;
      file.pages = 0;
      if (file.outcome != Outcome::kFailed) {
        file = {};
        file.path = slot.source.path;
        file.outcome = Outcome::kUnchanged;
      }
    } else if (slot.unchanged) {
      file.outcome = Outcome::kUnchanged;
    } else {
      SaveReading(slot, &file);
    }
    outcomes_[stored_] = report_.files.size();
    report_.files.push_back(std::move(file));
  }

  void SaveReading(Slot& slot, FileReport* file) {
    store::FileResult result;
    result.source = slot.source;
    if (Reading& reading = *slot.reading; reading) {
      result.source.media_type = MediaTypeName(reading->media_type);
      result.source.pages = reading->pages;
      result.status = reading->sheet.recognised ? store::FileStatus::kImported
                                                : store::FileStatus::kUnrecognised;
      if (options_.keep_originals) result.original = std::move(slot.bytes);
      result.layers = std::move(reading->layers);
      result.sheet = std::move(reading->sheet);
      result.warnings = std::move(reading->warnings);
    } else {
      result.status = store::FileStatus::kFailed;
      result.reason = extract::ReasonCode(reading.error().failure);
      result.detail = Detail(reading.error());
    }
    const store::Store::Saved saved = sink_.Save(result);
    if (!saved.stored) {  // another import was first
      file->outcome = Outcome::kUnchanged;
      return;
    }
    TakeResult(result, saved, file);
  }

  const ImportOptions& options_;
  ResultSink& sink_;
  DocumentStream documents_;
  const int skipped_in_folders_;
  ReadingPool pool_;
  const size_t ahead_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();

  std::deque<Slot> slots_;      // of the files [stored_, opened_)
  std::deque<size_t> waiting_;  // opened, for a process to become free
  size_t opened_ = 0, stored_ = 0;
  size_t told_ = 0;  // of the files in the report
  size_t bytes_ahead_ = 0;
  int64_t pages_ = 0;
  std::unordered_map<std::string, size_t> first_with_;  // SHA-256 -> index of the first such file
  std::unordered_map<size_t, size_t> outcomes_;         // index of a file -> index in the report
  ImportReport report_;
};

}  // namespace

ImportReport RunImport(const InputFiles& input, const ImportOptions& options,
                       const parse::RuleSet& rules, ResultSink& sink, InterruptSignal& interrupt,
                       const ImportWatcher& watcher) {
  return ImportRun(input, options, rules, sink).Run(interrupt, watcher);
}

}  // namespace app
