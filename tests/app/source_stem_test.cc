#include "app/source_stem.h"

#include <gtest/gtest.h>

namespace {

using app::ExportNames;
using app::SourceStem;
using Names = std::vector<std::string>;

store::SheetSummary Sheet(const std::string& file, const std::string& sha256,
                          store::FileStatus status = store::FileStatus::kImported) {
  store::SheetSummary sheet;
  sheet.source.file = file;
  sheet.source.sha256 = sha256 + std::string(64 - sha256.size(), '0');
  sheet.status = status;
  return sheet;
}

TEST(SourceStemTest, LosesFolderAndLastEnding) {
  EXPECT_EQ(SourceStem("tochigi-r01.pdf"), "tochigi-r01");
  EXPECT_EQ(SourceStem("a/b.c/tochigi.r01.PDF"), "tochigi.r01");
  EXPECT_EQ(SourceStem("noending"), "noending");
  EXPECT_EQ(SourceStem(".pdf"), ".pdf");
}

TEST(SourceStemTest, IsValidUtf8) { EXPECT_EQ(SourceStem("a\xFF.pdf"), "a\uFFFD"); }

TEST(ExportNamesTest, TheLaterOfTwoGetsDigitsOfItsHash) {
  EXPECT_EQ(ExportNames(
                {Sheet("a.pdf", "1111111122"), Sheet("b.pdf", "22"), Sheet("a.txt", "3333333344")}),
            (Names{"a", "b", "a~33333333"}));
}

TEST(ExportNamesTest, NamesDifferAlsoWhereDigitsOrStemsCollide) {
  const Names names = ExportNames({Sheet("a.pdf", "1"), Sheet("a.txt", "333333334"),
                                   Sheet("a~33333333.pdf", "5"), Sheet("a.PDF", "333333335")});
  EXPECT_EQ(names, (Names{"a", "a~33333333", "a~33333333~50000000", "a~333333335"}));
}

TEST(ExportNamesTest, AnUnrecognisedFileTakesNoNameFromASheet) {
  EXPECT_EQ(ExportNames({Sheet("a.pdf", "11111111", store::FileStatus::kUnrecognised),
                         Sheet("a.pdf", "22222222")}),
            (Names{"a~11111111", "a"}));
}

}  // namespace
