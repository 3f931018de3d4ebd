// Pages as a reader takes them: upright, and one slide each.
#include "extract/slides.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/pages_as_read.h"
#include "extract/slide_order.h"
#include "extract/upright.h"
#include "tests/sketch.h"

namespace {

using extract::Direction;
using extract::PageLayer;
using extract::Rect;
using extract::SourceLayers;

constexpr double kWidth = 595, kHeight = 842;

// A slide of a heading, a table and a page number, drawn in a part of the paper.
void DrawSlide(const std::string& number, const Rect& part, PageLayer* paper) {
  const double x = part.x0 + 30, right = part.x1 - 30, y = part.y0 + 30;
  tests::AddText(x, y, 12, "１ 達成目標", paper);
  for (double line : {y + 20, y + 40, y + 70}) {
    paper->rulings.push_back(tests::HorizontalRuling(line, x, right));
  }
  for (double line : {x, (x + right) / 2, right})
    paper->rulings.push_back(tests::VerticalRuling(line, y + 20, y + 70));
  tests::AddText(x + 5, y + 25, 10, "連携" + number, paper);
  tests::AddText(x + 5, y + 45, 10, "会議", paper);
  if (!number.empty()) tests::AddText(part.CenterX(), part.y1 - 30, 10, number, paper);
}

PageLayer Paper(double width, double height, int number) {
  PageLayer paper;
  paper.number = number;
  paper.width = width;
  paper.height = height;
  return paper;
}

// Slides with the given numbers (one character each; '.': no slide) on sheets of paper.
SourceLayers Printed(size_t columns, size_t rows, const std::vector<std::string>& sheets) {
  SourceLayers layers;
  for (const std::string& numbers : sheets) {
    PageLayer paper = Paper(kWidth, kHeight, static_cast<int>(layers.pages.size()) + 1);
    const double width = kWidth / static_cast<double>(columns);
    const double height = kHeight / static_cast<double>(rows);
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] == '.') continue;
      const double x = width * static_cast<double>(i % columns);
      const double y = height * static_cast<double>(i / columns);
      DrawSlide({numbers[i]}, {x, y, x + width, y + height}, &paper);
    }
    layers.pages.push_back(std::move(paper));
  }
  return layers;
}

// The page numbers of the layers, one character each, in their order.
std::string Numbers(const SourceLayers& layers) {
  std::string numbers;
  for (const PageLayer& page : layers.pages) {
    if (!page.glyphs.empty()) numbers += page.glyphs.back().text;
  }
  return numbers;
}

TEST(Slides, TwoAndFourOnPaperAreCutInTheOrderOfTheirNumbers) {
  struct Case {
    size_t columns, rows;
    std::vector<std::string> sheets;
  };
  const Case cases[] = {{1, 2, {"12", "34"}},     {1, 2, {"21", "43"}},
                        {2, 2, {"1234", "567."}}, {2, 2, {"1324", "5768"}},
                        {2, 2, {"2143", "65.."}}, {2, 3, {"123456", "789..."}}};
  for (const Case& tested : cases) {
    const SourceLayers printed = Printed(tested.columns, tested.rows, tested.sheets);
    const std::optional<SourceLayers> slides = extract::CutIntoSlides(printed);
    ASSERT_TRUE(slides) << tested.sheets.front();
    EXPECT_EQ(Numbers(*slides), std::string("123456789").substr(0, slides->pages.size()));
    size_t glyphs = 0, rulings = 0;
    for (const PageLayer& slide : slides->pages) {
      glyphs += slide.glyphs.size();
      rulings += slide.rulings.size();
      EXPECT_EQ(slide.rulings.size(), 6U);
    }
    size_t printed_glyphs = 0;
    for (const PageLayer& paper : printed.pages) printed_glyphs += paper.glyphs.size();
    EXPECT_EQ(glyphs, printed_glyphs);
    EXPECT_EQ(rulings, 6 * slides->pages.size());
  }
}

TEST(Slides, OneSheetOfPaperIsCutWhereNumbersCountOn) {
  const std::optional<SourceLayers> slides = extract::CutIntoSlides(Printed(2, 2, {"1234"}));
  ASSERT_TRUE(slides);
  EXPECT_EQ(Numbers(*slides), "1234");
  EXPECT_FALSE(extract::CutIntoSlides(Printed(2, 2, {"7294"})));
}

TEST(Slides, AnEmptySheetStaysAPage) {
  SourceLayers printed = Printed(1, 2, {"12", "34"});
  printed.pages.push_back(Paper(kWidth, kHeight, 3));
  const std::optional<SourceLayers> slides = extract::CutIntoSlides(printed);
  ASSERT_TRUE(slides);
  EXPECT_EQ(slides->pages.back().number, 3);
  EXPECT_EQ(slides->pages.size(), 5U);
}

TEST(Slides, OrdinaryPagesStayWhole) {
  // Pages of one slide each.
  EXPECT_FALSE(extract::CutIntoSlides(Printed(1, 1, {"1", "2", "3"})));
  // Text in lines of the same pitch: the white between two lines is no band.
  SourceLayers text;
  for (int number = 1; number <= 3; ++number) {
    text.pages.push_back(Paper(kWidth, kHeight, number));
    for (int line = 0; line < 40; ++line)
      tests::AddText(60, 50 + 18.5 * line, 10.5, "地域で暮らす", &text.pages.back());
  }
  EXPECT_FALSE(extract::CutIntoSlides(text));
  // A screen's slides in two columns.
  SourceLayers columns;
  for (int number = 1; number <= 3; ++number) {
    columns.pages.push_back(Paper(720, 540, number));
    DrawSlide("", {0, 0, 360, 540}, &columns.pages.back());
    DrawSlide("", {360, 0, 720, 540}, &columns.pages.back());
  }
  EXPECT_FALSE(extract::CutIntoSlides(columns));
}

TEST(Slides, WhatLiesAcrossTheMiddleKeepsThePageWhole) {
  SourceLayers printed = Printed(1, 2, {"12", "34"});
  printed.pages[1].rulings.push_back(tests::VerticalRuling(40, 300, 500));
  EXPECT_FALSE(extract::CutIntoSlides(printed));
}

TEST(SlideOrder, NumbersInTheirDresses) {
  EXPECT_EQ(extract::NumberIn("3"), 3);
  EXPECT_EQ(extract::NumberIn("- 12 -"), 12);
  EXPECT_EQ(extract::NumberIn("P.7"), 7);
  EXPECT_EQ(extract::NumberIn("３/12"), 3);
  EXPECT_EQ(extract::NumberIn("なし"), -1);
  EXPECT_EQ(extract::NumberIn("平成30年度の目標です"), -1);
  EXPECT_EQ(extract::NumberIn("99999"), -1);
}

TEST(SlideOrder, WithoutNumbersAsThePaperIsShown) {
  const extract::PiecesOfParts none = {{{}, {}, {}, {}}};
  using Order = extract::SlideOrder;
  EXPECT_EQ(extract::OrderByNumbers(2, 2, Direction::kRight, none), (Order{0, 1, 2, 3}));
  EXPECT_EQ(extract::OrderByNumbers(2, 2, Direction::kLeft, none), (Order{0, 1, 2, 3}));
  EXPECT_EQ(extract::OrderByNumbers(2, 2, Direction::kUp, none), (Order{1, 3, 0, 2}));
  EXPECT_EQ(extract::OrderByNumbers(2, 2, Direction::kDown, none), (Order{2, 0, 3, 1}));
}

class Turned : public testing::TestWithParam<Direction> {};

TEST_P(Turned, PagesAreReadUprightAndEvidenceStaysOnThePageAsShown) {
  SourceLayers upright = Printed(1, 1, {"1", "2"});
  SourceLayers shown = upright;
  // Turning an upright page as if it ran elsewhere puts it on its side.
  for (PageLayer& page : shown.pages) {
    extract::TurnUpright(GetParam(), &page);
    page.place = {};
  }
  const std::optional<SourceLayers> read = extract::PagesAsRead(shown);
  ASSERT_TRUE(read);
  for (size_t p = 0; p < upright.pages.size(); ++p) {
    const PageLayer &page = read->pages[p], &before = upright.pages[p];
    EXPECT_EQ(page.width, before.width);
    EXPECT_EQ(page.height, before.height);
    ASSERT_EQ(page.glyphs.size(), before.glyphs.size());
    for (size_t g = 0; g < page.glyphs.size(); ++g) {
      EXPECT_EQ(page.glyphs[g].direction, Direction::kRight);
      EXPECT_NEAR(page.glyphs[g].box.x0, before.glyphs[g].box.x0, 1e-9);
      EXPECT_NEAR(page.glyphs[g].box.y1, before.glyphs[g].box.y1, 1e-9);
      const Rect box = extract::OnPage(page.place, page.glyphs[g].box);
      EXPECT_NEAR(box.x0, shown.pages[p].glyphs[g].box.x0, 1e-9);
      EXPECT_NEAR(box.y1, shown.pages[p].glyphs[g].box.y1, 1e-9);
    }
    for (size_t r = 0; r < page.rulings.size(); ++r)
      EXPECT_EQ(page.rulings[r].Horizontal(), before.rulings[r].Horizontal());
  }
}

INSTANTIATE_TEST_SUITE_P(ByQuarters, Turned,
                         testing::Values(Direction::kDown, Direction::kLeft, Direction::kUp));

TEST(Upright, AFewTurnedLettersTurnNoPage) {
  SourceLayers layers = Printed(1, 1, {"1"});
  layers.pages[0].glyphs[0].direction = Direction::kDown;
  layers.pages[0].glyphs[1].direction = Direction::kDown;
  EXPECT_FALSE(extract::PagesAsRead(layers));
}

}  // namespace
