// Signs that stand where TOML has no place for them: full-width blanks, commas and equals signs
// outside quotation marks, as they come from Japanese keyboards.
//
// toml++ refuses them too, but not always safely: version 3.3 sorts blanks from letters by a
// table with holes, and for U+3002 or U+00E9 the outcome is undefined. So a file is looked
// through before toml++ sees it.
#ifndef PARSE_TOML_SIGNS_H_
#define PARSE_TOML_SIGNS_H_

#include <optional>
#include <string_view>

namespace parse {

struct MisplacedSign {
  char32_t sign = 0;
  int line = 1, column = 1;  // from 1; columns in characters
};

// The first sign outside quotation marks and comments that is not ASCII; or a backslash in a
// text of several lines that begins no escape (a line that goes on is not supported). Looks no
// further than a text without its end, which toml++ reports.
std::optional<MisplacedSign> FindMisplacedSign(std::u32string_view toml);

}  // namespace parse

#endif  // PARSE_TOML_SIGNS_H_
