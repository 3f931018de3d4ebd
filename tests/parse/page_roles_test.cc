// What each line of a page is to the form: a heading, an area's name, a page number, text.
#include "parse/page_roles.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tests/parse/sheet_sketch.h"
#include "tests/sketch.h"

namespace parse {
namespace {

HeadingMatch HeadingOf(const std::string& text) {
  const ReadTools tools = tests::BuiltInTools();
  return MatchHeading(Fold(tests::Printed(text)), tools.form, tools.words);
}

TEST(MatchHeading, KnowsHeadingsInAllTheirDresses) {
  struct Case {
    const char *text, *section;
  };
  const Case cases[] = {
      {"１ 平成３０年度の達成目標と現時点での進捗状況", "goals"},
      {"1.達成目標と現時点での進捗状況", "goals"},
      {"２ 圏域の取組における強みと課題", "strengths-and-challenges"},
      {"【特徴（強み）】", "strengths"},
      {"■特徴（強み）", "strengths"},
      {"３ 病院（医療機関）との連携状況", "hospital"},
      {"(3) 病院(医療機関)との連携状況", "hospital"},
      {"４ 現時点での課題・悩み", "concerns"},
      {"４．現時点での課題･悩み（県南圏域）", "concerns"},
      {"Ⅳ 現時点での課題や悩み", "concerns"},
  };
  for (const Case& c : cases) {
    const HeadingMatch match = HeadingOf(c.text);
    ASSERT_NE(match.section, nullptr) << c.text;
    EXPECT_EQ(match.section->id, c.section) << c.text;
  }
}

// Taken for a heading, each of these would cut a submitter's text in two.
TEST(MatchHeading, TakesNoSentenceForAHeading) {
  for (const char* text :
       {"・病院側との連携について", "病院との連携状況を確認した。",
        "・特に病院側の意識が高まらない。", "課題", "目標",
        "・地域移行支援の取組に地域格差が生じている。", "",
        "医療機関との連携を図り、退院後の生活を支える体制づくりを進めるための会議を開く",
        "１．多機関との連携強化を図る", "�", "（", "・"})
    EXPECT_EQ(HeadingOf(text).section, nullptr) << text;
}

TEST(MatchHeading, SaysHowItIsDressed) {
  EXPECT_TRUE(HeadingOf("４ 現時点での課題・悩み").numbered);
  EXPECT_TRUE(HeadingOf("【現時点での課題・悩み】").numbered);
  EXPECT_FALSE(HeadingOf("現時点での課題・悩み").numbered);
  EXPECT_TRUE(HeadingOf("〇現時点での課題・悩み").marked);
  EXPECT_FALSE(HeadingOf("４ 現時点での課題・悩み").marked);
}

TEST(AreaNameIn, KnowsNamesByTheirEndingOrTheWordBefore) {
  struct Case {
    const char *text, *name;
  };
  const Case cases[] = {
      {"県南圏域", "県南圏域"},
      {" 県南圏域 ", "県南圏域"},
      {"【県南圏域】", "県南圏域"},
      {"（県南圏域）", "県南圏域"},
      {"圏域名：県南圏域", "県南圏域"},
      {"圏域名　県南圏域", "県南圏域"},
      {"能登中部保健所管内", "能登中部保健所管内"},
      {"新潟市全域", "新潟市全域"},
      {"県南圏域の取組", ""},
      {"県南圏域では、退院支援を進める。", ""},
      {"１ 県南圏域", ""},
      {"課題", ""},
      {"", ""},
      {"圏域名：", ""},
      {"とても長い名前のついたとても長い名前のついた障害保健福祉圏域", ""},
  };
  const ReadTools tools = tests::BuiltInTools();
  for (const Case& c : cases) {
    TextLine line;
    line.text = Trim(tests::Printed(c.text));
    line.folded = Fold(line.text);
    EXPECT_EQ(Utf8(AreaNameIn(line, tools.form.area, tools.words)), c.name) << c.text;
  }
}

TEST(PageNumbers, AreKnownByTheirShape) {
  const auto shaped = [](const std::string& text) {
    TextLine line;
    line.text = tests::Printed(text);
    line.folded = Fold(line.text);
    return ShapedAsPageNumber(line, tests::BuiltInForm());
  };
  for (const char* text :
       {"8", "１２", "- 3 -", "－３－", "3/12", "P.4", "p4", "5ページ", "スライド6", "(7)"})
    EXPECT_TRUE(shaped(text)) << text;
  for (const char* text : {"", "2019", "3人", "１．", "12.5", "未定", "3年"})
    EXPECT_FALSE(shaped(text)) << text;
}

const char* NameOf(BlockRole role) {
  switch (role) {
    case BlockRole::kHeading:
      return "heading";
    case BlockRole::kArea:
      return "area";
    case BlockRole::kFurniture:
      return "furniture";
    case BlockRole::kRunning:
      return "running";
    case BlockRole::kNote:
      return "note";
    case BlockRole::kTable:
      return "table";
    case BlockRole::kText:
      break;
  }
  return "text";
}

// The role of each block of each page, with its text; of a grid, the tables in it.
std::string RolesOf(const std::vector<std::string_view>& drawings) {
  const ReadTools tools = tests::BuiltInTools();
  const DocumentText document = tests::DocumentOf(tests::LayersOf(drawings));
  const DocumentPlan plan = PlanDocument(document, tools.form, tools.words);
  std::string roles;
  for (size_t p = 0; p < plan.pages.size(); ++p) {
    for (size_t b = 0; b < plan.pages[p].blocks.size(); ++b) {
      const BlockPlan& block = plan.pages[p].blocks[b];
      roles.append(NameOf(block.role));
      for (const TableMatch& table : block.tables) roles.append(" ").append(table.rule->id);
      if (const auto* line = std::get_if<TextLine>(&document.pages[p].blocks[b]))
        roles.append(" ").append(Utf8(line->text));
      roles.append("\n");
    }
  }
  return roles;
}

TEST(PlanDocument, TellsTheBlocksOfAPageApart) {
  EXPECT_EQ(RolesOf({"        県南圏域\n"
                     "\n"
                     "１ 達成目標と現時点での進捗状況\n"
                     "+------------+--------------------+\n"
                     "|達成目標    |現時点での進捗状況  |\n"
                     "+------------+--------------------+\n"
                     "|連携        |実施した            |\n"
                     "+------------+--------------------+\n"
                     "※指標設定が困難な場合は、代替指標や定性的な文言でも構いません。\n"
                     "\n"
                     "連携を進めている。\n"
                     "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                     "\n\n\n\n\n\n"
                     "                          3\n"}),
            "area 県南圏域\n"
            "heading １ 達成目標と現時点での進捗状況\n"
            "table goals\n"
            "note ※指標設定が困難な場合は、代替指標や定性的な文言でも構いません。\n"
            "text 連携を進めている。\n"
            "furniture 3\n");
}

TEST(PlanDocument, AHeadingMayBeWrapped) {
  EXPECT_EQ(RolesOf({"１ 平成３０年度の達成目標と\n"
                     "現時点での進捗状況\n"
                     "\n"
                     "連携を進めている。\n"}),
            "heading １ 平成３０年度の達成目標と\n"
            "heading 現時点での進捗状況\n"
            "text 連携を進めている。\n");
}

TEST(PlanDocument, CountsPartsOnceAndFindsTheTitle) {
  const ReadTools tools = tests::BuiltInTools();
  const auto plan_of = [&](const std::vector<std::string_view>& drawings) {
    return PlanDocument(tests::DocumentOf(tests::LayersOf(drawings)), tools.form, tools.words);
  };
  constexpr std::string_view kConcerns = "４ 現時点での課題・悩み\n\n・人材の不足\n";
  EXPECT_EQ(plan_of({kConcerns}).parts, 1);
  EXPECT_EQ(plan_of({kConcerns, kConcerns}).parts, 1);
  EXPECT_EQ(plan_of({kConcerns, "３ 病院（医療機関）との連携状況\n"}).parts, 2);
  EXPECT_FALSE(plan_of({kConcerns}).titled);
  EXPECT_TRUE(plan_of({"第２回会議「事前課題」シート\n", kConcerns}).titled);
  EXPECT_EQ(plan_of({"第２回会議「事前課題」シート\n", kConcerns}).first_page, 1);
  EXPECT_EQ(plan_of({""}).parts, 0);
}

}  // namespace
}  // namespace parse
