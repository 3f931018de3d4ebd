// List marks and numbers at the start of an item: ・ ○ ① １． (1) ア. a. ⇒ 目標１
// The shapes are known here; the symbols and words stand in rules/words/marks.toml.
#ifndef PARSE_ITEM_MARKS_H_
#define PARSE_ITEM_MARKS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/printed_text.h"
#include "parse/rule_file.h"

namespace parse {

struct ItemMark {
  size_t length = 0;      // in characters of the text
  bool numbered = false;  // counts (① １． ア.) rather than only marks (・ ○ ⇒)
};

class ItemMarks {
 public:
  static ItemMarks Load(RuleTable root);

  // The mark at `at`; none where no text follows it on the line and it is a bare symbol that
  // could be a value of its own (－).
  std::optional<ItemMark> At(const PrintedText& text, size_t at) const;
  // As At, and also a bare number set apart by a blank (１ 多機関…), or alone.
  std::optional<ItemMark> LabelAt(const PrintedText& text, size_t at) const;
  // The length of the bare number `count` (or the letter in its place) at the start of the text:
  // a label only where the rows around it count on.
  std::optional<size_t> CountLength(const PrintedText& text, int count) const;
  // Does a word of this part of speech (as MeCab names it) end a clause?
  bool EndsClause(std::string_view part_of_speech) const;
  // Does it belong to the word before it, so that no line of its own begins with it?
  bool Dependent(std::string_view part_of_speech) const;
  // Does a word of this subclass tie to what follows (の, を, a comma)?
  bool Tying(std::string_view detail) const;

 private:
  size_t LabelWordLength(const PrintedText& text, size_t at) const;

  std::u32string symbols_;             // each character is a mark
  std::u32string dashes_;              // marks only where a text follows at once and no digit
  std::u32string separators_;          // between a number and its text
  std::u32string letters_;             // that count: kana and Latin letters, series after series
  std::vector<size_t> series_starts_;  // in letters_
  std::vector<std::u32string> label_words_;  // folded: before a number
  std::vector<std::string> clause_ends_, dependent_, tying_;
};

}  // namespace parse

#endif  // PARSE_ITEM_MARKS_H_
