// The documents in a ZIP archive, in memory. The only file that sees libzip.
//
// The bytes come from outside: use this in a child process under limits only (child_process.h);
// the tests and the fuzz target use it directly.
//
// Names   UTF-8 where the bytes are that, else CP932 (as Windows in Japan packs), else the bytes
//         as they are; '\' is a separator, too.
// Bombs   An archive that unpacks to far more than its size, or whose entries lie on each other,
//         is kTooLarge before anything is unpacked; so is an entry over the limit.
// Errors  A typed result. Exceptions: std::bad_alloc only.
#ifndef EXTRACT_ZIP_ARCHIVE_H_
#define EXTRACT_ZIP_ARCHIVE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extract/read_source.h"

struct zip;  // libzip's

namespace extract {

struct ZipLimits {
  uint64_t entries = 200'000;
  uint64_t entry_bytes = uint64_t{512} << 20;  // of one entry, unpacked
  uint64_t ratio = 100;                        // of what all entries unpack to, to the archive
  uint64_t always_fine = uint64_t{64} << 20;   // bytes; below, the ratio does not matter
};

struct ZipEntry {
  uint64_t index = 0;  // in the archive
  std::string name;    // with its folders
};

// Does it begin as an archive does? One may still be damaged.
bool LooksLikeZip(std::string_view bytes);

class ZipArchive {
 public:
  // The bytes must outlive the archive.
  static tl::expected<ZipArchive, ReadError> Open(std::string_view bytes, const ZipLimits& limits);

  // Files, sorted by name as a folder is walked; folders and what macOS adds (__MACOSX) left out.
  const std::vector<ZipEntry>& entries() const { return entries_; }

  // kLocked: needs a password. kTooLarge: more than the limit. kNotSupported: packed in a way
  // that libzip does not know.
  tl::expected<std::string, ReadError> Read(uint64_t index) const;

 private:
  struct Discard {
    void operator()(zip* handle) const;
  };
  ZipArchive(zip* handle, const ZipLimits& limits) : handle_(handle), limits_(limits) {}

  std::unique_ptr<zip, Discard> handle_;
  ZipLimits limits_;
  std::vector<ZipEntry> entries_;
};

}  // namespace extract

#endif  // EXTRACT_ZIP_ARCHIVE_H_
