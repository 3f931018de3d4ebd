#include "app/reading_pool.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <system_error>
#include <utility>

#include "extract/child_process.h"

namespace app {
namespace {

using Clock = std::chrono::steady_clock;

// OCR of a page takes one to five seconds; a file may have no more than an hour of it.
constexpr int kSecondsForOcrPage = 15;
constexpr int kMostOcrPages = 240;

extract::ReadError NoProcess(const std::system_error& error) {
  return {extract::ReadFailure::kCrashed, 0,
          std::string("no process for reading: ") + error.what()};
}

ReadingPool::Reading ReadingOf(const extract::ChildProcess::Answer& answer) {
  if (!answer) return tl::unexpected(ReadErrorOf(answer.error()));
  return DecodeReading(*answer);
}

}  // namespace

extract::ChildLimits LimitsOf(const PoolOptions& options) {
  extract::ChildLimits limits;
  limits.cpu_seconds_per_request = static_cast<int>(std::max(1.0, std::ceil(options.seconds)));
  limits.wall_seconds_without_progress = options.seconds;
  limits.memory_bytes = options.memory_bytes;
  limits.output_bytes = options.output_bytes;
  return limits;
}

extract::PageProgress ReportPages(const extract::ChildProcess::Report& report,
                                  const extract::Ocr* ocr) {
  return [&report, ocr, seen = ocr != nullptr ? ocr->pages_read() : 0, granted = 0](
             int page, int /*pages*/) mutable {
    for (; ocr != nullptr && seen < ocr->pages_read() && granted < kMostOcrPages; ++granted) {
      ++seen;
      extract::AllowMoreCpuSeconds(kSecondsForOcrPage);
    }
    report(page);
  };
}

extract::ReadError ReadErrorOf(const extract::ChildFailure& failure) {
  extract::ReadError error;
  switch (failure.kind) {
    case extract::ChildFailure::Kind::kCrashed:
      error.failure = extract::ReadFailure::kCrashed;
      break;
    case extract::ChildFailure::Kind::kTimeout:
      error.failure = extract::ReadFailure::kTimeout;
      break;
    case extract::ChildFailure::Kind::kTooLarge:
      error.failure = extract::ReadFailure::kTooLarge;
      break;
  }
  error.page = failure.progress;
  error.detail = failure.detail;
  return error;
}

struct ReadingPool::Parts {
  struct Worker {
    std::unique_ptr<extract::ChildProcess> process;
    size_t ticket = 0;
  };
  std::vector<Worker> workers;

  bool AnyBusy() const {
    return std::any_of(workers.begin(), workers.end(),
                       [](const Worker& worker) { return worker.process->Busy(); });
  }

  std::vector<Finished> TakeFinished() {
    std::vector<Finished> finished;
    for (Worker& worker : workers) {
      if (!worker.process->Busy()) continue;
      if (auto answer = worker.process->TryReceive()) {
        finished.push_back({worker.ticket, ReadingOf(*answer)});
      }
    }
    return finished;
  }

  // Sleeps until a worker has something to say, is out of time, or `wake` is readable. Gives
  // whether it is.
  bool Sleep(int wake) const {
    std::vector<pollfd> watched;
    if (wake >= 0) watched.push_back({wake, POLLIN, 0});
    auto deadline = Clock::time_point::max();
    for (const Worker& worker : workers) {
      if (!worker.process->Busy()) continue;
      watched.push_back({worker.process->fd(), POLLIN, 0});
      deadline = std::min(deadline, worker.process->deadline());
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    const auto wait = std::clamp<int64_t>(left.count() + 1, 0, 1000);
    poll(watched.data(), watched.size(), static_cast<int>(wait));
    return wake >= 0 && (watched.front().revents & POLLIN) != 0;
  }
};

ReadingPool::ReadingPool(const PoolOptions& options, const parse::RuleSet& rules)
    : parts_(std::make_unique<Parts>()) {
  const auto processors = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
  const int jobs = std::max(1, options.jobs > 0 ? options.jobs : processors);
  const auto read = [&rules, input = options.input, ocr = options.ocr](
                        std::string_view bytes, const extract::ChildProcess::Report& report) {
    return EncodeReading(
        input == PoolInput::kLayers
            ? ReadStoredLayers(bytes, rules)
            : ReadDocument(bytes, rules, ReportPages(report, ocr.get()), ocr.get()));
  };
  for (int i = 0; i < jobs; ++i) {
    parts_->workers.push_back(
        {std::make_unique<extract::ChildProcess>(read, LimitsOf(options)), 0});
  }
}

ReadingPool::~ReadingPool() = default;

int ReadingPool::jobs() const { return static_cast<int>(parts_->workers.size()); }

bool ReadingPool::HasRoom() const {
  return std::any_of(parts_->workers.begin(), parts_->workers.end(),
                     [](const Parts::Worker& worker) { return !worker.process->Busy(); });
}

std::optional<extract::ReadError> ReadingPool::Start(size_t ticket, std::string_view bytes) {
  const auto free =
      std::find_if(parts_->workers.begin(), parts_->workers.end(),
                   [](const Parts::Worker& worker) { return !worker.process->Busy(); });
  try {
    free->ticket = ticket;
    free->process->Send(bytes);
    return std::nullopt;
  } catch (const std::system_error& error) {
    return NoProcess(error);
  }
}

std::vector<ReadingPool::Finished> ReadingPool::Wait(int wake) {
  while (parts_->AnyBusy()) {
    auto finished = parts_->TakeFinished();
    if (!finished.empty() || parts_->Sleep(wake)) return finished;
  }
  return {};
}

std::vector<ReadingPool::Finished> ReadingPool::TakeFinished() { return parts_->TakeFinished(); }

void ReadingPool::Stop() {
  for (Parts::Worker& worker : parts_->workers) worker.process->Stop();
}

ReadingPool::Reading ReadOne(std::string_view bytes, const parse::RuleSet& rules,
                             const PoolOptions& options) {
  PoolOptions one = options;
  one.jobs = 1;
  ReadingPool pool(one, rules);
  if (auto failure = pool.Start(0, bytes)) return tl::unexpected(std::move(*failure));
  return std::move(pool.Wait(-1).front().reading);
}

}  // namespace app
