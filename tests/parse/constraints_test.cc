// What a form says must hold: where it does not, a finding says so; the value stays.
#include <gtest/gtest.h>

#include <string>

#include "parse/parse_document.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

parse::ParsedSheet Parse(const std::string& constraint, std::string_view drawing) {
  const RulesFolder folder;
  folder.Write("forms/jizen-kadai.toml",
               FileBytes(JIZEN_SOURCE_DIR "/rules/forms/jizen-kadai.toml") +
                   "\n[[constraint]]\nid = \"c\"\nmessage = \"決まりです\"\n" + constraint);
  const auto rules = parse::RuleSet::Load(folder.path());
  EXPECT_TRUE(rules.has_value()) << rules.error().front().Format();
  return parse::ParseDocument(
      LayersOf({"事前課題\n\n栃木県\n", drawing,
                "県南圏域\n\n４ 現時点での課題・悩み\n\n・人手が足りない\n"}),
      *rules);
}

std::string Broken(const parse::ParsedSheet& sheet) {
  std::string paths;
  for (const parse::Finding& finding : sheet.review)
    if (finding.reason == "rule-broken") paths += finding.path + " " + finding.detail + "\n";
  return paths;
}

constexpr std::string_view kIndicators =
    "県南圏域\n\n"
    "+----------------+----------+----------+\n"
    "|指標            |現状値    |目標値    |\n"
    "+----------------+----------+----------+\n"
    "|①会議の回数    |２回      |多めに    |\n"
    "+----------------+----------+----------+\n"
    "|②研修の回数    |なし      |未定      |\n"
    "+----------------+----------+----------+\n";

TEST(Constraints, ATargetNeedsANumberOrAWordThatThereIsNoneYet) {
  const parse::ParsedSheet sheet = Parse(
      "record = \"measure\"\nwhere = { kind = \"target\" }\nneed = \"number\"\n", kIndicators);
  EXPECT_EQ(Broken(sheet), "/areas/0/indicators/0/measures/1 決まりです\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/1/text"), "多めに");
}

TEST(Constraints, RecordsOfAListAreCounted) {
  EXPECT_EQ(Broken(Parse("record = \"measure\"\nneed = \"at-most\"\ncount = 1\n", kIndicators)),
            "/areas/0/indicators/0/measures 決まりです\n"
            "/areas/0/indicators/1/measures 決まりです\n");
  EXPECT_EQ(Broken(Parse("record = \"measure\"\nwhere = { kind = \"baseline\" }\n"
                         "need = \"at-most\"\ncount = 1\n",
                         kIndicators)),
            "");
  EXPECT_EQ(Broken(Parse("record = \"goal\"\nneed = \"at-least\"\ncount = 1\n", kIndicators)),
            "/areas/0/goals 決まりです\n");
}

TEST(Constraints, AFieldIsFilledAmongValuesOrLikeAPattern) {
  EXPECT_EQ(Broken(Parse("record = \"indicator\"\nneed = \"pattern\"\nfield = \"indicator\"\n"
                         "pattern = '会議.*'\n",
                         kIndicators)),
            "/areas/0/indicators/1 決まりです\n");
  EXPECT_EQ(Broken(Parse("record = \"measure\"\nneed = \"among\"\nfield = \"unit\"\n"
                         "where = { kind = \"baseline\" }\nvalues = [\"回\"]\n",
                         kIndicators)),
            "/areas/0/indicators/1/measures/0 決まりです\n");
  EXPECT_EQ(
      Broken(Parse("record = \"indicator\"\nneed = \"filled\"\nfield = \"reason\"\n", kIndicators)),
      "/areas/0/indicators/0 決まりです\n/areas/0/indicators/1 決まりです\n");
}

}  // namespace
}  // namespace tests
