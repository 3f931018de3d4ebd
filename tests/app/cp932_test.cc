// CP932 with every character accounted for.
#include "app/cp932.h"

#include <gtest/gtest.h>

namespace {

struct Result {
  std::string bytes;
  std::vector<char32_t> lost;
};

Result Encode(std::string_view text) {
  app::Cp932Encoder encoder;
  Result result;
  encoder.Append(text, result.bytes, result.lost);
  return result;
}

TEST(Cp932, WritesWhatItHasAsWindowsDoes) {
  const Result result = Encode("Aあ亜髙①㈱～－ｱ\r\n\x1a\x1c\x7f");
  EXPECT_EQ(result.bytes,
            "A\x82\xa0\x88\x9f\xfb\xfc\x87\x40\x87\x8a\x81\x60\x81\x7c\xb1\r\n\x1a\x1c\x7f");
  EXPECT_TRUE(result.lost.empty());
}

TEST(Cp932, TwinsAreWrittenAndReported) {
  const Result result = Encode("〜−");
  EXPECT_EQ(result.bytes, "\x81\x60\x81\x7c");
  EXPECT_EQ(result.lost, (std::vector<char32_t>{U'〜', U'−'}));
}

TEST(Cp932, WhatIsLackingBecomesAGetaMarkEach) {
  const Result result = Encode("a𠮷😀é");
  EXPECT_EQ(result.bytes, "a\x81\xac\x81\xac\x81\xac");
  EXPECT_EQ(result.lost, (std::vector<char32_t>{U'𠮷', U'😀', U'é'}));
}

}  // namespace
