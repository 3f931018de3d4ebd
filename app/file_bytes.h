// A file's bytes, read whole.
#ifndef APP_FILE_BYTES_H_
#define APP_FILE_BYTES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/read_source.h"

namespace app {

inline constexpr int64_t kDefaultSizeLimit = int64_t{512} << 20U;  // bytes

// Errors: kUnreadable with the file system's word for it (no such file, no permission, a
// folder, a pipe or a device), kTooLarge where the file has more than `limit` bytes.
tl::expected<std::string, extract::ReadError> ReadFileBytes(const std::string& path, int64_t limit);

// Writes to a temporary name in the same folder and renames it: readers see the old file or the
// whole new one. Error: the file system's word for it, with the path.
tl::expected<void, std::string> WriteFileWhole(const std::string& path, std::string_view bytes);

}  // namespace app

#endif  // APP_FILE_BYTES_H_
