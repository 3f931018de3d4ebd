// Bytes of a file -> what stands on its pages and the sheet that was read from it. The work of
// the reading process, and how its answer travels through the pipe.
#ifndef APP_DOCUMENT_READING_H_
#define APP_DOCUMENT_READING_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extract/ocr.h"
#include "extract/read_source.h"
#include "parse/rules.h"
#include "parse/sheet.h"

namespace app {

struct DocumentReading {
  extract::MediaType media_type = extract::MediaType::kPdf;
  int pages = 0;
  std::vector<std::string> warnings;
  std::string layers;  // extract::EncodeLayers
  parse::ParsedSheet sheet;
};

// "application/pdf" or "text/plain".
std::string_view MediaTypeName(extract::MediaType type);

// ReadSource and ParseDocument. The bytes may be hostile: only in a child process, or in a test.
tl::expected<DocumentReading, extract::ReadError> ReadDocument(
    std::string_view bytes, const parse::RuleSet& rules,
    const extract::PageProgress& progress = nullptr, extract::Ocr* ocr = nullptr);

// The same from page layers as the store keeps them (extract::EncodeLayers); the reading has a
// sheet only. Layers that cannot be decoded are kDamaged.
tl::expected<DocumentReading, extract::ReadError> ReadStoredLayers(std::string_view layers,
                                                                   const parse::RuleSet& rules);

// An answer <-> bytes. Decode never trusts its input: what does not fit is a kCrashed.
std::string EncodeReading(const tl::expected<DocumentReading, extract::ReadError>& reading);
tl::expected<DocumentReading, extract::ReadError> DecodeReading(std::string_view bytes);

}  // namespace app

#endif  // APP_DOCUMENT_READING_H_
