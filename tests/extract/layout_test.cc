#include "extract/layout.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "extract/cell_paragraphs.h"
#include "extract/dump.h"
#include "extract/layout_json.h"
#include "tests/sketch.h"

namespace {

using extract::CellParagraphs;
using extract::Dump;
using extract::LayOut;
using extract::PageLayer;
using extract::PageLayout;

const char* const kSheet =
    "                                                 県南圏域\n"
    "２ 強みと課題\n"
    "\n"
    "【特徴】\n"
    "・連携ができつつある\n"
    "+------------+--------------------+--------------------+\n"
    "| 課題       | 方針               | 認識               |\n"
    "+------------+--------------------+------+-------------+\n"
    "| 入院患者数 | ・市の協議会       | 行政 | 周知する    |\n"
    "| の減少     | ・活動の場を広げる +------+-------------+\n"
    "|            |                    | 医療 |             |\n"
    "+------------+--------------------+------+-------------+\n"
    "                                                       3\n";

TEST(LayOut, ReadsASheetFromAbove) {
  EXPECT_EQ(Dump(LayOut(tests::PageFromSketch(kSheet))),
            "line 県南圏域\n"
            "line ２ 強みと課題\n"
            "line 【特徴】\n"
            "line ・連携ができつつある\n"
            "table p1 3x4\n"
            "  0,0 課題\n  0,1 方針\n  0,2 span 1x2 認識\n"
            "  1,0 span 2x1 入院患者数/の減少\n"
            "  1,1 span 2x1 ・市の協議会/・活動の場を広げる\n"
            "  1,2 行政\n  1,3 周知する\n  2,2 医療\n  2,3\n"
            "line 3\n");
}

TEST(LayOut, LinesAndCellsNameEachOther) {
  const PageLayout page = LayOut(tests::PageFromSketch(kSheet));
  ASSERT_EQ(page.tables.size(), 1U);
  size_t in_cells = 0;
  for (size_t c = 0; c < page.tables[0].cells.size(); ++c) {
    for (const int i : page.tables[0].cells[c].lines) {
      EXPECT_EQ(page.lines[static_cast<size_t>(i)].table, 0);
      EXPECT_EQ(page.lines[static_cast<size_t>(i)].cell, static_cast<int>(c));
      ++in_cells;
    }
  }
  EXPECT_EQ(in_cells + 5, page.lines.size());
}

TEST(LayOut, TextBoxesSideBySideAreReadOneAfterTheOther) {
  PageLayer page;
  page.width = 595;
  page.height = 842;
  tests::AddText(50, 30, 16, "表題はページの幅いっぱいに立つものとする", &page);
  for (int i = 0; i < 4; ++i) {
    tests::AddText(50, 80 + i * 15, 10, "左の枠の文", &page);
    tests::AddText(300, 86 + i * 15, 10, "右の枠の文", &page);
  }
  tests::AddText(50, 180, 10, "脚注", &page);
  EXPECT_EQ(Dump(LayOut(page)),
            "line 表題はページの幅いっぱいに立つものとする\n"
            "line 左の枠の文\nline 左の枠の文\nline 左の枠の文\nline 左の枠の文\n"
            "line 右の枠の文\nline 右の枠の文\nline 右の枠の文\nline 右の枠の文\n"
            "line 脚注\n");
}

TEST(LayOut, FramedTextsSideBySideAreNotMixed) {
  EXPECT_EQ(Dump(LayOut(tests::PageFromSketch("+--------+ +--------+\n"
                                              "| 左の上 | | 右の上 |\n"
                                              "| 左の下 | | 右の下 |\n"
                                              "+--------+ +--------+\n"))),
            "line 左の上\nline 左の下\nline 右の上\nline 右の下\n");
}

// A watermark is no part of the text that it lies on.
TEST(LayOut, LettersAcrossTheTextAreLinesOfTheirOwn) {
  for (const bool slanted : {false, true}) {
    extract::PageLayer page;
    page.width = 400;
    page.height = 300;
    for (int i = 0; i < 8; ++i)
      tests::AddText(40, 40 + 20.0 * i, 10, "関係機関の情報交換、情報共有を図る", &page);
    const size_t own = page.glyphs.size();
    tests::AddText(50, 60, slanted ? 10 : 80, "社外秘", &page);
    for (size_t i = own; i < page.glyphs.size(); ++i) page.glyphs[i].slanted = slanted;
    const extract::PageLayout layout = LayOut(page);
    ASSERT_EQ(layout.lines.size(), 9U) << slanted;
    for (size_t i = 0; i < 8; ++i)
      EXPECT_EQ(layout.lines[i].text, "関係機関の情報交換、情報共有を図る") << slanted;
    EXPECT_EQ(layout.lines[8].text, "社外秘") << slanted;
    EXPECT_TRUE(layout.lines[8].overprint);
  }
}

TEST(LayOut, AnEmptyPageHasAnEmptyLayout) {
  const PageLayout page = LayOut(PageLayer{});
  EXPECT_TRUE(page.lines.empty());
  EXPECT_TRUE(page.tables.empty());
}

// A page as no program prints it: glyphs of any size, place and direction, lines anywhere.
PageLayer WildPage(uint32_t seed) {
  std::mt19937 random(seed);
  const auto any = [&random](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  PageLayer page;
  page.width = 600;
  page.height = 800;
  const int glyphs = static_cast<int>(any(0, 300)), rulings = static_cast<int>(any(0, 80));
  const char* const texts[] = {"a", "課", " ", "題", "1", "　", "\xEF\xBF\xBD"};
  for (int i = 0; i < glyphs; ++i) {
    extract::Glyph glyph;
    glyph.text = texts[random() % 7];
    const double x = any(-50, 650), y = any(-50, 850), size = any(0, 30);
    glyph.box = {x, y, x + size * any(0, 1), y + size};
    glyph.size = static_cast<float>(size);
    glyph.direction = static_cast<extract::Direction>(random() % 10 < 8 ? 0 : random() % 4);
    page.glyphs.push_back(glyph);
  }
  for (int i = 0; i < rulings; ++i) {
    // On a coarse grid, so that tables do come about.
    const double at = std::round(any(0, 40)) * 15, from = std::round(any(0, 40)) * 15;
    const double to = from + std::round(any(0, 20)) * 15;
    page.rulings.push_back(random() % 2 == 0 ? tests::HorizontalRuling(at, from, to)
                                             : tests::VerticalRuling(at, from, to));
    page.rulings.back().origin = static_cast<extract::Ruling::Origin>(random() % 2);
  }
  for (int i = 0; i < 5; ++i) {
    const double x = any(0, 500), y = any(0, 700);
    tests::AddFill({x, y, x + any(0, 200), y + any(0, 200)}, random() % 3 * 0x7F7F7F, &page);
  }
  return page;
}

TEST(LayOut, EveryPrintedGlyphIsInExactlyOneLine) {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    const PageLayer page = WildPage(seed);
    const PageLayout layout = LayOut(page);
    std::map<int32_t, int> seen;
    for (const extract::Line& line : layout.lines) {
      for (const int32_t i : line.glyphs) {
        if (i != extract::kWordGap) ++seen[i];
      }
    }
    for (size_t i = 0; i < page.glyphs.size(); ++i) {
      const std::string& text = page.glyphs[i].text;
      const int count = seen[static_cast<int32_t>(i)];
      if (text == " " || text == "　")
        EXPECT_LE(count, 1) << seed;
      else
        EXPECT_EQ(count, 1) << seed;
    }
  }
}

TEST(LayOut, CellsNeverOverlapAndLieInTheirTable) {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    for (const extract::Table& table : LayOut(WildPage(seed)).tables) {
      std::vector<int> covered(static_cast<size_t>(table.rows) * table.columns, 0);
      for (const extract::Cell& cell : table.cells) {
        ASSERT_GE(cell.row, 0);
        ASSERT_GE(cell.column, 0);
        ASSERT_LE(cell.row + cell.row_span, table.rows);
        ASSERT_LE(cell.column + cell.column_span, table.columns);
        for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
          for (int column = cell.column; column < cell.column + cell.column_span; ++column)
            EXPECT_EQ(covered[static_cast<size_t>(row) * table.columns + column]++, 0) << seed;
        }
      }
    }
  }
}

TEST(LayOut, DrawingOrderDoesNotMatter) {
  for (uint32_t seed = 1; seed <= 100; ++seed) {
    const PageLayer page = WildPage(seed);
    EXPECT_EQ(Dump(LayOut(page)), Dump(LayOut(tests::Shuffled(page, seed)))) << seed;
  }
}

TEST(LayOut, PlaceOnThePageDoesNotMatter) {
  const PageLayer page = tests::PageFromSketch(kSheet);
  const std::string want = Dump(LayOut(page));
  for (const double scale : {0.6, 1.0, 2.5})
    EXPECT_EQ(Dump(LayOut(tests::Moved(page, 7.3, 21.9, scale))), want) << scale;
}

// What takes quadratic time shows here: each of these pages must take well under a second.
TEST(LayOut, HostilePagesEndSoon) {
  std::mt19937 random(1);
  PageLayer same_place, stairs, lines;
  for (PageLayer* page : {&same_place, &stairs, &lines}) page->width = page->height = 2000;
  tests::AddText(100, 100, 10, "字", &same_place);
  same_place.glyphs.resize(100'000, same_place.glyphs[0]);
  for (int i = 0; i < 100'000; ++i) {
    extract::Glyph glyph = same_place.glyphs[0];
    glyph.box = {i * 0.02, i * 0.02, i * 0.02 + 10, i * 0.02 + 10};
    stairs.glyphs.push_back(glyph);
    const double at = static_cast<double>(random() % 2'000'000) / 1000;
    lines.rulings.push_back(i % 2 == 0 ? tests::HorizontalRuling(at, 0, 2000)
                                       : tests::VerticalRuling(at, 0, 2000));
  }
  for (const PageLayer* page : {&same_place, &stairs, &lines}) {
    const auto start = std::chrono::steady_clock::now();
    LayOut(*page);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  }
}

std::string TextOfFirstCell(const char* drawing) {
  const PageLayout page = LayOut(tests::PageFromSketch(drawing));
  return page.tables.empty() ? "no table" : CellParagraphs(page, page.tables[0].cells[0]);
}

TEST(CellParagraphs, WrappedLinesAreJoined) {
  EXPECT_EQ(TextOfFirstCell("+------------------+--+\n"
                            "|・市の協議会が紙を|  |\n"
                            "|作成する。        |  |\n"
                            "|・活動の場を      |  |\n"
                            "|新しい段落        |  |\n"
                            "+------------------+--+\n"),
            "・市の協議会が紙を作成する。\n・活動の場を\n新しい段落");
}

TEST(CellParagraphs, LatinWordsKeepASpace) {
  EXPECT_EQ(TextOfFirstCell("+----------------+--+\n"
                            "| Strategic plan |  |\n"
                            "| and management |  |\n"
                            "+----------------+--+\n"),
            "Strategic plan and management");
}

TEST(CellParagraphs, StackedCharactersAreOneWord) {
  EXPECT_EQ(TextOfFirstCell("+----+--+\n"
                            "| 行 |  |\n"
                            "| 政 |  |\n"
                            "+----+--+\n"),
            "行政");
}

TEST(CellParagraphs, LabelsSpreadOverTheWidthAreWordsOfTheirOwn) {
  EXPECT_EQ(TextOfFirstCell("+----------+--+\n"
                            "| 総務課長 |  |\n"
                            "| 所 属 長 |  |\n"
                            "| 職    員 |  |\n"
                            "+----------+--+\n"),
            "総務課長\n所 属 長\n職 員");
}

TEST(CellParagraphs, ACharacterThatMayNotBeginALineTakesOneAlong) {
  EXPECT_EQ(TextOfFirstCell("+------------------+--+\n"
                            "|人材を育てるこ    |  |\n"
                            "|と。決めた        |  |\n"
                            "|次の段落          |  |\n"
                            "+------------------+--+\n"),
            "人材を育てること。決めた\n次の段落");
}

TEST(BeginsWithListMark, ByShape) {
  for (const char* text : {"・a", "①地域", "○課題", "⇒現状", "１．a", "1.a", "(1)a", "（２）a",
                           "3) a", "※注", "【特徴】", "（ア）a", "ア）a", "■a", "10.a"})
    EXPECT_TRUE(extract::BeginsWithListMark(text)) << text;
  for (const char* text : {"3.5%", "10月", "（案）", "「協議の場」", "地域", "", "a", "2019年",
                           "ー", "R01", "（令和元年）"})
    EXPECT_FALSE(extract::BeginsWithListMark(text)) << text;
}

TEST(LayoutToJson, HasTheShapeOfTheContract) {
  const PageLayout page =
      LayOut(tests::PageFromSketch("題\n"
                                   "+--+--+\n"
                                   "|1 |2 |\n"
                                   "+--+--+\n"));
  EXPECT_EQ(extract::LayoutToJson({page}).dump(),
            R"({"pages":[{"number":1,"width":595.0,"height":842.0,"lines":[)"
            R"({"bbox":[0.0,0.0,12.0,12.0],"text":"題"},)"
            R"({"bbox":[6.0,24.0,12.0,36.0],"text":"1"},)"
            R"({"bbox":[24.0,24.0,30.0,36.0],"text":"2"}],)"
            R"("tables":[{"bbox":[3.0,18.0,39.0,42.0],"rows":1,"columns":2,"cells":[)"
            R"({"row":0,"column":0,"row_span":1,"column_span":1,"bbox":[3.0,18.0,21.0,42.0],)"
            R"("text":"1"},)"
            R"({"row":0,"column":1,"row_span":1,"column_span":1,"bbox":[21.0,18.0,39.0,42.0],)"
            R"("text":"2"}]}]}]})");
}

TEST(LayoutToText, ShowsLinesAndRows) {
  const PageLayout page =
      LayOut(tests::PageFromSketch("題\n"
                                   "+--+--+\n"
                                   "|1 |2 |\n"
                                   "+--+--+\n"));
  EXPECT_EQ(extract::LayoutToText({page}), "--- 1 ---\n題\n| 1 | 2 |\n");
}

}  // namespace
