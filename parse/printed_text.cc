#include "parse/printed_text.h"

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "parse/radicals.h"

namespace parse {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsScalar(char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

void AppendUtf8(char32_t c, std::string* to) {
  if (!IsScalar(c)) c = kReplacement;
  if (c < 0x80) {
    to->push_back(static_cast<char>(c));
    return;
  }
  if (c < 0x800) {
    to->push_back(static_cast<char>(0xC0 | (c >> 6)));
  } else {
    if (c < 0x10000) {
      to->push_back(static_cast<char>(0xE0 | (c >> 12)));
    } else {
      to->push_back(static_cast<char>(0xF0 | (c >> 18)));
      to->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    }
    to->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
  }
  to->push_back(static_cast<char>(0x80 | (c & 0x3F)));
}

// Length of the sequence that starts with `lead`; 0 where none starts with it.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// The character at `at` and its length in bytes; length 0 where the byte is invalid.
std::pair<char32_t, size_t> Decode(std::string_view utf8, size_t at) {
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(utf8[at]);
  const size_t length = SequenceLength(lead);
  if (length <= 1) return {lead, length};
  if (utf8.size() - at < length) return {kReplacement, 0};
  char32_t c = lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(utf8[at + i]);
    if ((byte & 0xC0) != 0x80) return {kReplacement, 0};
    c = (c << 6) | (byte & 0x3FU);
  }
  if (c < kSmallest[length] || !IsScalar(c)) return {kReplacement, 0};
  return {c, length};
}

// U+FF66..FF9D. Sound marks are separate characters: U+FF9E, U+FF9F.
constexpr char32_t kHalfVoiced = 0xFF9E;
constexpr char32_t kHalfSemivoiced = 0xFF9F;

bool IsHalfKatakana(char32_t c) { return c >= 0xFF66 && c < kHalfVoiced; }

// The full-width katakana of a half-width one.
char32_t FullWidth(char32_t half) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) return half;
  UChar full = 0;
  const int32_t length =
      unorm2_getRawDecomposition(nfkc, static_cast<UChar32>(half), &full, 1, &status);
  return U_SUCCESS(status) && length == 1 ? full : half;
}

// The full-width katakana with the half-width sound mark `mark`; 0 if there is none.
char32_t WithSoundMark(char32_t katakana, char32_t mark) {
  if (mark != kHalfVoiced && mark != kHalfSemivoiced) return 0;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return 0;
  const UChar32 combining = mark == kHalfVoiced ? 0x3099 : 0x309A;
  const UChar32 joined = unorm2_composePair(nfc, static_cast<UChar32>(katakana), combining);
  return joined > 0 ? static_cast<char32_t>(joined) : 0;
}

bool IsCompatibilityIdeograph(char32_t c) {
  return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

// The unified ideograph of a compatibility ideograph. U+FA0E and eleven more of that block
// are unified ideographs themselves: they have no decomposition and stay.
char32_t UnifiedIdeograph(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return c;
  std::array<UChar, 4> units{};
  const int32_t length = unorm2_getRawDecomposition(nfc, static_cast<UChar32>(c), units.data(),
                                                    static_cast<int32_t>(units.size()), &status);
  if (U_FAILURE(status) || length <= 0) return c;
  UChar32 first = 0;
  U16_GET(units, 0, 0, length, first);
  return U16_LENGTH(first) == length ? static_cast<char32_t>(first) : c;
}

char32_t RepairCharacter(char32_t c) {
  if (c < 0x2E80) return c;
  if (c <= 0x2FD5) return IdeographOfRadical(c);
  if (IsHalfKatakana(c)) return FullWidth(c);
  if (c == kHalfVoiced) return 0x309B;
  if (c == kHalfSemivoiced) return 0x309C;
  if (IsCompatibilityIdeograph(c)) return UnifiedIdeograph(c);
  return c;
}

// The mark after half-width katakana as one character with it; 0 where it stays on its own.
char32_t Joined(char32_t printed, char32_t repaired, char32_t next) {
  return IsHalfKatakana(printed) ? WithSoundMark(repaired, next) : 0;
}

}  // namespace

std::u32string Characters(const PrintedText& text) {
  std::u32string characters;
  characters.reserve(text.size());
  for (const PrintedChar& c : text) characters.push_back(c.c);
  return characters;
}

std::string Utf8(const PrintedText& text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const PrintedChar& c : text) AppendUtf8(c.c, &utf8);
  return utf8;
}

std::string ToUtf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const char32_t c : text) AppendUtf8(c, &utf8);
  return utf8;
}

std::u32string ToUtf32(std::string_view utf8) {
  std::u32string text;
  text.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    const auto [c, length] = Decode(utf8, at);
    text.push_back(length == 0 ? kReplacement : c);
    at += std::max<size_t>(length, 1);
  }
  return text;
}

bool IsBlank(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  if (c < 0x1680) return c == 0x85 || c == 0xA0 || c == 0xAD;
  if (c == 0x3000 || c == 0xFEFF || c == 0x1680 || c == 0x180E) return true;
  if (c < 0x2000 || c > 0x206F) return false;
  return c <= 0x200F || (c >= 0x2028 && c <= 0x202F) || c >= 0x205F;
}

PrintedText Trim(PrintedText text) {
  const auto printed = [](const PrintedChar& c) { return !IsBlank(c.c); };
  text.erase(std::find_if(text.rbegin(), text.rend(), printed).base(), text.end());
  text.erase(text.begin(), std::find_if(text.begin(), text.end(), printed));
  return text;
}

PrintedText Slice(const PrintedText& text, size_t begin, size_t end) {
  end = std::min(end, text.size());
  begin = std::min(begin, end);
  return {text.begin() + static_cast<std::ptrdiff_t>(begin),
          text.begin() + static_cast<std::ptrdiff_t>(end)};
}

void Append(PrintedText& to, const PrintedText& more) {
  // By index: `more` may be `to` itself.
  const size_t count = more.size();
  to.reserve(to.size() + count);
  for (size_t i = 0; i < count; ++i) to.push_back(more[i]);
}

PrintedText Repair(const PrintedText& text, PrintedText* absorbed) {
  PrintedText repaired;
  repaired.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    PrintedChar c = text[i];
    c.c = RepairCharacter(c.c);
    if (i + 1 < text.size()) {
      const PrintedChar& mark = text[i + 1];
      if (const char32_t joined = Joined(text[i].c, c.c, mark.c)) {
        c.c = joined;
        const bool same_glyph = mark.page == c.page && mark.glyph == c.glyph;
        if (absorbed != nullptr && !same_glyph) absorbed->push_back(mark);
        ++i;
      }
    }
    repaired.push_back(c);
  }
  return repaired;
}

std::u32string Repair(std::u32string_view text) {
  std::u32string repaired;
  repaired.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = RepairCharacter(text[i]);
    if (i + 1 < text.size()) {
      if (const char32_t joined = Joined(text[i], c, text[i + 1])) {
        c = joined;
        ++i;
      }
    }
    repaired.push_back(c);
  }
  return repaired;
}

}  // namespace parse
