#include "app/reason_words.h"

#include <gtest/gtest.h>

#include "extract/read_source.h"
#include "parse/sheet_shape.h"

namespace {

TEST(ReasonWordsTest, EveryFailureHasWords) {
  for (int i = 0; i <= static_cast<int>(extract::ReadFailure::kUnreadable); ++i) {
    const std::string_view code = extract::ReasonCode(static_cast<extract::ReadFailure>(i));
    EXPECT_NE(app::FailureWords(code), code);
    EXPECT_FALSE(app::FailureName(code).empty());
  }
}

TEST(ReasonWordsTest, EveryFieldOfASheetHasWords) {
  for (const parse::RecordShape& shape : parse::Shapes()) {
    for (const parse::FieldShape& field : shape.fields) {
      const std::string words = app::FieldWords(field.name);
      EXPECT_EQ(words.find('_'), std::string::npos) << field.name;
    }
    for (const parse::ListShape& list : shape.lists) {
      EXPECT_EQ(app::FieldWords(list.name).find('_'), std::string::npos) << list.name;
    }
  }
}

TEST(ReasonWordsTest, AnUnknownCodeIsShownAsItIs) {
  EXPECT_EQ(app::ReviewWords("some-new-reason"), "some-new-reason");
  EXPECT_NE(app::ReviewWords("text-doubtful"), "text-doubtful");
}

TEST(ReasonWordsTest, ADetailIsShownInWords) {
  EXPECT_EQ(app::DetailWords("page 3"), "page 3");
  EXPECT_EQ(app::DetailWords("目標値（R1年度末）"), "目標値（R1年度末）");
}

TEST(ReasonWordsTest, PointersCountFromOne) {
  EXPECT_EQ(app::PointerWords("/areas/0/goals/1/progress"), "area 1, goal 2, progress");
  EXPECT_EQ(app::PointerWords("/motto"), "motto");
  EXPECT_EQ(app::PointerWords(""), "the whole sheet");
}

}  // namespace
