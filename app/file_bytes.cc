#include "app/file_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "app/new_file.h"

namespace app {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string SystemMessage(int error) { return std::generic_category().message(error); }

tl::unexpected<extract::ReadError> Unreadable(std::string detail) {
  return tl::unexpected(
      extract::ReadError{extract::ReadFailure::kUnreadable, 0, std::move(detail)});
}

}  // namespace

tl::expected<std::string, extract::ReadError> ReadFileBytes(const std::string& path,
                                                            int64_t limit) {
  // Not blocking: a named pipe without a writer must not hold up the run.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return Unreadable(SystemMessage(errno));
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return Unreadable(SystemMessage(errno));
  if (S_ISDIR(status.st_mode)) return Unreadable(SystemMessage(EISDIR));
  if (!S_ISREG(status.st_mode)) return Unreadable("not a regular file");
  const auto too_large = [limit] {
    return tl::unexpected(extract::ReadError{extract::ReadFailure::kTooLarge, 0,
                                             fmt::format("more than {} bytes", limit)});
  };
  if (status.st_size > limit) return too_large();
  std::string bytes;
  bytes.resize(static_cast<size_t>(status.st_size) + 1);  // one more: end of file without a retry
  size_t used = 0;
  for (;;) {
    const ssize_t got = read(file.get(), bytes.data() + used, bytes.size() - used);
    if (got < 0) {
      if (errno == EINTR) continue;
      return Unreadable(SystemMessage(errno));
    }
    if (got == 0) break;
    used += static_cast<size_t>(got);
    if (static_cast<int64_t>(used) > limit) return too_large();
    if (used == bytes.size()) bytes.resize(used * 2);  // it grows while it is read
  }
  bytes.resize(used);
  return bytes;
}

tl::expected<void, std::string> WriteFileWhole(const std::string& path, std::string_view bytes) {
  auto file = NewFile::Create(path);
  if (!file) return tl::unexpected(file.error());
  file->Write(bytes);
  return file->Commit();
}

}  // namespace app
