// Any bytes: an archive opens or is refused, and each entry is read within the limit or refused.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/utf8.h"
#include "extract/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const extract::ZipLimits limits{
      .entries = 100, .entry_bytes = 1'000'000, .ratio = 100, .always_fine = 10'000'000};
  const auto archive = extract::ZipArchive::Open(bytes, limits);
  if (!archive) return 0;
  if (archive->entries().size() > limits.entries) std::abort();
  for (const extract::ZipEntry& entry : archive->entries()) {
    if (entry.name.empty() || entry.name.front() == '/') std::abort();
    const auto content = archive->Read(entry.index);
    if (content && content->size() > limits.entry_bytes) std::abort();
  }
  return 0;
}
