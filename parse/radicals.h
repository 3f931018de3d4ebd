// CJK radicals (the signs of a dictionary's index) -> the ideographs that they stand for.
//
// PDF files made from fonts in which a radical and an ideograph share one glyph name the
// radical where the ideograph was typed: U+2F42 for U+6587 and so on.
#ifndef PARSE_RADICALS_H_
#define PARSE_RADICALS_H_

namespace parse {

// The ideograph of a Kangxi radical (U+2F00..2FD5) or of a sign in CJK Radicals Supplement
// (U+2E80..2EF3); any other character is given back as it is. So is U+2E80, a repeat mark
// for which there is no ideograph.
char32_t IdeographOfRadical(char32_t c);

}  // namespace parse

#endif  // PARSE_RADICALS_H_
