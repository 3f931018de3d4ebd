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
#include "parse/quantity_surroundings.h"
#include "parse/quantity_text.h"

namespace parse {
namespace {

constexpr size_t kNowhere = QuantityText::kNowhere;
constexpr size_t kLongestText = 300;  // characters; more is no measure
constexpr double kFirstYear = 1900, kLastYear = 2100;

bool Contains(const std::vector<std::u32string>& words, const std::u32string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Digits that are no ASCII digits and no kanji: circled, superscript, Roman, fractions.
bool IsOtherDigit(char32_t c) {
  if (c < 0x80 || IsKanjiNumeral(c)) return false;
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return type == U_DECIMAL_DIGIT_NUMBER || type == U_LETTER_NUMBER || type == U_OTHER_NUMBER;
}

// A number of an item: circled and the like, or Roman.
bool IsItemNumber(char32_t c) {
  return (c >= 0x2160 && c <= 0x217F) || (c >= 0x2460 && c <= 0x24FF) ||
         (c >= 0x2776 && c <= 0x2793);
}

bool HasDigit(const QuantityText& line) {
  return std::any_of(line.text.begin(), line.text.end(),
                     [](char32_t c) { return (c >= U'0' && c <= U'9') || IsOtherDigit(c); });
}

class QuantityReader {
 public:
  explicit QuantityReader(const WordLists& words) : words_(words), surroundings_(words) {}

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
    // With its blanks: R2 and 3 are not R23.
    std::u32string printed;
    std::vector<size_t> position;  // in `line`, of each character
    for (size_t i = 0; i < line.text.size(); ++i) {
      if (line.gap_before[i]) {
        printed.push_back(U' ');
        position.push_back(i);
      }
      printed.push_back(line.text[i]);
      position.push_back(i);
    }
    auto year = FindFiscalYear(printed, words_, false);
    if (!year || position[year->begin] != 0) return std::nullopt;
    year->begin = 0;
    year->end = position[year->end - 1] + 1;
    return year;
  }
  bool BeginsWithYear(const QuantityText& line) const { return YearAtBegin(line).has_value(); }

  Quantity ReadOuter(const QuantityText& line, std::vector<Remark>* remarks) const {
    if (std::any_of(line.text.begin(), line.text.end(), IsOtherDigit)) {
      // An item's mark before words is no quantity to look at.
      const bool mark = IsItemNumber(line.text[0]) && !HasDigit(line.Part(1, line.text.size()));
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
    if (!surroundings_.ReadBefore(line, numeral.begin, &quantity))
      return Stated("no quantity by what is before");
    if (!surroundings_.ReadAfter(line, &unit_begin, numeral.decimal, &quantity))
      return Stated("words after the number");
    CheckYear(numeral, &quantity);
    CheckPlaces(*remarks, numeral.begin, unit_begin, &quantity);
    return quantity;
  }

  Quantity ReadRange(const QuantityText& line, const Numeral& low, const Numeral& high,
                     std::vector<Remark>* remarks) const {
    size_t middle = low.end;
    std::u32string low_unit;
    if (const size_t end = surroundings_.UnitEnd(line, middle); end != kNowhere) {
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
    if (!surroundings_.ReadBefore(line, low.begin, &quantity))
      return Stated("no quantity by what is before");
    if (!surroundings_.ReadAfter(line, &unit_begin, low.decimal || high.decimal, &quantity))
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

  static void CheckNumeral(const QuantityText& line, const Numeral& numeral, Quantity* quantity) {
    if (numeral.leading_zero) Doubt("a zero in front", quantity);
    // 1.3 in full width may also be an item's number and a count.
    if (numeral.decimal && line.wide[numeral.begin + 1] && line.text[numeral.begin + 1] == U'.')
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
      if (circle && surroundings_.UnitEnd(line, i + 1) != kNowhere)
        return "a circle where a number would stand";
    }
    for (const auto& [begin, end] : KanjiRuns(line)) {
      const char32_t before = begin > 0 ? line.text[begin - 1] : U'\0';
      if (before >= U'0' && before <= U'9') continue;
      if (surroundings_.UnitEnd(line, end) != kNowhere) return "kanji numerals";
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
    const bool whole = value && surroundings_.ReadBefore(line, begin, &quantity) &&
                       !quantity.doubtful &&
                       (surroundings_.UnitEnd(line, end) != kNowhere || end == line.text.size()) &&
                       surroundings_.ReadAfter(line, &unit_end, false, &quantity);
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
  QuantitySurroundings surroundings_;
};

}  // namespace

Quantity ReadQuantity(std::string_view text, const WordLists& words) {
  return QuantityReader(words).Read(QuantityText::Make(ToUtf32(text)));
}

}  // namespace parse
