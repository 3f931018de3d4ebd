#include "app/import_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "app/command.h"
#include "app/printable.h"
#include "extract/sha256.h"

namespace app {
namespace {

// How far reading may run ahead of storing.
constexpr size_t kFilesAheadPerJob = 4;
constexpr size_t kBytesAhead = size_t{1} << 30U;

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

// Archives are walked by none of the readers yet.
bool IsZipArchive(std::string_view path, std::string_view bytes) {
  std::string ending(path.substr(path.size() - std::min<size_t>(path.size(), 4)));
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending == ".zip" && bytes.starts_with("PK");
}

std::string Detail(const extract::ReadError& error) {
  return error.page > 0 ? fmt::format("page {}: {}", error.page, error.detail) : error.detail;
}

class ImportRun {
 public:
  ImportRun(const InputFiles& input, const ImportOptions& options, const parse::RuleSet& rules,
            store::Store& store)
      : input_(input),
        options_(options),
        rules_(rules),
        store_(store),
        pool_(options.pool, rules),
        ahead_(kFilesAheadPerJob * static_cast<size_t>(pool_.jobs())) {}

  ImportReport Run(InterruptSignal& interrupt, const ImportProgress& progress) {
    report_.skipped = input_.skipped;
    const int64_t run = store_.BeginRun({ProgramVersion(), rules_.hash()}, "import");
    try {
      ReadAndStore(run, interrupt, progress);
      if (report_.interrupted) StoreComplete(run);
      report_.seconds = Seconds();
      auto summary = ToJson(report_);
      summary.erase("results");
      store_.EndRun(run, summary.dump());
    } catch (const store::StoreError& error) {
      pool_.Stop();
      report_.stopped_because = error.what();
      report_.not_read = input_.files.size() - report_.files.size();
      report_.seconds = Seconds();
    }
    return std::move(report_);
  }

 private:
  void ReadAndStore(int64_t run, InterruptSignal& interrupt, const ImportProgress& progress) {
    while (stored_ < input_.files.size()) {
      if (interrupt.Raised()) {
        report_.interrupted = true;
        return;
      }
      OpenAhead();
      StoreReady(run);
      if (progress) progress(State());
      if (!slots_.empty()) Collect(pool_.Wait(interrupt.descriptor()));
    }
  }

  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  ProgressState State() const { return {input_.files.size(), stored_, pages_, Seconds()}; }

  // Opens files until the processes have enough to do. Bytes are looked up by their SHA-256, so
  // that what is here already is never read again.
  void OpenAhead() {
    StartWaiting();
    while (opened_ < input_.files.size() && slots_.size() < ahead_ && bytes_ahead_ < kBytesAhead) {
      slots_.push_back(OpenSlot(opened_));
      bytes_ahead_ += slots_.back().held;
      if (!slots_.back().Ready()) waiting_.push_back(opened_);
      ++opened_;
      StartWaiting();
    }
  }

  Slot OpenSlot(size_t index) {
    const InputFile& file = input_.files[index];
    Slot slot;
    slot.source.path = file.path;
    slot.source.file = FileName(file.path);
    if (!file.problem.empty()) {
      slot.reading =
          tl::unexpected(extract::ReadError{extract::ReadFailure::kUnreadable, 0, file.problem});
      return slot;
    }
    auto bytes = ReadFileBytes(file.path, options_.size_limit);
    if (!bytes) {
      slot.reading = tl::unexpected(bytes.error());
      return slot;
    }
    slot.source.size = static_cast<int64_t>(bytes->size());
    if (IsZipArchive(file.path, *bytes)) {
      slot.source.sha256 = extract::Sha256(*bytes);
      slot.reading =
          tl::unexpected(extract::ReadError{extract::ReadFailure::kNotSupported, 0,
                                            "an archive: unpack it and import the files in it"});
      return slot;
    }
    slot.source.sha256 = extract::Sha256(*bytes);
    if (const auto [first, is_new] = first_with_.try_emplace(slot.source.sha256, index); !is_new) {
      slot.same_as = first->second;
      return slot;
    }
    slot.unchanged = store_.Has(slot.source.sha256);
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

  void StoreReady(int64_t run) {
    while (!slots_.empty() && slots_.front().Ready()) {
      StoreSlot(run, slots_.front());
      bytes_ahead_ -= slots_.front().held;
      slots_.pop_front();
      ++stored_;
    }
  }

  // After an interrupt: what is read is stored, whatever stands before it in the list.
  void StoreComplete(int64_t run) {
    pool_.Stop();
    report_.not_read = input_.files.size() - opened_;
    for (Slot& slot : slots_) {
      const bool known =
          slot.reading || slot.unchanged || (slot.same_as && outcomes_.contains(*slot.same_as));
      if (known) {
        StoreSlot(run, slot);
      } else {
        ++report_.not_read;
      }
      ++stored_;
    }
  }

  void StoreSlot(int64_t run, Slot& slot) {
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
      SaveReading(run, slot, &file);
    }
    outcomes_[stored_] = report_.files.size();
    report_.files.push_back(std::move(file));
  }

  void SaveReading(int64_t run, Slot& slot, FileReport* file) {
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
    store_.Save(run, result);
    file->outcome = result.status == store::FileStatus::kImported       ? Outcome::kImported
                    : result.status == store::FileStatus::kUnrecognised ? Outcome::kUnrecognised
                                                                        : Outcome::kFailed;
    file->reason = std::move(result.reason);
    file->detail = std::move(result.detail);
    file->pages = result.source.pages;
    file->review = static_cast<int>(result.sheet.review.size());
    file->warnings = std::move(result.warnings);
  }

  const InputFiles& input_;
  const ImportOptions& options_;
  const parse::RuleSet& rules_;
  store::Store& store_;
  ReadingPool pool_;
  const size_t ahead_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();

  std::deque<Slot> slots_;      // of the files [stored_, opened_)
  std::deque<size_t> waiting_;  // opened, for a process to become free
  size_t opened_ = 0, stored_ = 0;
  size_t bytes_ahead_ = 0;
  int64_t pages_ = 0;
  std::unordered_map<std::string, size_t> first_with_;  // SHA-256 -> index of the first such file
  std::unordered_map<size_t, size_t> outcomes_;         // index of a file -> index in the report
  ImportReport report_;
};

}  // namespace

ImportReport RunImport(const InputFiles& input, const ImportOptions& options,
                       const parse::RuleSet& rules, store::Store& store, InterruptSignal& interrupt,
                       const ImportProgress& progress) {
  return ImportRun(input, options, rules, store).Run(interrupt, progress);
}

}  // namespace app
