// What is told to people who write rules: how a document was read, what a form of its own would be,
// how two forms differ.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parse/form_diff.h"
#include "parse/form_draft.h"
#include "parse/form_rules.h"
#include "parse/parse_document.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

constexpr const char* kForm = "forms/jizen-kadai.toml";
constexpr const char* kSheets[] = {"samples-slides/tochigi-r01.pdf", "text/ishikawa-h30.txt"};

TEST(Trace, ChangesNothingInTheSheet) {
  for (const char* name : kSheets) {
    const extract::SourceLayers layers = ReadCorpusFile(name);
    parse::Trace trace;
    EXPECT_EQ(parse::ParseDocument(layers, BuiltInRules(), &trace),
              parse::ParseDocument(layers, BuiltInRules()));
    ASSERT_EQ(trace.forms.size(), 1u);
    EXPECT_TRUE(trace.forms.front().chosen);
  }
}

TEST(Trace, SaysWhichHeadingNearlyMatched) {
  const RulesFolder folder;
  folder.Replace(kForm, "\"課題・悩み\", ", "");
  const auto rules = parse::RuleSet::Load(folder.path());
  ASSERT_TRUE(rules.has_value());
  parse::Trace trace;
  parse::ParseDocument(LayersOf({"本人の希望を聞く\n", "課題や悩みなど\n"}), *rules, &trace);
  const auto line = std::find_if(trace.lines.begin(), trace.lines.end(),
                                 [](const auto& one) { return one.text == "課題や悩みなど"; });
  ASSERT_NE(line, trace.lines.end());
  EXPECT_EQ(line->rule.empty() ? line->nearest.rule : line->rule, "section:concerns");
  EXPECT_FALSE(trace.forms.front().chosen);
}

TEST(Draft, OfAKnownFormHasItsMeanings) {
  const parse::FormDraft draft =
      parse::DraftForm({ReadCorpusFile("samples-slides/tochigi-r01.pdf")}, BuiltInRules());
  EXPECT_EQ(draft.like, "jizen-kadai");
  std::vector<std::string> into;
  for (const parse::DraftTable& table : draft.tables) into.push_back(table.into);
  EXPECT_EQ(into, (std::vector<std::string>{"goals", "challenges", "indicators"}));
  EXPECT_NE(std::find(draft.sectors.begin(), draft.sectors.end(), "医療側"), draft.sectors.end());
}

TEST(Draft, OfAnUnknownFormHasItsHeadingsAndHeaders) {
  const parse::FormDraft draft = parse::DraftForm(
      {ReadCorpusFile("new-form/nagano-r08.pdf"), ReadCorpusFile("new-form/gifu-r08.pdf")},
      BuiltInRules());
  EXPECT_EQ(draft.titles, std::vector<std::string>{"地域移行の歩み点検表"});
  std::vector<std::string> headings;
  for (const parse::DraftSection& section : draft.sections)
    headings.push_back(section.headings.front());
  EXPECT_EQ(headings, (std::vector<std::string>{"力を入れることと歩みの様子", "地域の持ち味",
                                                "つまずきと打ち手", "成果のものさし",
                                                "病院とのつながり", "相談したいこと"}));
  ASSERT_EQ(draft.tables.size(), 3u);
  EXPECT_TRUE(draft.tables[1].grouped);
  EXPECT_TRUE(draft.tables[2].columns[2].numbers);
  EXPECT_FALSE(draft.tables[2].columns[1].numbers);
}

TEST(Diff, OfAFormWithItselfIsEmpty) {
  EXPECT_TRUE(parse::DiffForms(BuiltInForm(), BuiltInForm()).empty());
}

TEST(Diff, AHeadingThatMovesIsToldOnce) {
  const RulesFolder folder;
  folder.Replace(kForm, "id       = \"concerns\"", "id       = \"worries\"");
  const auto rules = parse::RuleSet::Load(folder.path());
  ASSERT_TRUE(rules.has_value());
  const std::vector<parse::FormChange> changes =
      parse::DiffForms(BuiltInForm(), rules->forms().front());
  ASSERT_EQ(changes.size(), 1u) << "the same words under another id";
  EXPECT_EQ(changes.front().where, "worries");
  EXPECT_EQ(changes.front().after, std::vector<std::string>{"id = worries"});
}

}  // namespace
}  // namespace tests
