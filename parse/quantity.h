// A printed measure -> value, unit, comparator, state, as jizen-sheet/1 says:
// ２市町 ０ １以上 － 未定 約30人 50％ 3～5か所 月１回 11人（H29年度～現時点） 年６回 延べ11件
// 十二か所 〇 3,000人 12.5 １か所（…市） 未設置 全区で作成.
#ifndef PARSE_QUANTITY_H_
#define PARSE_QUANTITY_H_

#include <optional>
#include <string>
#include <string_view>

#include "parse/word_lists.h"

namespace parse {

struct Quantity {
  std::optional<double> value;
  std::optional<double> value_max;  // only with kRange
  std::optional<std::string> unit;  // as printed, half-width where it is Latin or a sign
  Comparator comparator = Comparator::kNone;
  State state = State::kBlank;
  // The text has digits but was not understood as one quantity, or its unit is not a known
  // one: a person should look.
  bool doubtful = false;
  std::string doubt;  // why, in a few words (English); "" if not doubtful
};

Quantity ReadQuantity(std::string_view text, const WordLists& words);

}  // namespace parse

#endif  // PARSE_QUANTITY_H_
