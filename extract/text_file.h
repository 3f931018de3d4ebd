// A plain text file -> page layers on a grid of characters (Unit::kCharacters).
//
// Encodings  UTF-8, UTF-16 (LE, BE), Shift_JIS (CP932), EUC-JP, ISO-2022-JP, with or without
//            a byte order mark; found by content, never by name. Bytes that are no text in any
//            of them are an error; a few bad bytes in UTF-8 become U+FFFD and a warning.
// Pages      Divided by form feeds; a form feed at the end makes no further page.
// Columns    A full-width character has two, unless the page's columns line up only when each
//            character counts one, as pdftotext -layout pads them.
#ifndef EXTRACT_TEXT_FILE_H_
#define EXTRACT_TEXT_FILE_H_

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/page.h"
#include "extract/read_source.h"

namespace extract {

struct DecodedText {
  std::string utf8;           // valid, without byte order mark
  std::string_view encoding;  // the ICU name of the encoding found
  size_t replaced = 0;        // bad byte sequences that are now U+FFFD
};

// nullopt: binary, or text in none of the encodings.
std::optional<DecodedText> DecodeText(std::string_view bytes);

// Text as Windows in Japan writes it (Shift_JIS with its additions), strictly: nullopt if any
// bytes are not that.
std::optional<std::string> FromCp932(std::string_view bytes);

// The page layer of one page's text. Blanks are no glyphs, but move the column; a combining
// mark or variation selector belongs to the glyph before it.
PageLayer LayOutText(std::string_view utf8, int number);

// kNotSupported: no text. kTooLarge: over the limits.
tl::expected<SourceLayers, ReadError> ReadText(std::string_view bytes, const ReadLimits& limits,
                                               const PageProgress& progress);

}  // namespace extract

#endif  // EXTRACT_TEXT_FILE_H_
