// Bytes of a file -> page layers: the folder's main path.
//
// The bytes come from outside and may be damaged or hostile. Call this only in a
// child process under limits (child_process.h); the tests and fuzz targets call
// it directly.
//
// Errors  A typed result: ReadError says why the file cannot be used. What can be
//         read through is a warning in SourceLayers. Exceptions do not leave here.
#ifndef EXTRACT_READ_SOURCE_H_
#define EXTRACT_READ_SOURCE_H_

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/page.h"

namespace extract {

enum class ReadFailure : uint8_t {
  kNotSupported,  // neither PDF nor text
  kDamaged,       // a PDF whose structure cannot be mended; text in no known encoding
  kLocked,        // needs a password
  kTooLarge,      // more pages or glyphs than ReadLimits allow
  kTimeout,       // set by the parent of the reading process only
  kCrashed,       // set by the parent of the reading process only
  kUnreadable,    // the file system said no; set by the caller that opens the file
};

// The contract's word for it: "not-supported", "damaged", ...
std::string_view ReasonCode(ReadFailure failure);

struct ReadError {
  ReadFailure failure = ReadFailure::kDamaged;
  int page = 0;        // the page it happened on; 0 if none
  std::string detail;  // in English, for a log; the messages for people are made from `failure`
};

struct ReadLimits {
  int pages = 2000;
  size_t glyphs_per_page = 400'000;
  size_t rulings_per_page = 400'000;
  size_t glyphs = 5'000'000;  // of all pages together
};

// Called before each page, so that a parent process knows where the reader is.
using PageProgress = std::function<void(int page, int pages)>;

class Ocr;

// `ocr` reads the pages that have no usable text (ocr.h); nullptr: they stay without.
tl::expected<SourceLayers, ReadError> ReadSource(std::string_view bytes,
                                                 const ReadLimits& limits = {},
                                                 const PageProgress& progress = nullptr,
                                                 Ocr* ocr = nullptr);

}  // namespace extract

#endif  // EXTRACT_READ_SOURCE_H_
