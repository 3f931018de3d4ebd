// Mistakes that people make in rule files: each gets a message with file, line, key, what is wrong
// and what would be right. The messages are pinned in rule_mistakes/cases.txt:
//
//   ## file
//   - the first text that is replaced ("\n" for a line end)
//   + what is typed instead
//   | file:line:column: key: message in Japanese
//   |   the same in English
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "parse/rules.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

constexpr const char* kFolder = JIZEN_SOURCE_DIR "/tests/parse/rule_mistakes/";

struct Case {
  std::string file, from, to, expected;
};

std::string WithLineEnds(std::string text) {
  for (size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
  return text;
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  std::istringstream lines(FileBytes(std::string(kFolder) + "cases.txt"));
  for (std::string line; std::getline(lines, line);) {
    const std::string text = line.size() > 2 ? line.substr(2) : "";
    if (line.rfind("## ", 0) == 0) cases.push_back({line.substr(3), "", "", ""});
    if (line.rfind("- ", 0) == 0) cases.back().from = WithLineEnds(text);
    if (line.rfind("+", 0) == 0) cases.back().to = WithLineEnds(text);
    if (line.rfind("| ", 0) == 0) cases.back().expected += text + "\n";
  }
  return cases;
}

// Two forms, one on top of the other, that use every key there is.
RulesFolder& Folder() {
  static RulesFolder folder;
  return folder;
}

std::string Original(const std::string& file) {
  const std::string forms = "forms/";
  const bool form = file.rfind(forms, 0) == 0;
  return FileBytes(form ? kFolder + file.substr(forms.size())
                        : std::string(JIZEN_SOURCE_DIR "/rules/") + file);
}

std::vector<parse::RuleError> Mistakes() {
  const auto rules = parse::RuleSet::Load(Folder().path());
  return rules ? rules->FailingExamples() : rules.error();
}

std::string Said(const std::vector<parse::RuleError>& mistakes) {
  std::string said;
  for (const parse::RuleError& mistake : mistakes) {
    std::string message = mistake.message;
    for (size_t at = 0; (at = message.find('\n', at)) != std::string::npos; at += 3)
      message.replace(at, 1, "\n  ");
    said += mistake.file + ":" + std::to_string(mistake.line) + ":" +
            std::to_string(mistake.column) + ": " + mistake.key + ": " + message + "\n";
  }
  return said;
}

class RuleMistakes : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Folder().Remove("forms/jizen-kadai.toml");
    for (const char* file : {"forms/form.toml", "forms/change.toml"})
      Folder().Write(file, Original(file));
  }
};

TEST_F(RuleMistakes, TheFilesThatAreSpoiltHaveNone) { EXPECT_EQ(Said(Mistakes()), ""); }

TEST_F(RuleMistakes, EachIsNamedWithItsPlaceAndWhatWouldBeRight) {
  const std::vector<Case> cases = Cases();
  std::set<std::string> different;
  for (const Case& one : cases) {
    SCOPED_TRACE(one.file + ": " + one.from + " -> " + one.to);
    different.insert(one.file + one.from + one.to);
    std::string bytes = Original(one.file);
    const size_t at = bytes.find(one.from);
    ASSERT_NE(at, std::string::npos);
    Folder().Write(one.file, bytes.replace(at, one.from.size(), one.to));
    const std::vector<parse::RuleError> mistakes = Mistakes();
    Folder().Write(one.file, Original(one.file));
    EXPECT_EQ(Said(mistakes), one.expected);
    for (const parse::RuleError& mistake : mistakes) {
      EXPECT_GE(mistake.line, 1);
      EXPECT_NE(mistake.message.find('\n'), std::string::npos) << "in one language only";
    }
  }
  EXPECT_GE(different.size(), 200U);
}

}  // namespace
}  // namespace tests
