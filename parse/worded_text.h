// What a short wording says (the name of an indicator, of an area), for comparing it with the one
// that another year's sheet prints. Pure functions.
//
// Two offices, or one office in two years, write the same thing with other particles, brackets,
// widths and verbs. So what is compared is what MeCab finds in the folded text: names and numbers
// weigh most, suffixes and words of time little, particles nothing; and words that many of the
// compared wordings have weigh less than those that few have.
#ifndef PARSE_WORDED_TEXT_H_
#define PARSE_WORDED_TEXT_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parse/morphology.h"

namespace parse {

struct WeightedWord {
  std::u32string word;  // base form
  double weight = 1;    // by its class; words in brackets have half
};

struct WordedText {
  std::u32string folded;
  std::vector<WeightedWord> words;      // sorted by word, each once
  std::vector<std::u32string> pairs;    // neighbouring characters of the words, sorted, each once
  std::vector<std::u32string> numbers;  // in the order of the text
};

WordedText WordedTextOf(std::string_view utf8, const Morphology& morphology);

// How many of the compared wordings have a word or a pair of characters.
class WordFrequencies {
 public:
  void Add(const WordedText& wording);
  // 1 for what one wording has, less for what many have, more than 0.
  double Rarity(const std::u32string& part) const;

 private:
  std::map<std::u32string, int> counts_;
  int wordings_ = 0;
};

struct WordingLikeness {
  bool same = false;           // the folded texts are equal
  double words = 0;            // 0..1: share of what both say, by weight and rarity
  double characters = 0;       // 0..1: the same of pairs of characters
  double contained = 0;        // 0..1: share of the shorter one that the other has
  bool other_numbers = false;  // both name numbers, and not the same ones
};
WordingLikeness Likeness(const WordedText& a, const WordedText& b,
                         const WordFrequencies& frequencies);

}  // namespace parse

#endif  // PARSE_WORDED_TEXT_H_
