#include "parse/wording_match.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "parse/fiscal_year.h"

namespace parse {
namespace {

bool IsOpen(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_START_PUNCTUATION ||
         u_charType(static_cast<UChar32>(c)) == U_INITIAL_PUNCTUATION || c == U'<';
}
bool IsClose(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_END_PUNCTUATION ||
         u_charType(static_cast<UChar32>(c)) == U_FINAL_PUNCTUATION || c == U'>';
}
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
// Marks, dots, colons and the like; no letters, digits or brackets.
bool IsMark(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_OTHER_PUNCTUATION:
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_MATH_SYMBOL:
    case U_OTHER_SYMBOL:
    case U_MODIFIER_SYMBOL:
      return c != U'%' && c != U'<' && c != U'>';
    default:
      return false;
  }
}

// The length of a number such as "1", "(2)", "3.", "1-2", "第1の" is not known; only the
// common shapes. 0 if there is none.
size_t NumberingLength(std::u32string_view text) {
  size_t i = 0;
  const bool open = i < text.size() && IsOpen(text[i]);
  if (open) ++i;
  const size_t first = i;
  while (i < text.size() && IsDigit(text[i]) && i - first < 2) ++i;
  const size_t digits = i - first;
  if (digits == 0) {
    // A roman numeral folds to i, v, x.
    while (i < text.size() && (text[i] == U'i' || text[i] == U'v' || text[i] == U'x')) ++i;
    if (i == first) return 0;
    if (i < text.size() && text[i] < 0x80 && !IsMark(text[i]) && !IsClose(text[i])) return 0;
  }
  if (i < text.size() && IsDigit(text[i])) return 0;  // a year, not a number of a heading
  while (i + 1 < text.size() && IsMark(text[i]) && IsDigit(text[i + 1]) && i < first + 6) {
    ++i;
    while (i < text.size() && IsDigit(text[i])) ++i;
  }
  if (open) {
    if (i >= text.size() || !IsClose(text[i])) return 0;
    ++i;
  } else if (i < text.size() && IsClose(text[i])) {
    ++i;
  }
  while (i < text.size() && IsMark(text[i])) ++i;
  return i;
}

size_t MatchingClose(std::u32string_view text, size_t open) {
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (IsOpen(text[i])) ++depth;
    if (IsClose(text[i]) && --depth == 0) return i;
  }
  return std::u32string_view::npos;
}

// A date or occasion put after a wording without brackets: 目標値令和元年度末, 現状値H31.4.
bool IsRemark(std::u32string_view text) {
  constexpr size_t kLongest = 10;
  return text.size() <= kLongest && std::none_of(text.begin(), text.end(), [](char32_t c) {
           return uscript_hasScript(static_cast<UChar32>(c), USCRIPT_HIRAGANA);
         });
}

std::u32string WithoutYear(std::u32string_view text, const WordLists& words) {
  std::u32string result(text);
  // Every year has a digit or the sign of a first year.
  constexpr char32_t kFirstYear = 0x5143;
  const bool may_have = std::any_of(text.begin(), text.end(), [](char32_t c) {
    return u_isdigit(static_cast<UChar32>(c)) != 0 || c == kFirstYear;
  });
  if (!may_have) return result;
  const auto year = FindFiscalYear(result, words, true);
  if (!year) return result;
  size_t end = year->end;
  // 平成29年度(2017年度)
  if (end < result.size() && IsOpen(result[end])) {
    const size_t close = MatchingClose(result, end);
    if (close != std::u32string_view::npos &&
        FindFiscalYear(result.substr(end + 1, close - end - 1), words, false))
      end = close + 1;
  }
  // The particles that tie the year to what follows.
  while (end < result.size() &&
         u_hasBinaryProperty(static_cast<UChar32>(result[end]), UCHAR_IDEOGRAPHIC) == 0 &&
         uscript_hasScript(static_cast<UChar32>(result[end]), USCRIPT_HIRAGANA))
    ++end;
  result.erase(year->begin, end - year->begin);
  return result;
}

// How many characters two texts, each in order, have in common.
size_t CommonCharacters(std::u32string_view a, std::u32string_view b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

// The characters of a text, to see quickly how much of another they can make. Two may stand in
// one place, so that it never says too little.
class CharacterSet {
 public:
  explicit CharacterSet(std::u32string_view text) {
    for (const char32_t c : text) bits_[Place(c) / 64] |= uint64_t{1} << Place(c) % 64;
  }
  size_t CountIn(std::u32string_view text) const {
    size_t count = 0;
    for (const char32_t c : text) count += bits_[Place(c) / 64] >> Place(c) % 64 & 1;
    return count;
  }

 private:
  static size_t Place(char32_t c) { return (c ^ c >> 10) % 1024; }
  std::array<uint64_t, 16> bits_{};
};

}  // namespace

BareWording MakeBare(std::u32string_view folded, const WordLists& words) {
  BareWording bare;
  size_t begin = 0, end = folded.size();
  while (end > begin && IsMark(folded[end - 1])) --end;
  while (begin < end && IsMark(folded[begin])) {
    ++begin;
    bare.numbered = true;
  }
  const size_t number = NumberingLength(folded.substr(begin, end - begin));
  if (number > 0 && begin + number < end) {
    begin += number;
    bare.numbered = true;
  }
  if (begin < end && IsOpen(folded[begin]) &&
      MatchingClose(folded.substr(0, end), begin) == end - 1) {
    ++begin;
    --end;
    bare.bracketed = true;
    const size_t inner = NumberingLength(folded.substr(begin, end - begin));
    if (inner > 0 && begin + inner < end) begin += inner;
  }
  bare.begin = begin;
  bare.end = end;
  std::u32string core(folded.substr(begin, end - begin));
  if (!core.empty() && IsClose(core.back())) {
    // The remark is the last bracket that reaches to the end.
    for (size_t i = 1; i < core.size(); ++i) {
      if (IsOpen(core[i]) && MatchingClose(core, i) == core.size() - 1) {
        bare.remark = core.substr(i + 1, core.size() - i - 2);
        core.resize(i);
        break;
      }
    }
  }
  bare.core = WithoutYear(core, words);
  if (bare.core.empty()) bare.core = core;
  return bare;
}

double Similarity(std::u32string_view a, std::u32string_view b) {
  if (a.empty() && b.empty()) return 1;
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return 1.0 -
         static_cast<double>(row[b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

double Score(const BareWording& text, const Wording& wording) {
  double best = 0;
  const std::u32string_view core = text.core;
  if (core.empty()) return 0;
  std::u32string with_remark, sorted;  // made where needed
  if (!text.remark.empty()) with_remark = text.core + U"(" + text.remark + U")";
  const std::u32string_view full = text.remark.empty() ? core : with_remark;
  const CharacterSet characters(core);
  for (size_t v = 0; v < wording.variants.size(); ++v) {
    const std::u32string& variant = wording.variants[v];
    const double a = static_cast<double>(core.size()), b = static_cast<double>(variant.size());
    const size_t shared = characters.CountIn(variant);
    const auto may_be_like = [&](size_t common) {
      return 0.95 * static_cast<double>(common) / std::max(a, b) > std::max(best, kLeastScore);
    };
    // Neither holds the other, nor are they alike.
    const bool may_hold = shared == variant.size() || shared >= core.size();
    if (!may_hold && !may_be_like(shared)) continue;
    double score = 0;
    if (full == variant) {
      score = 1;
    } else if (core == variant) {
      score = 0.97;
    } else {
      if (variant.size() >= 3 && core.rfind(variant, 0) == 0 &&
          IsRemark(core.substr(variant.size()))) {
        score = 0.9;
      } else if (variant.size() >= 2 && core.size() > variant.size() &&
                 core.compare(core.size() - variant.size(), variant.size(), variant) == 0 &&
                 IsRemark(core.substr(0, core.size() - variant.size()))) {
        score = 0.87;
      } else if (variant.size() >= 2 && core.find(variant) != std::u32string_view::npos) {
        score = 0.5 + 0.5 * b / a;
      } else if (core.size() >= 2 && variant.find(core) != std::u32string_view::npos) {
        score = 0.5 + 0.45 * a / b;
      } else if (std::min(a, b) / std::max(a, b) > 0.6) {
        if (sorted.empty()) {
          sorted = core;
          std::sort(sorted.begin(), sorted.end());
        }
        // No more characters can agree than both have.
        if (may_be_like(CommonCharacters(sorted, wording.sorted[v])))
          score = 0.95 * Similarity(core, variant);
      }
    }
    best = std::max(best, score);
  }
  if (best < 0.75 && !wording.keywords.empty()) {
    const bool all = std::all_of(
        wording.keywords.begin(), wording.keywords.end(), [&](const auto& alternatives) {
          return std::any_of(alternatives.begin(), alternatives.end(), [&](const auto& word) {
            return full.find(word) != std::u32string_view::npos;
          });
        });
    if (all) best = 0.75;
  }
  return best;
}

}  // namespace parse
