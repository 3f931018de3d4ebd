// The documents of one ZIP archive, unpacked in a child process.
#ifndef APP_ARCHIVE_READER_H_
#define APP_ARCHIVE_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "extract/child_process.h"
#include "extract/zip_archive.h"

namespace app {

class ArchiveReader {
 public:
  // `bytes` are kept as long as the reader lives: a child sees them as its own memory, so that
  // they are never sent. An error where the archive cannot be opened.
  static tl::expected<std::unique_ptr<ArchiveReader>, extract::ReadError> Open(
      std::string bytes, int64_t entry_limit, const extract::ChildLimits& limits);
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // All files in it, in the order in which a folder would be walked.
  const std::vector<extract::ZipEntry>& entries() const { return entries_; }
  tl::expected<std::string, extract::ReadError> Read(const extract::ZipEntry& entry);

 private:
  ArchiveReader(std::string bytes, int64_t entry_limit, const extract::ChildLimits& limits);
  tl::expected<std::string, extract::ReadError> Ask(std::string_view request);

  std::string bytes_;
  extract::ChildProcess child_;
  std::vector<extract::ZipEntry> entries_;
};

}  // namespace app

#endif  // APP_ARCHIVE_READER_H_
