#include "app/document_reading.h"

#include <cstdint>
#include <utility>

#include "extract/bytes.h"
#include "extract/layer_codec.h"
#include "parse/parse_document.h"
#include "parse/sheet_codec.h"

namespace app {
namespace {

constexpr uint8_t kRead = 1, kNotRead = 2;

tl::unexpected<extract::ReadError> BadAnswer(std::string detail) {
  return tl::unexpected(extract::ReadError{extract::ReadFailure::kCrashed, 0, std::move(detail)});
}

}  // namespace

std::string_view MediaTypeName(extract::MediaType type) {
  return type == extract::MediaType::kPdf ? "application/pdf" : "text/plain";
}

tl::expected<DocumentReading, extract::ReadError> ReadDocument(
    std::string_view bytes, const parse::RuleSet& rules, const extract::PageProgress& progress,
    extract::Ocr* ocr) {
  const auto layers = extract::ReadSource(bytes, {}, progress, ocr);
  if (!layers) return tl::unexpected(layers.error());
  DocumentReading reading;
  reading.media_type = layers->media_type;
  reading.pages = static_cast<int>(layers->pages.size());
  reading.warnings = layers->warnings;
  reading.layers = extract::EncodeLayers(*layers);
  reading.sheet = parse::ParseDocument(*layers, rules);
  return reading;
}

tl::expected<DocumentReading, extract::ReadError> ReadStoredLayers(std::string_view layers,
                                                                   const parse::RuleSet& rules) {
  const auto decoded = extract::DecodeLayers(layers);
  if (!decoded) {
    return tl::unexpected(extract::ReadError{extract::ReadFailure::kDamaged, 0, decoded.error()});
  }
  DocumentReading reading;
  reading.media_type = decoded->media_type;
  reading.pages = static_cast<int>(decoded->pages.size());
  reading.sheet = parse::ParseDocument(*decoded, rules);
  return reading;
}

std::string EncodeReading(const tl::expected<DocumentReading, extract::ReadError>& reading) {
  extract::ByteWriter out;
  if (!reading) {
    out.Byte(kNotRead);
    out.Byte(static_cast<uint8_t>(reading.error().failure));
    out.Signed(reading.error().page);
    out.String(reading.error().detail);
    return std::move(out).Take();
  }
  out.Byte(kRead);
  out.Byte(static_cast<uint8_t>(reading->media_type));
  out.Signed(reading->pages);
  out.Varint(reading->warnings.size());
  for (const std::string& warning : reading->warnings) out.String(warning);
  out.String(reading->layers);
  out.String(parse::EncodeSheet(reading->sheet));
  return std::move(out).Take();
}

tl::expected<DocumentReading, extract::ReadError> DecodeReading(std::string_view bytes) {
  extract::ByteReader in(bytes);
  const uint8_t kind = in.Byte();
  if (kind == kNotRead) {
    extract::ReadError error;
    error.failure = static_cast<extract::ReadFailure>(
        in.Bounded(static_cast<uint64_t>(extract::ReadFailure::kUnreadable)));
    error.page = static_cast<int>(in.Signed());
    error.detail = in.String();
    if (!in.ok()) return BadAnswer("the reader's answer is not complete");
    return tl::unexpected(std::move(error));
  }
  if (kind != kRead) return BadAnswer("the reader gave no answer");
  DocumentReading reading;
  reading.media_type = static_cast<extract::MediaType>(
      in.Bounded(static_cast<uint64_t>(extract::MediaType::kPlainText)));
  reading.pages = static_cast<int>(in.Signed());
  const size_t warnings = in.Count();
  for (size_t i = 0; i < warnings; ++i) reading.warnings.emplace_back(in.String());
  reading.layers = in.String();
  const std::string_view sheet_bytes = in.String();
  if (!in.ok() || !in.AtEnd()) return BadAnswer("the reader's answer is not complete");
  auto sheet = parse::DecodeSheet(sheet_bytes);
  if (!sheet) return BadAnswer("the reader's answer is not readable: " + sheet.error());
  reading.sheet = std::move(*sheet);
  return reading;
}

}  // namespace app
