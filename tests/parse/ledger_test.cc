// The account of printed characters closes, whatever was claimed.
#include "parse/ledger.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/parse/sheet_sketch.h"

namespace parse {
namespace {

class LedgerTest : public testing::Test {
 protected:
  std::string Remaining() const {
    std::string texts;
    for (const Leftover& leftover : ledger_.Remaining(layouts_))
      texts += std::to_string(leftover.place.page) + " " + leftover.text + "\n";
    return texts;
  }
  // "printed = fields + form + left over" of a page.
  std::string Account(size_t page = 0) const {
    const PageAccount account = ledger_.Account().at(page);
    return std::to_string(account.printed) + " = " + std::to_string(account.in_fields) + " + " +
           std::to_string(account.in_form) + " + " + std::to_string(account.in_leftover);
  }
  // Glyphs begin .. end of the first page.
  static PrintedText Glyphs(int begin, int end) {
    PrintedText text;
    for (int i = begin; i < end; ++i) text.push_back({U'x', 0, i});
    return text;
  }

  const extract::SourceLayers layers_ = tests::LayersOf({"現状と課題\n\n未定\n", "二枚目\n"});
  const std::vector<extract::PageLayout> layouts_ = {extract::LayOut(layers_.pages[0]),
                                                     extract::LayOut(layers_.pages[1])};
  Ledger ledger_{layers_};
};

TEST_F(LedgerTest, WhatNobodyTookIsLeftOverLineByLine) {
  EXPECT_EQ(Remaining(), "1 現状と課題\n1 未定\n2 二枚目\n");
  EXPECT_EQ(Account(0), "7 = 0 + 0 + 7");
  EXPECT_EQ(Account(1), "3 = 0 + 0 + 3");
}

TEST_F(LedgerTest, WhatIsTakenPartsWhatIsLeft) {
  ledger_.Claim(Glyphs(2, 3), Ledger::Use::kField);
  EXPECT_EQ(Remaining(), "1 現状\n1 課題\n1 未定\n2 二枚目\n");
  EXPECT_EQ(Account(), "7 = 1 + 0 + 6");
}

TEST_F(LedgerTest, AFieldKeepsItsGlyphsAndTakesThoseOfTheForm) {
  ledger_.Claim(Glyphs(0, 5), Ledger::Use::kField);
  ledger_.Claim(Glyphs(0, 7), Ledger::Use::kForm);
  EXPECT_EQ(Account(), "7 = 5 + 2 + 0");
  ledger_.Claim(Glyphs(5, 7), Ledger::Use::kField);
  EXPECT_EQ(Account(), "7 = 7 + 0 + 0");
  EXPECT_EQ(Remaining(), "2 二枚目\n");
}

TEST_F(LedgerTest, AGlyphCountsOnceHoweverOftenItIsTaken) {
  for (int i = 0; i < 3; ++i) ledger_.Claim(Glyphs(0, 2), Ledger::Use::kField);
  EXPECT_EQ(Account(), "7 = 2 + 0 + 5");
}

TEST_F(LedgerTest, JoiningBlanksAreNoGlyphs) {
  PrintedText text = Glyphs(0, 1);
  text.push_back({U' ', 0, -1});
  text.push_back({U'\n', 0, -1});
  ledger_.Claim(text, Ledger::Use::kField);
  EXPECT_EQ(Account(), "7 = 1 + 0 + 6");
  EXPECT_FALSE(ledger_.Free(text[0]));
  EXPECT_FALSE(ledger_.Free(text[1]));
  EXPECT_TRUE(ledger_.Free({U'x', 0, 1}));
}

TEST_F(LedgerTest, AnAttachedGlyphSharesTheFateOfItsWhole) {
  ledger_.Attach({U'x', 0, 1}, {U'x', 0, 0});
  EXPECT_TRUE(ledger_.Free({U'x', 0, 1}));
  ledger_.Claim(Glyphs(0, 1), Ledger::Use::kField);
  EXPECT_FALSE(ledger_.Free({U'x', 0, 1}));
  EXPECT_EQ(Account(), "7 = 2 + 0 + 5");
}

// White space that the file draws is no printed character.
TEST(LedgerOfBlanks, CountsOnlyWhatIsSeen) {
  extract::SourceLayers layers = tests::LayersOf({"未定\n"});
  extract::Glyph blank = layers.pages[0].glyphs[0];
  for (const char* text : {" ", "　", "\u200B", ""}) {
    blank.text = text;
    layers.pages[0].glyphs.push_back(blank);
  }
  Ledger ledger(layers);
  EXPECT_EQ(ledger.Account()[0].printed, 2);
  EXPECT_EQ(ledger.Account()[0].in_leftover, 2);
}

// A sound mark that is a glyph of its own goes where its kana goes.
TEST(LedgerOfHalfWidthKana, CountsTheSoundMarkWithItsKana) {
  const ParsedSheet sheet = tests::ParseText(
      "「事前課題」シート\n\n３ 病院（医療機関）との連携状況\n\n・ﾋﾟｱｻﾎﾟｰﾀｰの派遣\n\n４ "
      "現時点での課題・悩み\n\n・ｶﾞｲﾄﾞ\n");
  EXPECT_EQ(tests::TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "ピアサポーターの派遣");
  EXPECT_EQ(tests::TextAt(sheet, "/areas/0/concerns/0/text"), "ガイド");
  EXPECT_EQ(tests::LeftoverOf(sheet), "");
  EXPECT_EQ(sheet.account[0].in_leftover, 0);
}

}  // namespace
}  // namespace parse
