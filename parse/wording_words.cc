#include "parse/wording_words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <utility>

namespace parse {
namespace {

constexpr double kSameSkeleton = 0.93;  // as sure as a wording that differs by its endings can be
constexpr double kSameWords = 0.88;
constexpr size_t kLeastSkeleton = 2;  // characters; one alone is in too many words

bool IsHiragana(char32_t c) {
  return uscript_hasScript(static_cast<UChar32>(c), USCRIPT_HIRAGANA) != 0 &&
         uscript_hasScript(static_cast<UChar32>(c), USCRIPT_KATAKANA) == 0;
}

bool IsOpening(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_START_PUNCTUATION; }
bool IsClosing(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_END_PUNCTUATION; }

void AddOnce(std::vector<std::u32string>* list, std::u32string text) {
  if (!text.empty() && std::find(list->begin(), list->end(), text) == list->end())
    list->push_back(std::move(text));
}

void LearnWording(const Morphology& morphology, Wording* wording) {
  for (const std::u32string& variant : wording->variants) {
    for (const bool with_brackets : {true, false}) {
      std::u32string skeleton = Skeleton(variant, with_brackets);
      // A wording of kana says little by its other letters.
      constexpr size_t kMostLost = 3;
      if (skeleton.size() >= kLeastSkeleton && kMostLost * skeleton.size() >= variant.size())
        AddOnce(&wording->skeletons, std::move(skeleton));
    }
    std::u32string head;
    int depth = 0;
    size_t at = 0;
    for (const Word& word : morphology.Words(variant)) {
      std::u32string letters =
          Skeleton(std::u32string_view(variant).substr(word.begin, word.end - word.begin), true);
      for (; at < word.begin; ++at)
        depth += IsOpening(variant[at]) ? 1 : IsClosing(variant[at]) ? -1 : 0;
      if (depth <= 0 && !letters.empty()) head = letters;
      AddOnce(&wording->words, std::move(letters));
    }
    AddOnce(&wording->heads, std::move(head));
  }
  // The longest word that fits is the one meant.
  const auto longer = [](const std::u32string& a, const std::u32string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  };
  std::sort(wording->words.begin(), wording->words.end(), longer);
}

// How much of a skeleton consists of the wording's words, 0..1.
double ShareOfWords(std::u32string_view skeleton, const Wording& wording) {
  size_t known = 0;
  for (size_t at = 0; at < skeleton.size();) {
    const auto word = std::find_if(wording.words.begin(), wording.words.end(),
                                   [&](const std::u32string& candidate) {
                                     return skeleton.compare(at, candidate.size(), candidate) == 0;
                                   });
    const size_t length = word == wording.words.end() ? 1 : word->size();
    if (word != wording.words.end()) known += length;
    at += length;
  }
  return static_cast<double>(known) / static_cast<double>(skeleton.size());
}

// Japanese wordings say last what they are about.
bool EndsWithHead(std::u32string_view skeleton, const Wording& wording) {
  return std::any_of(wording.heads.begin(), wording.heads.end(), [&](const std::u32string& head) {
    return skeleton.size() >= head.size() &&
           skeleton.compare(skeleton.size() - head.size(), head.size(), head) == 0;
  });
}

// The only rival of which `test` is true; rivals.size() if none or several.
template <typename Test>
size_t OnlyOne(const std::vector<const Wording*>& rivals, Test test) {
  size_t found = rivals.size();
  for (size_t i = 0; i < rivals.size(); ++i) {
    if (!test(*rivals[i])) continue;
    if (found < rivals.size()) return rivals.size();
    found = i;
  }
  return found;
}

}  // namespace

std::u32string Skeleton(std::u32string_view folded, bool with_brackets) {
  std::u32string skeleton;
  int depth = 0;
  for (const char32_t c : folded) {
    if (IsOpening(c)) ++depth;
    if (IsClosing(c)) depth = std::max(0, depth - 1);
    if (depth > 0 && !with_brackets) continue;
    if (u_isalnum(static_cast<UChar32>(c)) != 0 && !IsHiragana(c)) skeleton += c;
  }
  return skeleton;
}

void LearnWords(const Morphology& morphology, FormRules* form) {
  for (SectionRule& section : form->sections) LearnWording(morphology, &section.heading);
  for (TableRule& table : form->tables)
    for (ColumnRule& column : table.columns) LearnWording(morphology, &column.header);
}

bool RaiseBySkeleton(const BareWording& text, const std::vector<const Wording*>& rivals,
                     std::vector<double>* scores) {
  if (std::any_of(scores->begin(), scores->end(), [](double s) { return s >= kSureScore; }))
    return true;
  for (const bool with_brackets : {true, false}) {
    const std::u32string skeleton = with_brackets
                                        ? Skeleton(text.core + U"(" + text.remark + U")", true)
                                        : Skeleton(text.core, false);
    if (skeleton.size() < kLeastSkeleton) continue;
    const size_t same = OnlyOne(rivals, [&](const Wording& rival) {
      return std::find(rival.skeletons.begin(), rival.skeletons.end(), skeleton) !=
             rival.skeletons.end();
    });
    if (same == rivals.size()) continue;
    (*scores)[same] = kSameSkeleton;
    return true;
  }
  return false;
}

void RaiseByWords(const BareWording& text, const std::vector<const Wording*>& rivals,
                  std::vector<double>* scores) {
  if (RaiseBySkeleton(text, rivals, scores)) return;
  const std::u32string skeleton = Skeleton(text.core, false);
  if (skeleton.size() < kLeastSkeleton) return;
  // Half of the letters are the rival's own words, and no other rival has nearly as good a claim;
  // nearly all may do without the word at the end.
  constexpr double kLeastShare = 0.5, kLeastClaim = 0.6, kMargin = 0.2, kHead = 0.4;
  constexpr double kNearlyAll = 0.7, kWideMargin = 0.25;
  size_t best = rivals.size();
  double claim = 0, second = 0, share = 0;
  for (size_t i = 0; i < rivals.size(); ++i) {
    const double words = ShareOfWords(skeleton, *rivals[i]);
    const double mine = (1 - kHead) * words + (EndsWithHead(skeleton, *rivals[i]) ? kHead : 0);
    if (mine > claim) {
      second = claim;
      claim = mine;
      share = words;
      best = i;
    } else {
      second = std::max(second, mine);
    }
  }
  if (best == rivals.size()) return;
  const double margin = claim - second;
  if ((share >= kLeastShare && claim >= kLeastClaim && margin >= kMargin) ||
      (share >= kNearlyAll && margin >= kWideMargin))
    (*scores)[best] = kSameWords;
}

}  // namespace parse
