#include "app/file_bytes.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using extract::ReadFailure;

class FileBytesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("jizen-bytes-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

TEST_F(FileBytesTest, ReadsAllAndExactlyAll) {
  const std::string content = std::string("a\0b", 3) + std::string(100'000, 'x');
  std::ofstream(Path("f"), std::ios::binary) << content;
  EXPECT_EQ(app::ReadFileBytes(Path("f"), 1 << 20), content);
  std::ofstream(Path("empty")).flush();
  EXPECT_EQ(app::ReadFileBytes(Path("empty"), 1 << 20), "");
}

TEST_F(FileBytesTest, TheLimitIsTheLargestSizeAllowed) {
  std::ofstream(Path("f")) << "12345";
  EXPECT_TRUE(app::ReadFileBytes(Path("f"), 5));
  const auto over = app::ReadFileBytes(Path("f"), 4);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().failure, ReadFailure::kTooLarge);
}

TEST_F(FileBytesTest, WhatIsNoFileIsUnreadableAndNeverWaitedFor) {
  mkfifo(Path("pipe").c_str(), 0600);
  for (const std::string& path : {Path("missing"), folder_.string(), Path("pipe")}) {
    const auto bytes = app::ReadFileBytes(path, 100);
    ASSERT_FALSE(bytes) << path;
    EXPECT_EQ(bytes.error().failure, ReadFailure::kUnreadable) << path;
    EXPECT_FALSE(bytes.error().detail.empty()) << path;
  }
}

TEST_F(FileBytesTest, WritingReplacesTheWholeFileAndLeavesNothingElse) {
  std::ofstream(Path("out.json")) << "an older and longer content";
  ASSERT_TRUE(app::WriteFileWhole(Path("out.json"), "new"));
  EXPECT_EQ(app::ReadFileBytes(Path("out.json"), 100), "new");
  size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_)) ++entries;
  EXPECT_EQ(entries, 1U);
}

TEST_F(FileBytesTest, WritingIntoNoFolderSaysWhere) {
  const auto wrote = app::WriteFileWhole(Path("no/out.json"), "x");
  ASSERT_FALSE(wrote);
  EXPECT_NE(wrote.error().find("out.json"), std::string::npos);
}

}  // namespace
