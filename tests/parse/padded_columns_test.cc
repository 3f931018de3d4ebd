// Text padded with blanks (`pdftotext -layout`): columns that stand only roughly below each
// other are read as the columns that they are, and what is not certain is listed.
#include "parse/padded_columns.h"

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
    "「事前課題」シート\n\n石川県\n\f";
const std::string kNextPage =
    "\f３ 病院（医療機関）との連携状況\n・会議を開く\n４ 現時点での課題・悩み\n・なし\n";

ParsedSheet Parse(const std::string& body) {
  const auto layers = extract::ReadSource(kCover + body + kNextPage);
  static const auto rules = parse::RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
  return parse::ParseDocument(*layers, *rules);
}

const std::vector<Record>& Records(const ParsedSheet& sheet, std::string_view list) {
  return sheet.sheet.FindList("areas")->records.at(0).FindList(list)->records;
}

std::string Sector(const Record& role) {
  return std::get<std::vector<std::string>>(role.Find("sectors")->value).at(0);
}

TEST(PaddedColumns, AHeadingOverTwoColumnsAndNamesBehindASingleBlank) {
  const ParsedSheet sheet = Parse(
      "                     課題解決に向けた                   "
      "課題・方針に対する視点別の認識（取組）\n"
      "    課    題\n"
      "                      取組方針                    視点            取組\n"
      "退院後の住まいが見つからな ・居住支援協議会と話し合い、保証人 行政                 "
      "空き家情報の提供\n"
      "い。            が立てられない場合の対応を整理する\n"
      "                                         医療                 様子を支援者に伝える\n"
      "                                         福祉                 家主への説明\n");
  const auto& challenges = Records(sheet, "challenges");
  ASSERT_EQ(challenges.size(), 1u);
  EXPECT_EQ(challenges[0].Text("challenge"), "退院後の住まいが見つからない。");
  EXPECT_EQ(challenges[0].Text("policy"),
            "・居住支援協議会と話し合い、保証人が立てられない場合の対応を整理する");
  const auto& roles = challenges[0].FindList("roles")->records;
  ASSERT_EQ(roles.size(), 3u);
  EXPECT_EQ(Sector(roles[0]), "行政");
  EXPECT_EQ(roles[0].Text("text"), "空き家情報の提供");
  EXPECT_EQ(Sector(roles[2]), "福祉");
}

TEST(PaddedColumns, ANameAndANumberAtThePagesFootAreNoPartOfTheTable) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標                        現時点での進捗状況\n"
      "①協議の場を設置する                      設置の了承を得た\n"
      "②登録を始める                         準備中\n\n\n\n\n"
      "        南加賀圏域                      -2-\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 2u);
  EXPECT_EQ(goals[1].Text("goal"), "登録を始める");
  EXPECT_EQ(goals[1].Text("progress"), "準備中");
  EXPECT_EQ(sheet.sheet.FindList("areas")->records.at(0).Text("name"), "南加賀圏域");
}

TEST(PaddedColumns, ARemarkBelowOneOfTwoHeadingsIsListed) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標        指標の設定理由        現状値         目標値\n"
      "                                                 （H30）\n"
      "①登録者数               支援の量を見るため      ３人          ５人\n"
      "②訪問の回数              支援の量を見るため      ４回          ６回\n");
  const auto& indicators = Records(sheet, "indicators");
  ASSERT_EQ(indicators.size(), 2u);
  EXPECT_EQ(indicators[1].FindList("measures")->records.at(1).Text("text"), "６回");
  const bool listed =
      std::any_of(sheet.review.begin(), sheet.review.end(), [](const auto& finding) {
        return finding.path == "/areas/0/indicators/0/measures/0/heading";
      });
  EXPECT_TRUE(listed);
}

TEST(PaddedColumns, AHeadingFarFromItsColumnsIsToldByItsWords) {
  const ParsedSheet sheet = Parse(
      "２ 圏域の取組における強みと課題\n【特徴（強み）】\n・交流がある。\n\n"
      "                                            課題・方針に対する視点別の認識（取組）\n"
      "      課題         課題解決に向けた取組方針\n"
      "                                       視点               取組\n"
      "住まいがない。      ・協議会と話し合う。      行政         空き家の提供\n"
      "                                      医療         様子を伝える\n");
  EXPECT_EQ(Records(sheet, "strengths").at(0).Text("text"), "交流がある。");
  ASSERT_EQ(Records(sheet, "challenges").size(), 1u);
  EXPECT_EQ(Records(sheet, "challenges")[0].FindList("roles")->records.size(), 2u);
}

TEST(PaddedColumns, ABracketThatEndsBelowTheHeader) {
  const ParsedSheet sheet = Parse(
      "                                   現状値          現状値      目標値\n"
      "  課題解決の達成度を測る指標     （令和元年度末）   （令和２年９月   （令和２年度末）\n"
      "                                                  末）\n"
      "①調査の実施人数                     ０人            45人        82人\n");
  const auto& measures = Records(sheet, "indicators").at(0).FindList("measures")->records;
  ASSERT_EQ(measures.size(), 3u);
  EXPECT_EQ(measures[1].Text("heading"), "現状値（令和２年９月末）");
  EXPECT_EQ(measures[1].Text("text"), "45人");
}

}  // namespace
