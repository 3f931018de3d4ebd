#include "parse/sector_names.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace parse {

bool IsSectorName(std::u32string_view folded, const FormRules& form) {
  constexpr size_t kLongest = 20;  // characters; a longer text is a sentence
  if (folded.empty() || folded.size() > kLongest) return false;
  const auto known = [&](std::u32string_view name) {
    return std::find(form.sectors.begin(), form.sectors.end(), name) != form.sectors.end();
  };
  if (known(folded)) return true;
  bool one_known = false;
  for (size_t begin = 0; begin <= folded.size();) {
    size_t end = begin;
    while (end < folded.size() && u_ispunct(static_cast<UChar32>(folded[end])) == 0) ++end;
    one_known =
        one_known ||
        (begin > 0 || end < folded.size() ? known(folded.substr(begin, end - begin)) : false);
    begin = end + 1;
  }
  // A full stop or comma makes a sentence of it.
  return one_known && folded.find(0x3002) == folded.npos && folded.find(0x3001) == folded.npos;
}

}  // namespace parse
