// Text that knows where it is printed: each character with the glyph it came from.
//
// All of parse/ works on PrintedText, so that every value can be traced to glyphs
// (and through them to a box on a page), and so that the account of printed
// characters can be closed: a glyph is taken by a field, by form wording, or is left over.
#ifndef PARSE_PRINTED_TEXT_H_
#define PARSE_PRINTED_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parse {

struct PrintedChar {
  char32_t c = 0;
  int32_t page = 0;    // index into SourceLayers::pages
  int32_t glyph = -1;  // index into PageLayer::glyphs; -1: not printed (a joining space, '\n')
  friend bool operator==(const PrintedChar&, const PrintedChar&) = default;
};

using PrintedText = std::vector<PrintedChar>;

std::u32string Characters(const PrintedText& text);
std::string Utf8(const PrintedText& text);
std::string ToUtf8(std::u32string_view text);
std::u32string ToUtf32(std::string_view utf8);  // an invalid byte becomes U+FFFD

// White space of any script and width, and zero-width characters.
bool IsBlank(char32_t c);
PrintedText Trim(PrintedText text);  // without blanks (and '\n') at both ends
PrintedText Slice(const PrintedText& text, size_t begin, size_t end);
void Append(PrintedText& to, const PrintedText& more);

// Defects of extraction mended, by table and not by NFKC on everything:
// all Kangxi radicals (U+2F00..2FD5) and CJK Radicals Supplement (U+2E80..2EF3) become
// their ideographs, half-width katakana (with its sound marks) full-width, CJK
// compatibility ideographs their unified ones. ① １． ⇒ Ⅲ ㎡ and the width of digits and
// letters stay as printed. Every glyph of the input is still named in the output or,
// where two glyphs became one character (ｶﾞ), the second is appended to `absorbed`.
PrintedText Repair(const PrintedText& text, PrintedText* absorbed);
std::u32string Repair(std::u32string_view text);

}  // namespace parse

#endif  // PARSE_PRINTED_TEXT_H_
