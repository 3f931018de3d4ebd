#include "app/printable.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace app {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsUnsafe(UChar32 c, bool keep_lines) {
  if (c == '\n') return !keep_lines;
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
      return true;
    default:
      return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0;
  }
}

template <typename Replace>
std::string Filter(std::string_view bytes, const Replace& replace) {
  std::string out;
  out.reserve(bytes.size());
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t i = 0; i < size;) {
    const int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0) {
      // One mark for each byte, so that two damaged names of different length differ.
      for (int64_t k = begin; k < i; ++k) out += kReplacement;
    } else if (replace(c)) {
      out += kReplacement;
    } else {
      out.append(bytes, static_cast<size_t>(begin), static_cast<size_t>(i - begin));
    }
  }
  return out;
}

}  // namespace

std::string ValidUtf8(std::string_view bytes) {
  return Filter(bytes, [](UChar32) { return false; });
}

std::string ForTerminal(std::string_view bytes, bool keep_lines) {
  return Filter(bytes, [keep_lines](UChar32 c) { return IsUnsafe(c, keep_lines); });
}

}  // namespace app
