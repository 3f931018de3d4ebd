// The words that all forms share, from rules/words/*.toml.
#ifndef PARSE_WORD_LISTS_H_
#define PARSE_WORD_LISTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/rule_file.h"

namespace parse {

enum class Comparator : uint8_t { kNone, kEqual, kAtLeast, kAtMost, kAbove, kBelow, kAbout, kRange };
enum class State : uint8_t { kStated, kBlank, kUndetermined, kNone };
std::string_view Symbol(Comparator comparator);  // "=", ">=", ..., "range"; "" for kNone
std::string_view Code(State state);              // "stated", ...

struct Submitter {
  std::string name;  // "栃木県", "横浜市"
  std::string code;  // 6 digits, with check digit
  bool prefecture = true;
  std::string prefecture_name;  // of a designated city: "神奈川県"; of a prefecture: itself
};

struct ComparatorWord {
  std::u32string word;  // folded
  Comparator comparator = Comparator::kEqual;
  bool before = false;  // stands before the number (約) rather than after it (以上)
};

struct Era {
  std::vector<std::u32string> names;  // folded: 令和, r
  std::string icu_name;               // ICU's era number is found by the first name in locale ja
};

struct WordLists {
  std::vector<Submitter> submitters;
  std::vector<ComparatorWord> comparators;        // longest first
  std::vector<std::u32string> undetermined;       // 未定, 調整中, ... folded, whole text
  std::vector<std::u32string> none;               // －, なし, ... folded, whole text
  std::vector<std::u32string> quantity_prefixes;  // 年, 月, 週, 延べ, 計: before a number, no part of the unit
  std::vector<std::u32string> units;              // folded; longest first. Known units: an unknown one is doubtful
  std::vector<Era> eras;
  std::vector<std::string> item_marks;  // as in words/marks.toml; see item_marks.h

  const Submitter* FindSubmitter(std::u32string_view folded_name) const;  // exact name, folded
};

// Reads words/*.toml; mistakes go to `errors`. `files` are (name, bytes).
WordLists LoadWordLists(const std::vector<std::pair<std::string, std::string>>& files,
                        std::vector<RuleError>* errors);

}  // namespace parse

#endif  // PARSE_WORD_LISTS_H_
