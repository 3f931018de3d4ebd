#include "app/document_stream.h"

#include <utility>

#include "app/file_bytes.h"

namespace app {

DocumentStream::DocumentStream(const std::vector<InputFile>& files, int64_t size_limit,
                               const extract::ChildLimits& limits)
    : files_(files), size_limit_(size_limit), limits_(limits) {}

std::optional<OpenedDocument> DocumentStream::Next() {
  while (!AtEnd()) {
    if (!archives_.empty()) {
      OpenArchive& archive = archives_.back();
      const extract::ZipEntry& entry = archive.documents[archive.next++];
      auto bytes = archive.reader->Read(entry);
      std::string path = archive.path + "/" + entry.name;
      auto document = Enter(std::move(path), std::move(bytes));
      CloseFinished();
      if (document) return document;
      continue;
    }
    const InputFile& file = files_[next_++];
    auto document =
        file.problem.empty()
            ? Enter(file.path, ReadFileBytes(file.path, size_limit_))
            : OpenedDocument{file.path, tl::unexpected(extract::ReadError{
                                            extract::ReadFailure::kUnreadable, 0, file.problem})};
    if (document) return document;
  }
  return std::nullopt;
}

std::optional<OpenedDocument> DocumentStream::Enter(
    std::string path, tl::expected<std::string, extract::ReadError> bytes) {
  if (!bytes || !extract::LooksLikeZip(*bytes)) {
    return OpenedDocument{std::move(path), std::move(bytes)};
  }
  const auto fail = [&path](extract::ReadError error) {
    return OpenedDocument{std::move(path), tl::unexpected(std::move(error))};
  };
  if (archives_.size() == kDeepest) {
    return fail({extract::ReadFailure::kTooLarge, 0, "archives lie in archives too deeply"});
  }
  auto reader = ArchiveReader::Open(std::move(*bytes), size_limit_, limits_);
  if (!reader) return fail(reader.error());
  std::vector<extract::ZipEntry> documents;
  for (const extract::ZipEntry& entry : (*reader)->entries()) {
    if (HasKnownEnding(entry.name)) documents.push_back(entry);
  }
  if (documents.empty()) {
    return fail(
        {extract::ReadFailure::kNotSupported, 0, "an archive without a .pdf, .txt or .zip file"});
  }
  skipped_ += static_cast<int>((*reader)->entries().size() - documents.size());
  archives_.push_back({std::move(path), std::move(*reader), std::move(documents), 0});
  return std::nullopt;
}

void DocumentStream::CloseFinished() {
  while (!archives_.empty() && archives_.back().next == archives_.back().documents.size()) {
    archives_.pop_back();
  }
}

size_t DocumentStream::Remaining() const {
  size_t count = files_.size() - next_;
  for (const OpenArchive& archive : archives_) count += archive.documents.size() - archive.next;
  return count;
}

}  // namespace app
