// A folder of rule files (TOML, see rules/README.md) -> a RuleSet that the parser runs.
//
// Errors  A typed result: every mistake found, each with file, line, column, key and
//         the line itself, so that a caret can be set under it. No exception leaves.
// Owner   A RuleSet owns all that it compiled (RE2 patterns, MeCab tagger).
#ifndef PARSE_RULES_H_
#define PARSE_RULES_H_

#include <filesystem>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace parse {

struct FormRules;    // form_rules.h: one form, compiled
struct WordLists;    // word_lists.h: the words that all forms share
class ItemMarks;     // item_marks.h: how list marks look
struct Calibration;  // calibration.h: how often values were right
class Morphology;    // morphology.h: MeCab with the field's user dictionary

struct RuleError {
  std::string file;     // relative to the rules folder
  int line = 0;         // from 1; 0 if the file as a whole is meant
  int column = 0;       // from 1, in code points
  std::string key;      // dotted, e.g. "table.columns.header"
  std::string message;  // what is wrong and what would be right; Japanese and English, "\n" between
  std::string source_line;

  // "forms/x.toml:12:3: key: message", the line, and a caret under the place.
  std::string Format() const;
};

class RuleSet {
 public:
  // Reads DIR/forms/*.toml, DIR/words/*.toml, DIR/mecab/*.csv and DIR/confidence.csv.
  static tl::expected<RuleSet, std::vector<RuleError>> Load(const std::filesystem::path& dir);
  // The rules this program was installed or built with ($JIZEN_RULES overrides).
  static std::filesystem::path BuiltInFolder();

  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  // The [[example]]s of the forms that do not come out as they say; empty: all do.
  std::vector<RuleError> FailingExamples() const;

  // SHA-256 over the names and bytes of all files read, in order of name.
  const std::string& hash() const;
  const std::vector<FormRules>& forms() const;
  const WordLists& words() const;
  const ItemMarks& marks() const;
  const Morphology& morphology() const;
  // rules/confidence.csv; empty where there is none.
  const Calibration& calibration() const;
  // Values that are wrong more often are listed for review; see kReviewErrorRate.
  double review_error_rate() const;
  void set_review_error_rate(double rate);

 private:
  struct Parts;
  explicit RuleSet(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace parse

#endif  // PARSE_RULES_H_
