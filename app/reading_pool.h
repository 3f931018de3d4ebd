// Several reading processes at a time, each for one file, under limits.
#ifndef APP_READING_POOL_H_
#define APP_READING_POOL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/document_reading.h"
#include "extract/child_process.h"
#include "extract/ocr.h"
#include "extract/read_source.h"
#include "parse/rules.h"

namespace app {

enum class PoolInput : uint8_t {
  kFile,    // a file's own bytes
  kLayers,  // page layers as the store keeps them
};

struct PoolOptions {
  PoolInput input = PoolInput::kFile;
  int jobs = 0;         // processes at a time; 0: one for each processor
  double seconds = 60;  // of computing for one file, and of waiting for its next page
  size_t memory_bytes = size_t{2} << 30U;    // address space of one process
  size_t output_bytes = size_t{256} << 20U;  // of what is read from one file
  // Reads pages without text; nullptr: they stay without. Each process has its own copy.
  std::shared_ptr<extract::Ocr> ocr;
};

// What one process may use for one file.
extract::ChildLimits LimitsOf(const PoolOptions& options);

class ReadingPool {
 public:
  using Reading = tl::expected<DocumentReading, extract::ReadError>;
  struct Finished {
    size_t ticket = 0;
    Reading reading;
  };

  // `rules` must outlive the pool; the processes have a copy as it is when they start.
  ReadingPool(const PoolOptions& options, const parse::RuleSet& rules);
  ~ReadingPool();  // ends what still runs
  ReadingPool(const ReadingPool&) = delete;
  ReadingPool& operator=(const ReadingPool&) = delete;

  int jobs() const;
  bool HasRoom() const;
  // Starts a process that reads `bytes` (see PoolOptions::input), which it has from the moment of
  // the start: they need not live on. An error: the system gave no process. REQUIRES: HasRoom().
  std::optional<extract::ReadError> Start(size_t ticket, std::string_view bytes);
  // Waits until at least one has ended, or `wake` (a descriptor; -1: none) is readable. What
  // ended badly (a crash, a limit) is an error with its reason. Empty if none runs.
  std::vector<Finished> Wait(int wake);
  // Those that have ended, without waiting.
  std::vector<Finished> TakeFinished();
  void Stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// What the end of a reading process means for the file that it read.
extract::ReadError ReadErrorOf(const extract::ChildFailure& failure);

// In the reading process: tells the caller each page, and takes more time for pages that OCR reads.
// `report` and `ocr` must outlive it.
extract::PageProgress ReportPages(const extract::ChildProcess::Report& report,
                                  const extract::Ocr* ocr);

// One file in one process: what `parse` needs.
ReadingPool::Reading ReadOne(std::string_view bytes, const parse::RuleSet& rules,
                             const PoolOptions& options);

}  // namespace app

#endif  // APP_READING_POOL_H_
