// Tables and lists of a drawn page to the records of an area.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

// One line a record of the first area's list: its texts, parted by " | ".
std::string Goals(const parse::ParsedSheet& sheet) {
  std::string lines;
  for (int i = 0;; ++i) {
    const std::string at = "/areas/0/goals/" + std::to_string(i);
    if (TextAt(sheet, at + "/goal") == "(none)") return lines;
    lines += TextAt(sheet, at + "/label") + " | " + TextAt(sheet, at + "/goal") + " | " +
             TextAt(sheet, at + "/progress") + "\n";
  }
}

std::string Challenges(const parse::ParsedSheet& sheet) {
  std::string lines;
  for (int i = 0;; ++i) {
    const std::string at = "/areas/0/challenges/" + std::to_string(i);
    if (TextAt(sheet, at + "/challenge") == "(none)") return lines;
    lines += TextAt(sheet, at + "/challenge") + " | " + TextAt(sheet, at + "/policy") + "\n";
    for (int r = 0; TextAt(sheet, at + "/roles/" + std::to_string(r) + "/text") != "(none)"; ++r) {
      const std::string role = at + "/roles/" + std::to_string(r);
      lines +=
          "  " + TextAt(sheet, role + "/sectors") + ": " + TextAt(sheet, role + "/text") + "\n";
    }
  }
}

std::string Measures(const parse::ParsedSheet& sheet) {
  std::string lines;
  for (int i = 0;; ++i) {
    const std::string at = "/areas/0/indicators/" + std::to_string(i);
    if (TextAt(sheet, at + "/indicator") == "(none)") return lines;
    lines += TextAt(sheet, at + "/label") + " | " + TextAt(sheet, at + "/indicator") + " | " +
             TextAt(sheet, at + "/reason") + " | " + TextAt(sheet, at + "/expected_outcome") + "\n";
    for (int m = 0; TextAt(sheet, at + "/measures/" + std::to_string(m) + "/text") != "(none)";
         ++m) {
      const std::string measure = at + "/measures/" + std::to_string(m) + "/";
      lines.append("  ") +=
          TextAt(sheet, measure + "kind") + " " + TextAt(sheet, measure + "heading") + ": " +
          TextAt(sheet, measure + "text") + " = " + TextAt(sheet, measure + "comparator") + " " +
          TextAt(sheet, measure + "value") + " " + TextAt(sheet, measure + "unit") + " " +
          TextAt(sheet, measure + "state") + "\n";
    }
  }
}

TEST(Goals, AreReadRowByRow) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------------+------------------------+\n"
      "|令和元年度の達成目標  |現時点での進捗状況      |\n"
      "+----------------------+------------------------+\n"
      "|１．多機関との連携強  |・連絡会を開催し、連携  |\n"
      "|化を図る              |を図った。              |\n"
      "|                      |・研修を実施した。      |\n"
      "+----------------------+------------------------+\n"
      "|２．退院支援          |                        |\n"
      "+----------------------+------------------------+\n"
      "|３．                  |                        |\n"
      "+----------------------+------------------------+\n");
  EXPECT_EQ(
      Goals(sheet),
      "１． | 多機関との連携強化を図る | ・連絡会を開催し、連携を図った。\n・研修を実施した。\n"
      "２． | 退院支援 | \n"
      "３． |  | \n");
  EXPECT_EQ(LeftoverOf(sheet), "");
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/goals/0/goal"));
}

TEST(Goals, LabelsMayHaveAColumnOrOnlyCount) {
  EXPECT_EQ(Goals(ParsePage("+------+----------------+--------------------+\n"
                            "|番号  |達成目標        |進捗状況            |\n"
                            "+------+----------------+--------------------+\n"
                            "|１    |連携の強化      |会議を開いた        |\n"
                            "+------+----------------+--------------------+\n"
                            "|２    |30人の移行      |２人                |\n"
                            "+------+----------------+--------------------+\n")),
            "１ | 連携の強化 | 会議を開いた\n２ | 30人の移行 | ２人\n");
  EXPECT_EQ(Goals(ParsePage("+----------------+--------------------+\n"
                            "|達成目標        |進捗状況            |\n"
                            "+----------------+--------------------+\n"
                            "|１連携の強化    |会議を開いた        |\n"
                            "+----------------+--------------------+\n"
                            "|２30人の移行    |２人                |\n"
                            "+----------------+--------------------+\n")),
            "１ | 連携の強化 | 会議を開いた\n２ | 30人の移行 | ２人\n");
}

// A number that does not count is no label: it belongs to what it says.
TEST(Goals, ANumberOfPeopleIsNoLabel) {
  EXPECT_EQ(Goals(ParsePage("+----------------+--------------------+\n"
                            "|達成目標        |進捗状況            |\n"
                            "+----------------+--------------------+\n"
                            "|30人の地域移行  |11人                |\n"
                            "+----------------+--------------------+\n"
                            "|４回の会議      |２回                |\n"
                            "+----------------+--------------------+\n")),
            " | 30人の地域移行 | 11人\n | ４回の会議 | ２回\n");
}

TEST(Goals, ATableGoesOnOverleaf) {
  const std::vector<std::string> pages = {
      "１ 達成目標と現時点での進捗状況\n"
      "+----------------+--------------------+\n"
      "|達成目標        |進捗状況            |\n"
      "+----------------+--------------------+\n"
      "|１．連携の強化  |会議を開いた。      |\n"
      "+----------------+--------------------+\n",
      "+----------------+--------------------+\n"
      "|２．退院支援    |研修を開いた。      |\n"
      "+----------------+--------------------+\n"
      "|３．            |                    |\n"
      "+----------------+--------------------+\n"};
  EXPECT_EQ(Goals(ParsePages(pages)),
            "１． | 連携の強化 | 会議を開いた。\n２． | 退院支援 | 研修を開いた。\n３． |  | \n");
}

TEST(Goals, AnApproximateHeaderIsListed) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------+--------------------+\n"
      "|達成目標        |進捗を踏まえた所見等|\n"
      "+----------------+--------------------+\n"
      "|１．連携の強化  |会議を開いた        |\n"
      "+----------------+--------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/0/progress"), "会議を開いた");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/goals/0/progress"));
}

TEST(Goals, TextOfAnUnknownColumnIsLeftOverAndTheTableListed) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------+--------------------+----------+\n"
      "|達成目標        |進捗状況            |担当課    |\n"
      "+----------------+--------------------+----------+\n"
      "|１．連携の強化  |会議を開いた        |保健所    |\n"
      "+----------------+--------------------+----------+\n");
  EXPECT_EQ(Goals(sheet), "１． | 連携の強化 | 会議を開いた\n");
  EXPECT_NE(LeftoverOf(sheet).find("担当課"), std::string::npos);
  EXPECT_NE(LeftoverOf(sheet).find("保健所"), std::string::npos);
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/goals"));
}

TEST(Challenges, HaveARoleASectorRow) {
  const parse::ParsedSheet sheet = ParsePage(
      "+------------+--------------+------------------------------+\n"
      "|課題        |課題解決に向  |課題・方針に対する役割（取    |\n"
      "|            |けた取組方針  |組）                          |\n"
      "+------------+--------------+--------------+---------------+\n"
      "|制度の理解  |研修を行う    |行政          |場の設定       |\n"
      "|が不十分    |              +--------------+---------------+\n"
      "|            |              |医療          |               |\n"
      "|            |              +--------------+---------------+\n"
      "|            |              |福祉          |周知           |\n"
      "+------------+--------------+--------------+---------------+\n"
      "|人材の不足  |              |行政          |育成           |\n"
      "|            |              +--------------+---------------+\n"
      "|            |              |その他関係機  |見守り         |\n"
      "|            |              |関・住民等    |               |\n"
      "+------------+--------------+--------------+---------------+\n");
  EXPECT_EQ(Challenges(sheet),
            "制度の理解が不十分 | 研修を行う\n"
            "  行政: 場の設定\n"
            "  医療: \n"
            "  福祉: 周知\n"
            "人材の不足 | \n"
            "  行政: 育成\n"
            "  その他関係機関・住民等: 見守り\n");
  EXPECT_EQ(LeftoverOf(sheet), "");
}

TEST(Challenges, ATextMergedOverSectorsIsOneRoleOfAllOfThem) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------+--------------+------+----------------+\n"
      "|課題    |取組方針      |主体  |役割            |\n"
      "+--------+--------------+------+----------------+\n"
      "|連携    |会議を開く    |行政  |場の設定と周知  |\n"
      "|        |              +------+                |\n"
      "|        |              |医療  |                |\n"
      "|        |              +------+----------------+\n"
      "|        |              |福祉  |参加            |\n"
      "+--------+--------------+------+----------------+\n");
  EXPECT_EQ(Challenges(sheet), "連携 | 会議を開く\n  行政/医療: 場の設定と周知\n  福祉: 参加\n");
}

TEST(Challenges, ARowOfBlanksIsNone) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------+--------------+------+----------------+\n"
      "|課題    |取組方針      |主体  |役割            |\n"
      "+--------+--------------+------+----------------+\n"
      "|連携    |会議を開く    |行政  |場の設定        |\n"
      "+--------+--------------+------+----------------+\n"
      "|        |              |      |                |\n"
      "+--------+--------------+------+----------------+\n");
  EXPECT_EQ(Challenges(sheet), "連携 | 会議を開く\n  行政: 場の設定\n");
}

TEST(Challenges, AnUnknownSectorIsReadAndListedIfItIsLong) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------+------------+--------------------------------+--------+\n"
      "|課題    |取組方針    |主体                            |役割    |\n"
      "+--------+------------+--------------------------------+--------+\n"
      "|連携    |会議        |この欄は主体の名前ではない文章  |参加    |\n"
      "+--------+------------+--------------------------------+--------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/challenges/0/roles/0/sectors"),
            "この欄は主体の名前ではない文章");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/challenges/0/roles/0/sectors"));
}

TEST(Challenges, ATextReachingOverTwoChallengesIsListed) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------+--------------+------+--------+\n"
      "|課題    |取組方針      |主体  |役割    |\n"
      "+--------+--------------+------+--------+\n"
      "|連携    |会議を開く    |行政  |参加    |\n"
      "+--------+              +------+--------+\n"
      "|人材    |              |行政  |育成    |\n"
      "+--------+--------------+------+--------+\n");
  ASSERT_EQ(TextAt(sheet, "/areas/0/challenges/1/challenge"), "人材");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/challenges/0/policy"));
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/challenges/1/policy"));
}

TEST(Indicators, HaveTheirMeasuresInTheOrderOfPrint) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------------+------------+--------+----------------+--------------+--------------+\n"
      "|指標          |設定理由    |現状値  |現状値（今回）  |目標値（R1）  |成果・効果    |\n"
      "+--------------+------------+--------+----------------+--------------+--------------+\n"
      "|①地域移行数  |成果目標    |11人    |約12人          |15人以上      |移行が進む    |\n"
      "+--------------+------------+--------+----------------+--------------+--------------+\n"
      "|②協議の場    |            |－      |未定            |３～５か所    |              |\n"
      "+--------------+------------+--------+----------------+--------------+--------------+\n"
      "|③            |            |        |                |              |              |\n"
      "+--------------+------------+--------+----------------+--------------+--------------+\n");
  EXPECT_EQ(Measures(sheet),
            "① | 地域移行数 | 成果目標 | 移行が進む\n"
            "  baseline 現状値: 11人 = = 11 人 stated\n"
            "  current 現状値（今回）: 約12人 = ~ 12 人 stated\n"
            "  target 目標値（R1）: 15人以上 = >= 15 人 stated\n"
            "② | 協議の場 |  | \n"
            "  baseline 現状値: － = null null null none\n"
            "  current 現状値（今回）: 未定 = null null null undetermined\n"
            "  target 目標値（R1）: ３～５か所 = range 3 か所 stated\n"
            "③ |  |  | \n"
            "  baseline 現状値:  = null null null blank\n"
            "  current 現状値（今回）:  = null null null blank\n"
            "  target 目標値（R1）:  = null null null blank\n");
  EXPECT_EQ(LeftoverOf(sheet), "");
}

TEST(Indicators, AColumnThatTheFormDoesNotHaveIsNull) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------+----------+\n"
      "|指標            |目標値    |\n"
      "+----------------+----------+\n"
      "|①地域移行数    |15人      |\n"
      "+----------------+----------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/reason"), "null");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/expected_outcome"), "null");
}

TEST(Indicators, ANumberThatWasNotUnderstoodHasNoValueAndIsListed) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------+------------------------+\n"
      "|指標            |目標値                  |\n"
      "+----------------+------------------------+\n"
      "|①地域移行数    |A市15人、B市は3分の2    |\n"
      "+----------------+------------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/0/text"), "A市15人、B市は3分の2");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/0/value"), "null");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/indicators/0/measures/0/value"));
}

TEST(Items, AreParagraphsWithTheirMarks) {
  const parse::ParsedSheet sheet = ParsePage(
      "３ 病院（医療機関）との連携状況\n"
      "\n"
      "○連絡会\n"
      "・意見を交換した。\n"
      "・研修を行った。\n"
      "\n"
      "印のない段落。\n");
  struct Item {
    const char *marker, *text;
  };
  const Item items[] = {{"○", "連絡会"},
                        {"・", "意見を交換した。"},
                        {"・", "研修を行った。"},
                        {"", "印のない段落。"}};
  int i = 0;
  for (const Item& item : items) {
    const std::string at = "/areas/0/hospital_collaboration/" + std::to_string(i++);
    EXPECT_EQ(TextAt(sheet, at + "/marker"), item.marker);
    EXPECT_EQ(TextAt(sheet, at + "/text"), item.text);
  }
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/4/text"), "(none)");
}

TEST(Areas, KeepTheirParts) {
  const parse::ParsedSheet sheet =
      ParseDrawings({"「事前課題」シート\n\n\n栃木県\n",
                     "県南圏域\n\n３ 病院（医療機関）との連携状況\n\n・南の病院\n",
                     "県北圏域\n\n３ 病院（医療機関）との連携状況\n\n・北の病院\n",
                     "県南圏域\n\n４ 現時点での課題・悩み\n\n・南の悩み\n",
                     "県北圏域\n\n４ 現時点での課題・悩み\n\n・北の悩み\n"});
  EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "県南圏域");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "南の病院");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "南の悩み");
  EXPECT_EQ(TextAt(sheet, "/areas/1/name"), "県北圏域");
  EXPECT_EQ(TextAt(sheet, "/areas/1/hospital_collaboration/0/text"), "北の病院");
  EXPECT_EQ(TextAt(sheet, "/areas/1/concerns/0/text"), "北の悩み");
  EXPECT_EQ(TextAt(sheet, "/areas/2/name"), "(none)");
}

TEST(Areas, APartThatIsMissingIsListed) {
  const parse::ParsedSheet sheet = ParsePage("３ 病院（医療機関）との連携状況\n\n・会議\n");
  for (const char* pointer :
       {"/areas/0/goals", "/areas/0/strengths", "/areas/0/challenges", "/areas/0/indicators"})
    EXPECT_TRUE(Reviewed(sheet, pointer)) << pointer;
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/concerns"));
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/hospital_collaboration"));
}

TEST(Documents, ThatNoFormFitsAreLeftOverAsAWhole) {
  for (std::string_view text : {"会議のお知らせ\n\n日時 4月1日\n会場 県庁\n",
                                "現時点での課題・悩み\n\n・不足\n", "事前課題\n"}) {
    const parse::ParsedSheet sheet = ParseDrawings({text});
    EXPECT_FALSE(sheet.recognised) << text;
    EXPECT_EQ(sheet.form, "");
    EXPECT_EQ(sheet.account[0].in_leftover, sheet.account[0].printed);
    EXPECT_GT(sheet.account[0].printed, 0);
  }
}

}  // namespace
}  // namespace tests
