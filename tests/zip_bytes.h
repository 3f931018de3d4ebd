// ZIP archives for tests, with names of any bytes and with lies.
#ifndef TESTS_ZIP_BYTES_H_
#define TESTS_ZIP_BYTES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tests {

struct ZipFile {
  std::string name;  // as it stands in the archive
  std::string bytes;
  bool locked = false;  // says that it needs a password
  std::optional<uint32_t> false_size =
      std::nullopt;  // what the directory says instead of the true size
  int times = 1;     // entries that share the same packed bytes
};

std::string ZipBytes(const std::vector<ZipFile>& files);

}  // namespace tests

#endif  // TESTS_ZIP_BYTES_H_
