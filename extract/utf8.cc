#include "extract/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace extract {

void AppendUtf8(char32_t c, std::string* text) {
  if (c < 0x80) {
    *text += static_cast<char>(c);
    return;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacementChar;
  char bytes[U8_MAX_LENGTH];
  size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
  text->append(bytes, length);
}

char32_t NextCodePoint(std::string_view text, size_t* at) {
  // ICU's macros index with 32 bits; no code point is longer than 4 bytes.
  const std::string_view window = text.substr(*at, U8_MAX_LENGTH);
  const auto length = static_cast<int32_t>(window.size());
  int32_t used = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(window.data(), used, length, c);
  *at += static_cast<size_t>(used);
  return static_cast<char32_t>(c);
}

bool IsValidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const size_t begin = at;
    if (NextCodePoint(text, &at) == kReplacementChar &&
        text.substr(begin, at - begin) != kReplacement)
      return false;
  }
  return true;
}

std::string ReplaceInvalidUtf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (size_t at = 0; at < text.size();) AppendUtf8(NextCodePoint(text, &at), &clean);
  return clean;
}

}  // namespace extract
