// A folder of rules: all of it is loaded, or every mistake is named; and what people change in
// it changes what is read.
#include "parse/rules.h"

#include <gtest/gtest.h>

#include <string>

#include "parse/form_rules.h"
#include "parse/parse_document.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

using parse::RuleSet;

constexpr const char* kForm = "forms/jizen-kadai.toml";

// "file:line key", one a mistake; "" where there is none.
std::string Mistakes(const RulesFolder& folder) {
  const auto rules = RuleSet::Load(folder.path());
  if (rules) return "";
  std::string lines;
  for (const parse::RuleError& error : rules.error()) {
    lines += error.file + ":" + std::to_string(error.line) + " " + error.key + "\n";
    EXPECT_NE(error.message.find('\n'), std::string::npos)
        << "not in two languages: " << error.message;
    EXPECT_NE(error.Format().find(error.file), std::string::npos);
  }
  return lines;
}

TEST(RuleSet, OfTheRepositoryHasNoMistakes) {
  const auto rules = RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
  ASSERT_TRUE(rules.has_value()) << rules.error().front().Format();
  EXPECT_GE(rules->forms().size(), 1u);
  EXPECT_EQ(rules->hash().size(), 64u);
}

TEST(RuleSet, ItsHashSaysWhichRulesWereUsed) {
  const RulesFolder folder;
  const std::string before = RuleSet::Load(folder.path())->hash();
  EXPECT_EQ(before, BuiltInRules().hash()) << "the same files in another folder";
  folder.Write("README.md", "x");
  folder.Write("forms/notes.txt", "x");
  EXPECT_EQ(RuleSet::Load(folder.path())->hash(), before) << "files that are not read";
  for (const char* name : {kForm, "words/marks.toml", "words/eras.toml"}) {
    const std::string last = RuleSet::Load(folder.path())->hash();
    folder.Write(name, FileBytes(folder.path() / name) + "# x\n");
    EXPECT_NE(RuleSet::Load(folder.path())->hash(), last) << name;
  }
}

TEST(RuleSet, AMissingFileOrFolderIsNamed) {
  for (const char* name : {"forms", "words", "mecab", "words/eras.toml", "words/quantities.toml",
                           "words/submitters.toml", "words/marks.toml"}) {
    const RulesFolder folder;
    folder.Remove(name);
    EXPECT_NE(Mistakes(folder).find(name), std::string::npos) << name;
  }
  const RulesFolder folder;
  folder.Remove(kForm);
  EXPECT_EQ(Mistakes(folder), "forms:0 \n");
}

TEST(RuleSet, AllMistakesOfAllFilesAreNamedAtOnce) {
  const RulesFolder folder;
  folder.Write("forms/a.toml", "id = \"a\"\nname = \"a\"\nsectors = [\"x\"]\nnaem = 1\n");
  folder.Write("forms/b.toml", "id = \"b\"\nname = 3\nsectors = [\"x\"]\n");
  folder.Replace("words/marks.toml", "tying =", "tyign =");
  const std::string mistakes = Mistakes(folder);
  for (const char* place : {"forms/a.toml:4 naem\n", "forms/b.toml:2 name\n", "words/marks.toml:"})
    EXPECT_NE(mistakes.find(place), std::string::npos) << place << " in\n" << mistakes;
}

TEST(RuleSet, TwoFormsMayNotHaveOneId) {
  const RulesFolder folder;
  folder.Write("forms/zz.toml", FileBytes(folder.path() / kForm));
  EXPECT_NE(Mistakes(folder).find("forms/zz.toml:"), std::string::npos);
}

TEST(RuleSet, BytesThatAreNoTextAreAMistakeAndNoCrash) {
  for (const char* name : {kForm, "words/marks.toml", "words/quantities.toml"}) {
    const RulesFolder folder;
    folder.Write(name, std::string("\xFF\xFE\x00\x01 = [", 8));
    EXPECT_NE(Mistakes(folder).find(name), std::string::npos) << name;
  }
}

constexpr const char* kText =
    "令和元年度 構築支援事業\n「事前課題」シート\n\n\n栃木県\n"
    "\f県南圏域\n\n【特徴（強み）】\n\n・機関が多い\n\n"
    "３ 病院（医療機関）との連携状況\n\n・会議\n\n４ 困りごとの一覧表\n\n★不足\n";

parse::ParsedSheet ParseWith(const RulesFolder& folder, const std::string& text) {
  const auto rules = RuleSet::Load(folder.path());
  if (!rules) {
    ADD_FAILURE() << rules.error().front().Format();
    return {};
  }
  return parse::ParseDocument(LayersOfText(text), *rules);
}

// Promised to those who do not program: a new wording is one line in a file.
TEST(RuleSet, AHeadingThatIsAddedIsReadFromThenOn) {
  const RulesFolder folder;
  EXPECT_EQ(TextAt(ParseWith(folder, kText), "/areas/0/concerns/0/text"), "(none)");
  folder.Replace(kForm, "\"現時点での課題・悩み\",",
                 "\"現時点での課題・悩み\", \"困りごとの一覧表\",");
  const parse::ParsedSheet sheet = ParseWith(folder, kText);
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/marker"), "★");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "不足");
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/concerns"));
}

TEST(RuleSet, AListMarkThatIsTakenOutIsTextFromThenOn) {
  const RulesFolder folder;
  folder.Replace(kForm, "\"現時点での課題・悩み\",",
                 "\"現時点での課題・悩み\", \"困りごとの一覧表\",");
  folder.Replace("words/marks.toml", "★", "");
  EXPECT_EQ(TextAt(ParseWith(folder, kText), "/areas/0/concerns/0/text"), "★不足");
}

TEST(RuleSet, TheFormsVersionIsNamedInTheSheet) {
  const RulesFolder folder;
  folder.Replace(kForm, "id      = \"jizen-kadai\"\nversion = 1",
                 "id      = \"mine\"\nversion = 7");
  EXPECT_EQ(ParseWith(folder, kText).form, "mine@7");
}

// The form that fits better is taken, whatever the files are called.
TEST(RuleSet, TheFormThatFitsIsChosen) {
  for (const char* name : {"forms/aa.toml", "forms/zz.toml"}) {
    const RulesFolder folder;
    folder.Write(name,
                 "id = \"other\"\nname = \"別の様式\"\nsectors = [\"行政\"]\n"
                 "[match]\ntitle = [\"実施状況調査票\"]\nleast_parts = 1\n"
                 "[[section]]\nid = \"s\"\nheading = [\"自由意見\"]\ncontent = \"items\"\ninto = "
                 "\"concerns\"\n");
    EXPECT_EQ(ParseWith(folder, kText).form, "jizen-kadai@1") << name;
    const parse::ParsedSheet other =
        ParseWith(folder, "実施状況調査票\n\n栃木県\n\f１ 自由意見\n\n・予算の不足\n");
    EXPECT_EQ(other.form, "other@1") << name;
    EXPECT_EQ(TextAt(other, "/areas/0/concerns/0/text"), "予算の不足") << name;
  }
}

}  // namespace
}  // namespace tests
