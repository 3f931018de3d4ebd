// The words that all forms share, from rules/words/*.toml.
#ifndef PARSE_WORD_LISTS_H_
#define PARSE_WORD_LISTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parse/rule_file.h"

namespace parse {

enum class Comparator : uint8_t {
  kNone,
  kEqual,
  kAtLeast,
  kAtMost,
  kAbove,
  kBelow,
  kAbout,
  kRange
};
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
  std::vector<std::u32string> names;  // folded, the name first: 令和, r
  int first_year = 0;                 // western year of the first (元年), from ICU's calendar
};

// Words are folded (fold.h). A list that is tried at a place in a text is longest first.
struct WordLists {
  std::vector<Submitter> submitters;
  std::vector<ComparatorWord> comparators;
  std::vector<std::u32string> undetermined;       // whole text: 未定, 調整中
  std::vector<std::u32string> none;               // whole text: なし; dashes are not in it
  std::vector<std::u32string> quantity_prefixes;  // 年, 月, 週, 延べ, 計: no part of the unit
  std::vector<std::u32string> no_quantity_prefixes;  // 第: what follows is no quantity
  std::vector<std::u32string> units;                 // all known; an unknown one is doubtful
  std::vector<std::u32string> measured_units;        // those of `units` that may have decimals
  std::vector<std::u32string> per_units;             // 年 in 回/年
  std::vector<std::u32string> remarks_after;         // 実施: after a quantity, changes nothing
  std::vector<std::u32string> kanji_words;           // 一部, 十分: no numerals
  // To check values by, see sheet_checks.h.
  std::vector<std::u32string> rising, falling;  // 増加, 減少: which way an indicator is to go
  std::vector<std::u32string> part_of;          // うち: the number behind it is part of the whole
  std::vector<Era> eras;

  const Submitter* FindSubmitter(std::u32string_view folded_name) const;  // exact name, folded
  // Position in `submitters` by folded name.
  std::unordered_map<std::u32string, size_t> submitter_by_name;
};

// Reads words/*.toml; mistakes go to `errors`. `files` are (name, bytes), told apart by the
// last part of the name: submitters.toml, eras.toml, quantities.toml must be there; marks.toml
// is left to item_marks.h. Any other is a mistake.
WordLists LoadWordLists(const std::vector<std::pair<std::string, std::string>>& files,
                        std::vector<RuleError>* errors);

}  // namespace parse

#endif  // PARSE_WORD_LISTS_H_
