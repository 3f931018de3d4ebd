#include "parse/quantity_text.h"

#include <algorithm>

#include "parse/printed_text.h"

namespace parse {
namespace {

constexpr size_t kDeepest = 3;               // brackets in brackets
constexpr char32_t kReferenceMark = 0x203B;  // opens a remark that goes on to the end
constexpr std::u32string_view kOpen = U"([{\u3010\u3014\u3008";
constexpr std::u32string_view kClose = U")]}\u3011\u3015\u3009";

}  // namespace

QuantityText QuantityText::Make(std::u32string_view printed) {
  QuantityText made;
  bool gap = false;
  for (const char32_t c : Repair(printed)) {
    if (IsBlank(c)) {
      gap = true;
      continue;
    }
    const bool wide = c >= 0xFF01 && c <= 0xFF5E;
    made.Put(wide ? c - 0xFF01 + U'!' : c, gap, wide);
    gap = false;
  }
  made.folded = Fold(made.text);
  return made;
}

void QuantityText::Put(char32_t c, bool gap, bool was_wide) {
  text.push_back(c);
  gap_before.push_back(gap);
  wide.push_back(was_wide);
}

QuantityText QuantityText::Part(size_t begin, size_t end) const {
  QuantityText part;
  for (size_t i = begin; i < end; ++i) part.Put(text[i], gap_before[i], wide[i]);
  part.folded = Fold(part.text);
  return part;
}

char32_t QuantityText::At(size_t at) const { return at < text.size() ? text[at] : U'\0'; }

char32_t QuantityText::FoldedAt(size_t at) const {
  const size_t i = FoldedIndex(at);
  return i < folded.text.size() && folded.source[i] == at ? folded.text[i] : U'\0';
}

size_t QuantityText::WordEnd(const std::u32string& word, size_t begin) const {
  const size_t i = FoldedIndex(begin);
  if (word.empty() || i >= folded.text.size() || folded.source[i] != begin) return kNowhere;
  if (folded.text.compare(i, word.size(), word) != 0) return kNowhere;
  const size_t next = i + word.size();
  return next < folded.source.size() ? folded.source[next] : text.size();
}

size_t QuantityText::WordBegin(const std::u32string& word, size_t end) const {
  const size_t next = FoldedIndex(end);
  if (next < word.size() || word.empty()) return kNowhere;
  const size_t i = next - word.size();
  return folded.text.compare(i, word.size(), word) == 0 ? folded.source[i] : kNowhere;
}

size_t QuantityText::FoldedIndex(size_t at) const {
  const auto found = std::lower_bound(folded.source.begin(), folded.source.end(), at);
  return static_cast<size_t>(found - folded.source.begin());
}

RemarksApart RemarksApart::Of(const QuantityText& text) {
  RemarksApart apart;
  std::u32string closing;  // the brackets that are open, the innermost last
  size_t begin = 0;
  for (size_t i = 0; i < text.text.size() && !apart.unbalanced; ++i) {
    const char32_t c = text.text[i];
    if (const size_t kind = kOpen.find(c); kind != std::u32string_view::npos) {
      if (closing.empty()) begin = i + 1;
      closing.push_back(kClose[kind]);
      apart.unbalanced = closing.size() > kDeepest;
    } else if (kClose.find(c) != std::u32string_view::npos) {
      apart.unbalanced = closing.empty() || closing.back() != c;
      if (apart.unbalanced) break;
      closing.pop_back();
      if (closing.empty()) apart.remarks.push_back({apart.outer.text.size(), text.Part(begin, i)});
    } else if (closing.empty()) {
      if (c == kReferenceMark && i > 0) {
        apart.remarks.push_back({apart.outer.text.size(), text.Part(i, text.text.size())});
        break;
      }
      apart.outer.Put(c, text.gap_before[i], text.wide[i]);
    }
  }
  apart.unbalanced = apart.unbalanced || !closing.empty();
  apart.outer.folded = Fold(apart.outer.text);
  return apart;
}

}  // namespace parse
