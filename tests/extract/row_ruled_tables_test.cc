#include "extract/row_ruled_tables.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "extract/any_layout.h"
#include "extract/dump.h"
#include "tests/sketch.h"

namespace {

using extract::DumpTables;
using extract::LayOutAnyTable;
using extract::PageLayer;

std::string Tables(std::string_view drawing) {
  const PageLayer page = tests::PageFromSketch(drawing);
  const std::string dump = DumpTables(LayOutAnyTable(page));
  EXPECT_EQ(DumpTables(LayOutAnyTable(tests::Shuffled(page, 1))), dump);
  EXPECT_EQ(DumpTables(LayOutAnyTable(tests::Moved(page, 7, 30, 0.7))), dump);
  return dump;
}

TEST(RowRuledTables, HeaderAndRowsOfStatistics) {
  constexpr std::string_view kDrawing =
      "表 歳入の状況\n"
      "------------------------------\n"
      "区分          R01         R02\n"
      "------------------------------\n"
      "市税          123         145\n"
      "交付税       4567       4,901\n"
      "合計         4690        5046\n"
      "------------------------------\n"
      "資料: 決算書\n";
  EXPECT_EQ(Tables(kDrawing),
            "table p1 4x3\n"
            "  0,0 区分\n  0,1 R01\n  0,2 R02\n  1,0 市税\n  1,1 123\n  1,2 145\n"
            "  2,0 交付税\n  2,1 4567\n  2,2 4,901\n  3,0 合計\n  3,1 4690\n  3,2 5046\n");
  // Readers of forms find such a table by its header.
  EXPECT_TRUE(extract::LayOut(tests::PageFromSketch(kDrawing)).tables.empty());
}

TEST(RowRuledTables, AHeadingOverSeveralColumns) {
  EXPECT_EQ(Tables("------------------------------\n"
                   "          Animal\n"
                   "       ----------------\n"
                   "Item   Kind      Size    Price\n"
                   "------------------------------\n"
                   "Gnat   insect    small    1.00\n"
                   "Gnu    mammal    large   92.50\n"
                   "Emu    bird      large   33.33\n"
                   "------------------------------\n"),
            "table p1 5x4\n"
            "  0,0 span 2x1 Item\n  0,1 span 1x2 Animal\n  0,3 span 2x1 Price\n"
            "  1,1 Kind\n  1,2 Size\n"
            "  2,0 Gnat\n  2,1 insect\n  2,2 small\n  2,3 1.00\n"
            "  3,0 Gnu\n  3,1 mammal\n  3,2 large\n  3,3 92.50\n"
            "  4,0 Emu\n  4,1 bird\n  4,2 large\n  4,3 33.33\n");
}

TEST(RowRuledTables, TextThatGoesOnInARuledRow) {
  EXPECT_EQ(Tables("------------------------------\n"
                   "No   Work        Aim\n"
                   "------------------------------\n"
                   "1    advice      to answer all\n"
                   "     by phone    questions\n"
                   "------------------------------\n"
                   "2    lectures    to tell many\n"
                   "------------------------------\n"
                   "3    visits      to help few\n"
                   "------------------------------\n"),
            "table p1 4x3\n"
            "  0,0 No\n  0,1 Work\n  0,2 Aim\n"
            "  1,0 1\n  1,1 advice/by phone\n  1,2 to answer all/questions\n"
            "  2,0 2\n  2,1 lectures\n  2,2 to tell many\n"
            "  3,0 3\n  3,1 visits\n  3,2 to help few\n");
}

TEST(RowRuledTables, TextBetweenLinesIsNone) {
  EXPECT_EQ(Tables("------------------------------\n"
                   "一　見出しの下の線\n"
                   "------------------------------\n"
                   "本文が線と線との間に続く。本文\n"
                   "が線と線との間に続く。\n"
                   "------------------------------\n"
                   "次の段落である。\n"
                   "------------------------------\n"),
            "");
  // Columns of running text below the head of a page.
  std::string page =
      "--------------------------------------\n"
      "Journal                             12\n"
      "--------------------------------------\n";
  for (int i = 0; i < 6; ++i) page += "words that go on to   the line's very end\n";
  page += "--------------------------------------\n";
  EXPECT_EQ(Tables(page), "");
}

TEST(RowRuledTables, HostilePagesEndSoon) {
  PageLayer page;
  page.width = page.height = 3000;
  for (int i = 0; i < 300; ++i) {
    page.rulings.push_back(tests::HorizontalRuling(10.0 + 9 * i, 10, 2900));
    // Print that runs across the columns of its neighbours, in every row.
    for (int k = 0; k < 60; ++k)
      tests::AddText(12 + 48.0 * k + i % 5 * 9, 11 + 9.0 * i, 7, "abcdefgh", &page);
  }
  const auto start = std::chrono::steady_clock::now();
  LayOutAnyTable(page);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(RowRuledTables, ACaptionPartsTwoTables) {
  const std::string rows =
      "------------------------------\n"
      "name          R01         R02\n"
      "------------------------------\n"
      "a             123         145\n"
      "b            4567       4,901\n"
      "------------------------------\n";
  const std::string table =
      "table p1 3x3\n"
      "  0,0 name\n  0,1 R01\n  0,2 R02\n  1,0 a\n  1,1 123\n  1,2 145\n"
      "  2,0 b\n  2,1 4567\n  2,2 4,901\n";
  EXPECT_EQ(Tables(rows + "\n表2　費用\n" + rows), table + table);
}

}  // namespace
