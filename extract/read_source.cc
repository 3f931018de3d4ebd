#include "extract/read_source.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

#include "extract/layer_codec.h"
#include "extract/poppler_device.h"
#include "extract/text_file.h"

namespace extract {
namespace {

constexpr size_t kHeaderSearch = 1024;  // bytes; PDF viewers look no further for "%PDF-"

tl::expected<SourceLayers, ReadError> ReadByContent(std::string_view bytes,
                                                    const ReadLimits& limits,
                                                    const PageProgress& progress, Ocr* ocr) {
  if (bytes.empty()) return tl::unexpected(ReadError{ReadFailure::kDamaged, 0, "empty file"});
  if (bytes.substr(0, kHeaderSearch).find("%PDF-") != std::string_view::npos)
    return ReadPdf(bytes, limits, progress, ocr);
  return ReadText(bytes, limits, progress);
}

}  // namespace

std::string_view ReasonCode(ReadFailure failure) {
  switch (failure) {
    case ReadFailure::kNotSupported:
      return "not-supported";
    case ReadFailure::kDamaged:
      return "damaged";
    case ReadFailure::kLocked:
      return "locked";
    case ReadFailure::kTooLarge:
      return "too-large";
    case ReadFailure::kTimeout:
      return "timeout";
    case ReadFailure::kCrashed:
      return "crashed";
    case ReadFailure::kUnreadable:
      return "unreadable";
  }
  return "damaged";
}

tl::expected<SourceLayers, ReadError> ReadSource(std::string_view bytes, const ReadLimits& limits,
                                                 const PageProgress& progress, Ocr* ocr) {
  try {
    auto layers = ReadByContent(bytes, limits, progress, ocr);
    if (layers) {
      for (PageLayer& page : layers->pages) RoundToStored(&page);
    }
    return layers;
  } catch (const std::bad_alloc&) {
    return tl::unexpected(ReadError{ReadFailure::kTooLarge, 0, "out of memory"});
  } catch (const std::exception& error) {
    return tl::unexpected(ReadError{ReadFailure::kDamaged, 0, error.what()});
  }
}

}  // namespace extract
