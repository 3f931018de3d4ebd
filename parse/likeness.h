// How alike two texts are, where they need not be equal: to pair records that were read twice.
#ifndef PARSE_LIKENESS_H_
#define PARSE_LIKENESS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace parse {

// The neighbouring characters of a text, made ready once to be compared with many others.
class CharacterPairs {
 public:
  CharacterPairs() = default;
  explicit CharacterPairs(std::string_view utf8);

  // 0 (nothing in common) .. 1 (the same pairs, as often): Dice's coefficient.
  // Two empty texts are alike (1).
  friend double Likeness(const CharacterPairs& a, const CharacterPairs& b);

 private:
  std::vector<uint64_t> sorted_;
};

double Likeness(const CharacterPairs& a, const CharacterPairs& b);

}  // namespace parse

#endif  // PARSE_LIKENESS_H_
