#include "extract/lines.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "extract/layout.h"
#include "tests/sketch.h"

namespace {

using extract::Direction;
using extract::Glyph;
using extract::kWordGap;
using extract::LayOut;
using extract::PageLayer;
using extract::PageLayout;

PageLayer BlankPage() {
  PageLayer page;
  page.width = 595;
  page.height = 842;
  return page;
}

std::vector<std::string> Texts(const PageLayer& page) {
  std::vector<std::string> texts;
  for (const extract::Line& line : LayOut(page).lines) texts.push_back(line.text);
  return texts;
}

using Want = std::vector<std::string>;

TEST(FindLines, GapsBetweenWordsAreSeen) {
  EXPECT_EQ(Texts(tests::PageFromSketch("two words and 3つ の 課題\n")),
            (Want{"two words and 3つ の 課題"}));
}

TEST(FindLines, AGapIsNoGlyph) {
  const PageLayout layout = LayOut(tests::PageFromSketch("ab cd\n"));
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].glyphs, (std::vector<int32_t>{0, 1, kWordGap, 2, 3}));
}

TEST(FindLines, PrintedSpacesAreKeptAndNotDoubled) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 10, " ab cd　課題 ", &page);
  const PageLayout layout = LayOut(page);
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].text, "ab cd　課題");
  EXPECT_EQ(layout.lines[0].glyphs.size(), 8U);
  EXPECT_DOUBLE_EQ(layout.lines[0].box.x0, 55);
}

TEST(FindLines, BlanksAloneAreNoLine) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 10, "  　", &page);
  EXPECT_TRUE(LayOut(page).lines.empty());
}

TEST(FindLines, SpacedHeadingsStayOneLine) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 12, "課", &page);
  tests::AddText(80, 50, 12, "題", &page);
  EXPECT_EQ(Texts(page), (Want{"課 題"}));
}

TEST(FindLines, TheAirAroundHalfBracketsIsNoGap) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 12, "・", &page);
  page.glyphs[0].box.x1 = 56;  // set on half of its square
  tests::AddText(58.4, 50, 12, "11", &page);
  tests::AddText(72.8, 50, 12, "月", &page);
  EXPECT_EQ(Texts(page), (Want{"・11月"}));
}

TEST(FindLines, ALabelFarToTheRightIsALineOfItsOwn) {
  EXPECT_EQ(Texts(tests::PageFromSketch("１ 達成目標と進捗状況                       県南圏域\n")),
            (Want{"１ 達成目標と進捗状況", "県南圏域"}));
}

TEST(FindLines, SmallerPrintOnTheSameLineBelongsToIt) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 20, "指標", &page);
  tests::AddText(90, 58, 10, "（時点）", &page);
  tests::AddText(130, 50, 10, "注1", &page);  // raised
  EXPECT_EQ(Texts(page), (Want{"指標（時点）注1"}));
}

TEST(FindLines, TwoSmallLinesBesideALargeCharacterAreTwo) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 24, "大", &page);
  tests::AddText(76, 50, 10, "上の行", &page);
  tests::AddText(76, 63, 10, "下の行", &page);
  EXPECT_EQ(Texts(page), (Want{"大上の行", "下の行"}));
}

TEST(FindLines, TightLinesStayApart) {
  PageLayer page = BlankPage();
  for (int i = 0; i < 5; ++i) tests::AddText(50, 50 + i * 10, 10, "行と行の間が無い", &page);
  // Fonts whose boxes are higher than an em overlap their neighbours.
  for (Glyph& glyph : page.glyphs) {
    glyph.box.y0 -= 3;
    glyph.box.y1 += 3;
  }
  EXPECT_EQ(Texts(page), (Want(5, "行と行の間が無い")));
}

TEST(FindLines, RubyIsALineOfItsOwn) {
  PageLayer page = BlankPage();
  tests::AddText(50, 50, 12, "精神障害", &page);
  tests::AddText(50, 43, 6, "せいしん", &page);
  EXPECT_EQ(Texts(page), (Want{"せいしん", "精神障害"}));
}

TEST(FindLines, TextColumnsWithANarrowGutterAreTwo) {
  PageLayer page = BlankPage();
  for (int i = 0; i < 6; ++i) {
    tests::AddText(50, 50 + i * 16, 10, "左の段の本文は左だけで続く", &page);
    tests::AddText(195, 50 + i * 16, 10, "右の段の本文は右だけで続く", &page);
  }
  const Want texts = Texts(page);
  ASSERT_EQ(texts.size(), 12U);
  for (size_t i = 0; i < 12; ++i)
    EXPECT_EQ(texts[i], i < 6 ? "左の段の本文は左だけで続く" : "右の段の本文は右だけで続く");
}

TEST(FindLines, LinesOfACellGoOnOverAnyGap) {
  EXPECT_EQ(Texts(tests::PageFromSketch("+----------------------+----+\n"
                                        "| 目                標 | 値 |\n"
                                        "+----------------------+----+\n")),
            (Want{"目 標", "値"}));
}

TEST(FindLines, NeighbourCellsAreNeverOneLine) {
  PageLayer page = tests::PageFromSketch("+--+--+\n|12|34|\n+--+--+\n");
  EXPECT_EQ(Texts(page), (Want{"12", "34"}));
}

TEST(FindLines, PrintThatRunsOverABorderStaysOne) {
  PageLayer page = BlankPage();
  page.rulings = {tests::HorizontalRuling(50, 50, 250), tests::HorizontalRuling(70, 50, 250),
                  tests::VerticalRuling(50, 50, 70), tests::VerticalRuling(150, 50, 70),
                  tests::VerticalRuling(250, 50, 70)};
  tests::AddText(60, 55, 9, "私立", &page);
  tests::AddText(133.5, 55, 9, "120(内地域枠5)", &page);
  const PageLayout layout = LayOut(page);
  ASSERT_EQ(layout.lines.size(), 2U);
  EXPECT_EQ(layout.lines[0].text, "私立");
  EXPECT_EQ(layout.lines[1].text, "120(内地域枠5)");
  EXPECT_EQ(layout.lines[1].cell, 1);
}

TEST(FindLines, VerticalWritingGoesDownAndLeft) {
  PageLayer page = BlankPage();
  const char* const columns[] = {"右の行", "左の行"};
  for (int i = 0; i < 2; ++i) {
    PageLayer part;
    tests::AddText(0, 0, 12, columns[i], &part);
    for (size_t k = 0; k < part.glyphs.size(); ++k) {
      Glyph glyph = part.glyphs[k];
      const double x = 300 - i * 18, y = 100 + 12 * static_cast<double>(k);
      glyph.box = {x, y, x + 12, y + 12};
      glyph.direction = Direction::kDown;
      page.glyphs.push_back(glyph);
    }
  }
  for (uint32_t seed = 0; seed < 5; ++seed)
    EXPECT_EQ(Texts(tests::Shuffled(page, seed)), (Want{"右の行", "左の行"}));
  EXPECT_EQ(LayOut(page).lines[0].direction, Direction::kDown);
}

TEST(FindLines, RotatedTextIsReadAlongItsDirection) {
  PageLayer page = BlankPage();
  PageLayer part;
  tests::AddText(0, 0, 10, "abc", &part);
  double y = 200;  // upward
  for (Glyph glyph : part.glyphs) {
    glyph.box = {100, y - 5, 110, y};
    glyph.direction = Direction::kUp;
    y -= 5;
    page.glyphs.push_back(glyph);
  }
  EXPECT_EQ(Texts(page), (Want{"abc"}));
}

TEST(LayOut, ColumnsOfUprightCharactersInACellAreVerticalWriting) {
  extract::PageLayer page;
  page.width = page.height = 300;
  for (const double y : {50.0, 150.0}) page.rulings.push_back(tests::HorizontalRuling(y, 50, 150));
  for (const double x : {50.0, 90.0, 150.0})
    page.rulings.push_back(tests::VerticalRuling(x, 50, 150));
  const auto column = [&page](double x, std::initializer_list<const char*> characters) {
    double y = 55;
    for (const char* c : characters) {
      tests::AddText(x, y, 10, c, &page);
      y += 10;
    }
  };
  column(60, {"分", "類"});
  column(130, {"鈴", "木", "花", "子", "の"});
  column(112, {"住", "所"});
  std::vector<std::string> texts;
  for (const extract::Line& line : extract::LayOut(page).lines) texts.push_back(line.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"分", "類", "鈴木花子の", "住所"}));
  // Two rows of a label that is spread over the width of its cell are none.
  page.glyphs.clear();
  column(60, {"分", "類"});
  for (const double x : {100.0, 120.0}) {
    tests::AddText(x, 55, 10, "行", &page);
    tests::AddText(x, 70, 10, "政", &page);
  }
  EXPECT_EQ(extract::LayOut(page).lines.back().text, "政 政");
}

TEST(FindLines, AStackedLabelReadsFromAbove) {
  EXPECT_EQ(Texts(tests::PageFromSketch("+----+----+\n"
                                        "| 行 | a  |\n"
                                        "|    |    |\n"
                                        "| 政 | b  |\n"
                                        "+----+----+\n")),
            (Want{"行", "政", "a", "b"}));
}

PageLayer CharacterPage(std::initializer_list<const char*> rows) {
  PageLayer page;
  page.unit = extract::Unit::kCharacters;
  page.width = 80;
  page.height = static_cast<double>(rows.size());
  double y = 0;
  for (const char* row : rows) {
    PageLayer part;
    tests::AddText(0, y, 2, row, &part);  // a full-width character takes two columns
    for (Glyph& glyph : part.glyphs) {
      glyph.size = 0;
      glyph.box.y1 = y + 1;
      if (glyph.text != " ") page.glyphs.push_back(glyph);
    }
    ++y;
  }
  return page;
}

TEST(FindCharacterLines, OneLineForEachLineOfText) {
  const PageLayer page = CharacterPage({"１ 達成目標", "", "・a b"});
  for (uint32_t seed = 0; seed < 5; ++seed)
    EXPECT_EQ(Texts(tests::Shuffled(page, seed)), (Want{"１ 達成目標", "・a b"}));
}

TEST(FindCharacterLines, WideGapsDivideColumns) {
  EXPECT_EQ(Texts(CharacterPage({"課題      取組方針   認識", "a b  c"})),
            (Want{"課題", "取組方針", "認識", "a b", "c"}));
}

TEST(FindCharacterLines, AFullWidthBlankIsNoBreak) {
  EXPECT_EQ(Texts(CharacterPage({"課　題"})), (Want{"課　題"}));
}

}  // namespace
