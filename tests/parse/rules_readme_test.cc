// What rules/README.md tells people who edit rules: its examples load, and no key is forgotten.
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "parse/form_rules.h"
#include "parse/parse_document.h"
#include "parse/rule_file.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

constexpr const char* kForm = "forms/jizen-kadai.toml";

// A block of ```toml WHERE: a whole file of the rules folder, or "form": a part of a form.
struct Example {
  std::string where, text;
  int line = 0;
};

std::vector<Example> Examples() {
  std::istringstream readme(FileBytes(JIZEN_SOURCE_DIR "/rules/README.md"));
  std::vector<Example> examples;
  const std::string fence = "```toml";
  bool open = false;
  int number = 0;
  for (std::string line; std::getline(readme, line);) {
    ++number;
    if (open && line == "```") {
      open = false;
    } else if (open) {
      examples.back().text += line + "\n";
    } else if (line.rfind(fence, 0) == 0) {
      examples.push_back(
          {line.size() > fence.size() ? line.substr(fence.size() + 1) : "", "", number});
      open = true;
    }
  }
  return examples;
}

// A part of a form, with what a form must have besides.
std::string WholeForm(const std::string& part) {
  std::string form = "id = \"readme\"\nname = \"例\"\n";
  if (part.find("sectors = [") != 0) form += "sectors = [\"行政\"]\n";
  form += part;
  if (part.find("[match]") == std::string::npos) form += "[match]\ntitle = [\"例の様式\"]\n";
  return form;
}

TEST(RulesReadme, EveryExampleLoadsWithoutMistakes) {
  const std::vector<Example> examples = Examples();
  EXPECT_GE(examples.size(), 10u);
  for (const Example& example : examples) {
    SCOPED_TRACE("rules/README.md:" + std::to_string(example.line));
    const RulesFolder folder;
    if (example.where == "form") {
      folder.Write("forms/readme.toml", WholeForm(example.text));
    } else {
      ASSERT_NE(example.where.find(".toml"), std::string::npos) << "says not which file it is";
      folder.Write(example.where, example.text);
    }
    const auto rules = parse::RuleSet::Load(folder.path());
    ASSERT_TRUE(rules.has_value()) << rules.error().front().Format();
    EXPECT_TRUE(rules->FailingExamples().empty()) << "an example in it does not come out";
  }
}

TEST(RulesReadme, TheSmallestFormReadsItsSheet) {
  const RulesFolder folder;
  for (const Example& example : Examples()) {
    if (example.where.rfind("forms/", 0) == 0) folder.Write(example.where, example.text);
  }
  const auto rules = parse::RuleSet::Load(folder.path());
  ASSERT_TRUE(rules.has_value());
  const parse::ParsedSheet sheet = parse::ParseDocument(
      LayersOfText("自治体調査票\n\n栃木県\n\f１ 自由意見\n\n・予算の不足\n"), *rules);
  EXPECT_EQ(sheet.form, "jichitai-chosa@1");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "予算の不足");
}

// Keys of a table and all tables in it.
void CollectKeys(parse::RuleTable table, std::set<std::string>* keys) {
  for (const std::string& key : table.Keys()) {
    keys->insert(key);
    if (const auto inner = table.Table(key)) CollectKeys(*inner, keys);
    for (const parse::RuleTable& inner : table.Tables(key)) CollectKeys(inner, keys);
  }
}

TEST(RulesReadme, NamesEveryKeyThatTheRulesUse) {
  const std::string readme = FileBytes(JIZEN_SOURCE_DIR "/rules/README.md");
  std::set<std::string> keys;
  for (const char* name : {kForm, "words/marks.toml", "words/quantities.toml",
                           "words/submitters.toml", "words/eras.toml"}) {
    std::vector<parse::RuleError> wrong_types;  // each key is tried as a table
    const auto file = parse::RuleFile::Parse(
        name, FileBytes(std::string(JIZEN_SOURCE_DIR "/rules/") + name), &wrong_types);
    ASSERT_TRUE(file.has_value()) << name;
    CollectKeys(file->Root(), &keys);
  }
  EXPECT_GE(keys.size(), 40u);
  std::set<std::string> in_examples;
  for (const Example& example : Examples()) {
    std::vector<parse::RuleError> wrong_types;
    const auto file = parse::RuleFile::Parse(example.where, example.text, &wrong_types);
    ASSERT_TRUE(file.has_value()) << example.line;
    CollectKeys(file->Root(), &in_examples);
  }
  for (const std::string& key : keys) {
    EXPECT_NE(readme.find(key), std::string::npos) << key;
    EXPECT_TRUE(in_examples.contains(key)) << key << " is in no example";
  }
}

}  // namespace
}  // namespace tests
