// How well a printed text agrees with a wording of the form. What differs from year to year
// and office to office is taken off first: numbering, brackets around, fiscal year, a colon
// or a remark in brackets at the end.
#ifndef PARSE_WORDING_MATCH_H_
#define PARSE_WORDING_MATCH_H_

#include <string>
#include <string_view>

#include "parse/fold.h"
#include "parse/form_rules.h"
#include "parse/word_lists.h"

namespace parse {

// A folded text, made bare.
struct BareWording {
  std::u32string core;        // without any of the below
  std::u32string remark;      // what stood in brackets at the end, without them
  bool numbered = false;      // began with a number or a list mark
  bool bracketed = false;     // stood in brackets as a whole
  size_t begin = 0, end = 0;  // where core and remark stand in the folded text
};
BareWording MakeBare(std::u32string_view folded, const WordLists& words);

// 1 = the same; above 0.9 = differs by a remark; at least kLeastScore = probably meant;
// below = something else.
inline constexpr double kLeastScore = 0.6;
inline constexpr double kSureScore = 0.85;
double Score(const BareWording& text, const Wording& wording);

// 1 - edit distance / length of the longer; 0..1.
double Similarity(std::u32string_view a, std::u32string_view b);

}  // namespace parse

#endif  // PARSE_WORDING_MATCH_H_
