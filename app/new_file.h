// Files and folders that appear under their name only when they are whole.
#ifndef APP_NEW_FILE_H_
#define APP_NEW_FILE_H_

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace app {

// A name beside `target`, on the same file system, for what will be renamed to it. What stands
// there is removed at the end, unless it was renamed.
class PendingPath {
 public:
  explicit PendingPath(std::string target);
  PendingPath(PendingPath&& other) noexcept;
  PendingPath& operator=(PendingPath&&) = delete;
  ~PendingPath();

  const std::string& path() const { return path_; }
  const std::string& target() const { return target_; }
  // Error: the file system's word for it, with the target's path.
  tl::expected<void, std::string> RenameFile();

 private:
  friend class NewFolder;
  std::string target_, path_;
  bool pending_ = true;
};

// A file that is written from its beginning to its end.
class NewFile {
 public:
  static tl::expected<NewFile, std::string> Create(const std::string& target);

  // What fails is said by Commit().
  void Write(std::string_view bytes);
  // Gives the file its name. Error: what the file system said, with the path; nothing is left.
  tl::expected<void, std::string> Commit();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  NewFile(PendingPath path, std::FILE* stream) : path_(std::move(path)), stream_(stream) {}

  PendingPath path_;
  std::unique_ptr<std::FILE, Closer> stream_;
  int error_ = 0;
};

// A folder of files that appear together. Where there is one already that has other files, these
// stay, and the new ones take their places one by one when all are whole.
class NewFolder {
 public:
  static tl::expected<NewFolder, std::string> Create(const std::string& target);

  // Where to write the file NAME before Commit().
  std::string PathOf(const std::string& name);
  tl::expected<void, std::string> Commit();

 private:
  explicit NewFolder(PendingPath path) : path_(std::move(path)) {}

  PendingPath path_;
  std::vector<std::string> names_;
};

}  // namespace app

#endif  // APP_NEW_FILE_H_
