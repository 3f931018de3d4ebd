#include "extract/font_data.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace {

TEST(FontData, IsOnTheMachineThatRunsTheTests) {
  EXPECT_EQ(extract::MissingFontData(), std::vector<std::string>{});
}

TEST(FontData, WhatIsMissingIsNamed) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("font-data." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "cidToUnicode");
  std::ofstream(folder / "cidToUnicode/Adobe-Japan1") << "1\n";
  const std::vector<std::string> missing = extract::MissingFontData(folder);
  EXPECT_EQ(missing, (std::vector<std::string>{"cMap/Adobe-Japan1/90ms-RKSJ-H",
                                               "cMap/Adobe-Japan1/UniJIS-UCS2-H",
                                               "cMap/Adobe-Japan1/UniJIS-UTF16-H"}));
  std::filesystem::remove_all(folder);
}

}  // namespace
