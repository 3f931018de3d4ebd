// What a CSV cell looks like, and which texts are guarded for a spreadsheet.
#include "app/csv_text.h"

#include <gtest/gtest.h>

namespace {

using app::CsvCell;
using app::CsvText;
using app::GuardedText;
using store::ColumnType;

TEST(CsvText, IsQuotedWhereItMustBe) {
  EXPECT_EQ(CsvText("退院支援"), "退院支援");
  EXPECT_EQ(CsvText("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvText("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(CsvText("a\nb"), "\"a\nb\"");
  EXPECT_EQ(CsvText("a\rb"), "\"a\rb\"");
  EXPECT_EQ(CsvText(" a"), "\" a\"");
}

TEST(CsvCell, TellsNullFromTheEmptyText) {
  EXPECT_EQ(CsvCell(std::monostate(), ColumnType::kString), "");
  EXPECT_EQ(CsvCell(std::string(), ColumnType::kString), "\"\"");
}

TEST(CsvCell, NumbersAreTheShortestThatReadTheSame) {
  EXPECT_EQ(CsvCell(12.0, ColumnType::kNumber), "12");
  EXPECT_EQ(CsvCell(0.1, ColumnType::kNumber), "0.1");
  EXPECT_EQ(CsvCell(1.0 / 3, ColumnType::kNumber), "0.3333333333333333");
  EXPECT_EQ(CsvCell(int64_t{2019}, ColumnType::kInteger), "2019");
  EXPECT_EQ(CsvCell(int64_t{1}, ColumnType::kBoolean), "true");
  EXPECT_EQ(CsvCell(int64_t{0}, ColumnType::kBoolean), "false");
}

TEST(GuardedText, FormulasNumbersDatesAndTruthValues) {
  for (const char* text : {"=1+1",    "+1",           "-1",    "@SUM",       "\t=1",
                           "\r=1",    "＝１",         "＋１",  "－",         "＠a",
                           "090000",  "12e456789012", "1/2",   "2019-04-01", "令和元年５月１日",
                           "H30.4.1", "１２",         "3,000", "50％",       "TRUE",
                           "false"})
    EXPECT_EQ(GuardedText(text), std::string("'") + text);
}

TEST(GuardedText, OtherTextsStayAsTheyAre) {
  for (const char* text : {"", "a", "退院支援", "３か所", "１２人", "① 目標", "a=1", "'abc", "'",
                           "''", "年", "truely", "0a1b2c3d4f5g"})
    EXPECT_EQ(GuardedText(text), text);
}

TEST(GuardedText, ATextThatLooksGuardedGetsOneApostropheMore) {
  EXPECT_EQ(GuardedText("'=1"), "''=1");
  EXPECT_EQ(GuardedText("''=1"), "'''=1");
}

}  // namespace
