// The text of one measure, made ready to be read as a quantity: full-width signs and digits
// in ASCII, blanks taken out, remarks in brackets set apart.
#ifndef PARSE_QUANTITY_TEXT_H_
#define PARSE_QUANTITY_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parse/fold.h"

namespace parse {

struct QuantityText {
  std::u32string text;
  std::vector<bool> gap_before;  // a blank stood before this character
  std::vector<bool> wide;        // it was full-width
  FoldedText folded;             // of `text`, to look for words in

  static constexpr size_t kNowhere = std::u32string::npos;

  static QuantityText Make(std::u32string_view printed);
  QuantityText Part(size_t begin, size_t end) const;

  // The character at `at`, as it is or folded; 0 past the end.
  char32_t At(size_t at) const;
  char32_t FoldedAt(size_t at) const;
  // Where the folded word that begins at `begin` ends; kNowhere if it does not stand there.
  size_t WordEnd(const std::u32string& word, size_t begin) const;
  // Where the folded word that ends at `end` begins; kNowhere if it does not stand there.
  size_t WordBegin(const std::u32string& word, size_t end) const;

 private:
  friend struct RemarksApart;
  void Put(char32_t c, bool gap, bool was_wide);
  size_t FoldedIndex(size_t at) const;
};

// A text in brackets, or from a reference mark (U+203B) to the end.
struct Remark {
  size_t at = 0;  // in RemarksApart::outer: it stood before this character
  QuantityText content;
};

struct RemarksApart {
  QuantityText outer;  // the text without remarks
  std::vector<Remark> remarks;
  bool unbalanced = false;  // a bracket has no other half, or they are nested too deep to read

  static RemarksApart Of(const QuantityText& text);
};

}  // namespace parse

#endif  // PARSE_QUANTITY_TEXT_H_
