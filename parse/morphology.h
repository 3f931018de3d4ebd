// MeCab (ipadic) with the field's user dictionary. The only file that sees mecab.h.
// The dictionary path is explicit; $MECABRC is not read.
#ifndef PARSE_MORPHOLOGY_H_
#define PARSE_MORPHOLOGY_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace parse {

struct Token {
  size_t begin = 0, end = 0;   // in characters of the input
  std::string part_of_speech;  // first feature, e.g. 名詞
  std::string detail;          // second feature, e.g. サ変接続
  bool known = true;           // in the dictionary
};

// What a word can say of a thing.
enum class WordClass : uint8_t {
  kName,    // a noun that is none of the following
  kAction,  // a noun of doing (with suru), an adjectival noun
  kNumber,
  kSuffix,  // of a noun: counters, -sha, -ritsu
  kVerb,    // a verb or an adjective
  kTime,    // a noun used as an adverb; an adverb; a prefix
  kEmpty,   // particles, auxiliaries, pronouns, nouns that say nothing by themselves
  kSign,    // punctuation and the like
};

// A word as it is searched for.
struct Word {
  size_t begin = 0, end = 0;  // in characters of the input
  std::u32string base;        // the form that dictionaries list; as it stands where there is none
  std::u32string reading;     // in katakana; empty where it is not known
  bool functional = false;    // a particle or an auxiliary: says nothing by itself
  WordClass word_class = WordClass::kName;
};

class Morphology {
 public:
  // `user_csv`: entries in MeCab's CSV form (rules/mecab/*.csv), compiled into a temporary
  // dictionary. The error says what MeCab said.
  static tl::expected<Morphology, std::string> Open(const std::string& user_csv);
  Morphology(Morphology&&) noexcept;
  Morphology& operator=(Morphology&&) noexcept;
  ~Morphology();

  // Tokens cover all characters of the text that are not white space, in order.
  std::vector<Token> Tokenize(std::u32string_view text) const;
  // The same words, with their base forms and readings.
  std::vector<Word> Words(std::u32string_view text) const;
  // Does a word go across position `at` (in characters, 0 < at < size)?
  bool WordCrosses(std::u32string_view text, size_t at) const;

 private:
  struct Parts;
  explicit Morphology(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace parse

#endif  // PARSE_MORPHOLOGY_H_
