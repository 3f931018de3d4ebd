#include "app/document_reading.h"

#include <gtest/gtest.h>

namespace {

using app::DecodeReading;
using app::DocumentReading;
using app::EncodeReading;

DocumentReading Sample() {
  DocumentReading reading;
  reading.media_type = extract::MediaType::kPlainText;
  reading.pages = 3;
  reading.warnings = {"first", "second"};
  reading.layers = std::string("\0\1\2", 3);
  reading.sheet.review = {{"/motto", "text-doubtful", "why"}};
  return reading;
}

TEST(DocumentReadingTest, AReadingComesBackAsItWas) {
  const auto back = DecodeReading(EncodeReading(Sample()));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->media_type, extract::MediaType::kPlainText);
  EXPECT_EQ(back->pages, 3);
  EXPECT_EQ(back->warnings, Sample().warnings);
  EXPECT_EQ(back->layers, Sample().layers);
  EXPECT_EQ(back->sheet.review, Sample().sheet.review);
}

TEST(DocumentReadingTest, AFailureComesBackAsItWas) {
  const auto back = DecodeReading(EncodeReading(
      tl::unexpected(extract::ReadError{extract::ReadFailure::kLocked, 4, "needs a password"})));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().failure, extract::ReadFailure::kLocked);
  EXPECT_EQ(back.error().page, 4);
  EXPECT_EQ(back.error().detail, "needs a password");
}

TEST(DocumentReadingTest, AnAnswerCutShortIsAFailureOfTheReader) {
  const std::string bytes = EncodeReading(Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    const auto back = DecodeReading(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(back) << size;
    EXPECT_EQ(back.error().failure, extract::ReadFailure::kCrashed) << size;
  }
}

}  // namespace
