// Tables in plain text without columns: what a text says beyond doubt is read, what it does
// not is read as well as may be and listed for review.
#include "parse/linear_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/read_source.h"
#include "parse/parse_document.h"

namespace {

using parse::ParsedSheet;
using parse::Record;

const std::string kCover =
    "平成30年度 精神障害にも対応した地域包括ケアシステム構築支援事業\n"
    "「事前課題」シート\n\n石川県\n\f南加賀圏域\n\n";

// Another part, so that the text is a sheet of the form.
const std::string kNextPage =
    "\n\f南加賀圏域\n\n３ 病院（医療機関）との連携状況\n\n・会議を開く\n\n４ "
    "現時点での課題・悩み\n\n・なし\n";

ParsedSheet Parse(const std::string& body) {
  const auto layers = extract::ReadSource(kCover + body + kNextPage);
  static const auto rules = parse::RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
  return parse::ParseDocument(*layers, *rules);
}

const std::vector<Record>& Records(const ParsedSheet& sheet, std::string_view list) {
  return sheet.sheet.FindList("areas")->records.at(0).FindList(list)->records;
}

bool Listed(const ParsedSheet& sheet, const std::string& path) {
  return std::any_of(sheet.review.begin(), sheet.review.end(), [&](const auto& finding) {
    return path == finding.path || path.rfind(finding.path + "/", 0) == 0;
  });
}

TEST(LinearTables, CellsInTheOrderOfRows) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標 現時点での進捗状況\n\n"
      "１．当圏域における、地域移行支援を推進す\nる。\n\n・連絡会を開催した\n\n"
      "２．地域移行数 ３人 ・地域移行数 １１人\n\n３．\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 3u);
  EXPECT_EQ(goals[0].Text("goal"), "当圏域における、地域移行支援を推進する。");
  EXPECT_EQ(goals[0].Text("progress"), "・連絡会を開催した");
  EXPECT_EQ(goals[1].Text("progress"), "・地域移行数 １１人");
  EXPECT_EQ(goals[2].Text("label"), "３．");
  EXPECT_EQ(goals[2].Text("goal"), "");
}

TEST(LinearTables, AHeaderAboveEachColumnsFirstCell) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標\n① 協議の場を設置する\n\n"
      "現時点での進捗状況\n・７月に設置の了承を得た\n\n② 登録を始める\n\n・準備中\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 2u);
  EXPECT_EQ(goals[0].Text("goal"), "協議の場を設置する");
  EXPECT_EQ(goals[0].Text("progress"), "・７月に設置の了承を得た");
  EXPECT_EQ(goals[1].Text("progress"), "・準備中");
}

TEST(LinearTables, RowsLeftBlankAreRows) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標 指標の設定理由 現状値\n（第1回会議時）\n\n現状値\n（今回）\n\n"
      "目標値（H30）\n\n①\n\n②\n\n③\n\n"
      "課題 課題解決に向けた取組方針 課題・方針に対する視点別の認識（取組）\n\n"
      "連携が不十分である。\n\n体制をつくる。\n\n行政側\n研修会を開く。\n");
  const auto& indicators = Records(sheet, "indicators");
  ASSERT_EQ(indicators.size(), 3u);
  EXPECT_EQ(indicators[2].Text("label"), "③");
  ASSERT_EQ(indicators[2].FindList("measures")->records.size(), 3u);
  EXPECT_EQ(indicators[2].FindList("measures")->records[2].Text("heading"), "目標値（H30）");
  EXPECT_EQ(Records(sheet, "challenges").size(), 1u);
}

TEST(LinearTables, ASectorGluedToTheNextTablesHeader) {
  const ParsedSheet sheet = Parse(
      "課題 課題解決に向けた取組方針 課題・方針に対する視点別の認識（取組）\n\n"
      "連携が不十分である。\n\n体制をつくる。\n\n行政側\n研修会を開く。\n\n"
      "関係機関・住民等課題解決の達成度を測る指標 指標の設定理由 現状値 目標値（H30）\n"
      "①未定 未定 未定 未定\n\n②\n");
  const auto& roles = Records(sheet, "challenges").at(0).FindList("roles")->records;
  ASSERT_EQ(roles.size(), 2u);
  EXPECT_EQ(std::get<std::vector<std::string>>(roles[1].Find("sectors")->value).at(0),
            "関係機関・住民等");
  ASSERT_EQ(Records(sheet, "indicators").size(), 2u);
  EXPECT_EQ(Records(sheet, "indicators")[0].Text("reason"), "未定");
}

TEST(LinearTables, AWordBrokenBesideAValueGoesOnInItsOwnCell) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標\n\n現状値\n\n目標値\n\n見込んでいる成果・効果\n\n"
      "①地域包括ケアシステ ２市町\nム構築の検討実績\n\n６市町\n\n協議が推進する\n");
  const Record& indicator = Records(sheet, "indicators").at(0);
  EXPECT_EQ(indicator.Text("indicator"), "地域包括ケアシステム構築の検討実績");
  EXPECT_EQ(indicator.FindList("measures")->records.at(0).Text("text"), "２市町");
}

TEST(LinearTables, LinesPrintedInTurnAreListed) {
  const ParsedSheet sheet = Parse(
      "課題\n\n課題解決に向けた取組方針\n\n課題・方針に対する視点別の認識（取組）\n"
      "行政側\n制度の周知を図る。\n\n・パンフレットを配る 医療側\n退院意識を高める\n"
      "入院患者の 行を作成。\n関係機関・住 支援が\n民等 必要\n");
  EXPECT_TRUE(Listed(sheet, "/areas/0/challenges"));
  const auto& roles = Records(sheet, "challenges").at(0).FindList("roles")->records;
  ASSERT_EQ(roles.size(), 3u);  // the broken name is one
}

TEST(LinearTables, ASectorsNameTwiceOnOneLineIsRead) {
  const ParsedSheet sheet = Parse(
      "課題\n\n課題解決に向けた取組方針\n\n課題・方針に対する視点別の認識（取組）\n"
      "連携が不十分である。\n\n体制をつくる。\n\n行政側\n研修会を開く。\n医療側 医療側 学ぶ\n");
  const auto& roles = Records(sheet, "challenges").at(0).FindList("roles")->records;
  EXPECT_GE(roles.size(), 2u);
  EXPECT_TRUE(Listed(sheet, "/areas/0/challenges"));
}

TEST(LinearTables, ARowWithATextTooFewIsListed) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標 現状値 目標値 見込んでいる成果・効果\n\n①登録者数\n\n６人\n");
  EXPECT_TRUE(Listed(sheet, "/areas/0/indicators/0/measures"));
}

TEST(LinearTables, RowsWithoutLabelsAreListed) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標 現時点での進捗状況\n\n協議の場を設置する\n\n了承を得た\n\n"
      "登録を始める\n\n準備中\n");
  EXPECT_TRUE(Listed(sheet, "/areas/0/goals"));
}

}  // namespace
