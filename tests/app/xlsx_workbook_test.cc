// Escapes, and tables that are larger than what the format holds. tests/formats_test.py reads
// whole workbooks with other programs.
#include "app/xlsx_workbook.h"

#include <gtest/gtest.h>

#include "tests/app/program_run.h"

namespace {

using app::XlsxWorkbook;

TEST(XlsxEscaped, ControlsAndWhatLooksLikeAnEscape) {
  EXPECT_EQ(app::XlsxEscaped(U"退院\n\t=1"), "退院\n\t=1");
  EXPECT_EQ(app::XlsxEscaped(std::u32string_view(U"\0\r\uFFFF", 3)), "_x0000__x000D__xFFFF_");
  EXPECT_EQ(app::XlsxEscaped(U"_x0041_ _x41_ __x0041_"), "_x005F_x0041_ _x41_ __x005F_x0041_");
}

TEST(XlsxWorkbook, ATableGoesOnInASecondWorksheetAndTextsInLongTexts) {
  const tests::ProgramFolder folder;
  const std::string file = (folder.path() / "a.xlsx").string();
  XlsxWorkbook workbook(file, {.rows = 3, .text = 5});
  const size_t table = workbook.AddTable("t", {{"number"}, {"text"}});
  for (int64_t i = 0; i < 5; ++i) {
    const std::vector<store::Cell> cells = {i, std::string(i == 4 ? "abcdefghijkl" : "abc")};
    workbook.AddRow(table, cells);
  }
  EXPECT_EQ(workbook.Close(), "");
  const std::string script =
      "import sys; sys.path.insert(0, sys.argv[1]); import formats_test as f; "
      "print({k: v for k, v in f.read_workbook(sys.argv[2]).items()})";
  const std::string command = "/usr/bin/python3 -c '" + script + "' " JIZEN_SOURCE_DIR "/tests " +
                              file + " > " + file + ".txt";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(folder.Read("a.xlsx.txt"),
            "{'t': [['number', 'text'], ['0', 'abc'], ['1', 'abc']], "
            "'t_2': [['number', 'text'], ['2', 'abc'], ['3', 'abc']], "
            "'t_3': [['number', 'text'], ['4', 'abcdefghijkl']]}\n");
}

}  // namespace
