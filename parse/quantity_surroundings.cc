#include "parse/quantity_surroundings.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "parse/numeral.h"
#include "parse/printed_text.h"

namespace parse {
namespace {

constexpr size_t kNowhere = QuantityText::kNowhere;
constexpr size_t kLongestUnknownUnit = 8;                   // characters; more is a sentence
constexpr std::u32string_view kNegative = U"\u25B2\u25B3";  // as officials write a minus

bool Contains(const std::vector<std::u32string>& words, const std::u32string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What a number is called in a text: kanji, katakana, Latin letters or a sign such as %.
bool CanBeUnit(std::u32string_view text) {
  return !text.empty() && text.size() <= kLongestUnknownUnit &&
         std::all_of(text.begin(), text.end(), [](char32_t c) {
           const bool katakana = (c >= 0x30A1 && c <= 0x30FA) || c == kProlongedSound;
           const bool kanji = c >= 0x4E00 && c <= 0x9FFF && !IsKanjiNumeral(c);
           const int8_t type = u_charType(static_cast<UChar32>(c));
           const bool letter = c < 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0;
           return katakana || kanji || letter || c == U'%' || type == U_OTHER_SYMBOL;
         });
}

void Compare(Comparator comparator, Quantity* quantity) {
  if (quantity->comparator != Comparator::kNone && quantity->comparator != comparator) {
    // About 10 or more: the bound says more.
    if (quantity->comparator == Comparator::kAbout) quantity->comparator = comparator;
    Doubt("two comparisons", quantity);
    return;
  }
  quantity->comparator = comparator;
}

Comparator SignComparator(char32_t c) {
  switch (c) {
    case 0x2265:
    case 0x2267:
      return Comparator::kAtLeast;
    case 0x2264:
    case 0x2266:
      return Comparator::kAtMost;
    case U'>':
      return Comparator::kAbove;
    case U'<':
      return Comparator::kBelow;
    default:
      return Comparator::kNone;
  }
}

}  // namespace

void Doubt(std::string why, Quantity* quantity) {
  if (!quantity->doubtful) quantity->doubt = std::move(why);
  quantity->doubtful = true;
}

// What stands before the number, from the number backwards. False: no quantity follows.
bool QuantitySurroundings::ReadBefore(const QuantityText& line, size_t end,
                                      Quantity* quantity) const {
  if (end == 0) return true;
  const char32_t c = line.text[end - 1];
  const char32_t folded = line.FoldedAt(end - 1);
  const bool adjoins = !line.gap_before[end];
  if (kNegative.find(c) != kNowhere || folded == kFoldedDash) {
    --end;
    if (*quantity->value != 0) quantity->value = -*quantity->value;
    // A triangle that adjoins is a minus; a dash may be a list mark.
    if (!adjoins || end > 0 || folded == kFoldedDash) Doubt("a minus or a mark", quantity);
  } else if (folded == kFoldedTilde) {
    --end;
    Compare(Comparator::kAtMost, quantity);
    Doubt("a range without its beginning", quantity);
  } else if (const Comparator sign = SignComparator(c); sign != Comparator::kNone) {
    --end;
    Compare(sign, quantity);
    Doubt("a sign of comparison", quantity);
  } else {
    const bool divides = c == U'/' || c == U'.' || c == U',' || c == 0xB1 || c == 0xD7;
    const bool is_name = adjoins && c < 0x250 && u_isalpha(static_cast<UChar32>(c)) != 0;
    if (divides || is_name) return false;
  }
  while (end > 0) {
    const size_t begin = BeforeWordBegin(line, end, quantity);
    if (begin == kNowhere) break;
    end = begin;
  }
  if (end == 1 && line.FoldedAt(0) == kFoldedMiddleDot) end = 0;
  if (end == 0) return true;
  for (const std::u32string& word : words_.no_quantity_prefixes) {
    if (line.WordBegin(word, end) != kNowhere) return false;
  }
  Doubt("words before the number", quantity);
  return true;
}

// The longest known word that ends at `end`: where it begins; kNowhere.
size_t QuantitySurroundings::BeforeWordBegin(const QuantityText& line, size_t end,
                                             Quantity* quantity) const {
  for (const ComparatorWord& word : words_.comparators) {
    if (!word.before) continue;
    const size_t begin = line.WordBegin(word.word, end);
    if (begin == kNowhere) continue;
    Compare(word.comparator, quantity);
    return begin;
  }
  for (const std::u32string& prefix : words_.quantity_prefixes) {
    const size_t begin = line.WordBegin(prefix, end);
    if (begin != kNowhere) return begin;
  }
  return kNowhere;
}

// Where the longest known unit at `begin` ends, with the period it is counted by (/year).
size_t QuantitySurroundings::UnitEnd(const QuantityText& line, size_t begin) const {
  size_t end = kNowhere;
  for (const std::u32string& unit : words_.units) {
    end = line.WordEnd(unit, begin);
    if (end != kNowhere) break;
  }
  if (end == kNowhere || line.At(end) != U'/') return end;
  for (const std::u32string& per : words_.per_units) {
    const size_t per_end = line.WordEnd(per, end + 1);
    if (per_end != kNowhere) return per_end;
  }
  return end;
}

// Unit, comparison and remarks after the number. False where something else stands there.
// *at: the end of the number, then that of the unit.
bool QuantitySurroundings::ReadAfter(const QuantityText& line, size_t* at, bool decimal,
                                     Quantity* quantity) const {
  const size_t begin = *at;
  const size_t end = UnitEnd(line, begin);
  if (end != kNowhere) {
    const std::u32string unit = Fold(line.text.substr(begin, end - begin)).text;
    if (decimal && !Contains(words_.measured_units, unit))
      Doubt("a fraction of what is counted", quantity);
    quantity->unit = ToUtf8(line.text.substr(begin, end - begin));
    *at = end;
    return ReadTail(line, end, quantity);
  }
  if (const double factor = KanjiMultiplier(line.At(begin)); factor > 0) {
    *quantity->value *= factor;
    if (quantity->value_max) *quantity->value_max *= factor;
    Doubt("digits and kanji numerals", quantity);
    ++*at;
    return ReadAfter(line, at, decimal, quantity);
  }
  Quantity without_unit = *quantity;
  if (ReadTail(line, begin, &without_unit)) {
    *quantity = without_unit;
    return true;
  }
  return ReadUnknownUnit(line, at, quantity);
}

bool QuantitySurroundings::ReadUnknownUnit(const QuantityText& line, size_t* at,
                                           Quantity* quantity) const {
  const size_t begin = *at;
  const size_t last = std::min(line.text.size(), begin + kLongestUnknownUnit);
  for (size_t end = begin + 1; end <= last; ++end) {
    const std::u32string unit = line.text.substr(begin, end - begin);
    if (!CanBeUnit(unit)) return false;
    Quantity with_unit = *quantity;
    if (!ReadTail(line, end, &with_unit)) continue;
    *quantity = with_unit;
    quantity->unit = ToUtf8(unit);
    Doubt("an unknown unit", quantity);
    *at = end;
    return true;
  }
  return false;
}

bool QuantitySurroundings::ReadTail(const QuantityText& line, size_t at, Quantity* quantity) const {
  while (at < line.text.size()) {
    const size_t end = TailWordEnd(line, at, quantity);
    if (end == kNowhere) return false;
    at = end;
  }
  if (quantity->comparator == Comparator::kNone) quantity->comparator = Comparator::kEqual;
  return true;
}

size_t QuantitySurroundings::TailWordEnd(const QuantityText& line, size_t at,
                                         Quantity* quantity) const {
  if (line.text[at] == 0x3002 && at + 1 == line.text.size()) return at + 1;
  if (line.FoldedAt(at) == kFoldedTilde && at + 1 == line.text.size()) {
    Compare(Comparator::kAtLeast, quantity);
    Doubt("a range without its end", quantity);
    return at + 1;
  }
  for (const ComparatorWord& word : words_.comparators) {
    if (word.before) continue;
    const size_t end = line.WordEnd(word.word, at);
    if (end == kNowhere) continue;
    Compare(word.comparator, quantity);
    return end;
  }
  for (const std::u32string& word : words_.remarks_after) {
    const size_t end = line.WordEnd(word, at);
    if (end != kNowhere) return end;
  }
  return kNowhere;
}

}  // namespace parse
