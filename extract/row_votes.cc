#include "extract/row_votes.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace extract {
namespace {

constexpr float kDisputed = 0.5F;

using Reading = std::vector<RecognisedCharacter>;

// What another reading has for each character of the first, and before each, and at the end.
struct Alignment {
  std::vector<const RecognisedCharacter*> same_place;  // nullptr: nothing
  std::vector<Reading> before;                         // one more than characters
};

Alignment Align(const Reading& first, const Reading& other) {
  const size_t n = first.size(), m = other.size(), width = m + 1;
  const auto at = [width](size_t i, size_t j) { return i * width + j; };
  // A little more than an insertion, less than two: replaced, where lengths agree.
  constexpr int kSkip = 100, kReplace = 101;
  std::vector<int> cost((n + 1) * width);
  const auto replace = [&](size_t i, size_t j) {
    return cost[at(i - 1, j - 1)] + (first[i - 1].text == other[j - 1].text ? 0 : kReplace);
  };
  for (size_t i = 0; i <= n; ++i) {
    for (size_t j = 0; j <= m; ++j) {
      int least = i + j == 0 ? 0 : 1 << 30;
      if (i > 0 && j > 0) least = replace(i, j);
      if (i > 0) least = std::min(least, cost[at(i - 1, j)] + kSkip);
      if (j > 0) least = std::min(least, cost[at(i, j - 1)] + kSkip);
      cost[at(i, j)] = least;
    }
  }
  Alignment alignment;
  alignment.same_place.resize(n);
  alignment.before.resize(n + 1);
  for (size_t i = n, j = m; i > 0 || j > 0;) {
    if (i > 0 && j > 0 && cost[at(i, j)] == replace(i, j)) {
      alignment.same_place[--i] = &other[--j];
    } else if (i > 0 && cost[at(i, j)] == cost[at(i - 1, j)] + kSkip) {
      --i;
    } else {
      Reading& before = alignment.before[i];
      before.insert(before.begin(), other[--j]);
    }
  }
  return alignment;
}

bool SameText(const Reading& a, const Reading& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const RecognisedCharacter& x, const RecognisedCharacter& y) { return x.text == y.text; });
}

}  // namespace

std::vector<RecognisedCharacter> OutvoteFirst(std::vector<RecognisedCharacter> first,
                                              const std::vector<RecognisedCharacter>& second,
                                              const std::vector<RecognisedCharacter>& third) {
  const Alignment b = Align(first, second), c = Align(first, third);
  Reading agreed;
  for (size_t i = 0; i <= first.size(); ++i) {
    if (!b.before[i].empty() && SameText(b.before[i], c.before[i])) {
      for (RecognisedCharacter more : b.before[i]) {
        more.confidence = std::min(more.confidence, kDisputed);
        agreed.push_back(std::move(more));
      }
    }
    if (i == first.size()) break;
    const RecognisedCharacter *in_b = b.same_place[i], *in_c = c.same_place[i];
    if (in_b == nullptr && in_c == nullptr) continue;
    RecognisedCharacter& character = first[i];
    const bool both = in_b != nullptr && in_c != nullptr;
    if (!both || in_b->text != character.text || in_c->text != character.text)
      character.confidence = std::min(character.confidence, kDisputed);
    if (both && in_b->text == in_c->text) character.text = in_b->text;
    agreed.push_back(std::move(character));
  }
  return agreed;
}

}  // namespace extract
