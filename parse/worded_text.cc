#include "parse/worded_text.h"

#include <algorithm>
#include <cmath>

#include "parse/fold.h"
#include "parse/printed_text.h"

namespace parse {
namespace {

constexpr double kInBrackets = 0.5;

double WeightOf(WordClass word_class) {
  switch (word_class) {
    case WordClass::kName:
    case WordClass::kNumber:
      return 1;
    case WordClass::kAction:
      return 0.6;
    case WordClass::kVerb:
      return 0.4;
    case WordClass::kSuffix:
      return 0.3;
    case WordClass::kTime:
      return 0.2;
    case WordClass::kEmpty:
    case WordClass::kSign:
      break;
  }
  return 0;
}

bool Opens(char32_t c) { return c == U'(' || c == U'[' || c == U'<' || c == U'{'; }
bool Closes(char32_t c) { return c == U')' || c == U']' || c == U'>' || c == U'}'; }

// For each character: does it stand in brackets?
std::vector<bool> Bracketed(std::u32string_view text) {
  std::vector<bool> inside(text.size());
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (Closes(text[i])) depth = std::max(0, depth - 1);
    inside[i] = depth > 0;
    if (Opens(text[i])) ++depth;
  }
  return inside;
}

void SortOnce(std::vector<std::u32string>& parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
}

struct Shares {
  double common = 0, first = 0, second = 0;
  double Dice() const { return first + second > 0 ? 2 * common / (first + second) : 0; }
  double Contained() const {
    const double shorter = std::min(first, second);
    return shorter > 0 ? common / shorter : 0;
  }
};

// `part_of`, `weight_of`: of an entry of the sorted lists.
template <typename List, typename PartOf, typename WeightOfEntry>
Shares SharesOf(const List& a, const List& b, const PartOf& part_of,
                const WeightOfEntry& weight_of) {
  Shares shares;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && part_of(*i) < part_of(*j))) {
      shares.first += weight_of(*i++);
    } else if (i == a.end() || part_of(*j) < part_of(*i)) {
      shares.second += weight_of(*j++);
    } else {
      const double first = weight_of(*i++), second = weight_of(*j++);
      shares.first += first;
      shares.second += second;
      shares.common += std::min(first, second);
    }
  }
  return shares;
}

}  // namespace

WordedText WordedTextOf(std::string_view utf8, const Morphology& morphology) {
  WordedText wording;
  wording.folded = Fold(ToUtf32(utf8)).text;
  std::replace(wording.folded.begin(), wording.folded.end(), U'\0', U' ');
  const std::vector<bool> bracketed = Bracketed(wording.folded);
  std::u32string spoken;  // the words alone, to be cut into pairs
  for (const Word& word : morphology.Words(wording.folded)) {
    if (word.word_class == WordClass::kSign || WeightOf(word.word_class) == 0) continue;
    const double weight = WeightOf(word.word_class) * (bracketed[word.begin] ? kInBrackets : 1);
    if (word.word_class == WordClass::kNumber) wording.numbers.push_back(word.base);
    wording.words.push_back({word.base, weight});
    spoken += wording.folded.substr(word.begin, word.end - word.begin);
  }
  std::stable_sort(wording.words.begin(), wording.words.end(), [](const auto& a, const auto& b) {
    return a.word != b.word ? a.word < b.word : a.weight > b.weight;
  });
  wording.words.erase(std::unique(wording.words.begin(), wording.words.end(),
                                  [](const auto& a, const auto& b) { return a.word == b.word; }),
                      wording.words.end());
  for (size_t i = 0; i + 1 < spoken.size(); ++i) wording.pairs.push_back(spoken.substr(i, 2));
  if (spoken.size() == 1) wording.pairs.push_back(spoken);
  SortOnce(wording.pairs);
  return wording;
}

void WordFrequencies::Add(const WordedText& wording) {
  ++wordings_;
  for (const WeightedWord& word : wording.words) ++counts_[word.word];
  for (const std::u32string& pair : wording.pairs)
    // A word of two characters is no pair of characters.
    ++counts_[pair + U'\n'];
}

double WordFrequencies::Rarity(const std::u32string& part) const {
  const auto found = counts_.find(part);
  const int count = found == counts_.end() ? 0 : found->second;
  // Of few wordings nothing can be said: as if four more had other words.
  constexpr double kOthers = 4;
  const double all = wordings_ + kOthers;
  return std::log(1 + all / std::max(1, count)) / std::log(1 + all);
}

WordingLikeness Likeness(const WordedText& a, const WordedText& b,
                         const WordFrequencies& frequencies) {
  WordingLikeness likeness;
  likeness.same = a.folded == b.folded;
  const Shares words = SharesOf(
      a.words, b.words, [](const WeightedWord& word) -> const auto& { return word.word; },
      [&](const WeightedWord& word) { return word.weight * frequencies.Rarity(word.word); });
  const Shares pairs = SharesOf(
      a.pairs, b.pairs, [](const std::u32string& pair) -> const auto& { return pair; },
      [&](const std::u32string& pair) { return frequencies.Rarity(pair + U'\n'); });
  likeness.words = words.Dice();
  likeness.characters = pairs.Dice();
  likeness.contained = std::max(words.Contained(), pairs.Contained());
  likeness.other_numbers = !a.numbers.empty() && !b.numbers.empty() && a.numbers != b.numbers;
  return likeness;
}

}  // namespace parse
