// A child process under limits that answers requests, one after the other: a crash, an
// endless loop or a memory bomb in a hostile file ends the child, never the caller.
//
// The child is a fork of the caller without exec: the handler sees the caller's memory as
// it was at the start of the child. It starts with the first request, serves any number of
// them, and is started anew after a failure.
//
// REQUIRES  The caller has one thread whenever a child may start (Call, Send): a fork copies
//           one thread only, and the locks that others hold would stay locked.
// In the child  Descriptors 0 and 1 are /dev/null, 2 is kept, all others are closed; no core
//           dumps; it ends with the caller. It has no network, writes no file, starts no program
//           and reads no files but those below ChildLimits::readable (sandbox.h). What a handler
//           needs besides is to be loaded before the first request.
// Errors    A typed result. Exceptions of the handler become kCrashed, std::bad_alloc
//           becomes kTooLarge. std::system_error if the system gives no process at all.
// Threads   One thread at a time.
#ifndef EXTRACT_CHILD_PROCESS_H_
#define EXTRACT_CHILD_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extract/sandbox.h"

namespace extract {

struct ChildLimits {
  int cpu_seconds_per_request = 60;
  double wall_seconds_without_progress = 30;
  size_t memory_bytes = size_t{2} << 30;    // address space; not under AddressSanitizer
  size_t output_bytes = size_t{256} << 20;  // of one answer
  std::vector<std::string> readable = SharedReadingData();
};

struct ChildFailure {
  enum class Kind : uint8_t {
    kCrashed,   // a signal or an exception
    kTimeout,   // one of the two time limits
    kTooLarge,  // memory ran out (a library that calls exit() has none), or the answer is too long
  };
  Kind kind = Kind::kCrashed;
  int progress = 0;    // the last that was reported, e.g. a page; 0 if none
  std::string detail;  // in English, for a log
};

// Called in the child, by the handler: work that is known to take long (a page for OCR) may take
// so many seconds of CPU more, on top of what the request has.
void AllowMoreCpuSeconds(int seconds);

class ChildProcess {
 public:
  // Tells the caller how far the child is. Only a higher number counts as progress.
  using Report = std::function<void(int progress)>;
  using Handler = std::function<std::string(std::string_view request, const Report& report)>;
  using Answer = tl::expected<std::string, ChildFailure>;

  ChildProcess(Handler handler, const ChildLimits& limits);
  ~ChildProcess();  // ends the child
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Sends a request and waits for the answer. REQUIRES: !Busy().
  Answer Call(std::string_view request);

  // The same in two steps, so that a caller can wait for several children: poll fd() for
  // input until deadline(), then TryReceive(). REQUIRES of Send: !Busy().
  void Send(std::string_view request);
  bool Busy() const { return busy_; }
  // What has come so far, without waiting: nullopt while the child is at work and in time.
  // REQUIRES: Busy().
  std::optional<Answer> TryReceive();
  int fd() const { return socket_; }  // -1 while no child runs
  std::chrono::steady_clock::time_point deadline() const { return deadline_; }
  int progress() const { return progress_; }

  // Ends the child; a request that is under way has no answer.
  void Stop();

 private:
  void Start();
  void RestartClock();  // of the time without progress
  bool WriteRequest(std::string_view request);
  // Reads what is there; false: the child has closed its end.
  bool ReadAvailable();
  std::optional<Answer> TakeFrame();
  ChildFailure Fail(ChildFailure::Kind kind, std::string detail);
  ChildFailure FailureOfEndedChild();

  Handler handler_;
  ChildLimits limits_;
  pid_t pid_ = -1;
  int socket_ = -1;
  bool busy_ = false;
  int progress_ = 0;
  std::string received_;  // bytes of frames that are not complete yet
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace extract

#endif  // EXTRACT_CHILD_PROCESS_H_
