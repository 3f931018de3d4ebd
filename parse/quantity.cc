#include "parse/quantity.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parse/fiscal_year.h"
#include "parse/fold.h"
#include "parse/numeral.h"
#include "parse/printed_text.h"
#include "parse/quantity_text.h"

namespace parse {
namespace {

constexpr size_t kNowhere = QuantityText::kNowhere;
constexpr size_t kLongestText = 300;       // characters; more is no measure
constexpr size_t kLongestUnknownUnit = 8;  // characters; more is a sentence
constexpr double kFirstYear = 1900, kLastYear = 2100;
constexpr std::u32string_view kNegative = U"\u25B2\u25B3";  // as officials write a minus

bool Contains(const std::vector<std::u32string>& words, const std::u32string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Digits that are no ASCII digits and no kanji: circled, superscript, Roman, fractions.
bool IsOtherDigit(char32_t c) {
  if (c < 0x80 || IsKanjiNumeral(c)) return false;
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return type == U_DECIMAL_DIGIT_NUMBER || type == U_LETTER_NUMBER || type == U_OTHER_NUMBER;
}

bool HasDigit(const QuantityText& line) {
  return std::any_of(line.text.begin(), line.text.end(),
                     [](char32_t c) { return (c >= U'0' && c <= U'9') || IsOtherDigit(c); });
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

class QuantityReader {
 public:
  explicit QuantityReader(const WordLists& words) : words_(words) {}

  Quantity Read(const QuantityText& line) const {
    if (line.text.empty()) return {};
    if (line.text.size() > kLongestText) return Stated(HasDigit(line) ? "a long text" : "");
    RemarksApart split = RemarksApart::Of(line);
    if (const auto state = StateWord(split)) return *state;
    if (split.unbalanced) {
      if (HasDigit(line)) return Stated("a bracket without its other half");
      return Stated("");
    }
    if (split.outer.text.empty() || !HasAnyNumeral(split.outer)) return ReadRemarksOnly(split);
    Quantity quantity = ReadOuter(split.outer, &split.remarks);
    if (quantity.value) CheckRemarks(split.remarks, &quantity);
    return quantity;
  }

 private:
  static Quantity Stated(std::string doubt) {
    Quantity quantity;
    quantity.state = State::kStated;
    quantity.doubtful = !doubt.empty();
    quantity.doubt = std::move(doubt);
    return quantity;
  }

  static void Doubt(std::string why, Quantity* quantity) {
    if (!quantity->doubtful) quantity->doubt = std::move(why);
    quantity->doubtful = true;
  }

  // --- no value: blank, none, undetermined ------------------------------------------------

  std::optional<State> StateOf(std::u32string folded) const {
    while (!folded.empty() && (folded.back() == U'.' || folded.back() == 0x3002)) folded.pop_back();
    if (folded.empty()) return std::nullopt;
    const bool dashes =
        std::all_of(folded.begin(), folded.end(), [](char32_t c) { return c == kFoldedDash; });
    if (dashes || Contains(words_.none, folded)) return State::kNone;
    if (Contains(words_.undetermined, folded)) return State::kUndetermined;
    return std::nullopt;
  }

  std::optional<Quantity> StateWord(const RemarksApart& split) const {
    std::optional<State> state = StateOf(split.outer.folded.text);
    if (!state && split.outer.text.empty() && split.remarks.size() == 1)
      state = StateOf(split.remarks[0].content.folded.text);
    if (!state) return std::nullopt;
    Quantity quantity;
    quantity.state = *state;
    for (const Remark& remark : split.remarks) {
      if (HasDigit(remark.content)) Doubt("a number in a remark", &quantity);
    }
    return quantity;
  }

  // --- remarks in brackets ----------------------------------------------------------------

  // Words outside, the number only in brackets.
  Quantity ReadRemarksOnly(const RemarksApart& split) const {
    const auto has_digit = [](const Remark& remark) { return HasDigit(remark.content); };
    const auto count = std::count_if(split.remarks.begin(), split.remarks.end(), has_digit);
    if (count == 0) return Stated(UnreadNumerals(split.outer));
    if (count == 1) {
      const auto remark = std::find_if(split.remarks.begin(), split.remarks.end(), has_digit);
      Quantity inner = Read(remark->content);
      if (inner.value && !inner.doubtful && RepeatsUnit(split.outer, inner)) {
        Doubt("the number stands in brackets", &inner);
        return inner;
      }
    }
    return Stated("a number only in brackets");
  }

  // All (municipalities), with their number in brackets; or nothing but brackets.
  bool RepeatsUnit(const QuantityText& outer, const Quantity& inner) const {
    if (outer.text.empty()) return true;
    if (!inner.unit) return false;
    const std::u32string unit = Fold(ToUtf32(*inner.unit)).text;
    return std::any_of(
        words_.quantity_prefixes.begin(), words_.quantity_prefixes.end(),
        [&](const std::u32string& prefix) { return outer.folded.text == prefix + unit; });
  }

  void CheckRemarks(const std::vector<Remark>& remarks, Quantity* quantity) const {
    for (const Remark& remark : remarks) {
      if (StateOf(remark.content.folded.text)) Doubt("a remark says there is no value", quantity);
      if (!HasDigit(remark.content)) continue;
      const Quantity inner = Read(remark.content);
      if (inner.value && (!inner.doubtful || BeginsWithYear(remark.content)))
        Doubt("a second quantity in brackets", quantity);
    }
  }

  // --- a number and what stands around it -------------------------------------------------

  std::optional<FiscalYear> YearAtBegin(const QuantityText& line) const {
    const auto year = FindFiscalYear(line.text, words_, false);
    return year && year->begin == 0 ? year : std::nullopt;
  }
  bool BeginsWithYear(const QuantityText& line) const { return YearAtBegin(line).has_value(); }

  Quantity ReadOuter(const QuantityText& line, std::vector<Remark>* remarks) const {
    if (std::any_of(line.text.begin(), line.text.end(), IsOtherDigit)) {
      // An item's mark before words is no quantity to look at.
      const bool mark = IsOtherDigit(line.text[0]) && !HasDigit(line.Part(1, line.text.size()));
      return Stated(mark ? "" : "digits in circles or the like");
    }
    const std::vector<Numeral> numerals = FindNumerals(line.text, line.gap_before);
    if (numerals.empty()) return ReadKanji(line, remarks);
    if (std::any_of(numerals.begin(), numerals.end(), [](const Numeral& n) { return n.too_long; }))
      return Stated("too many digits");
    if (const auto year = YearAtBegin(line)) return ReadAfterYear(line, year->end, remarks);
    if (!UnreadNumerals(line).empty()) return Stated("digits and kanji numerals");
    if (numerals.size() == 1) return ReadOne(line, numerals[0], remarks);
    if (numerals.size() == 2) return ReadRange(line, numerals[0], numerals[1], remarks);
    return Stated("more than one number");
  }

  // A year, then a quantity: that of the year.
  Quantity ReadAfterYear(const QuantityText& line, size_t year_end,
                         std::vector<Remark>* remarks) const {
    size_t begin = year_end;
    while (begin < line.text.size() && u_ispunct(static_cast<UChar32>(line.text[begin])) != 0 &&
           line.FoldedAt(begin) != kFoldedDash)
      ++begin;
    const QuantityText rest = line.Part(begin, line.text.size());
    if (!HasDigit(rest)) return Stated("a year, no quantity");
    for (Remark& remark : *remarks) remark.at = remark.at > begin ? remark.at - begin : 0;
    Quantity quantity = ReadOuter(rest, remarks);
    Doubt("a year stands before it", &quantity);
    return quantity;
  }

  Quantity ReadOne(const QuantityText& line, const Numeral& numeral,
                   std::vector<Remark>* remarks) const {
    Quantity quantity = Stated("");
    quantity.value = numeral.value;
    CheckNumeral(line, numeral, &quantity);
    size_t unit_begin = numeral.end;
    if (!ReadBefore(line, numeral.begin, &quantity)) return Stated("no quantity by what is before");
    if (!ReadAfter(line, &unit_begin, numeral.decimal, &quantity))
      return Stated("words after the number");
    CheckYear(numeral, &quantity);
    CheckPlaces(*remarks, numeral.begin, unit_begin, &quantity);
    return quantity;
  }

  Quantity ReadRange(const QuantityText& line, const Numeral& low, const Numeral& high,
                     std::vector<Remark>* remarks) const {
    size_t middle = low.end;
    std::u32string low_unit;
    if (const size_t end = UnitEnd(line, middle); end != kNowhere) {
      low_unit = line.text.substr(middle, end - middle);
      middle = end;
    }
    const char32_t sign = line.FoldedAt(middle);
    const bool dash = sign == kFoldedDash;
    if ((sign != kFoldedTilde && !dash) || middle + 1 != high.begin)
      return Stated("more than one number");
    Quantity quantity = Stated("");
    quantity.value = low.value;
    quantity.value_max = high.value;
    CheckNumeral(line, low, &quantity);
    CheckNumeral(line, high, &quantity);
    size_t unit_begin = high.end;
    if (!ReadBefore(line, low.begin, &quantity)) return Stated("no quantity by what is before");
    if (!ReadAfter(line, &unit_begin, low.decimal || high.decimal, &quantity))
      return Stated("words after the number");
    if (quantity.comparator != Comparator::kEqual) Doubt("a range and a comparison", &quantity);
    quantity.comparator = Comparator::kRange;
    if (dash) Doubt("a dash between two numbers", &quantity);
    if (*quantity.value >= high.value) Doubt("a range that does not rise", &quantity);
    if (!low_unit.empty() && (!quantity.unit || ToUtf8(low_unit) != *quantity.unit))
      Doubt("two units", &quantity);
    CheckYear(low, &quantity);
    CheckPlaces(*remarks, low.begin, unit_begin, &quantity);
    return quantity;
  }

  void CheckNumeral(const QuantityText& line, const Numeral& numeral, Quantity* quantity) const {
    if (numeral.leading_zero) Doubt("a zero in front", quantity);
    // 1.3 in full width may also be an item's number and a count.
    const size_t point = line.text.find(U'.', numeral.begin);
    if (numeral.decimal && line.wide[point] && UnitEnd(line, numeral.end) == kNowhere)
      Doubt("a full-width point", quantity);
  }

  static void CheckYear(const Numeral& numeral, Quantity* quantity) {
    if (!quantity->unit && numeral.value >= kFirstYear && numeral.value <= kLastYear &&
        numeral.end - numeral.begin == 4)
      Doubt("may be a year", quantity);
  }

  // Remarks stand after the quantity, or are doubtful.
  void CheckPlaces(const std::vector<Remark>& remarks, size_t begin, size_t unit_end,
                   Quantity* quantity) const {
    for (const Remark& remark : remarks) {
      if (remark.at >= unit_end) continue;
      const bool counts =
          remark.at <= begin && Contains(words_.quantity_prefixes, remark.content.folded.text);
      if (!counts) Doubt("a remark before the end of the quantity", quantity);
    }
  }

  static void Compare(Comparator comparator, Quantity* quantity) {
    if (quantity->comparator != Comparator::kNone && quantity->comparator != comparator) {
      // About 10 or more: the bound says more.
      if (quantity->comparator == Comparator::kAbout) quantity->comparator = comparator;
      Doubt("two comparisons", quantity);
      return;
    }
    quantity->comparator = comparator;
  }

  // What stands before the number, from the number backwards. False: no quantity follows.
  bool ReadBefore(const QuantityText& line, size_t end, Quantity* quantity) const {
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
    } else if (c == U'/' || c == U'.' || c == U',' || c == 0xB1 || c == 0xD7) {
      return false;
    } else if (adjoins && c < 0x250 && u_isalpha(static_cast<UChar32>(c)) != 0) {
      return false;
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

  static Comparator SignComparator(char32_t c) {
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

  // The longest known word that ends at `end`: where it begins; kNowhere.
  size_t BeforeWordBegin(const QuantityText& line, size_t end, Quantity* quantity) const {
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
  size_t UnitEnd(const QuantityText& line, size_t begin) const {
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
  bool ReadAfter(const QuantityText& line, size_t* at, bool decimal, Quantity* quantity) const {
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

  bool ReadUnknownUnit(const QuantityText& line, size_t* at, Quantity* quantity) const {
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

  bool ReadTail(const QuantityText& line, size_t at, Quantity* quantity) const {
    while (at < line.text.size()) {
      const size_t end = TailWordEnd(line, at, quantity);
      if (end == kNowhere) return false;
      at = end;
    }
    if (quantity->comparator == Comparator::kNone) quantity->comparator = Comparator::kEqual;
    return true;
  }

  size_t TailWordEnd(const QuantityText& line, size_t at, Quantity* quantity) const {
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

  // --- kanji numerals ---------------------------------------------------------------------

  // Runs of kanji numerals that are not part of a known word.
  std::vector<std::pair<size_t, size_t>> KanjiRuns(const QuantityText& line) const {
    std::vector<std::pair<size_t, size_t>> runs;
    for (size_t at = 0; at < line.text.size();) {
      size_t word_end = kNowhere;
      for (const std::u32string& word : words_.kanji_words) {
        word_end = line.WordEnd(word, at);
        if (word_end != kNowhere) break;
      }
      if (word_end != kNowhere) {
        at = word_end;
      } else if (!IsKanjiNumeral(line.text[at])) {
        ++at;
      } else {
        const size_t begin = at;
        while (at < line.text.size() && IsKanjiNumeral(line.text[at])) ++at;
        runs.emplace_back(begin, at);
      }
    }
    return runs;
  }

  bool HasAnyNumeral(const QuantityText& line) const {
    return HasDigit(line) || !KanjiRuns(line).empty();
  }

  // Why a person should look at kanji numerals, or a circle, that stand before a unit; "" if
  // there are none. After digits a kanji numeral is a multiplier and is read as such.
  std::string UnreadNumerals(const QuantityText& line) const {
    for (size_t i = 0; i < line.text.size(); ++i) {
      const bool circle = line.FoldedAt(i) == kFoldedCircle && !IsKanjiNumeral(line.text[i]);
      if (circle && UnitEnd(line, i + 1) != kNowhere) return "a circle where a number would stand";
    }
    for (const auto& [begin, end] : KanjiRuns(line)) {
      const char32_t before = begin > 0 ? line.text[begin - 1] : U'\0';
      if (before >= U'0' && before <= U'9') continue;
      if (UnitEnd(line, end) != kNowhere) return "kanji numerals";
    }
    return "";
  }

  Quantity ReadKanji(const QuantityText& line, std::vector<Remark>* remarks) const {
    const auto runs = KanjiRuns(line);
    if (runs.size() != 1) return Stated(UnreadNumerals(line));
    const auto [begin, end] = runs[0];
    const std::u32string numerals = line.text.substr(begin, end - begin);
    const std::optional<double> value = KanjiValue(numerals);
    size_t unit_end = end;
    Quantity quantity = Stated("");
    quantity.value = value;
    // Kanji numerals are parts of many words: only a whole text that is a quantity is one.
    const bool whole = value && ReadBefore(line, begin, &quantity) && !quantity.doubtful &&
                       (UnitEnd(line, end) != kNowhere || end == line.text.size()) &&
                       ReadAfter(line, &unit_end, false, &quantity);
    if (!whole) return Stated(UnreadNumerals(line));
    const bool zeros =
        std::all_of(numerals.begin(), numerals.end(), [](char32_t c) { return c == 0x3007; });
    if (zeros) Doubt("a zero or a circle", &quantity);
    if (!quantity.unit && numerals.size() == 1 &&
        (numerals[0] == 0x4E00 || KanjiMultiplier(numerals[0]) > 0))
      Doubt("one kanji alone", &quantity);
    CheckPlaces(*remarks, begin, unit_end, &quantity);
    return quantity;
  }

  const WordLists& words_;
};

}  // namespace

Quantity ReadQuantity(std::string_view text, const WordLists& words) {
  return QuantityReader(words).Read(QuantityText::Make(ToUtf32(text)));
}

}  // namespace parse
