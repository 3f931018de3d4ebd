// Files and folders appear whole or not at all.
#include "app/new_file.h"

#include <gtest/gtest.h>

#include "tests/app/program_run.h"

namespace {

using app::NewFile;
using app::NewFolder;
using tests::ProgramFolder;

size_t Entries(const ProgramFolder& folder, const std::string& below = "") {
  size_t count = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(folder.path() / below))
    ++count;
  return count;
}

std::string At(const ProgramFolder& folder, const std::string& name) {
  return (folder.path() / name).string();
}

void Fill(NewFolder& folder, const std::string& name, const std::string& bytes) {
  auto file = NewFile::Create(folder.PathOf(name));
  ASSERT_TRUE(file);
  file->Write(bytes);
  ASSERT_TRUE(file->Commit());
}

TEST(NewFile, IsSeenWhenItIsWhole) {
  const ProgramFolder folder;
  folder.Write("x", "old");
  auto file = NewFile::Create(At(folder, "x"));
  ASSERT_TRUE(file);
  file->Write("new");
  EXPECT_EQ(folder.Read("x"), "old");
  ASSERT_TRUE(file->Commit());
  EXPECT_EQ(folder.Read("x"), "new");
  EXPECT_EQ(Entries(folder), 1U);
}

TEST(NewFile, ThatIsGivenUpLeavesNothing) {
  const ProgramFolder folder;
  { NewFile::Create(At(folder, "x"))->Write("half"); }
  EXPECT_EQ(Entries(folder), 0U);
}

TEST(NewFile, SaysWhereItCannotBeWritten) {
  const ProgramFolder folder;
  const auto file = NewFile::Create(At(folder, "none/x"));
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().find("none/x"), std::string::npos) << file.error();
}

TEST(NewFolder, AppearsWithAllItsFiles) {
  const ProgramFolder folder;
  auto fresh = NewFolder::Create(At(folder, "deep/out/"));
  ASSERT_TRUE(fresh);
  Fill(*fresh, "a", "1");
  EXPECT_FALSE(folder.Has("deep/out"));
  ASSERT_TRUE(fresh->Commit());
  EXPECT_EQ(folder.Read("deep/out/a"), "1");
  EXPECT_EQ(Entries(folder, "deep"), 1U);
}

TEST(NewFolder, TakesThePlaceOfAnEarlierOne) {
  const ProgramFolder folder;
  folder.Write("out/a", "old");
  auto fresh = NewFolder::Create(At(folder, "out"));
  ASSERT_TRUE(fresh);
  Fill(*fresh, "a", "new");
  Fill(*fresh, "b", "new");
  EXPECT_EQ(folder.Read("out/a"), "old");
  ASSERT_TRUE(fresh->Commit());
  EXPECT_EQ(folder.Read("out/a"), "new");
  EXPECT_EQ(Entries(folder, "out"), 2U);
}

TEST(NewFolder, LeavesOtherFilesAlone) {
  const ProgramFolder folder;
  folder.Write("out/mine", "kept");
  {
    auto fresh = NewFolder::Create(At(folder, "out"));
    ASSERT_TRUE(fresh);
    Fill(*fresh, "a", "new");
    ASSERT_TRUE(fresh->Commit());
  }
  EXPECT_EQ(folder.Read("out/mine"), "kept");
  EXPECT_EQ(folder.Read("out/a"), "new");
  EXPECT_EQ(Entries(folder), 1U);
}

TEST(NewFolder, CannotBeAFile) {
  const ProgramFolder folder;
  folder.Write("out", "a file");
  EXPECT_FALSE(NewFolder::Create(At(folder, "out")));
  EXPECT_EQ(folder.Read("out"), "a file");
}

}  // namespace
