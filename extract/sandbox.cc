#include "extract/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace extract {
namespace {

// ---- Landlock ----

// As in linux/landlock.h, with the members and rights that are newer than Debian 12's headers.
struct LandlockRules {
  uint64_t files = 0;
  uint64_t network = 0;  // since version 4
  uint64_t scoped = 0;   // since version 6
};
constexpr uint64_t kTruncate = 1U << 14U, kDeviceControl = 1U << 15U;
constexpr uint64_t kBindAndConnectTcp = 3;
constexpr uint64_t kAbstractSocketsAndSignals = 3;

LandlockRules RulesOfVersion(int64_t version) {
  LandlockRules rules;
  rules.files = (uint64_t{LANDLOCK_ACCESS_FS_MAKE_SYM} << 1U) - 1;  // all of version 1
  if (version >= 2) rules.files |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rules.files |= kTruncate;
  if (version >= 4) rules.network = kBindAndConnectTcp;
  if (version >= 5) rules.files |= kDeviceControl;
  if (version >= 6) rules.scoped = kAbstractSocketsAndSignals;
  return rules;
}

void AllowReading(int rules, const std::string& path) {
  const int place = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct stat status = {};
  if (fstat(place, &status) == 0) {
    landlock_path_beneath_attr beneath = {};
    beneath.parent_fd = place;
    beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (S_ISDIR(status.st_mode)) beneath.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  }
  close(place);
}

void RestrictFiles(const std::vector<std::string>& readable) {
  const int64_t version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  const LandlockRules wanted = RulesOfVersion(version);
  // An older kernel refuses a structure that has members it does not know.
  const size_t size = version >= 6   ? sizeof(LandlockRules)
                      : version >= 4 ? offsetof(LandlockRules, scoped)
                                     : offsetof(LandlockRules, network);
  const auto rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &wanted, size, 0));
  if (rules < 0) return;
  for (const std::string& path : readable) AllowReading(rules, path);
  syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
}

// ---- Seccomp ----

// What computing, memory, time and the descriptors at hand need; anything else is refused.
constexpr int kAllowedCalls[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(dup),
    SCMP_SYS(pipe),  // sanitizers look at memory through one
    SCMP_SYS(pipe2),
    SCMP_SYS(lseek),
    SCMP_SYS(fcntl),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(recvfrom),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(pause),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(rseq),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrlimit),
    SCMP_SYS(setrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

class SystemCallFilter {
 public:
  SystemCallFilter() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release) {}

  // A call that this processor does not have is left out.
  template <typename... Conditions>
  void Allow(int call, Conditions... conditions) {
    if (filter_ != nullptr)
      seccomp_rule_add(filter_.get(), SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...);
  }
  void RefuseAsMissing(int call) {
    if (filter_ != nullptr) seccomp_rule_add(filter_.get(), SCMP_ACT_ERRNO(ENOSYS), call, 0);
  }
  void Load() {
    if (filter_ != nullptr) seccomp_load(filter_.get());
  }

 private:
  std::unique_ptr<void, decltype(&seccomp_release)> filter_;
};

void RestrictSystemCalls() {
  constexpr unsigned kTemporaryFile = O_TMPFILE & ~O_DIRECTORY;
  constexpr unsigned kWriting = O_ACCMODE | O_CREAT | O_TRUNC | kTemporaryFile;
  const auto self = static_cast<scmp_datum_t>(getpid());

  SystemCallFilter filter;
  for (const int call : kAllowedCalls) filter.Allow(call);
  filter.Allow(SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, 0));
  filter.Allow(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, 0));
  filter.Allow(SCMP_SYS(sendto), SCMP_A4(SCMP_CMP_EQ, 0));  // no address: the socket at hand
  filter.Allow(SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  filter.Allow(SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  filter.Allow(SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_EQ, 0));
  filter.Allow(SCMP_SYS(kill), SCMP_A0(SCMP_CMP_EQ, self));
  filter.Allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self));
  filter.Allow(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  filter.RefuseAsMissing(SCMP_SYS(clone3));  // its flags cannot be seen; libraries then call clone
  filter.Load();
}

}  // namespace

std::vector<std::string> SharedReadingData() {
  return {"/usr/share/poppler",    "/usr/share/fonts", "/usr/local/share/fonts",
          "/usr/share/fontconfig", "/etc/fonts",       "/var/cache/fontconfig"};
}

void EnterSandbox(const std::vector<std::string>& readable) {
  // Where users may not make namespaces this fails as a whole, and the layers below remain.
  unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  RestrictFiles(readable);
  RestrictSystemCalls();
}

}  // namespace extract
