#include "parse/numeral.h"

#include <algorithm>

namespace parse {
namespace {

constexpr size_t kMaxDigits = 15;  // a double keeps as many exactly

// 〇 to 九 as code points: numerals, not wording.
constexpr std::u32string_view kKanjiDigits =
    U"\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
constexpr char32_t kTen = 0x5341;
constexpr char32_t kHundred = 0x767E;
constexpr char32_t kThousand = 0x5343;
constexpr char32_t kTenThousand = 0x4E07;
constexpr char32_t kHundredMillion = 0x5104;

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

double Factor(char32_t c) {
  switch (c) {
    case kTen:
      return 10;
    case kHundred:
      return 100;
    case kThousand:
      return 1000;
    case kTenThousand:
      return 10000;
    case kHundredMillion:
      return 100000000;
    default:
      return 0;
  }
}

// Where the digits from `at` on end.
size_t DigitsEnd(std::u32string_view text, const std::vector<bool>& gap_before, size_t at) {
  size_t end = at;
  while (end < text.size() && IsDigit(text[end]) && (end == at || !gap_before[end])) ++end;
  return end;
}

// A comma or point at `at` with digits right after it.
bool Joins(std::u32string_view text, const std::vector<bool>& gap_before, size_t at,
           char32_t sign) {
  return at + 1 < text.size() && text[at] == sign && !gap_before[at] && !gap_before[at + 1] &&
         IsDigit(text[at + 1]);
}

Numeral NumeralAt(std::u32string_view text, const std::vector<bool>& gap_before, size_t begin) {
  Numeral numeral;
  numeral.begin = begin;
  size_t end = DigitsEnd(text, gap_before, begin);
  numeral.leading_zero = end - begin > 1 && text[begin] == U'0';
  if (end - begin <= 3) {
    // Groups of three, or the comma stands between two numbers.
    size_t group = end;
    while (Joins(text, gap_before, group, U',')) {
      const size_t group_end = DigitsEnd(text, gap_before, group + 1);
      if (group_end - group != 4) break;
      group = group_end;
    }
    if (!Joins(text, gap_before, group, U',')) end = group;
  }
  if (Joins(text, gap_before, end, U'.')) {
    numeral.decimal = true;
    end = DigitsEnd(text, gap_before, end + 1);
  }
  numeral.end = end;
  size_t digits = 0;
  double scale = 0;  // 0 before the point, then 1, 10, 100
  for (size_t i = begin; i < end; ++i) {
    if (text[i] == U'.') scale = 1;
    if (!IsDigit(text[i])) continue;
    ++digits;
    numeral.value = numeral.value * 10 + static_cast<double>(text[i] - U'0');
    if (scale > 0) scale *= 10;
  }
  // One division at the end: 12.5 and the like come out as they are written.
  if (scale > 0) numeral.value /= scale;
  numeral.too_long = digits > kMaxDigits;
  return numeral;
}

}  // namespace

std::vector<Numeral> FindNumerals(std::u32string_view text, const std::vector<bool>& gap_before) {
  std::vector<Numeral> numerals;
  for (size_t at = 0; at < text.size();) {
    if (!IsDigit(text[at])) {
      ++at;
      continue;
    }
    numerals.push_back(NumeralAt(text, gap_before, at));
    at = numerals.back().end;
  }
  return numerals;
}

bool IsKanjiNumeral(char32_t c) {
  return Factor(c) > 0 || kKanjiDigits.find(c) != std::u32string_view::npos;
}

double KanjiMultiplier(char32_t c) { return c == kTen ? 0 : Factor(c); }

std::optional<double> KanjiValue(std::u32string_view numerals) {
  if (numerals.empty() || numerals.size() > kMaxDigits) return std::nullopt;
  const bool positional = std::all_of(numerals.begin(), numerals.end(), [](char32_t c) {
    return IsKanjiNumeral(c) && Factor(c) == 0;
  });
  if (positional) {
    double value = 0;
    for (const char32_t c : numerals)
      value = value * 10 + static_cast<double>(kKanjiDigits.find(c));
    return value;
  }
  // total: what stands before a ten thousand or more; block: below it; digit: not yet multiplied.
  double total = 0, block = 0;
  double last_small = 10000, last_large = 1e12;
  std::optional<double> digit;
  for (const char32_t c : numerals) {
    const double factor = Factor(c);
    if (factor == 0) {
      const size_t value = kKanjiDigits.find(c);
      if (value == std::u32string_view::npos || value == 0 || digit) return std::nullopt;
      digit = static_cast<double>(value);
    } else if (factor < 10000) {
      if (factor >= last_small) return std::nullopt;
      block += digit.value_or(1) * factor;
      last_small = factor;
      digit.reset();
    } else {
      const double count = block + digit.value_or(0);
      if (factor >= last_large || count == 0) return std::nullopt;
      total += count * factor;
      last_large = factor;
      last_small = 10000;
      block = 0;
      digit.reset();
    }
  }
  return total + block + digit.value_or(0);
}

}  // namespace parse
