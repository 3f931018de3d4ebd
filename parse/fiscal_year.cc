#include "parse/fiscal_year.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace parse {
namespace {

// 年度, 年, 元, 月 as code points: they are part of how years are written, not of any form.
constexpr char32_t kYearSign = 0x5E74;
constexpr char32_t kDegreeSign = 0x5EA6;
constexpr char32_t kFirstSign = 0x5143;
constexpr char32_t kMonthSign = 0x6708;
constexpr int kFirstMonthOfFiscalYear = 4;

// What stands before 年度 where the year is told by the document's own.
struct RelativeYear {
  std::u32string_view words;
  int years_later = 0;
};
constexpr std::array kRelativeYears = {
    RelativeYear{U"\u5F53\u8A72", 0},  // the year concerned
    RelativeYear{U"\u4ECA", 0},        // this
    RelativeYear{U"\u672C", 0},        // this
    RelativeYear{U"\u5F53", 0},        // this
    RelativeYear{U"\u524D", -1},       // the one before
    RelativeYear{U"\u6628", -1},       // last
    RelativeYear{U"\u6765", 1},        // the coming one
    RelativeYear{U"\u6B21", 1},        // next
    RelativeYear{U"\u7FCC", 1},        // the one after
};

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool IsLatin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

// One to ten, and ten; 0 if it is none. (U+4E00 is one, and so on.)
int KanjiDigit(char32_t c) {
  constexpr std::u32string_view kDigits =
      U"\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341";
  const size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? 0 : static_cast<int>(at) + 1;
}

// Reads years at places of a folded text. A position is an index into the folded text.
class YearReader {
 public:
  YearReader(const FoldedText& folded, const WordLists& words) : folded_(folded), words_(words) {}

  struct Match {
    int year = 0;
    size_t end = 0;
    bool nendo = false;
  };

  std::optional<Match> At(size_t at) const {
    if (IsDigit(Char(at))) return WesternAt(at);
    for (const Era& era : words_.eras) {
      for (const std::u32string& name : era.names) {
        if (folded_.text.compare(at, name.size(), name) != 0) continue;
        if (auto match = EraAt(at, at + name.size(), era)) return match;
      }
    }
    return std::nullopt;
  }

 private:
  char32_t Char(size_t at) const { return at < folded_.text.size() ? folded_.text[at] : U'\0'; }

  // Blanks are left out of the folded text; a number does not go on beyond one.
  bool Adjoins(size_t at) const {
    return at > 0 && at < folded_.text.size() && folded_.source_end[at - 1] >= folded_.source[at];
  }

  struct Number {
    int value = 0;
    size_t end = 0;
  };

  // At most four digits; none where there are more.
  std::optional<Number> DigitsAt(size_t at) const {
    size_t end = at;
    int value = 0;
    while (IsDigit(Char(end)) && (end == at || Adjoins(end))) {
      if (end - at == 4) return std::nullopt;
      value = value * 10 + static_cast<int>(Char(end) - U'0');
      ++end;
    }
    if (end == at) return std::nullopt;
    return Number{value, end};
  }

  // 1 to 99 in kanji: ten, ten and one, two tens, two tens and five.
  std::optional<Number> KanjiAt(size_t at) const {
    size_t end = at;
    int tens = 0, ones = 0;
    if (KanjiDigit(Char(end)) != 0 && KanjiDigit(Char(end)) < 10) ones = KanjiDigit(Char(end++));
    if (KanjiDigit(Char(end)) == 10) {
      tens = std::max(ones, 1);
      ones = 0;
      ++end;
      if (KanjiDigit(Char(end)) != 0 && KanjiDigit(Char(end)) < 10) ones = KanjiDigit(Char(end++));
    }
    if (end == at || KanjiDigit(Char(end)) != 0) return std::nullopt;
    return Number{tens * 10 + ones, end};
  }

  std::optional<Number> EraYearAt(size_t at) const {
    if (Char(at) == kFirstSign) return Number{1, at + 1};
    const std::optional<Number> number = IsDigit(Char(at)) ? DigitsAt(at) : KanjiAt(at);
    if (!number || number->value < 1 || number->value > 99) return std::nullopt;
    return number;
  }

  std::optional<Match> EraAt(size_t begin, size_t at, const Era& era) const {
    const bool letter = at - begin == 1 && IsLatin(Char(begin));
    // PH3, 30m2: the letter belongs to what stands before it.
    const auto belongs = [this](size_t i) { return IsLatin(Char(i)) || IsDigit(Char(i)); };
    if (letter && begin > 0 && Adjoins(begin) && belongs(begin - 1)) return std::nullopt;
    const auto number = EraYearAt(at);
    if (!number) return std::nullopt;
    if (letter && IsLatin(Char(number->end)) && Adjoins(number->end)) return std::nullopt;
    const Match match = WithSigns(number->end, era.first_year + number->value - 1);
    // A kanji numeral alone may be part of a name: the first block of a quarter called Showa.
    if (match.end == number->end && KanjiDigit(Char(at)) != 0) return std::nullopt;
    return match;
  }

  std::optional<Match> WesternAt(size_t at) const {
    if (at > 0 && IsDigit(Char(at - 1)) && Adjoins(at)) return std::nullopt;
    const auto number = DigitsAt(at);
    if (!number || number->end - at != 4 || number->value < 1868 || number->value > 2199)
      return std::nullopt;
    const Match match = WithSigns(number->end, number->value);
    // A bare number of four digits is no year.
    if (match.end == number->end) return std::nullopt;
    return match;
  }

  // What follows the number: (2020), 年度, 年, 年3月.
  Match WithSigns(size_t at, int year) const {
    Match match{year, at, false};
    TakeYearSign(&match);
    if (!match.nendo) TakeOtherCalendar(&match);
    if (!match.nendo) TakeMonth(&match);
    return match;
  }

  void TakeYearSign(Match* match) const {
    if (Char(match->end) != kYearSign) return;
    ++match->end;
    match->nendo = Char(match->end) == kDegreeSign;
    if (match->nendo) ++match->end;
  }

  // The same year in the other calendar, in brackets.
  void TakeOtherCalendar(Match* match) const {
    size_t at = match->end;
    if (Char(at) != U'(') return;
    ++at;
    std::optional<Number> number = DigitsAt(at);
    if (!number) {
      for (const Era& era : words_.eras) {
        for (const std::u32string& name : era.names) {
          if (number || folded_.text.compare(at, name.size(), name) != 0) continue;
          number = EraYearAt(at + name.size());
          if (number) number->value += era.first_year - 1;
        }
      }
    }
    if (!number || number->value != match->year) return;
    Match inner{match->year, number->end, false};
    TakeYearSign(&inner);
    if (Char(inner.end) != U')') return;
    ++inner.end;
    if (!inner.nendo) TakeYearSign(&inner);
    *match = inner;
  }

  // A date says its month: January to March belong to the fiscal year before.
  void TakeMonth(Match* match) const {
    const char32_t before = Char(match->end - 1);
    const char32_t sign = Char(match->end);
    const bool after_year = before == kYearSign && IsDigit(sign);
    const bool after_point = IsDigit(before) && (sign == U'.' || sign == U'/');
    if (!after_year && !after_point) return;
    const auto month = DigitsAt(match->end + (after_point ? 1 : 0));
    if (!month || month->value < 1 || month->value > 12) return;
    if (after_year && Char(month->end) != kMonthSign) return;
    if (month->value < kFirstMonthOfFiscalYear) --match->year;
    match->end = month->end + (after_year ? 1 : 0);
  }

  const FoldedText& folded_;
  const WordLists& words_;
};

}  // namespace

std::optional<FiscalYear> FindFiscalYear(std::u32string_view text, const WordLists& words,
                                         bool need_nendo) {
  const FoldedText folded = Fold(text);
  const YearReader reader(folded, words);
  for (size_t at = 0; at < folded.text.size(); ++at) {
    const auto match = reader.At(at);
    if (!match || (need_nendo && !match->nendo)) continue;
    const auto [begin, end] = folded.SourceRange(at, match->end, text.size());
    return FiscalYear{match->year, begin, end};
  }
  return std::nullopt;
}

std::optional<int> FindRelativeFiscalYear(std::u32string_view text) {
  constexpr std::u32string_view kNendo = U"\u5E74\u5EA6";
  const std::u32string folded = Fold(text).text;
  for (size_t at = folded.find(kNendo); at != std::u32string::npos;
       at = folded.find(kNendo, at + 1)) {
    const std::u32string_view before = std::u32string_view(folded).substr(0, at);
    for (const RelativeYear& year : kRelativeYears)
      if (before.ends_with(year.words)) return year.years_later;
  }
  return std::nullopt;
}

}  // namespace parse
