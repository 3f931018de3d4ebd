#include "app/input_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using app::FindInputFiles;
using app::InputFiles;
using Names = std::vector<std::string>;

class InputFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("jizen-input-" + std::to_string(getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void Touch(const std::string& name) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << "x";
  }
  std::string Path(const std::string& name) const { return (root_ / name).string(); }
  // The paths found, relative to the root.
  Names Relative(const InputFiles& found) const {
    Names names;
    for (const app::InputFile& file : found.files) {
      names.push_back(file.path.substr(root_.string().size() + 1));
    }
    return names;
  }

  fs::path root_;
};

TEST_F(InputFilesTest, AFolderIsWalkedInSortedOrderAndOthersAreCounted) {
  for (const char* name :
       {"b.pdf", "A.PDF", "c/d.txt", "c/e.Zip", "c/notes.md", "z.docx", "a.txt"}) {
    Touch(name);
  }
  const InputFiles found = FindInputFiles({root_.string()});
  EXPECT_EQ(Relative(found), (Names{"A.PDF", "a.txt", "b.pdf", "c/d.txt", "c/e.Zip"}));
  EXPECT_EQ(found.skipped, 2);
  EXPECT_TRUE(found.empty_folders.empty());
}

TEST_F(InputFilesTest, ANamedFileIsNeverSkipped) {
  Touch("sheet.docx");
  const InputFiles found = FindInputFiles({Path("sheet.docx"), Path("missing.pdf")});
  EXPECT_EQ(Relative(found), (Names{"sheet.docx", "missing.pdf"}));
  EXPECT_EQ(found.skipped, 0);
}

TEST_F(InputFilesTest, TheOrderNamedIsKept) {
  Touch("z.pdf");
  Touch("a.pdf");
  EXPECT_EQ(Relative(FindInputFiles({Path("z.pdf"), Path("a.pdf"), Path("z.pdf")})),
            (Names{"z.pdf", "a.pdf", "z.pdf"}));
}

TEST_F(InputFilesTest, AFolderWithoutSheetsIsNamed) {
  Touch("docs/readme.md");
  const InputFiles found = FindInputFiles({Path("docs")});
  EXPECT_TRUE(found.files.empty());
  EXPECT_EQ(found.empty_folders, (Names{Path("docs")}));
  EXPECT_EQ(found.skipped, 1);
}

TEST_F(InputFilesTest, NamesMayBeAnyBytes) {
  Touch("\x93\xC8\x96\xD8.pdf");  // Shift_JIS
  EXPECT_EQ(Relative(FindInputFiles({root_.string()})), (Names{"\x93\xC8\x96\xD8.pdf"}));
}

TEST_F(InputFilesTest, ALinkToAFolderAboveMakesNoCircle) {
  Touch("a/b.pdf");
  fs::create_directory_symlink(root_, root_ / "a" / "up");
  fs::create_symlink(root_ / "a" / "b.pdf", root_ / "link.pdf");
  const InputFiles found = FindInputFiles({root_.string()});
  EXPECT_EQ(Relative(found), (Names{"a/b.pdf", "link.pdf"}));
}

TEST_F(InputFilesTest, AFolderNamedLikeAPdfIsWalked) {
  Touch("x.pdf/y.pdf");
  EXPECT_EQ(Relative(FindInputFiles({root_.string()})), (Names{"x.pdf/y.pdf"}));
}

TEST(ReadNamesTest, LinesOrNul) {
  std::istringstream lines("a b.pdf\r\n\nc.pdf");
  EXPECT_EQ(app::ReadNames(lines, '\n'), (Names{"a b.pdf", "c.pdf"}));
  std::istringstream nul(std::string("a\nb.pdf\0c.pdf\0", 14));
  EXPECT_EQ(app::ReadNames(nul, '\0'), (Names{"a\nb.pdf", "c.pdf"}));
}

}  // namespace
