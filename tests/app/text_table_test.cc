#include "app/text_table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/text_width.h"

namespace {

using app::TableColumn;
using app::TextTable;
using Align = TableColumn::Align;

TEST(TextTableTest, ColumnsOfMixedWidthAreAligned) {
  TextTable table({{"県", Align::kLeft, false}, {"n", Align::kRight, false}});
  table.AddRow({"栃木", "1"});
  table.AddRow({"abc", "12"});
  EXPECT_EQ(table.Render(80),
            "県     n\n"
            "--------\n"
            "栃木   1\n"
            "abc   12\n");
}

TEST(TextTableTest, LongCellsWrapInTheirColumn) {
  TextTable table({{"", Align::kLeft, false}, {"", Align::kLeft, true}, {"", Align::kLeft, false}});
  table.AddRow({"①", "地域移行支援を推進する", "x"});
  EXPECT_EQ(table.Render(20),
            "①  地域移行支援を  x\n"
            "   推進する\n");
}

TEST(TextTableTest, RulesSetGroupsApart) {
  TextTable table({{"", Align::kLeft, false}});
  table.AddRow({"aa"});
  table.AddRule();
  table.AddRow({"b"});
  EXPECT_EQ(table.Render(10), "aa\n--\nb\n");
}

TEST(TextTableTest, FitsTheWidthWhereColumnsMayWrap) {
  TextTable table(
      {{"id", Align::kLeft, false}, {"a", Align::kLeft, true}, {"b", Align::kLeft, true}});
  table.AddRow({"1", std::string(200, 'x'), "短い"});
  table.AddRow({"2", "短い", std::string(90, 'y')});
  for (const int columns : {30, 47, 80}) {
    std::istringstream lines(table.Render(columns));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(app::TextWidth(line), columns) << line;
      EXPECT_NE(line.empty() ? 'x' : line.back(), ' ') << line;
    }
  }
}

TEST(TextTableTest, MissingCellsAreEmpty) {
  TextTable table({{"a", Align::kLeft, false}, {"b", Align::kLeft, false}});
  EXPECT_TRUE(table.Empty());
  table.AddRow({"x"});
  EXPECT_FALSE(table.Empty());
  EXPECT_EQ(table.Render(10), "a  b\n----\nx\n");
}

}  // namespace
