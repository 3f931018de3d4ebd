#include "store/search_text.h"

#include <algorithm>

#include "parse/printed_text.h"

namespace store {
namespace {

constexpr char32_t kHiraganaFirst = 0x3041, kHiraganaLast = 0x3096, kToKatakana = 0x60;
constexpr char32_t kKatakanaFirst = 0x30A1, kKatakanaLast = 0x30FA, kProlonged = 0x30FC;
constexpr char32_t kSmallKa = 0x30F5, kSmallKe = 0x30F6, kKa = 0x30AB, kKe = 0x30B1;

char32_t Katakana(char32_t c) {
  return c >= kHiraganaFirst && c <= kHiraganaLast ? c + kToKatakana : c;
}

bool IsKana(char32_t c) {
  c = Katakana(c);
  return (c >= kKatakanaFirst && c <= kKatakanaLast) || c == kProlonged;
}

std::u32string ToKatakana(std::u32string text) {
  std::transform(text.begin(), text.end(), text.begin(), Katakana);
  return text;
}

// A word that stands in kana reads as it stands.
std::u32string ReadingOf(const parse::Word& word, std::u32string_view folded) {
  const std::u32string surface(folded.substr(word.begin, word.end - word.begin));
  if (std::all_of(surface.begin(), surface.end(), IsKana)) return ToKatakana(surface);
  return word.reading.empty() ? surface : ToKatakana(word.reading);
}

// A string of FTS5.
std::string Quoted(std::u32string_view text) {
  std::string quoted(1, '"');
  for (const char c : parse::ToUtf8(text)) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

// The phrase for a part of a text: pairs, or the beginning of one.
std::string PartPhrase(std::string_view column, std::u32string_view part) {
  std::string phrase("{");
  phrase.append(column).append("} : ");
  if (part.size() == 1) return phrase + Quoted(part) + " *";
  const std::u32string pairs = CharacterPairsOf(part);
  return phrase + Quoted(std::u32string_view(pairs).substr(0, pairs.rfind(U' ')));
}

// Does `part` stand in the joined words, from the beginning of one? It may end within one: a
// dictionary has many compounds as one word.
bool BeginsAtAWord(std::u32string_view words, std::u32string_view part) {
  for (size_t at = words.find(U' '); at != std::u32string_view::npos;
       at = words.find(U' ', at + 1)) {
    size_t matched = 0;
    for (size_t i = at + 1; i < words.size() && matched < part.size(); ++i) {
      if (words[i] == U' ') continue;
      if (words[i] != part[matched]) break;
      ++matched;
    }
    if (matched == part.size()) return true;
  }
  return false;
}

// The words of a term without the endings that an inflection puts after them.
std::u32string WordsToFind(std::u32string_view folded, const parse::Morphology& morphology) {
  std::vector<parse::Word> words = morphology.Words(folded);
  while (words.size() > 1 && words.back().functional) words.pop_back();
  std::u32string bases = U" ";
  for (const parse::Word& word : words) bases.append(word.base).append(U" ");
  return bases;
}

bool Allows(SearchBy by, SearchBy way) { return by == SearchBy::kAny || by == way; }

}  // namespace

parse::FoldedText FoldForSearch(std::string_view utf8) {
  parse::FoldedText folded = parse::Fold(parse::ToUtf32(utf8));
  for (char32_t& c : folded.text) {
    if (c == kSmallKa) c = kKa;
    if (c == kSmallKe) c = kKe;
    if (c == 0) c = 0xFFFD;  // FTS5 and MeCab stop at a NUL
  }
  return folded;
}

SearchableText MakeSearchable(std::u32string folded, const parse::Morphology& morphology) {
  SearchableText text{std::move(folded), U" ", U" "};
  for (const parse::Word& word : morphology.Words(text.folded)) {
    text.words.append(word.base).append(U" ");
    text.readings.append(ReadingOf(word, text.folded)).append(U" ");
  }
  return text;
}

std::u32string CharacterPairsOf(std::u32string_view text) {
  std::u32string pairs;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0) pairs += U' ';
    pairs.append(text.substr(i, 2));
  }
  return pairs;
}

std::u32string Joined(std::u32string_view words) {
  std::u32string joined(words);
  joined.erase(std::remove(joined.begin(), joined.end(), U' '), joined.end());
  return joined;
}

std::vector<SearchTerm> TermsOf(std::string_view terms, const parse::Morphology& morphology) {
  const std::u32string text = parse::ToUtf32(terms);
  std::vector<SearchTerm> found;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && !parse::IsBlank(text[end])) ++end;
    SearchTerm term;
    term.folded = FoldForSearch(parse::ToUtf8(text.substr(at, end - at))).text;
    if (!term.folded.empty()) {
      term.words = WordsToFind(term.folded, morphology);
      if (std::all_of(term.folded.begin(), term.folded.end(), IsKana))
        term.kana = ToKatakana(term.folded);
      found.push_back(std::move(term));
    }
    at = end + 1;
  }
  return found;
}

std::string MatchExpression(const SearchTerm& term, SearchBy by) {
  std::string expression;
  const auto add = [&expression](const std::string& way) {
    expression.append(expression.empty() ? "(" : " OR (").append(way).append(")");
  };
  if (Allows(by, SearchBy::kPart)) add(PartPhrase("parts", term.folded));
  if (Allows(by, SearchBy::kWords)) add("{words} : " + Quoted(term.words));
  if (Allows(by, SearchBy::kReading) && !term.kana.empty()) add(PartPhrase("kana", term.kana));
  return expression;
}

bool IsFound(const SearchTerm& term, SearchBy by, std::u32string_view folded,
             std::u32string_view words, std::u32string_view readings) {
  constexpr auto kNone = std::u32string_view::npos;
  if (Allows(by, SearchBy::kPart) && folded.find(term.folded) != kNone) return true;
  if (Allows(by, SearchBy::kWords) && words.find(term.words) != kNone) return true;
  return Allows(by, SearchBy::kReading) && !term.kana.empty() && BeginsAtAWord(readings, term.kana);
}

std::vector<std::pair<size_t, size_t>> PlacesOf(const SearchTerm& term, SearchBy by,
                                                std::u32string_view folded,
                                                const parse::Morphology& morphology) {
  std::vector<std::pair<size_t, size_t>> places;
  if (Allows(by, SearchBy::kPart)) {
    for (size_t at = folded.find(term.folded); at != std::u32string_view::npos;
         at = folded.find(term.folded, at + term.folded.size()))
      places.emplace_back(at, at + term.folded.size());
    if (!places.empty()) return places;
  }
  // The runs of words that are the term's, by base form or by reading.
  const std::vector<parse::Word> words = morphology.Words(folded);
  for (size_t first = 0; first < words.size(); ++first) {
    std::u32string bases = U" ", kana;
    for (size_t last = first; last < words.size(); ++last) {
      bases.append(words[last].base).append(U" ");
      kana += ReadingOf(words[last], folded);
      const bool by_words = Allows(by, SearchBy::kWords) && bases == term.words;
      const bool by_kana =
          Allows(by, SearchBy::kReading) && !term.kana.empty() && kana.starts_with(term.kana);
      if (by_words || by_kana) places.emplace_back(words[first].begin, words[last].end);
      if (by_kana || (bases.size() > term.words.size() && kana.size() > term.kana.size())) break;
    }
  }
  return places;
}

}  // namespace store
