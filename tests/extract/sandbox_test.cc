// What a child that reads files from outside is refused, each attack in its own words; and that
// what reading needs goes on.
#include "extract/sandbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "extract/child_process.h"

namespace {

using extract::ChildProcess;

std::string Outcome(bool succeeded) {
  if (succeeded) return "done";
  return errno == EPERM || errno == EACCES ? "refused" : std::strerror(errno);
}

// Gives the first byte of a file, to show that it was not only opened.
std::string ReadFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY);
  char byte = 0;
  const bool got = file >= 0 && read(file, &byte, 1) == 1;
  return got ? std::string(1, byte) : Outcome(false);
}

std::string TryOpen(const std::string& path, int flags) {
  return Outcome(open(path.c_str(), flags, 0600) >= 0);
}

std::string TrySocket(int family, int type) { return Outcome(socket(family, type, 0) >= 0); }

std::string TryFork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  return Outcome(child > 0);
}

std::string TrySpawn() {
  std::string program = "/bin/true";
  char* const arguments[] = {program.data(), nullptr};
  pid_t child = 0;
  errno = posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, nullptr);
  return Outcome(errno == 0);
}

std::string TryExecute() {
  std::string program = "/bin/true";
  char* const arguments[] = {program.data(), nullptr};
  execv(program.c_str(), arguments);
  return Outcome(false);
}

std::string TryExecutableMemory() {
  return Outcome(mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

std::string ComputeInAThread() {
  int sum = 0;
  std::thread thread([&sum] { sum = 6 * 7; });
  thread.join();
  return std::to_string(sum);
}

// A request is "WHAT" or "WHAT PATH".
std::string Obey(std::string_view request, const ChildProcess::Report&) {
  const size_t blank = std::min(request.find(' '), request.size());
  const std::string_view what = request.substr(0, blank);
  const std::string path(request.substr(std::min(blank + 1, request.size())));
  if (what == "read") return ReadFile(path);
  if (what == "list") return Outcome(opendir(path.c_str()) != nullptr);
  if (what == "write") return TryOpen(path, O_WRONLY);
  if (what == "append") return TryOpen(path, O_RDWR | O_APPEND);
  if (what == "truncate") return TryOpen(path, O_RDONLY | O_TRUNC);
  if (what == "create") return TryOpen(path, O_WRONLY | O_CREAT);
  if (what == "temporary") return TryOpen(path, O_RDWR | O_TMPFILE);
  if (what == "mkdir") return Outcome(mkdir(path.c_str(), 0700) == 0);
  if (what == "remove") return Outcome(unlink(path.c_str()) == 0);
  if (what == "rename") return Outcome(rename(path.c_str(), (path + ".new").c_str()) == 0);
  if (what == "link") return Outcome(link(path.c_str(), (path + ".new").c_str()) == 0);
  if (what == "symlink") return Outcome(symlink("/etc", path.c_str()) == 0);
  if (what == "chmod") return Outcome(chmod(path.c_str(), 0777) == 0);
  if (what == "tcp") return TrySocket(AF_INET, SOCK_STREAM);
  if (what == "udp") return TrySocket(AF_INET6, SOCK_DGRAM);
  if (what == "unix") return TrySocket(AF_UNIX, SOCK_STREAM);
  if (what == "netlink") return TrySocket(AF_NETLINK, SOCK_RAW);
  if (what == "fork") return TryFork();
  if (what == "spawn") return TrySpawn();
  if (what == "execute") return TryExecute();
  if (what == "shell") return Outcome(std::system("true") == 0);
  if (what == "kill-parent") return Outcome(kill(getppid(), 0) == 0);
  if (what == "kill-all") return Outcome(kill(-1, 0) == 0);
  if (what == "trace-parent") return Outcome(ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0);
  if (what == "code") return TryExecutableMemory();
  if (what == "thread") return ComputeInAThread();
  return "?";
}

class SandboxTest : public testing::Test {
 protected:
  SandboxTest() {
    std::string name = (std::filesystem::temp_directory_path() / "jizen-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    std::ofstream(folder_ / "secret") << "secret";
    std::filesystem::create_directory(folder_ / "given");
    std::ofstream(folder_ / "given" / "font") << "font";
    extract::ChildLimits limits;
    limits.readable.push_back((folder_ / "given").string());
    child_ = std::make_unique<ChildProcess>(Obey, limits);
  }
  ~SandboxTest() override { std::filesystem::remove_all(folder_); }

  std::string Ask(const std::string& request) const {
    const auto answer = child_->Call(request);
    return answer ? *answer : "child failed: " + answer.error().detail;
  }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  std::filesystem::path folder_;
  std::unique_ptr<ChildProcess> child_;
};

TEST_F(SandboxTest, NoFileIsReadButThoseGiven) {
  if (Ask("read " + Path("given/font")) == "refused") FAIL() << "what is given must be readable";
  EXPECT_EQ(Ask("read " + Path("given/font")), "f");
  EXPECT_EQ(Ask("list " + Path("given")), "done");
  EXPECT_EQ(Ask("read " + Path("secret")), "refused");
  EXPECT_EQ(Ask("read " + Path("given/../secret")), "refused");
  EXPECT_EQ(Ask("list " + folder_.string()), "refused");
  EXPECT_EQ(Ask("read /etc/passwd"), "refused");
  EXPECT_EQ(Ask("read /proc/self/environ"), "refused");
}

TEST_F(SandboxTest, NoFileIsWrittenMadeOrRemoved) {
  for (const char* what : {"write", "append", "truncate", "remove", "rename", "link", "chmod"}) {
    EXPECT_EQ(Ask(std::string(what) + " " + Path("secret")), "refused") << what;
    EXPECT_EQ(Ask(std::string(what) + " " + Path("given/font")), "refused") << what;
  }
  EXPECT_EQ(Ask("create " + Path("given/new")), "refused");
  EXPECT_EQ(Ask("temporary " + Path("given")), "refused");
  EXPECT_EQ(Ask("mkdir " + Path("given/folder")), "refused");
  EXPECT_EQ(Ask("symlink " + Path("given/etc")), "refused");
  std::ifstream secret(Path("secret"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(secret), {}), "secret");
}

TEST_F(SandboxTest, NoSocketIsOpened) {
  for (const char* kind : {"tcp", "udp", "unix", "netlink"})
    EXPECT_EQ(Ask(kind), "refused") << kind;
}

TEST_F(SandboxTest, NoProgramIsStarted) {
  for (const char* how : {"fork", "spawn", "execute", "shell"}) {
    EXPECT_EQ(Ask(how), "refused") << how;
  }
}

TEST_F(SandboxTest, NobodyElseIsTouched) {
  for (const char* how : {"kill-parent", "kill-all", "trace-parent"}) {
    EXPECT_EQ(Ask(how), "refused") << how;
  }
}

TEST_F(SandboxTest, NoCodeIsMade) { EXPECT_EQ(Ask("code"), "refused"); }

TEST_F(SandboxTest, AThreadOfItsOwnIsAllowed) { EXPECT_EQ(Ask("thread"), "42"); }

TEST_F(SandboxTest, TheSystemsCharacterMapsAreReadable) {
  EXPECT_EQ(Ask("list /usr/share/poppler"), "done");
}

}  // namespace
