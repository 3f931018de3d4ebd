// A case is a drawing and the dump that it must give: no PDF, no debugger needed.
#include "extract/tables.h"

#include <gtest/gtest.h>

#include "extract/dump.h"
#include "extract/layout.h"
#include "tests/sketch.h"

namespace {

using extract::DumpTables;
using extract::LayOut;
using extract::PageLayer;
using extract::PageLayout;

struct Case {
  const char *name, *drawing, *want;
};

const Case kCases[] = {
    {"indicator_row",
     "+--------+--------+--------+\n"
     "| 指標   | 現状値 | 目標値 |\n"
     "+--------+--------+--------+\n"
     "| 受診率 | 42.0%  | 60%    |\n"
     "+--------+--------+--------+\n",
     "table p1 2x3\n"
     "  0,0 指標\n  0,1 現状値\n  0,2 目標値\n"
     "  1,0 受診率\n  1,1 42.0%\n  1,2 60%\n"},
    {"label_merged_over_two_rows",
     "+------+----------+\n"
     "| 行政 | 相談窓口 |\n"
     "|      +----------+\n"
     "|      | 啓発     |\n"
     "+------+----------+\n",
     "table p1 2x2\n"
     "  0,0 span 2x1 行政\n  0,1 相談窓口\n  1,1 啓発\n"},
    {"heading_merged_over_two_columns",
     "+------+---------------+\n"
     "|      | 現状          |\n"
     "|      +-------+-------+\n"
     "|      | H30   | R01   |\n"
     "+------+-------+-------+\n",
     "table p1 2x3\n"
     "  0,0 span 2x1\n  0,1 span 1x2 現状\n  1,1 H30\n  1,2 R01\n"},
    {"block_merged_over_rows_and_columns",
     "+----+----+----+\n"
     "| a  | b  | c  |\n"
     "+----+----+----+\n"
     "| d       | e  |\n"
     "|         +----+\n"
     "|         | f  |\n"
     "+---------+----+\n",
     "table p1 3x3\n"
     "  0,0 a\n  0,1 b\n  0,2 c\n"
     "  1,0 span 2x2 d\n  1,2 e\n  2,2 f\n"},
    {"pinwheel_of_merged_cells",
     "+--------+----+\n"
     "| a      | b  |\n"
     "+----+---+    |\n"
     "| c  | d |    |\n"
     "|    +---+----+\n"
     "|    | e      |\n"
     "+----+--------+\n",
     "table p1 3x3\n"
     "  0,0 span 1x2 a\n  0,2 span 2x1 b\n"
     "  1,0 span 2x1 c\n  1,1 d\n  2,1 span 1x2 e\n"},
    {"text_without_rulings_is_no_table", "現状値 目標値\n", ""},
    {"frame_around_text_is_no_table",
     "+-----------+\n"
     "| お知らせ  |\n"
     "+-----------+\n",
     ""},
    {"underlines_are_no_table",
     "氏名 田中\n"
     "----------\n"
     "住所 札幌\n"
     "----------\n",
     ""},
    {"crossing_lines_alone_are_no_table",
     "  a  |  b\n"
     "-----+-----\n"
     "  c  |  d\n",
     ""},
    {"table_in_a_frame_is_found",
     "+---------------------+\n"
     "| 見出し              |\n"
     "|  +----+----+        |\n"
     "|  | a  | b  |        |\n"
     "|  +----+----+        |\n"
     "|                     |\n"
     "+---------------------+\n",
     "table p1 1x2\n  0,0 a\n  0,1 b\n"},
    {"table_in_a_cell_of_another",
     "+------+---------------------+\n"
     "| 外   |  before             |\n"
     "|      |  +----+----+        |\n"
     "|      |  | a  | b  |        |\n"
     "|      |  +----+----+        |\n"
     "|      |  after              |\n"
     "+------+---------------------+\n",
     "table p1 1x2\n  0,0 外\n  0,1 before/after\n"
     "table p1 1x2 in 0:0,1\n  0,0 a\n  0,1 b\n"},
    {"side_by_side_stay_two",
     "+----+----+ +----+----+\n"
     "| a  | b  | | c  | d  |\n"
     "+----+----+ +----+----+\n",
     "table p1 1x2\n  0,0 a\n  0,1 b\n"
     "table p1 1x2\n  0,0 c\n  0,1 d\n"},
    {"touching_grids_are_one_table_with_spans",
     "+-------+-------+\n"
     "| a     | b     |\n"
     "+----+--+-+-----+\n"
     "| c  | d  | e   |\n"
     "+----+----+-----+\n",
     "table p1 2x4\n"
     "  0,0 span 1x2 a\n  0,2 span 1x2 b\n"
     "  1,0 c\n  1,1 span 1x2 d\n  1,3 e\n"},
    {"outer_sides_without_a_line_are_closed",
     "-----+------+------\n"
     " 年  | 件数 | 割合 \n"
     "-----+------+------\n"
     " H30 | 12   | 3.4  \n"
     "-----+------+------\n",
     "table p1 2x3\n"
     "  0,0 年\n  0,1 件数\n  0,2 割合\n"
     "  1,0 H30\n  1,1 12\n  1,2 3.4\n"},
    {"only_the_left_side_is_open",
     "-----+------+\n"
     " 年  | 件数 |\n"
     "-----+------+\n"
     " H30 | 12   |\n"
     "-----+------+\n",
     "table p1 2x2\n  0,0 年\n  0,1 件数\n  1,0 H30\n  1,1 12\n"},
    {"rows_without_rules_share_a_cell_of_an_open_table",
     "-----+------\n"
     " 年  | 件数 \n"
     "-----+------\n"
     " H30 | 12   \n"
     " R01 | 34   \n"
     "-----+------\n",
     "table p1 2x2\n  0,0 年\n  0,1 件数\n  1,0 H30/R01\n  1,1 12/34\n"},
    {"bottom_without_a_line_is_closed",
     "+----+----+\n"
     "| a  | b  |\n"
     "+----+----+\n"
     "| c  | d  |\n"
     "|    |    |\n",
     "table p1 2x2\n  0,0 a\n  0,1 b\n  1,0 c\n  1,1 d\n"},
    {"cell_in_the_shape_of_an_l_is_cut",
     "+-----------+----+\n"
     "| 病床      | 5  |\n"
     "|   +-------+----+\n"
     "|   | 重症  | 2  |\n"
     "+---+-------+----+\n",
     "table p1 2x3\n"
     "  0,0 span 1x2 病床\n  0,2 5\n"
     "  1,0\n  1,1 重症\n  1,2 2\n"},
    {"boxes_joined_by_a_line_are_no_table",
     "+----+    +----+\n"
     "| a  +----+ b  |\n"
     "+----+    +----+\n",
     ""},
};

class DrawnTables : public testing::TestWithParam<Case> {};

TEST_P(DrawnTables, DumpMatchesInAnyDrawingOrderAndPlace) {
  const PageLayer page = tests::PageFromSketch(GetParam().drawing);
  EXPECT_EQ(DumpTables(LayOut(page)), GetParam().want);
  for (uint32_t seed = 1; seed <= 5; ++seed)
    EXPECT_EQ(DumpTables(LayOut(tests::Shuffled(page, seed))), GetParam().want);
  for (const double scale : {0.7, 1.0, 1.9})
    EXPECT_EQ(DumpTables(LayOut(tests::Moved(page, 13.37, 41.3, scale))), GetParam().want) << scale;
}

INSTANTIATE_TEST_SUITE_P(FindRuledAreas, DrawnTables, testing::ValuesIn(kCases),
                         [](const auto& one) { return one.param.name; });

// A grid of rulings, each cell with a letter in it.
PageLayer Grid(double x, double y, int rows, int columns, double width, double height) {
  PageLayer page;
  page.width = 595;
  page.height = 842;
  for (int i = 0; i <= rows; ++i)
    page.rulings.push_back(tests::HorizontalRuling(y + i * height, x, x + columns * width));
  for (int i = 0; i <= columns; ++i)
    page.rulings.push_back(tests::VerticalRuling(x + i * width, y, y + rows * height));
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const std::string letter(1, static_cast<char>('a' + (row * columns + column) % 26));
      tests::AddText(x + column * width + 5, y + row * height + 4, 9, letter, &page);
    }
  }
  return page;
}

void Append(const PageLayer& from, PageLayer* to) {
  to->glyphs.insert(to->glyphs.end(), from.glyphs.begin(), from.glyphs.end());
  to->rulings.insert(to->rulings.end(), from.rulings.begin(), from.rulings.end());
}

const char* const kTwoByTwo = "table p1 2x2\n  0,0 a\n  0,1 b\n  1,0 c\n  1,1 d\n";

TEST(FindRuledAreas, StackedWithASmallGapStayTwo) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  Append(Grid(50, 95, 2, 2, 100, 20), &page);
  EXPECT_EQ(DumpTables(LayOut(page)), std::string(kTwoByTwo) + kTwoByTwo);
}

TEST(FindRuledAreas, BoxesInRowsAndColumnsAreATable) {
  PageLayer page;
  page.width = page.height = 500;
  const auto add_box = [&page](double x, double y, double width, double height, const char* text) {
    Append(Grid(x, y, 1, 1, width, height), &page);
    page.glyphs.pop_back();
    tests::AddText(x + 5, y + 5, 9, text, &page);
  };
  add_box(20, 20, 150, 20, "title");  // over the table, on no edge of it
  add_box(50, 46, 60, 46, "a");       // two rows high
  add_box(116, 46, 100, 20, "b");
  add_box(222, 46, 100, 20, "c");
  add_box(116, 72, 100, 20, "d");
  add_box(222, 72, 100, 20, "e");
  add_box(50, 98, 60, 20, "f");
  add_box(116, 98, 206, 20, "g");
  const std::string want =
      "table p1 3x3\n"
      "  0,0 span 2x1 a\n  0,1 b\n  0,2 c\n  1,1 d\n  1,2 e\n"
      "  2,0 f\n  2,1 span 1x2 g\n";
  EXPECT_EQ(DumpTables(LayOut(page)), want);
  for (uint32_t seed = 1; seed <= 5; ++seed)
    EXPECT_EQ(DumpTables(LayOut(tests::Shuffled(page, seed))), want);
}

TEST(FindRuledAreas, BoxesOfAFlowChartAreNoTable) {
  PageLayer page;
  page.width = page.height = 500;
  for (int i = 0; i < 8; ++i) {  // each a little lower than the one before
    Append(Grid(20 + 50 * i, 20 + 17 * i, 1, 1, 44, 20), &page);
  }
  EXPECT_EQ(DumpTables(LayOut(page)), "");
}

TEST(FindRuledAreas, DoubleLinesMakeNoRowsOfTheirOwn) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  page.rulings.push_back(tests::HorizontalRuling(72, 50, 250));    // beside 70
  page.rulings.push_back(tests::VerticalRuling(47.8, 48, 92));     // beside 50
  page.rulings.push_back(tests::HorizontalRuling(47.8, 48, 252));  // beside 50
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, DoubleLinesSetWideMakeNoneEither) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  page.rulings.push_back(tests::HorizontalRuling(74.2, 50, 250));
  page.rulings.push_back(tests::VerticalRuling(145.5, 50, 90));
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
  // Where small print stands between them, they are a row.
  tests::AddText(60, 70.5, 3, "x", &page);
  EXPECT_EQ(LayOut(page).tables.at(0).rows, 3);
}

TEST(FindRuledAreas, ABarInACellMakesNoColumn) {
  PageLayer page = Grid(50, 50, 4, 3, 80, 20);
  // It stops short of its cell's right border, in one row only.
  for (const double y : {90.0, 110.0}) page.rulings.push_back(tests::HorizontalRuling(y, 130, 206));
  page.rulings.push_back(tests::VerticalRuling(206, 90, 110));
  const extract::Table table = LayOut(page).tables.at(0);
  EXPECT_EQ(table.columns, 3);
  EXPECT_EQ(table.cells.size(), 12U);
}

void AddBox(const extract::Rect& box, PageLayer* page) {
  for (const double y : {box.y0, box.y1})
    page->rulings.push_back(tests::HorizontalRuling(y, box.x0, box.x1));
  for (const double x : {box.x0, box.x1})
    page->rulings.push_back(tests::VerticalRuling(x, box.y0, box.y1));
}

// A balloon over a table's edge, a text box across its lines, a boxed word in a cell.
TEST(FindRuledAreas, BoxesOverATableArePartOfNone) {
  for (const extract::Rect& box : {extract::Rect{200, 65, 310, 95}, extract::Rect{120, 56, 180, 84},
                                   extract::Rect{53.5, 53, 80, 66}}) {
    PageLayer page = Grid(50, 50, 2, 2, 100, 20);
    AddBox(box, &page);
    tests::AddFill(box, 0xFFFFCC, &page);
    const extract::PageLayout layout = LayOut(page);
    ASSERT_EQ(layout.tables.size(), 1U) << box.x0;
    EXPECT_EQ(layout.tables[0].rows, 2) << box.x0;
    EXPECT_EQ(layout.tables[0].columns, 2) << box.x0;
    EXPECT_EQ(layout.tables[0].cells.size(), 4U) << box.x0;
  }
}

TEST(FindRuledAreas, ACellDrawnAsABoxStaysACell) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  AddBox({50, 90, 250, 110}, &page);
  EXPECT_EQ(LayOut(page).tables.at(0).rows, 3);
}

TEST(FindRuledAreas, LinesThatStopShortOrRunPastStillMeet) {
  PageLayer page;
  page.width = page.height = 400;
  for (const double y : {50.0, 70.0, 90.0})
    page.rulings.push_back(tests::HorizontalRuling(y, 52.5, 247.5));
  for (const double x : {50.0, 150.0, 250.0})
    page.rulings.push_back(tests::VerticalRuling(x, 47.5, 92.5));
  tests::AddText(60, 54, 9, "a", &page);
  tests::AddText(160, 54, 9, "b", &page);
  tests::AddText(60, 74, 9, "c", &page);
  tests::AddText(160, 74, 9, "d", &page);
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, DanglingLinesAndDiagonalPiecesChangeNothing) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  page.rulings.push_back(tests::HorizontalRuling(60, 50, 110));  // ends within a cell
  page.rulings.push_back(tests::VerticalRuling(200, 40, 62));    // from above into a cell
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, FilledCellsWithoutLinesAreATable) {
  PageLayer page;
  page.width = page.height = 400;
  tests::AddFill({50, 50, 150, 70}, 0x4472C4, &page);
  tests::AddFill({150, 50, 250, 70}, 0x4473C5, &page);
  tests::AddFill({50, 70, 150, 90}, 0xD9E2F3, &page);
  tests::AddFill({150, 70, 250, 90}, 0xD9E3F4, &page);
  tests::AddText(60, 54, 9, "a", &page);
  tests::AddText(160, 54, 9, "b", &page);
  tests::AddText(60, 74, 9, "c", &page);
  tests::AddText(160, 74, 9, "d", &page);
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, WhiteLinesDivideAFilledArea) {
  PageLayer page;
  page.width = page.height = 400;
  for (const double x : {50.0, 150.0}) {
    for (const double y : {50.0, 70.0}) tests::AddFill({x, y, x + 100, y + 20}, 0xD9E2F3, &page);
  }
  for (const double y : {50.0, 70.0, 90.0}) {
    page.rulings.push_back(tests::HorizontalRuling(y, 50, 250));
    page.rulings.back().rgb = 0xFFFFFF;
  }
  for (const double x : {50.0, 150.0, 250.0}) {
    page.rulings.push_back(tests::VerticalRuling(x, 50, 90));
    page.rulings.back().rgb = 0xFFFFFF;
  }
  tests::AddText(60, 54, 9, "a", &page);
  tests::AddText(160, 54, 9, "b", &page);
  tests::AddText(60, 74, 9, "c", &page);
  tests::AddText(160, 74, 9, "d", &page);
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, WhiteLinesOnPaperAreNotSeen) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  for (extract::Ruling& ruling : page.rulings) ruling.rgb = 0xFFFFFF;
  EXPECT_EQ(DumpTables(LayOut(page)), "");
}

TEST(FindRuledAreas, FillsOfCellsAndMarkedTextChangeNothing) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  tests::AddFill({50.2, 50.2, 149.8, 69.8}, 0xD9E2F3, &page);  // the cell
  tests::AddFill({155, 54, 164, 63}, 0xFFFF00, &page);         // marked text
  tests::AddFill({50, 75, 190, 80}, 0x4472C4, &page);          // a bar of a schedule
  EXPECT_EQ(DumpTables(LayOut(page)), kTwoByTwo);
}

TEST(FindRuledAreas, LoneFillBehindTextIsNoTable) {
  PageLayer page;
  page.width = page.height = 400;
  tests::AddFill({50, 50, 250, 70}, 0xD9E2F3, &page);
  tests::AddText(60, 54, 9, "heading", &page);
  EXPECT_EQ(DumpTables(LayOut(page)), "");
}

TEST(FindRuledAreas, LinesOutsideThePageAreIgnored) {
  PageLayer page = Grid(50, 50, 2, 2, 100, 20);
  page.width = 200;  // the right half of the table is cut off
  for (const int side : {-1, 1}) {
    page.rulings.push_back(tests::HorizontalRuling(side * 2000, 0, 200));
    page.rulings.push_back(tests::VerticalRuling(side * 2000, 0, 200));
  }
  const PageLayout layout = LayOut(page);
  for (const extract::Table& table : layout.tables) EXPECT_LE(table.box.x1, 202);
}

TEST(FindRuledAreas, HatchingAndChartGridsAreNoTables) {
  PageLayer page;
  page.width = page.height = 400;
  for (int i = 0; i <= 40; ++i) {
    page.rulings.push_back(tests::HorizontalRuling(50 + i * 4.0, 50, 210));
    page.rulings.push_back(tests::VerticalRuling(50 + i * 4.0, 50, 210));
  }
  for (int i = 0; i <= 6; ++i)
    page.rulings.push_back(tests::HorizontalRuling(250 + i * 20.0, 50, 350));
  page.rulings.push_back(tests::VerticalRuling(50, 250, 370));
  page.rulings.push_back(tests::VerticalRuling(350, 250, 370));
  EXPECT_EQ(DumpTables(LayOut(page)), "");
}

TEST(FindRuledAreas, AChartWithWordsAmongItsGridLinesIsNoTable) {
  PageLayer page = Grid(50, 50, 6, 6, 60, 20);
  page.glyphs.clear();
  tests::AddText(130, 94, 9, "1.4 倍", &page);  // a legend
  EXPECT_EQ(DumpTables(LayOut(page)), "");
  tests::AddText(60, 54, 9, "12.3", &page);  // over a bar
  EXPECT_EQ(DumpTables(LayOut(page)), "");
  tests::AddText(130, 54, 9, "R01", &page);  // a form's blank grid has its labels at the edges
  tests::AddText(60, 74, 9, "月", &page);
  EXPECT_EQ(LayOut(page).tables.size(), 1U);
}

TEST(FindRuledAreas, ABlankFormWithNumberedColumnsIsATable) {
  PageLayer page = Grid(50, 50, 6, 12, 30, 20);
  page.glyphs.clear();
  for (int i = 0; i < 12; ++i) tests::AddText(55 + 30.0 * i, 54, 9, std::to_string(i + 1), &page);
  EXPECT_EQ(LayOut(page).tables.size(), 1U);
}

TEST(FindRuledAreas, BoxesThatTouchAreNoTable) {
  PageLayer page = Grid(50, 50, 1, 1, 100, 12);
  Append(Grid(110, 62, 1, 1, 100, 12), &page);
  EXPECT_EQ(DumpTables(LayOut(page)), "");
}

TEST(FindRuledAreas, BlankFormFieldsAreATable) {
  PageLayer page = Grid(50, 50, 1, 2, 200, 30);
  page.glyphs.clear();
  EXPECT_EQ(DumpTables(LayOut(page)), "table p1 1x2\n  0,0\n  0,1\n");
}

TEST(FindRuledAreas, AHoleIsNoCell) {
  // Three boxes around a corner that nothing closes.
  PageLayer page;
  page.width = page.height = 400;
  page.rulings = {tests::HorizontalRuling(50, 50, 250), tests::HorizontalRuling(70, 50, 250),
                  tests::HorizontalRuling(90, 50, 150), tests::VerticalRuling(50, 50, 90),
                  tests::VerticalRuling(150, 50, 90),   tests::VerticalRuling(250, 50, 70)};
  tests::AddText(60, 54, 9, "a", &page);
  const PageLayout layout = LayOut(page);
  ASSERT_EQ(layout.tables.size(), 1U);
  const extract::Table& table = layout.tables[0];
  EXPECT_EQ(table.rows, 2);
  EXPECT_EQ(table.columns, 2);
  EXPECT_EQ(table.cells.size(), 3U);
  EXPECT_EQ(table.At(1, 1), nullptr);
  ASSERT_NE(table.At(1, 0), nullptr);
  EXPECT_EQ(table.At(1, 0)->row, 1);
}

}  // namespace
