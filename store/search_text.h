// A text made ready to be searched, and terms that are looked for in it. Pure functions.
#ifndef STORE_SEARCH_TEXT_H_
#define STORE_SEARCH_TEXT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/fold.h"
#include "parse/morphology.h"
#include "store/search_index.h"

namespace store {

// Folded for searching: as parse::Fold, and small kana that stand for a counter are large
// (3ヶ所, 3ケ所).
parse::FoldedText FoldForSearch(std::string_view utf8);

struct SearchableText {
  std::u32string folded;
  std::u32string words;     // base forms, with a blank before, between and after
  std::u32string readings;  // katakana of the words, with a blank before, between and after
};
SearchableText MakeSearchable(std::u32string folded, const parse::Morphology& morphology);

// "abc" -> "ab bc c": every part of a text is a phrase of these, its last character a prefix.
std::u32string CharacterPairsOf(std::u32string_view text);
// Without blanks.
std::u32string Joined(std::u32string_view words);

// One term of a query.
struct SearchTerm {
  std::u32string folded;
  std::u32string words;  // base forms with blanks around, as in SearchableText
  std::u32string kana;   // in katakana; "" if the term is not all kana
};
std::vector<SearchTerm> TermsOf(std::string_view terms, const parse::Morphology& morphology);

// The expression for FTS5 that all texts match in which the term is found, and maybe some more.
std::string MatchExpression(const SearchTerm& term, SearchBy by);
// Is it found indeed?
bool IsFound(const SearchTerm& term, SearchBy by, std::u32string_view folded,
             std::u32string_view words, std::u32string_view readings);

// Where the term stands in the folded text: half-open ranges.
std::vector<std::pair<size_t, size_t>> PlacesOf(const SearchTerm& term, SearchBy by,
                                                std::u32string_view folded,
                                                const parse::Morphology& morphology);

}  // namespace store

#endif  // STORE_SEARCH_TEXT_H_
