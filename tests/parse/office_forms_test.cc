// Forms as offices change them: one table for everything, names in tables, rows left blank,
// areas one below the other, and what word processors print on every page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "parse/parse_document.h"
#include "tests/parse/sheet_sketch.h"
#include "tests/sketch.h"

namespace tests {
namespace {

const char kCover[] = "令和元年度 構築支援事業\n「事前課題」シート\n\n\n栃木県\n";

TEST(OfficeForms, OneTableMayHoldHeadingsTablesAndTexts) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------------------------------------------+\n"
      "|１ 達成目標と現時点での進捗状況                     |\n"
      "+-------------------------+--------------------------+\n"
      "|達成目標                 |現時点での進捗状況        |\n"
      "+-------------------------+--------------------------+\n"
      "|① 協議の場をつくる      |・準備会を開いた          |\n"
      "+-------------------------+--------------------------+\n"
      "|２ 圏域の取組における強みと課題                     |\n"
      "+----------------------------------------------------+\n"
      "|【特徴（強み）】                                    |\n"
      "|・病院が多い                                        |\n"
      "+----------------------------------------------------+\n"
      "|３ 病院（医療機関）との連携状況                     |\n"
      "+----------------------------------------------------+\n"
      "|・会議を開いた                                      |\n"
      "+----------------------------------------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/0/goal"), "協議の場をつくる");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/0/progress"), "・準備会を開いた");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/1/goal"), "(none)");
  EXPECT_EQ(TextAt(sheet, "/areas/0/strengths/0/text"), "病院が多い");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "会議を開いた");
  EXPECT_EQ(LeftoverOf(sheet), "");
}

TEST(OfficeForms, ATitleAboveTheColumnsIsNoHeader) {
  const parse::ParsedSheet sheet = ParsePage(
      "【特徴（強み）】\n\n・病院が多い\n\n"
      "+----------------------------------------------------+\n"
      "|令和元年度の達成目標                                |\n"
      "+-------------------------+--------------------------+\n"
      "|達成目標                 |現時点での進捗状況        |\n"
      "+-------------------------+--------------------------+\n"
      "|① 協議の場をつくる      |・準備会を開いた          |\n"
      "+-------------------------+--------------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/0/goal"), "協議の場をつくる");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/1/goal"), "(none)");
  EXPECT_EQ(TextAt(sheet, "/areas/0/strengths/0/text"), "病院が多い");
  EXPECT_EQ(TextAt(sheet, "/areas/0/strengths/1/text"), "(none)");
  EXPECT_EQ(LeftoverOf(sheet), "令和元年度の達成目標");
}

TEST(OfficeForms, RowsThatNobodyFilledInAreNoRecords) {
  const parse::ParsedSheet sheet = ParsePage(
      "+-------------------------+--------------------------+\n"
      "|達成目標                 |現時点での進捗状況        |\n"
      "+-------------------------+--------------------------+\n"
      "|① 協議の場をつくる      |                          |\n"
      "+-------------------------+--------------------------+\n"
      "|                         |                          |\n"
      "+-------------------------+--------------------------+\n"
      "|② 研修を開く            |・準備中                  |\n"
      "+-------------------------+--------------------------+\n"
      "|                         |                          |\n"
      "+-------------------------+--------------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/0/progress"), "");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/1/goal"), "研修を開く");
  EXPECT_EQ(TextAt(sheet, "/areas/0/goals/2/goal"), "(none)");
}

TEST(OfficeForms, AHeaderOverSeveralMeasuresIsNoPartOfTheirs) {
  const parse::ParsedSheet sheet = ParsePage(
      "+----------------------+-----------------------------------+------------------+\n"
      "|                      |数値                               |                  |\n"
      "|課題解決の達成度を    +-----------------+-----------------+見込んでいる      |\n"
      "|測る指標              |現状値（当初）   |目標値（年度末） |成果・効果        |\n"
      "+----------------------+-----------------+-----------------+------------------+\n"
      "|① 会議の開催         |２回             |４回             |連携が深まる      |\n"
      "+----------------------+-----------------+-----------------+------------------+\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/0/heading"), "現状値（当初）");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/1/heading"), "目標値（年度末）");
  EXPECT_EQ(TextAt(sheet, "/areas/0/indicators/0/measures/1/value"), "4");
}

TEST(OfficeForms, TheNameOfAnAreaMayStandInATableOfItsOwn) {
  const parse::ParsedSheet sheet = ParseDrawings(
      {kCover,
       "+------------+------------------------+\n"
       "|圏域名      |県南圏域                |\n"
       "+------------+------------------------+\n"
       "\n３ 病院（医療機関）との連携状況\n\n・南の病院\n\n４ 現時点での課題・悩み\n\n・南の悩み\n",
       "+------------+------------------------+\n"
       "|圏域名      |県北圏域                |\n"
       "+------------+------------------------+\n"
       "\n３ 病院（医療機関）との連携状況\n\n・北の病院\n"});
  EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "県南圏域");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "南の悩み");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/1/text"), "(none)");
  EXPECT_EQ(TextAt(sheet, "/areas/1/name"), "県北圏域");
  EXPECT_EQ(TextAt(sheet, "/areas/1/hospital_collaboration/0/text"), "北の病院");
}

// 実施主体 stands before a submitter's name on covers, and above the sectors in tables.
TEST(OfficeForms, AColumnMayBeNamedAsALabelOfTheCover) {
  const parse::ParsedSheet sheet =
      ParseDrawings({"令和元年度 構築支援事業\n「事前課題」シート\n",
                     "２ 圏域の取組における強みと課題\n"
                     "+------------+--------------+--------------+---------------+\n"
                     "|課題        |取組方針      |実施主体      |取組           |\n"
                     "+------------+--------------+--------------+---------------+\n"
                     "|制度の理解  |研修を行う    |行政          |場の設定       |\n"
                     "|            |              +--------------+---------------+\n"
                     "|            |              |医療          |研修への参加   |\n"
                     "+------------+--------------+--------------+---------------+\n"});
  EXPECT_EQ(TextAt(sheet, "/areas/0/challenges/0/policy"), "研修を行う");
  EXPECT_EQ(TextAt(sheet, "/areas/0/challenges/0/roles/1/text"), "研修への参加");
}

TEST(OfficeForms, ATableOnTheCoverSaysWhoHandsTheSheetIn) {
  const parse::ParsedSheet sheet =
      ParseDrawings({"令和元年度 構築支援事業\n「事前課題」シート\n\n"
                     "+------------+------------------------+\n"
                     "|自治体名    |栃木県                  |\n"
                     "+------------+------------------------+\n"
                     "|担当部署    |障害福祉課              |\n"
                     "+------------+------------------------+\n"
                     "\n\n小さな事からコツコツと\n",
                     "県南圏域\n\n３ 病院（医療機関）との連携状況\n\n・南の病院\n\n４ "
                     "現時点での課題・悩み\n\n・悩み\n"});
  EXPECT_EQ(TextAt(sheet, "/submitter"), "栃木県");
  EXPECT_EQ(TextAt(sheet, "/motto"), "小さな事からコツコツと");
  EXPECT_EQ(LeftoverOf(sheet), "担当部署\n障害福祉課");
}

// An area may begin in the middle of a page, below the end of the one before.
TEST(OfficeForms, AnAreaBeginsWhereItsNameStandsAboveItsFirstHeading) {
  const std::string goals =
      "１ 達成目標と現時点での進捗状況\n\n"
      "+-------------------------+--------------------------+\n"
      "|達成目標                 |現時点での進捗状況        |\n"
      "+-------------------------+--------------------------+\n"
      "|① 協議の場をつくる      |・準備会を開いた          |\n"
      "+-------------------------+--------------------------+\n\n";
  const std::string first =
      "県南圏域\n\n" + goals + "３ 病院（医療機関）との連携状況\n\n・南の病院\n";
  const std::string middle = "４ 現時点での課題・悩み\n\n・南の悩み\n\n\n県北圏域\n\n";
  for (const bool overleaf : {false, true}) {
    const std::string second = overleaf ? middle : middle + goals;
    const std::string third =
        (overleaf ? goals : std::string()) + "４ 現時点での課題・悩み\n\n・北の悩み\n";
    const parse::ParsedSheet sheet = ParseDrawings({kCover, first, second, third});
    EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "県南圏域") << overleaf;
    EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "南の悩み") << overleaf;
    EXPECT_EQ(TextAt(sheet, "/areas/0/goals/1/goal"), "(none)") << overleaf;
    EXPECT_EQ(TextAt(sheet, "/areas/1/name"), "県北圏域") << overleaf;
    EXPECT_EQ(TextAt(sheet, "/areas/1/goals/0/goal"), "協議の場をつくる") << overleaf;
    EXPECT_EQ(TextAt(sheet, "/areas/1/concerns/0/text"), "北の悩み") << overleaf;
  }
}

TEST(OfficeForms, SectionsSideBySideKeepTheirTexts) {
  const parse::ParsedSheet sheet = ParsePage(
      "３ 病院（医療機関）との連携状況       ４ 現時点での課題・悩み\n\n"
      "・会議を開いた                        ・人材の不足\n"
      "                                      ・予算の不足\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "会議を開いた");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/1/text"), "(none)");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "人材の不足");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/1/text"), "予算の不足");
}

TEST(OfficeForms, APageThatWasPutInTwiceIsListed) {
  const std::string table =
      "１ 達成目標と現時点での進捗状況\n\n"
      "+----------------------------------+--------------------------------------+\n"
      "|達成目標                          |現時点での進捗状況                    |\n"
      "+----------------------------------+--------------------------------------+\n"
      "|① 圏域の協議の場を毎月ひらく     |・準備会を開いて日程を決めた          |\n"
      "+----------------------------------+--------------------------------------+\n";
  const parse::ParsedSheet sheet = ParsePages({table, table});
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/goals/0"));
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/goals/1"));
}

// File names, times and document numbers in the margins are no values, on the cover neither.
TEST(OfficeForms, WhatComesBackInTheMarginsIsLeftOver) {
  const auto page = [](int number, std::string body) {
    constexpr std::ptrdiff_t kRows = 56;
    body.append(static_cast<size_t>(kRows - std::count(body.begin(), body.end(), '\n')), '\n');
    return "資料３－１               事前課題_最終.pptx 10:3" + std::to_string(number) + "\n\n" +
           body + "C:\\共有\\事前課題.pptx\n";
  };
  const std::string cover = page(0, std::string(kCover) + "\n\n小さな事からコツコツと\n");
  const std::string hospital =
      page(1, "県南圏域\n\n３ 病院（医療機関）との連携状況\n\n・南の病院\n");
  const std::string more = page(2, "・別の病院\n");
  const std::string concerns = page(3, "県南圏域\n\n４ 現時点での課題・悩み\n\n・悩み\n");
  const parse::ParsedSheet sheet = ParseDrawings({cover, hospital, more, concerns});
  EXPECT_EQ(TextAt(sheet, "/motto"), "小さな事からコツコツと");
  EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "県南圏域");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "南の病院");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/1/text"), "別の病院");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/2/text"), "(none)");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/1/text"), "(none)");
}

TEST(OfficeForms, ReadingsAboveIdeographsBreakNoText) {
  std::vector<extract::PageLayer> pages;
  for (const char* drawing :
       {kCover, "県南圏域\n\n３ 病院（医療機関）との連携状況\n\n・退院支援の会議を\n  毎月開いた\n",
        "県南圏域\n\n４ 現時点での課題・悩み\n\n・悩み\n"}) {
    pages.push_back(PageFromSketch(drawing));
    pages.back().height = 720;
  }
  AddText(13, 43, 5, "たいいんしえん", &pages[1]);
  const extract::SourceLayers layers = LayersOfPages(std::move(pages));
  const parse::ParsedSheet sheet = parse::ParseDocument(layers, BuiltInRules());
  EXPECT_EQ(BrokenPromise(layers, sheet), "");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "退院支援の会議を毎月開いた");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/1/text"), "(none)");
  EXPECT_EQ(LeftoverOf(sheet), "たいいんしえん");
}

TEST(OfficeForms, AYearWhoseDigitsStandApartIsOneNumber) {
  const parse::ParsedSheet sheet =
      ParseDrawings({"平 成 3 0 年 度 構築支援事業\n「事前課題」シート\n\n\n栃木県\n",
                     "県南圏域\n\n３ 病院（医療機関）との連携状況\n\n・会議\n\n４ "
                     "現時点での課題・悩み\n\n・悩み\n"});
  EXPECT_EQ(TextAt(sheet, "/fiscal_year"), "2018");
}

TEST(OfficeForms, ASectorWithAnUnknownCharacterIsListed) {
  const parse::ParsedSheet sheet = ParsePage(
      "+--------------+------------------------+----------+----------------------+\n"
      "|課題          |課題解決に向けた取組方針|主体      |役割（取組）          |\n"
      "+--------------+------------------------+----------+----------------------+\n"
      "|連携          |会議を開く              |行政\uE000    |場をつくる            |\n"
      "+--------------+------------------------+----------+----------------------+\n");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/challenges/0/roles/0/sectors"));
}

}  // namespace
}  // namespace tests
