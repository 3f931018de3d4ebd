#include "extract/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>
#include <utility>

#include "extract/sandbox.h"

namespace extract {
namespace {

using Clock = std::chrono::steady_clock;

// Both ends are the same program on the same machine: a header is a plain struct.
enum class FrameKind : uint32_t { kRequest, kProgress, kAnswer, kOutOfMemory, kTooLong, kFailed };

struct FrameHeader {
  FrameKind kind = FrameKind::kRequest;
  int32_t progress = 0;
  uint64_t size = 0;  // of the payload that follows
};
using HeaderBytes = std::array<char, sizeof(FrameHeader)>;

constexpr int kChildSocket = 3;
constexpr rlim_t kOpenFiles = 16;
constexpr int kEndedByLibrary = 71;  // exit status: something in the child called exit()
constexpr size_t kMaxMessage = size_t{64} << 10;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kLimitMemory = false;  // it maps terabytes of address space
#else
constexpr bool kLimitMemory = true;
#endif

bool WriteAll(int socket, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = send(socket, data, size, MSG_NOSIGNAL);
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    data += written;
    size -= static_cast<size_t>(written);
  }
  return true;
}

bool WriteFrame(int socket, FrameKind kind, int progress, std::string_view payload) {
  const FrameHeader header{kind, progress, payload.size()};
  const auto bytes = std::bit_cast<HeaderBytes>(header);
  return WriteAll(socket, bytes.data(), bytes.size()) &&
         WriteAll(socket, payload.data(), payload.size());
}

// ---- In the child ----

bool ReadAll(char* data, size_t size) {
  while (size > 0) {
    const ssize_t got = read(kChildSocket, data, size);
    if (got == 0) return false;
    if (got < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    data += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

void SetLimit(int resource, rlim_t value) {
  rlimit limit{};
  if (getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max = std::min(value, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// The limit counts all CPU time of the process, so each request moves it on.
void AllowCpuSeconds(int seconds) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto used = static_cast<rlim_t>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1);
  rlimit limit{};
  if (getrlimit(RLIMIT_CPU, &limit) != 0) return;
  limit.rlim_cur = std::min(used + static_cast<rlim_t>(std::max(1, seconds)), limit.rlim_max);
  setrlimit(RLIMIT_CPU, &limit);
}

void ResetSignals() {
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGHUP, SIGXCPU})
    signal(number, SIG_DFL);
  signal(SIGINT, SIG_IGN);   // Ctrl-C reaches the whole group: the caller decides
  signal(SIGXFSZ, SIG_IGN);  // a message that cannot be written is no crash
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

// Leaves the child with its socket as descriptor 3 and without any right it does not need.
void Confine(int socket, pid_t caller, const ChildLimits& limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != caller) _exit(0);  // it ended before the line above
  ResetSignals();

  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null >= 0) {
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);  // it is the caller's results: nothing may be mixed in
  }
  if (socket != kChildSocket) dup2(socket, kChildSocket);
  close_range(kChildSocket + 1, ~0U, 0);

  SetLimit(RLIMIT_CORE, 0);
  SetLimit(RLIMIT_FSIZE, 0);
  SetLimit(RLIMIT_NOFILE, kOpenFiles);
  if (kLimitMemory) SetLimit(RLIMIT_AS, limits.memory_bytes);
  // A library's exit() must not run the caller's cleanup a second time.
  std::atexit([] { _exit(kEndedByLibrary); });
  EnterSandbox(limits.readable);
}

void Serve(const ChildProcess::Handler& handler, std::string_view request,
           const ChildLimits& limits) {
  const ChildProcess::Report report = [](int progress) {
    WriteFrame(kChildSocket, FrameKind::kProgress, progress, {});
  };
  try {
    const std::string answer = handler(request, report);
    if (answer.size() > limits.output_bytes)
      WriteFrame(kChildSocket, FrameKind::kTooLong, 0, {});
    else
      WriteFrame(kChildSocket, FrameKind::kAnswer, 0, answer);
  } catch (const std::bad_alloc&) {
    WriteFrame(kChildSocket, FrameKind::kOutOfMemory, 0, {});
  } catch (const std::exception& error) {
    const std::string_view message = error.what();
    WriteFrame(kChildSocket, FrameKind::kFailed, 0, message.substr(0, kMaxMessage));
  } catch (...) {
    WriteFrame(kChildSocket, FrameKind::kFailed, 0, "unknown exception");
  }
}

[[noreturn]] void RunChild(const ChildProcess::Handler& handler, const ChildLimits& limits) {
  for (;;) {
    HeaderBytes bytes{};
    if (!ReadAll(bytes.data(), bytes.size())) _exit(0);  // the caller has no more requests
    const auto header = std::bit_cast<FrameHeader>(bytes);
    std::string request;
    try {
      request.resize(static_cast<size_t>(header.size));
    } catch (const std::exception&) {
      WriteFrame(kChildSocket, FrameKind::kOutOfMemory, 0, {});
      _exit(0);
    }
    if (!ReadAll(request.data(), request.size())) _exit(0);
    AllowCpuSeconds(limits.cpu_seconds_per_request);
    Serve(handler, request, limits);
  }
}

}  // namespace

void AllowMoreCpuSeconds(int seconds) {
  rlimit limit{};
  if (getrlimit(RLIMIT_CPU, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  limit.rlim_cur =
      std::min(limit.rlim_cur + static_cast<rlim_t>(std::max(0, seconds)), limit.rlim_max);
  setrlimit(RLIMIT_CPU, &limit);
}

// ---- In the caller ----

ChildProcess::ChildProcess(Handler handler, const ChildLimits& limits)
    : handler_(std::move(handler)), limits_(limits) {}

ChildProcess::~ChildProcess() { Stop(); }

void ChildProcess::Start() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "socketpair");
  const pid_t caller = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::system_error(error, std::generic_category(), "fork");
  }
  if (pid == 0) {
    Confine(ends[1], caller, limits_);
    RunChild(handler_, limits_);
  }
  close(ends[1]);
  pid_ = pid;
  socket_ = ends[0];
}

void ChildProcess::Stop() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  if (socket_ >= 0) close(socket_);
  pid_ = -1;
  socket_ = -1;
  busy_ = false;
  received_.clear();
}

bool ChildProcess::WriteRequest(std::string_view request) {
  return WriteFrame(socket_, FrameKind::kRequest, 0, request);
}

void ChildProcess::Send(std::string_view request) {
  progress_ = 0;
  received_.clear();
  if (pid_ < 0) {
    Start();
    WriteRequest(request);  // if it fails, the child has ended: TryReceive will say how
  } else if (!WriteRequest(request)) {
    Stop();  // it died while it was idle: not this request's fault
    Start();
    WriteRequest(request);
  }
  busy_ = true;
  RestartClock();
}

void ChildProcess::RestartClock() {
  const std::chrono::duration<double> limit(limits_.wall_seconds_without_progress);
  deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
}

ChildProcess::Answer ChildProcess::Call(std::string_view request) {
  Send(request);
  for (;;) {
    if (auto answer = TryReceive()) return std::move(*answer);
    const auto left = std::chrono::duration<double, std::milli>(deadline_ - Clock::now()).count();
    pollfd waiting{socket_, POLLIN, 0};
    poll(&waiting, 1, static_cast<int>(std::clamp(std::ceil(left), 0.0, 60'000.0)));
  }
}

std::optional<ChildProcess::Answer> ChildProcess::TryReceive() {
  const bool open = ReadAvailable();
  if (auto answer = TakeFrame()) return answer;
  if (!open) return tl::unexpected(FailureOfEndedChild());
  if (Clock::now() < deadline_) return std::nullopt;
  return tl::unexpected(
      Fail(ChildFailure::Kind::kTimeout,
           fmt::format("no progress in {} seconds", limits_.wall_seconds_without_progress)));
}

bool ChildProcess::ReadAvailable() {
  std::array<char, size_t{64} << 10> chunk;
  // No more than one answer at a time, whatever the child sends.
  while (received_.size() <= limits_.output_bytes + sizeof(FrameHeader)) {
    const ssize_t got = recv(socket_, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) {
      received_.append(chunk.data(), static_cast<size_t>(got));
      continue;
    }
    if (got == 0) return false;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK;
  }
  return true;
}

std::optional<ChildProcess::Answer> ChildProcess::TakeFrame() {
  size_t at = 0;
  std::optional<Answer> answer;
  while (!answer && received_.size() - at >= sizeof(FrameHeader)) {
    HeaderBytes bytes{};
    std::memcpy(bytes.data(), received_.data() + at, bytes.size());
    const auto header = std::bit_cast<FrameHeader>(bytes);
    if (header.size > std::max(limits_.output_bytes, kMaxMessage))
      return tl::unexpected(Fail(ChildFailure::Kind::kTooLarge, "the answer is too long"));
    if (received_.size() - at - sizeof(FrameHeader) < header.size) break;
    const auto size = static_cast<size_t>(header.size);
    const std::string_view payload(received_.data() + at + sizeof(FrameHeader), size);
    switch (header.kind) {
      case FrameKind::kProgress:
        if (header.progress > progress_) {
          progress_ = header.progress;
          RestartClock();
        }
        break;
      case FrameKind::kAnswer:
        answer = std::string(payload);
        break;
      case FrameKind::kOutOfMemory:
        return tl::unexpected(Fail(ChildFailure::Kind::kTooLarge, "out of memory"));
      case FrameKind::kTooLong:
        return tl::unexpected(Fail(ChildFailure::Kind::kTooLarge, "the answer is too long"));
      case FrameKind::kFailed:
        return tl::unexpected(Fail(ChildFailure::Kind::kCrashed, std::string(payload)));
      default:
        return tl::unexpected(Fail(ChildFailure::Kind::kCrashed, "the child sent nonsense"));
    }
    at += sizeof(FrameHeader) + size;
  }
  received_.erase(0, at);
  if (answer) busy_ = false;
  return answer;
}

ChildFailure ChildProcess::Fail(ChildFailure::Kind kind, std::string detail) {
  ChildFailure failure{kind, progress_, std::move(detail)};
  Stop();
  return failure;
}

ChildFailure ChildProcess::FailureOfEndedChild() {
  kill(pid_, SIGKILL);  // one that has ended keeps its status; one that only hung up ends now
  int status = 0;
  pid_t ended = -1;
  do {
    ended = waitpid(pid_, &status, 0);
  } while (ended < 0 && errno == EINTR);
  pid_ = -1;  // nothing is left to be killed
  if (ended > 0 && WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    if (number == SIGXCPU)
      return Fail(ChildFailure::Kind::kTimeout,
                  fmt::format("more than {} seconds of CPU", limits_.cpu_seconds_per_request));
    return Fail(ChildFailure::Kind::kCrashed,
                fmt::format("signal {} ({})", number, strsignal(number)));
  }
  if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == kEndedByLibrary)
    return Fail(ChildFailure::Kind::kTooLarge, "a library gave up for lack of memory");
  return Fail(ChildFailure::Kind::kCrashed,
              ended > 0 ? fmt::format("exit status {}", WEXITSTATUS(status)) : "ended unseen");
}

}  // namespace extract
