// The files to read, one after the other, archives as the documents in them.
//
// Order   That of the list; an archive's documents in the order of their names, in its place.
// Names   A document in an archive is called "archive.zip/folder/name.pdf"; archives in archives
//         are walked, too, up to kDeepest.
// Counts  An archive is not counted itself, but where it cannot be opened, or holds no document,
//         it is given as one failed file. Entries with other endings are skipped, as in folders.
// Content decides what is an archive, not the name.
#ifndef APP_DOCUMENT_STREAM_H_
#define APP_DOCUMENT_STREAM_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/archive_reader.h"
#include "app/input_files.h"
#include "extract/child_process.h"
#include "extract/read_source.h"

namespace app {

struct OpenedDocument {
  std::string path;
  tl::expected<std::string, extract::ReadError> bytes;
};

class DocumentStream {
 public:
  static constexpr size_t kDeepest = 3;  // archives in archives

  // `files` must outlive the stream. `size_limit`: bytes of one document or archive; `limits`:
  // of the child that unpacks.
  DocumentStream(const std::vector<InputFile>& files, int64_t size_limit,
                 const extract::ChildLimits& limits);

  // nullopt after the last.
  std::optional<OpenedDocument> Next();
  bool AtEnd() const { return next_ == files_.size() && archives_.empty(); }

  // Documents that are known to come; archives that are not opened yet count as one.
  size_t Remaining() const;
  int skipped() const { return skipped_; }  // entries of archives, so far

 private:
  struct OpenArchive {
    std::string path;
    std::unique_ptr<ArchiveReader> reader;
    std::vector<extract::ZipEntry> documents;
    size_t next = 0;
  };

  // The document, or nullopt where the bytes were an archive that is now open.
  std::optional<OpenedDocument> Enter(std::string path,
                                      tl::expected<std::string, extract::ReadError> bytes);
  void CloseFinished();

  const std::vector<InputFile>& files_;
  const int64_t size_limit_;
  const extract::ChildLimits limits_;
  size_t next_ = 0;
  std::vector<OpenArchive> archives_;  // each inside the one before
  int skipped_ = 0;
};

}  // namespace app

#endif  // APP_DOCUMENT_STREAM_H_
