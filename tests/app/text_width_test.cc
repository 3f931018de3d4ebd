#include "app/text_width.h"

#include <gtest/gtest.h>

namespace {

using app::PadLeft;
using app::PadRight;
using app::TextWidth;
using app::WrapText;
using Lines = std::vector<std::string>;

TEST(TextWidthTest, FullWidthCharactersTakeTwoColumns) {
  EXPECT_EQ(TextWidth(""), 0);
  EXPECT_EQ(TextWidth("abc"), 3);
  EXPECT_EQ(TextWidth("栃木県"), 6);
  EXPECT_EQ(TextWidth("１．ａ"), 6);
  EXPECT_EQ(TextWidth("ｶﾞ"), 2);        // half-width katakana and its sound mark
  EXPECT_EQ(TextWidth("①○→"), 3);       // ambiguous: narrow, as UTF-8 terminals draw them
  EXPECT_EQ(TextWidth("𠮷"), 2);        // outside the BMP
  EXPECT_EQ(TextWidth("か\u3099"), 2);  // a combining sound mark takes no room
  EXPECT_EQ(TextWidth("a\u200Bb"), 2);  // nor does a zero-width space
}

TEST(TextWidthTest, PaddingCountsColumnsNotBytes) {
  EXPECT_EQ(PadRight("県", 4) + "|", "県  |");
  EXPECT_EQ(PadLeft("県", 4), "  県");
  EXPECT_EQ(PadRight("栃木県", 4), "栃木県");
}

TEST(WrapTextTest, BreaksBetweenIdeographs) {
  EXPECT_EQ(WrapText("地域移行支援", 6), (Lines{"地域移", "行支援"}));
  EXPECT_EQ(WrapText("地域移行支援", 7), (Lines{"地域移", "行支援"}));
}

TEST(WrapTextTest, NoLineBeginsWithAComma) {
  for (const std::string& line : WrapText("地域移、行支援。", 6)) {
    EXPECT_NE(line.rfind("、", 0), 0U) << line;
    EXPECT_NE(line.rfind("。", 0), 0U) << line;
    EXPECT_LE(TextWidth(line), 6) << line;
  }
}

TEST(WrapTextTest, LatinWordsStayWhole) {
  EXPECT_EQ(WrapText("one two three", 8), (Lines{"one two", "three"}));
}

TEST(WrapTextTest, AWordTooWideIsBrokenAnywhere) {
  EXPECT_EQ(WrapText("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(WrapText("x abcdefgh", 4), (Lines{"x", "abcd", "efgh"}));
}

TEST(WrapTextTest, ParagraphsAlwaysBreak) {
  EXPECT_EQ(WrapText("a\n\nb", 10), (Lines{"a", "", "b"}));
  EXPECT_EQ(WrapText("", 10), (Lines{""}));
}

TEST(WrapTextTest, NothingIsLost) {
  const std::string text = "（１）長期入院患者の地域移行、地域定着支援がabc進まない。ｶﾞｲﾄﾞ①";
  for (int columns = 2; columns < 40; ++columns) {
    std::string joined;
    for (const std::string& line : WrapText(text, columns)) {
      EXPECT_LE(TextWidth(line), columns);
      joined += line;
    }
    EXPECT_EQ(joined, text) << columns;
  }
}

}  // namespace
