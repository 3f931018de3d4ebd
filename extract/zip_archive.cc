#include "extract/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "extract/text_file.h"
#include "extract/utf8.h"

namespace extract {
namespace {

tl::unexpected<ReadError> Fail(ReadFailure failure, std::string detail) {
  return tl::unexpected(ReadError{failure, 0, std::move(detail)});
}

tl::unexpected<ReadError> Fail(const zip_error_t& error) {
  zip_error_t copy = error;  // libzip writes the message into it
  copy.str = nullptr;
  std::string words = zip_error_strerror(&copy);
  const int code = zip_error_code_zip(&error);
  zip_error_fini(&copy);
  switch (code) {
    case ZIP_ER_MEMORY:
      return Fail(ReadFailure::kTooLarge, std::move(words));
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
      return Fail(ReadFailure::kLocked, std::move(words));
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_MULTIDISK:
      return Fail(ReadFailure::kNotSupported, std::move(words));
    default:
      return Fail(ReadFailure::kDamaged, std::move(words));
  }
}

std::string NameFrom(std::string_view bytes) {
  std::string name(bytes);
  if (!IsValidUtf8(bytes)) {
    if (auto converted = FromCp932(bytes)) name = std::move(*converted);
  }
  std::replace(name.begin(), name.end(), '\\', '/');
  while (name.starts_with('/')) name.erase(0, 1);
  return name;
}

bool AddedByMacOs(std::string_view name) {
  const size_t slash = name.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return name.starts_with("__MACOSX/") || file.starts_with("._");
}

}  // namespace

bool LooksLikeZip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

void ZipArchive::Discard::operator()(zip* handle) const { zip_discard(handle); }

tl::expected<ZipArchive, ReadError> ZipArchive::Open(std::string_view bytes,
                                                     const ZipLimits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return Fail(error);
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (opened == nullptr) {
    zip_source_free(source);
    return Fail(error);
  }
  ZipArchive archive(opened, limits);
  const auto count = static_cast<uint64_t>(std::max<int64_t>(zip_get_num_entries(opened, 0), 0));
  if (count > limits.entries) return Fail(ReadFailure::kTooLarge, "too many entries");
  uint64_t packed = 0, unpacked = 0;
  for (uint64_t index = 0; index < count; ++index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const char* name = zip_get_name(opened, index, ZIP_FL_ENC_RAW);
    if (name == nullptr || zip_stat_index(opened, index, 0, &stat) != 0) continue;
    // Each size is below 2^63 and there are few: the sums are held below that, too.
    constexpr uint64_t kMost = uint64_t{1} << 62U;
    packed = std::min(packed + std::min<uint64_t>(stat.comp_size, kMost), kMost);
    unpacked = std::min(unpacked + std::min<uint64_t>(stat.size, kMost), kMost);
    ZipEntry entry{index, NameFrom(name)};
    if (entry.name.empty() || entry.name.ends_with('/') || AddedByMacOs(entry.name)) continue;
    archive.entries_.push_back(std::move(entry));
  }
  if (packed > bytes.size())
    return Fail(ReadFailure::kTooLarge, "the archive's entries lie on each other");
  if (unpacked > limits.always_fine && unpacked / limits.ratio > bytes.size())
    return Fail(ReadFailure::kTooLarge, "the archive unpacks to far more than its size");
  std::sort(archive.entries_.begin(), archive.entries_.end(),
            [](const ZipEntry& a, const ZipEntry& b) {
              const int order = std::filesystem::path(a.name).compare(b.name);
              return order != 0 ? order < 0 : a.index < b.index;
            });
  return archive;
}

tl::expected<std::string, ReadError> ZipArchive::Read(uint64_t index) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle_.get(), index, 0, &stat) != 0)
    return Fail(*zip_get_error(handle_.get()));
  if (stat.encryption_method != ZIP_EM_NONE)
    return Fail(ReadFailure::kLocked, "the entry needs a password");
  if (stat.size > limits_.entry_bytes) return Fail(ReadFailure::kTooLarge, "the entry is too long");
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
      zip_fopen_index(handle_.get(), index, 0), zip_fclose);
  if (file == nullptr) return Fail(*zip_get_error(handle_.get()));
  std::string bytes;
  std::array<char, size_t{64} << 10U> chunk{};
  for (;;) {
    const int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) return Fail(*zip_file_get_error(file.get()));
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<size_t>(got));
    // What the directory said of it was believed for the limits, so it has to be true.
    if (bytes.size() > stat.size)
      return Fail(ReadFailure::kDamaged, "the entry is longer than the archive says");
  }
}

}  // namespace extract
