#include "app/new_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/printable.h"

namespace app {
namespace {

namespace fs = std::filesystem;

tl::unexpected<std::string> Failed(const std::string& path, int error) {
  return tl::unexpected(
      fmt::format("{}: {}", ForTerminal(path), std::generic_category().message(error)));
}

tl::unexpected<std::string> Failed(const std::string& path, const std::error_code& error) {
  return tl::unexpected(fmt::format("{}: {}", ForTerminal(path), error.message()));
}

std::string NameBeside(const std::string& target) {
  const fs::path path(target);
  return (path.parent_path() /
          fmt::format(".{}.{}.part", path.filename().native().substr(0, 200), getpid()))
      .native();
}

// Are all files of the folder among `names`?
bool HasOnly(const fs::path& folder, const std::vector<std::string>& names) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().native();
    if (std::find(names.begin(), names.end(), name) == names.end()) return false;
  }
  return !error;
}

}  // namespace

PendingPath::PendingPath(std::string target)
    : target_(std::move(target)), path_(NameBeside(target_)) {
  std::error_code ignored;
  fs::remove_all(path_, ignored);  // left by a process of the same number that was ended
}

PendingPath::PendingPath(PendingPath&& other) noexcept
    : target_(std::move(other.target_)),
      path_(std::move(other.path_)),
      pending_(std::exchange(other.pending_, false)) {}

PendingPath::~PendingPath() {
  std::error_code ignored;
  if (pending_) fs::remove_all(path_, ignored);
}

tl::expected<void, std::string> PendingPath::RenameFile() {
  if (std::rename(path_.c_str(), target_.c_str()) != 0) return Failed(target_, errno);
  pending_ = false;
  return {};
}

tl::expected<NewFile, std::string> NewFile::Create(const std::string& target) {
  PendingPath path(target);
  std::FILE* const stream = std::fopen(path.path().c_str(), "wbe");
  if (stream == nullptr) return Failed(target, errno);
  return NewFile(std::move(path), stream);
}

void NewFile::Write(std::string_view bytes) {
  if (error_ != 0) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_.get()) != bytes.size()) error_ = errno;
}

tl::expected<void, std::string> NewFile::Commit() {
  if (std::fclose(stream_.release()) != 0 && error_ == 0) error_ = errno;
  if (error_ != 0) return Failed(path_.target(), error_);
  return path_.RenameFile();
}

tl::expected<NewFolder, std::string> NewFolder::Create(const std::string& target) {
  std::error_code error;
  // Behind links, without a slash at the end.
  fs::path folder = fs::weakly_canonical(fs::absolute(target, error), error);
  if (error) return Failed(target, error);
  if (!folder.has_filename()) folder = folder.parent_path();
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) return Failed(target, ENOTDIR);
  fs::create_directories(folder.parent_path(), error);
  if (error) return Failed(target, error);
  PendingPath path(folder.native());
  fs::create_directory(path.path(), error);
  if (error) return Failed(target, error);
  return NewFolder(std::move(path));
}

std::string NewFolder::PathOf(const std::string& name) {
  names_.push_back(name);
  return (fs::path(path_.path()) / name).native();
}

tl::expected<void, std::string> NewFolder::Commit() {
  const std::string& target = path_.target();
  std::error_code error;
  const bool fresh = !fs::exists(target, error) || fs::is_empty(target, error);
  if (fresh) return path_.RenameFile();
  // An earlier export: the folders change places, and the old one is removed with ours.
  if (HasOnly(target, names_) &&
      renameat2(AT_FDCWD, path_.path().c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0)
    return {};
  for (const std::string& name : names_) {
    const fs::path from = fs::path(path_.path()) / name, to = fs::path(target) / name;
    if (std::rename(from.c_str(), to.c_str()) != 0) return Failed(to.native(), errno);
  }
  return {};
}

}  // namespace app
