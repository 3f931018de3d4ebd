// The cover: who hands in what, for which year.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

// Enough of a sheet behind the cover to be one.
constexpr std::string_view kFirstPart =
    "  県南圏域\n"
    "\n"
    "３ 病院（医療機関）との連携状況\n"
    "\n"
    "・会議を開いた\n"
    "\n"
    "４ 現時点での課題・悩み\n"
    "\n"
    "・人材の不足\n";

parse::ParsedSheet WithCover(std::string_view cover) { return ParseDrawings({cover, kFirstPart}); }

TEST(Cover, IsReadFieldByField) {
  const parse::ParsedSheet sheet = WithCover(
      "令和元年度 精神障害にも対応した地域包括ケアシステム構築支援事業\n"
      "第２回アドバイザー・実施自治体担当者合同会議「事前課題」シート\n"
      "\n\n\n"
      "        顔の見える関係づくりと退院支援の強化\n"
      "\n\n\n"
      "        栃木県\n"
      "\n\n\n"
      "   栃木県では、県内の障害保健福祉圏域ごとに協議の場を置き、\n"
      "   医療と福祉が連携して退院支援と地域での暮らしを支えています。\n"
      "\n\n\n"
      "        モデル圏域 県南圏域、県北圏域\n");
  EXPECT_EQ(TextAt(sheet, "/fiscal_year"), "2019");
  EXPECT_EQ(TextAt(sheet, "/fiscal_year_label"), "令和元年度");
  EXPECT_EQ(TextAt(sheet, "/program"), "精神障害にも対応した地域包括ケアシステム構築支援事業");
  EXPECT_EQ(TextAt(sheet, "/meeting"), "第２回アドバイザー・実施自治体担当者合同会議");
  EXPECT_EQ(TextAt(sheet, "/document"), "「事前課題」シート");
  EXPECT_EQ(TextAt(sheet, "/submitter"), "栃木県");
  EXPECT_EQ(TextAt(sheet, "/submitter_code"), "090000");
  EXPECT_EQ(TextAt(sheet, "/motto"), "顔の見える関係づくりと退院支援の強化");
  EXPECT_EQ(TextAt(sheet, "/overview"),
            "栃木県では、県内の障害保健福祉圏域ごとに協議の場を置き、"
            "医療と福祉が連携して退院支援と地域での暮らしを支えています。");
  EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "県南圏域");
  // The cover lists an area that the sheet has no part for.
  EXPECT_EQ(LeftoverOf(sheet), "県北圏域");
}

TEST(Cover, TheYearIsTheOneInWhichTheFiscalYearBegins) {
  struct Case {
    const char *line, *label, *year;
  };
  const Case cases[] = {
      {"平成30年度 構築支援事業", "平成30年度", "2018"},
      {"平成３０年度 構築支援事業", "平成３０年度", "2018"},
      {"令和元年度 構築支援事業", "令和元年度", "2019"},
      {"Ｒ２年度 構築支援事業", "Ｒ２年度", "2020"},
      {"2021年度 構築支援事業", "2021年度", "2021"},
      {"令和４(2022)年度 構築支援事業", "令和４(2022)年度", "2022"},
  };
  for (const Case& c : cases) {
    const parse::ParsedSheet sheet =
        WithCover(std::string(c.line) + "\n「事前課題」シート\n\n\n        栃木県\n");
    EXPECT_EQ(TextAt(sheet, "/fiscal_year_label"), c.label) << c.line;
    EXPECT_EQ(TextAt(sheet, "/fiscal_year"), c.year) << c.line;
    EXPECT_EQ(TextAt(sheet, "/program"), "構築支援事業") << c.line;
    EXPECT_FALSE(Reviewed(sheet, "/fiscal_year")) << c.line;
  }
}

TEST(Cover, TheSubmitterIsNamedInManyWays) {
  struct Case {
    const char *line, *name, *code;
    bool doubtful;
  };
  const Case cases[] = {
      {"石川県", "石川県", "170003", false},
      {"石 川 県", "石 川 県", "170003", false},
      {"（石川県）", "石川県", "170003", false},
      {"提出自治体：石川県", "石川県", "170003", false},
      {"横浜市", "横浜市", "141003", false},
      {"神奈川県横浜市", "横浜市", "141003", false},
      {"北九州市", "北九州市", "401005", false},
      {"京都府", "京都府", "260002", false},
      {"東京都", "東京都", "130001", false},
      {"石川県健康福祉部障害保健福祉課", "石川県", "170003", true},
  };
  for (const Case& c : cases) {
    const parse::ParsedSheet sheet = WithCover(
        "令和元年度 構築支援事業\n「事前課題」シート\n\n\n        " + std::string(c.line) + "\n");
    EXPECT_EQ(TextAt(sheet, "/submitter"), c.name) << c.line;
    EXPECT_EQ(TextAt(sheet, "/submitter_code"), c.code) << c.line;
    EXPECT_EQ(Reviewed(sheet, "/submitter"), c.doubtful) << c.line;
  }
}

// A value that is not there is never made up: it is blank and listed.
TEST(Cover, WhatIsNotPrintedIsListed) {
  const parse::ParsedSheet sheet = WithCover("「事前課題」シート\n");
  EXPECT_TRUE(sheet.recognised);
  EXPECT_EQ(TextAt(sheet, "/document"), "「事前課題」シート");
  for (const char* pointer : {"/fiscal_year_label", "/submitter"}) {
    EXPECT_EQ(TextAt(sheet, pointer), "") << pointer;
    EXPECT_TRUE(Reviewed(sheet, pointer)) << pointer;
  }
  EXPECT_EQ(TextAt(sheet, "/fiscal_year"), "null");
  EXPECT_TRUE(Reviewed(sheet, "/fiscal_year"));
  EXPECT_EQ(TextAt(sheet, "/submitter_code"), "null");
}

TEST(Cover, MayBeMissing) {
  const parse::ParsedSheet sheet =
      ParseDrawings({"「事前課題」シート\n\n３ 病院（医療機関）との連携状況\n\n・会議\n\n４ "
                     "現時点での課題・悩み\n\n・不足\n"});
  ASSERT_TRUE(sheet.recognised);
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "不足");
  EXPECT_TRUE(Reviewed(sheet, "/submitter"));
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/name"));
}

// The city that has no areas is its own area.
TEST(Cover, ACityWithoutAreasIsItsOwnArea) {
  const parse::ParsedSheet sheet = ParseDrawings(
      {"令和元年度 構築支援事業\n「事前課題」シート\n\n\n        横浜市\n",
       "３ 病院（医療機関）との連携状況\n\n・会議\n\n４ 現時点での課題・悩み\n\n・不足\n"});
  EXPECT_EQ(TextAt(sheet, "/areas/0/name"), "横浜市");
  EXPECT_EQ(TextAt(sheet, "/areas/1/name"), "(none)");
  EXPECT_FALSE(Reviewed(sheet, "/areas/0/name"));
}

TEST(Cover, OtherShortTextsAreListedNotLost) {
  const parse::ParsedSheet sheet = WithCover(
      "令和元年度 "
      "構築支援事業\n「事前課題」シート\n\n\n顔の見える関係づくり\n\n\n\n栃木県\n\n\n\n暮らしを支え"
      "る地域へ\n");
  EXPECT_EQ(TextAt(sheet, "/motto"), "顔の見える関係づくり");
  EXPECT_TRUE(Reviewed(sheet, "/motto"));
  EXPECT_EQ(LeftoverOf(sheet), "暮らしを支える地域へ");
}

}  // namespace
}  // namespace tests
