#include "extract/glyph_text.h"

#include "extract/utf8.h"

namespace extract {
namespace {

// Characters that never have ink of their own and no width either.
bool IsIgnorable(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF;
}

}  // namespace

std::string GlyphText(std::span<const uint32_t> code_points, bool has_advance) {
  std::string text;
  for (const char32_t c : code_points) {
    if (IsIgnorable(c) || (c == 0xAD && !has_advance)) {
      if (code_points.size() == 1) return {};
    } else if (c == '\t' || c == '\n' || c == '\r') {
      text += ' ';
    } else if (c >= 0x20 && c != 0x7F) {
      AppendUtf8(c, &text);  // a surrogate or a value beyond Unicode becomes U+FFFD
    } else if (has_advance) {
      text += kReplacement;
    }
  }
  if (text.empty() && has_advance) text = kReplacement;
  return text;
}

bool HoldsPrivateUse(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if ((c >= 0xE000 && c <= 0xF8FF) || c == kReplacementChar || c >= 0xF0000) return true;
  }
  return false;
}

}  // namespace extract
