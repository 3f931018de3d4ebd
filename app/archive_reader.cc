#include "app/archive_reader.h"

#include <utility>

#include "app/document_reading.h"
#include "app/reading_pool.h"
#include "extract/bytes.h"

namespace app {
namespace {

// In the child. A request is "" (the entries) or the number of one (its bytes); an answer is 1
// and what was asked for, or 0 and the failure.
std::string Answer(std::string_view archive_bytes, const extract::ZipLimits& limits,
                   std::string_view request) {
  extract::ByteWriter out;
  const auto fail = [&out](const extract::ReadError& error) {
    out.Byte(0);
    out.Raw(EncodeReading(tl::unexpected(error)));
    return std::move(out).Take();
  };
  const auto archive = extract::ZipArchive::Open(archive_bytes, limits);
  if (!archive) return fail(archive.error());
  if (request.empty()) {
    out.Byte(1);
    out.Varint(archive->entries().size());
    for (const extract::ZipEntry& entry : archive->entries()) {
      out.Varint(entry.index);
      out.String(entry.name);
    }
    return std::move(out).Take();
  }
  const auto bytes = archive->Read(extract::ByteReader(request).Varint());
  if (!bytes) return fail(bytes.error());
  out.Byte(1);
  out.Raw(*bytes);
  return std::move(out).Take();
}

extract::ChildLimits WithRoomFor(int64_t entry_limit, extract::ChildLimits limits) {
  limits.output_bytes = static_cast<size_t>(entry_limit) + 1;
  return limits;
}

tl::unexpected<extract::ReadError> Nonsense() {
  return tl::unexpected(
      extract::ReadError{extract::ReadFailure::kCrashed, 0, "the reader's answer is not complete"});
}

}  // namespace

ArchiveReader::ArchiveReader(std::string bytes, int64_t entry_limit,
                             const extract::ChildLimits& limits)
    : bytes_(std::move(bytes)),
      child_(
          [this, entry_limit](std::string_view request, const extract::ChildProcess::Report&) {
            extract::ZipLimits zip_limits;
            zip_limits.entry_bytes = static_cast<uint64_t>(entry_limit);
            return Answer(bytes_, zip_limits, request);
          },
          WithRoomFor(entry_limit, limits)) {}

tl::expected<std::unique_ptr<ArchiveReader>, extract::ReadError> ArchiveReader::Open(
    std::string bytes, int64_t entry_limit, const extract::ChildLimits& limits) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader(std::move(bytes), entry_limit, limits));
  const auto answer = reader->Ask("");
  if (!answer) return tl::unexpected(answer.error());
  extract::ByteReader in(*answer);
  const size_t count = in.Count(2);
  for (size_t i = 0; i < count; ++i) {
    const uint64_t index = in.Varint();
    reader->entries_.push_back({index, std::string(in.String())});
  }
  if (!in.ok()) return Nonsense();
  return reader;
}

tl::expected<std::string, extract::ReadError> ArchiveReader::Read(const extract::ZipEntry& entry) {
  extract::ByteWriter request;
  request.Varint(entry.index);
  return Ask(request.bytes());
}

tl::expected<std::string, extract::ReadError> ArchiveReader::Ask(std::string_view request) {
  auto answer = child_.Call(request);
  if (!answer) return tl::unexpected(ReadErrorOf(answer.error()));
  if (answer->starts_with('\1')) {
    answer->erase(0, 1);
    return std::move(*answer);
  }
  if (answer->empty()) return Nonsense();
  const auto failure = DecodeReading(std::string_view(*answer).substr(1));
  if (failure) return Nonsense();
  return tl::unexpected(failure.error());
}

}  // namespace app
