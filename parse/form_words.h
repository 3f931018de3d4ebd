// The words of one form as its file writes them: lists of texts, in which {name} stands for
// each word of the group `name` of [words].
#ifndef PARSE_FORM_WORDS_H_
#define PARSE_FORM_WORDS_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/form_rules.h"

namespace parse {

class FormWords {
 public:
  // Reads [words]; mistakes, here and below, are reported through the table.
  explicit FormWords(RuleTable& root);

  // The words at `key`, folded. A word of blanks would agree with every text: a mistake.
  std::vector<std::u32string> Words(RuleTable& table, std::string_view key, bool required = false,
                                    const std::optional<std::string>& each = std::nullopt) const;
  // The wording of a heading or header: `key` and `keywords`; {each} stands for `each`.
  Wording HeadingWords(RuleTable& table, std::string_view key,
                       const std::optional<std::string>& each = std::nullopt) const;
  // A pattern, where a group's name stands for any of its words; nullptr where it is none.
  std::unique_ptr<RE2> Pattern(RuleTable& table, std::string_view key, std::string pattern,
                               int index) const;

 private:
  std::vector<std::string> Expanded(RuleTable& table, std::string_view key, int index,
                                    const std::string& text) const;
  std::vector<std::vector<std::u32string>> Keywords(RuleTable& table) const;
  const std::vector<std::string>* Group(RuleTable& table, std::string_view key, int index,
                                        const std::string& name) const;

  std::map<std::string, std::vector<std::string>> groups_;
};

// `text` with `value` for each {each}.
std::string WithEach(std::string text, const std::string& value);

// One of `choices`, by its place among them; else a mistake, and 0.
size_t Choice(RuleTable& table, std::string_view key, const std::string& text,
              const std::vector<std::string_view>& choices);

}  // namespace parse

#endif  // PARSE_FORM_WORDS_H_
