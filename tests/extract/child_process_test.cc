// What ChildProcess promises: whatever the handler does, the caller gets an answer or a reason
// in time, and the next request is served.
#include "extract/child_process.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using extract::ChildFailure;
using extract::ChildLimits;
using extract::ChildProcess;

// Keeps the compiler from taking out what has no effect.
volatile size_t sink = 0;

std::string Obey(std::string_view request, const ChildProcess::Report& report) {
  if (request == "pid") return std::to_string(getpid());
  if (request == "segv") {
    report(7);
    raise(SIGSEGV);
  }
  if (request == "abort") std::abort();
  if (request == "throw") throw std::runtime_error("what went wrong");
  if (request == "exit") std::exit(1);
  if (request == "spin") {
    for (;;) sink = sink + 1;
  }
  if (request == "sleep") {
    for (;;) pause();
  }
  if (request == "slow but moving") {
    for (int page = 1; page <= 6; ++page) {
      report(page);
      usleep(100'000);
    }
  }
  if (request == "same page for ever") {
    for (;;) {
      report(1);
      usleep(10'000);
    }
  }
  if (request == "bomb") {
    std::vector<std::unique_ptr<char[]>> blocks;
    for (;;) {
      constexpr size_t kBlock = size_t{8} << 20;
      blocks.push_back(std::make_unique<char[]>(kBlock));
      sink = sink + static_cast<size_t>(blocks.back()[kBlock / 2]);
    }
  }
  if (request == "babble") return std::string(3'000'000, 'x');
  if (request == "print") {
    // Standard output is the caller's: what a library prints must not get there.
    return write(STDOUT_FILENO, "noise", 5) == 5 ? "printed" : "refused";
  }
  if (request == "cores") {
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    return std::to_string(limit.rlim_max);
  }
  return std::string(request);
}

ChildLimits SmallLimits() {
  return {.cpu_seconds_per_request = 30,
          .wall_seconds_without_progress = 10,
          .memory_bytes = size_t{256} << 20,
          .output_bytes = 2'000'000};
}

void ExpectServesAgain(ChildProcess* child) {
  const auto answer = child->Call("hello");
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  EXPECT_EQ(*answer, "hello");
}

ChildFailure FailureOf(ChildProcess* child, std::string_view request) {
  const auto answer = child->Call(request);
  EXPECT_FALSE(answer.has_value()) << request;
  return answer ? ChildFailure{} : answer.error();
}

TEST(ChildProcess, OneChildServesManyRequests) {
  ChildProcess child(Obey, SmallLimits());
  const auto first = child.Call("pid"), second = child.Call("pid");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_NE(*first, std::to_string(getpid()));
}

TEST(ChildProcess, LongRequestsAndAnswersArriveWhole) {
  ChildProcess child(Obey, SmallLimits());
  std::string request(1'999'999, '\0');
  for (size_t i = 0; i < request.size(); ++i) request[i] = static_cast<char>(i * 31);
  const auto answer = child.Call(request);
  ASSERT_TRUE(answer.has_value());
  EXPECT_TRUE(*answer == request);
  EXPECT_TRUE(child.Call("").has_value());
}

TEST(ChildProcess, CrashIsReportedWithItsPlace) {
  ChildProcess child(Obey, SmallLimits());
  const ChildFailure failure = FailureOf(&child, "segv");
  EXPECT_EQ(failure.kind, ChildFailure::Kind::kCrashed);
  EXPECT_EQ(failure.progress, 7);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, AbortAndExceptionAreCrashes) {
  ChildProcess child(Obey, SmallLimits());
  EXPECT_EQ(FailureOf(&child, "abort").kind, ChildFailure::Kind::kCrashed);
  ExpectServesAgain(&child);
  const ChildFailure failure = FailureOf(&child, "throw");
  EXPECT_EQ(failure.kind, ChildFailure::Kind::kCrashed);
  EXPECT_EQ(failure.detail, "what went wrong");
  EXPECT_EQ(failure.progress, 0);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, LibraryThatExitsHasNoMemory) {
  ChildProcess child(Obey, SmallLimits());
  EXPECT_EQ(FailureOf(&child, "exit").kind, ChildFailure::Kind::kTooLarge);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, CpuLimitEndsALoop) {
  ChildLimits limits = SmallLimits();
  limits.cpu_seconds_per_request = 1;
  limits.wall_seconds_without_progress = 60;
  ChildProcess child(Obey, limits);
  EXPECT_EQ(FailureOf(&child, "spin").kind, ChildFailure::Kind::kTimeout);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, StandstillIsATimeoutButProgressIsNot) {
  ChildLimits limits = SmallLimits();
  limits.wall_seconds_without_progress = 0.3;
  ChildProcess child(Obey, limits);
  EXPECT_EQ(FailureOf(&child, "sleep").kind, ChildFailure::Kind::kTimeout);
  EXPECT_TRUE(child.Call("slow but moving").has_value());
  const ChildFailure failure = FailureOf(&child, "same page for ever");
  EXPECT_EQ(failure.kind, ChildFailure::Kind::kTimeout);
  EXPECT_EQ(failure.progress, 1);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, MemoryBombIsTooLarge) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "no memory limit under AddressSanitizer";
#endif
  ChildProcess child(Obey, SmallLimits());
  EXPECT_EQ(FailureOf(&child, "bomb").kind, ChildFailure::Kind::kTooLarge);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, AnswerOverTheLimitIsTooLarge) {
  ChildProcess child(Obey, SmallLimits());
  EXPECT_EQ(FailureOf(&child, "babble").kind, ChildFailure::Kind::kTooLarge);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, ChildThatDiesWhileIdleIsReplaced) {
  ChildProcess child(Obey, SmallLimits());
  const auto pid = child.Call("pid");
  ASSERT_TRUE(pid.has_value());
  kill(static_cast<pid_t>(std::stol(*pid)), SIGKILL);
  usleep(50'000);
  ExpectServesAgain(&child);
}

TEST(ChildProcess, ChildIsConfined) {
  ChildProcess child(Obey, SmallLimits());
  EXPECT_EQ(child.Call("cores").value_or("?"), "0");
  testing::internal::CaptureStdout();
  EXPECT_EQ(child.Call("print").value_or("?"), "printed");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(ChildProcess, SeveralChildrenWorkAtATime) {
  std::vector<std::unique_ptr<ChildProcess>> children;
  for (int i = 0; i < 3; ++i) {
    children.push_back(std::make_unique<ChildProcess>(Obey, SmallLimits()));
    children.back()->Send(i == 1 ? "segv" : "slow but moving");
    EXPECT_TRUE(children.back()->Busy());
  }
  int answers = 0, failures = 0;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (answers + failures < 3 && std::chrono::steady_clock::now() < give_up) {
    std::vector<pollfd> waiting;
    for (const auto& child : children) waiting.push_back({child->fd(), POLLIN, 0});
    poll(waiting.data(), waiting.size(), 1000);
    for (const auto& child : children) {
      if (!child->Busy()) continue;
      if (const auto answer = child->TryReceive()) ++(answer->has_value() ? answers : failures);
    }
  }
  EXPECT_EQ(answers, 2);
  EXPECT_EQ(failures, 1);
}

}  // namespace
