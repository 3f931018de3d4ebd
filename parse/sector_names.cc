#include "parse/sector_names.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace parse {
namespace {

constexpr size_t kLongest = 20;  // characters; a longer text is a sentence

// A full stop or comma makes a sentence of names.
bool HasStop(std::u32string_view folded) {
  return folded.find(0x3002) != folded.npos || folded.find(0x3001) != folded.npos;
}

}  // namespace

bool IsSectorName(std::u32string_view folded, const FormRules& form) {
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
  return one_known && !HasStop(folded);
}

bool AllSectorsKnown(std::u32string_view folded, const FormRules& form) {
  if (folded.empty() || folded.size() > kLongest || HasStop(folded)) return false;
  const auto known = [&](std::u32string_view name) {
    return std::find(form.sectors.begin(), form.sectors.end(), name) != form.sectors.end();
  };
  if (known(folded)) return true;
  for (size_t begin = 0; begin <= folded.size();) {
    size_t end = begin;
    while (end < folded.size() && u_ispunct(static_cast<UChar32>(folded[end])) == 0) ++end;
    if (!known(folded.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace parse
