// Numerals in a text: 12, 12.5, 3,000 in ASCII digits, and kanji (U+4E8C U+5341 U+4E94 = 25).
// Full-width digits are made ASCII by the caller.
#ifndef PARSE_NUMERAL_H_
#define PARSE_NUMERAL_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace parse {

struct Numeral {
  double value = 0;
  size_t begin = 0, end = 0;
  bool decimal = false;       // has a decimal point
  bool leading_zero = false;  // 07: a code or a date rather than a count
  bool too_long = false;      // more digits than a double keeps: `value` is not to be used
};

// Every numeral in ASCII digits. gap_before[i]: a blank stood before text[i]; no numeral goes
// across one. REQUIRES: gap_before.size() == text.size().
std::vector<Numeral> FindNumerals(std::u32string_view text, const std::vector<bool>& gap_before);

bool IsKanjiNumeral(char32_t c);
// A multiplier written after digits (3 and U+4E07 = 30,000): its factor, 0 if it is none.
double KanjiMultiplier(char32_t c);
// The value of a whole text of kanji numerals, in positions (U+4E8C U+3007 = 20) or with tens,
// hundreds, thousands and ten thousands; none where they make no number.
std::optional<double> KanjiValue(std::u32string_view numerals);

}  // namespace parse

#endif  // PARSE_NUMERAL_H_
