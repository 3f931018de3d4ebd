// Headings and column headers that no rule lists, known by their words: offices write 取組み for
// 取組, 見込み for 見込まれる, put words in between or in another order. A text is compared by
// its skeleton (no kana endings, no signs, nothing in brackets) and by which rival's words it
// consists of. Only what is beyond doubt among all rivals is raised; the rest stays as it was.
#ifndef PARSE_WORDING_WORDS_H_
#define PARSE_WORDING_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "parse/form_rules.h"
#include "parse/morphology.h"
#include "parse/wording_match.h"

namespace parse {

// The words of all wordings of `form`; call it once, when the form was loaded.
void LearnWords(const Morphology& morphology, FormRules* form);

// The letters of a folded text that carry its meaning whatever its spelling: no hiragana, no
// signs, and none of what stands in brackets unless `with_brackets`.
std::u32string Skeleton(std::u32string_view folded, bool with_brackets);

// The scores that Score gave the rivals for one text, (*scores)[i] for *rivals[i]: if none is
// sure, the one rival that the text's words mean without doubt becomes sure.
void RaiseByWords(const BareWording& text, const std::vector<const Wording*>& rivals,
                  std::vector<double>* scores);

// The same where only the spelling may differ, the words and their order not. Returns whether a
// rival is sure now.
bool RaiseBySkeleton(const BareWording& text, const std::vector<const Wording*>& rivals,
                     std::vector<double>* scores);

}  // namespace parse

#endif  // PARSE_WORDING_WORDS_H_
