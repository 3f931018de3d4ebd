#include "parse/likeness.h"

#include <algorithm>
#include <string>

#include "parse/printed_text.h"

namespace parse {

CharacterPairs::CharacterPairs(std::string_view utf8) {
  const std::u32string text = ToUtf32(utf8);
  // A single character is paired with nothing, so that one-letter texts differ too.
  const size_t count = text.size() == 1 ? 1 : text.size() - (text.empty() ? 0 : 1);
  sorted_.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const uint64_t second = i + 1 < text.size() ? text[i + 1] : 0;
    sorted_.push_back(static_cast<uint64_t>(text[i]) << 32 | second);
  }
  std::sort(sorted_.begin(), sorted_.end());
}

double Likeness(const CharacterPairs& a, const CharacterPairs& b) {
  if (a.sorted_.empty() && b.sorted_.empty()) return 1;
  size_t common = 0;
  for (auto i = a.sorted_.begin(), j = b.sorted_.begin();
       i != a.sorted_.end() && j != b.sorted_.end();) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      ++common, ++i, ++j;
    }
  }
  return 2.0 * static_cast<double>(common) /
         static_cast<double>(a.sorted_.size() + b.sorted_.size());
}

}  // namespace parse
