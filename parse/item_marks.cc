#include "parse/item_marks.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "parse/fold.h"

namespace parse {
namespace {

bool Holds(const std::u32string& set, char32_t c) { return set.find(c) != std::u32string::npos; }
bool Holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
bool IsDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool IsFullWidth(char32_t c) { return c >= 0xFF10 && c <= 0xFF19; }
// ① ⑴ ⒈ ⓐ ㊀ ❶: a number or letter with its own mark.
bool IsEnclosed(char32_t c) {
  return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793) ||
         (c >= 0x3220 && c <= 0x3247) || (c >= 0x3251 && c <= 0x325F) ||
         (c >= 0x3280 && c <= 0x32BF);
}
bool IsRoman(char32_t c) { return c >= 0x2160 && c <= 0x217F; }
bool IsOpen(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_START_PUNCTUATION || c == U'<' || c == 0xFF1C;
}
bool IsClose(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_END_PUNCTUATION || c == U'>' || c == 0xFF1E;
}

}  // namespace

ItemMarks ItemMarks::Load(RuleTable root) {
  ItemMarks marks;
  const auto characters = [&](std::string_view key) {
    std::u32string all;
    for (const std::string& text : root.RequiredTexts(key)) all += ToUtf32(text);
    return all;
  };
  marks.symbols_ = characters("symbols");
  marks.dashes_ = characters("dashes");
  marks.separators_ = characters("separators");
  for (const std::string& series : root.RequiredTexts("letters")) {
    marks.series_starts_.push_back(marks.letters_.size());
    marks.letters_ += ToUtf32(series);
  }
  for (const std::string& word : root.RequiredTexts("label_words"))
    marks.label_words_.push_back(Fold(ToUtf32(word)).text);
  marks.clause_ends_ = root.RequiredTexts("clause_ends");
  marks.dependent_ = root.RequiredTexts("dependent");
  marks.tying_ = root.RequiredTexts("tying");
  root.Finish();
  return marks;
}

std::optional<ItemMark> ItemMarks::At(const PrintedText& text, size_t at) const {
  if (at >= text.size()) return std::nullopt;
  const auto character = [&](size_t i) { return i < text.size() ? text[i].c : U'\0'; };
  const char32_t c = text[at].c;
  if (IsEnclosed(c)) return ItemMark{1, true};
  if (Holds(symbols_, c)) return ItemMark{1, false};
  if (Holds(dashes_, c)) {
    const char32_t next = character(at + 1);
    if (next == 0 || IsDigit(next) || Holds(dashes_, next)) return std::nullopt;
    return ItemMark{1, false};
  }
  const bool open = IsOpen(c);
  const size_t word = open ? 0 : LabelWordLength(text, at);
  // A word counts only with its number: Q1. but also the letter Q.
  const bool number_follows = at + word < text.size() && IsDigit(text[at + word].c);
  size_t i = at + (open ? 1 : number_follows ? word : 0);
  const size_t first = i;
  while (i < text.size() && IsDigit(text[i].c)) ++i;
  const size_t digits = i - first;
  if (digits > 2) return std::nullopt;
  if (digits == 0) {
    if (!Holds(letters_, character(i)) && !IsRoman(character(i))) return std::nullopt;
    ++i;
  }
  if (open) {
    if (!IsClose(character(i))) return std::nullopt;
    return ItemMark{i + 1 - at, true};
  }
  if (!Holds(separators_, character(i)) && !IsClose(character(i))) return std::nullopt;
  // 1.5 is a number; "3、4" a list of numbers in a sentence. A bracket has no such meaning.
  // Digits of another width than the number before them begin a text: １．7月.
  const bool other_width = IsFullWidth(text[first].c) != IsFullWidth(character(i + 1));
  if (digits > 0 && IsDigit(character(i + 1)) && !IsClose(character(i)) && !other_width)
    return std::nullopt;
  return ItemMark{i + 1 - at, true};
}

bool ItemMarks::EndsClause(std::string_view part_of_speech) const {
  return Holds(clause_ends_, part_of_speech);
}

bool ItemMarks::Dependent(std::string_view part_of_speech) const {
  return Holds(dependent_, part_of_speech);
}

bool ItemMarks::Tying(std::string_view detail) const { return Holds(tying_, detail); }

// The longest word such as 目標 or Q that a number may follow.
size_t ItemMarks::LabelWordLength(const PrintedText& text, size_t at) const {
  size_t longest = 0;
  for (const std::u32string& word : label_words_) {
    if (word.size() <= longest || at + word.size() > text.size()) continue;
    bool same = true;
    for (size_t i = 0; i < word.size() && same; ++i)
      same = u_foldCase(static_cast<UChar32>(text[at + i].c), U_FOLD_CASE_DEFAULT) ==
             static_cast<UChar32>(word[i]);
    if (same) longest = word.size();
  }
  return longest;
}

std::optional<size_t> ItemMarks::CountLength(const PrintedText& text, int count) const {
  if (text.empty() || count < 1) return std::nullopt;
  const char32_t first = text.front().c;
  if (IsDigit(first)) {
    size_t i = 0;
    for (char digit : std::to_string(count)) {
      if (i >= text.size() || u_digit(static_cast<UChar32>(text[i].c), 10) != digit - '0')
        return std::nullopt;
      ++i;
    }
    // "１．15市町村": the sign before another digit is the label's, too.
    if (i < text.size() && Holds(separators_, text[i].c)) ++i;
    return i;
  }
  // Letters count in the order of marks.toml: ア イ ウ, a b c.
  const size_t at = letters_.find(first);
  if (at == std::u32string::npos) return std::nullopt;
  const size_t start = at - static_cast<size_t>(count - 1);
  const bool runs =
      at + 1 >= static_cast<size_t>(count) &&
      std::find(series_starts_.begin(), series_starts_.end(), start) != series_starts_.end();
  return runs ? std::optional<size_t>(1) : std::nullopt;
}

std::optional<ItemMark> ItemMarks::LabelAt(const PrintedText& text, size_t at) const {
  if (at >= text.size()) return std::nullopt;
  const size_t longest_word = LabelWordLength(text, at);
  size_t start = at + longest_word;
  while (longest_word > 0 && start < text.size() && IsBlank(text[start].c)) ++start;
  if (longest_word > 0 && start >= text.size()) return std::nullopt;
  if (const auto mark = At(text, start); mark && mark->numbered)
    return ItemMark{start - at + mark->length, true};
  if (longest_word == 0 && IsRoman(text[start].c)) return ItemMark{1, true};
  size_t i = start;
  while (i < text.size() && IsDigit(text[i].c)) ++i;
  if (i == start && Holds(letters_, text[i].c) && u_isupper(static_cast<UChar32>(text[i].c)) == 0)
    ++i;
  if (i == start || i - start > 2) return std::nullopt;
  if (longest_word > 0) return ItemMark{i - at, true};
  if (i < text.size() && !IsBlank(text[i].c)) return std::nullopt;
  return ItemMark{i - at, true};
}

}  // namespace parse
