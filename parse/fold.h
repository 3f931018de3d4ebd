// A second view of a text, for matching only: NFKC, case folded, white space left out,
// radicals made ideographs, dashes, tildes, middle dots and circles each of one kind;
// with a map from each folded character back to the character it came from.
#ifndef PARSE_FOLD_H_
#define PARSE_FOLD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/printed_text.h"

namespace parse {

// What dashes, tildes, circles and middle dots become.
inline constexpr char32_t kFoldedDash = U'-';
inline constexpr char32_t kFoldedTilde = U'~';
inline constexpr char32_t kFoldedCircle = 0x25CB;     // also for the ideograph zero, U+3007
inline constexpr char32_t kFoldedMiddleDot = 0x30FB;  // of katakana
// The mark of a long vowel stays itself after a kana; anywhere else it is a dash.
inline constexpr char32_t kProlongedSound = 0x30FC;

struct FoldedText {
  std::u32string text;
  // source[i]: index into the input of the character that text[i] came from. Non-decreasing.
  std::vector<size_t> source;
  // source_end[i]: one past the last input character of text[i]: marks that combine with it are
  // within, blanks after it are not.
  std::vector<size_t> source_end;

  // The half-open range of the input behind the folded range [begin, end).
  // REQUIRES: begin <= end <= text.size(). Empty at `begin` if begin == end.
  std::pair<size_t, size_t> SourceRange(size_t begin, size_t end, size_t input_size) const;
};

FoldedText Fold(std::u32string_view text);
FoldedText Fold(const PrintedText& text);
// The folded text alone, as UTF-8. This is also the equality of the contract: two texts are
// equal if their FoldForCompare are (NFKC, radicals, dashes, tildes and circles unified, no
// white space; case is kept).
std::string FoldForCompare(std::string_view utf8);
// As Fold, as UTF-8 (with case folding).
std::string FoldUtf8(std::string_view utf8);

}  // namespace parse

#endif  // PARSE_FOLD_H_
