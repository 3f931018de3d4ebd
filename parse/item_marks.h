// List marks and numbers at the start of an item: ・ ○ ① １． (1) ア. a. ⇒ 目標１
// The shapes are known here; the symbols and words stand in rules/words/marks.toml.
#ifndef PARSE_ITEM_MARKS_H_
#define PARSE_ITEM_MARKS_H_

#include <optional>
#include <string>
#include <vector>

#include "parse/printed_text.h"
#include "parse/rule_file.h"

namespace parse {

struct ItemMark {
  size_t length = 0;     // in characters of the text
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

 private:
  std::u32string symbols_;     // each character is a mark
  std::u32string dashes_;      // marks only where a text follows at once and no digit
  std::u32string separators_;  // between a number and its text
  std::u32string letters_;     // that count: kana and Latin letters
  std::vector<std::u32string> label_words_;  // folded: before a number
};

}  // namespace parse

#endif  // PARSE_ITEM_MARKS_H_
