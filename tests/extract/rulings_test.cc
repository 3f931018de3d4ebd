#include "extract/rulings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/sketch.h"

namespace {

using extract::Edge;
using extract::JoinRulings;
using extract::PageLayer;
using extract::Ruling;
using tests::HorizontalRuling;

PageLayer Page(std::vector<Ruling> rulings) {
  PageLayer page;
  page.width = page.height = 500;
  page.rulings = std::move(rulings);
  return page;
}

std::vector<Edge> Horizontals(const PageLayer& page) {
  return JoinRulings(page, extract::FindFills(page)).horizontal;
}

TEST(JoinRulings, PiecesOfOneLineBecomeOne) {
  PageLayer page = Page({});
  for (int i = 0; i < 100; ++i)
    page.rulings.push_back(HorizontalRuling(100 + (i % 2) * 0.4, 50 + i * 3, 52.5 + i * 3));
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    const std::vector<Edge> edges = Horizontals(tests::Shuffled(page, seed));
    ASSERT_EQ(edges.size(), 1U);
    EXPECT_DOUBLE_EQ(edges[0].from, 50);
    EXPECT_DOUBLE_EQ(edges[0].to, 349.5);
    EXPECT_NEAR(edges[0].at, 100.2, 0.01);
  }
}

TEST(JoinRulings, DashesAndDotsAreLines) {
  PageLayer page = Page({});
  for (int i = 0; i < 40; ++i) {
    page.rulings.push_back(HorizontalRuling(100, 50 + i * 9, 55 + i * 9));  // 5 on, 4 off
    Ruling dot = HorizontalRuling(200, 50 + i * 2, 51 + i * 2);
    dot.width = 1;
    page.rulings.push_back(dot);
  }
  const std::vector<Edge> edges = Horizontals(page);
  ASSERT_EQ(edges.size(), 2U);
  EXPECT_DOUBLE_EQ(edges[0].to - edges[0].from, 356);
  EXPECT_DOUBLE_EQ(edges[1].to - edges[1].from, 79);
}

TEST(JoinRulings, SquareDotsMakeVerticalLinesToo) {
  PageLayer page = Page({});
  for (int i = 0; i < 40; ++i) {
    Ruling dot = HorizontalRuling(50 + i * 2, 100, 101);  // how a reader sees one is not known
    dot.width = 1;
    page.rulings.push_back(dot);
  }
  const extract::Edges edges = JoinRulings(page, {});
  EXPECT_TRUE(edges.horizontal.empty());
  ASSERT_EQ(edges.vertical.size(), 1U);
  EXPECT_DOUBLE_EQ(edges.vertical[0].at, 100.5);
  EXPECT_DOUBLE_EQ(edges.vertical[0].to - edges.vertical[0].from, 79);
}

TEST(JoinRulings, LinesFarApartStayApart) {
  EXPECT_EQ(Horizontals(Page({HorizontalRuling(100, 50, 90), HorizontalRuling(100, 95, 130),
                              HorizontalRuling(102, 50, 90)}))
                .size(),
            3U);
}

TEST(JoinRulings, DropsWhatBordersNoCell) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Ruling fat = HorizontalRuling(100, 50, 400);
  fat.width = 30;
  EXPECT_TRUE(Horizontals(Page({HorizontalRuling(100, 50, 53), HorizontalRuling(nan, 0, 9),
                                HorizontalRuling(-20, 50, 400), HorizontalRuling(520, 50, 400),
                                HorizontalRuling(100, 50, 50), fat}))
                  .empty());
}

TEST(JoinRulings, LinesThatPaintAnAreaAreNone) {
  PageLayer page = Page({});
  for (int i = 0; i < 30; ++i) {
    page.rulings.push_back(HorizontalRuling(100 + i * 0.5, 50, 400));  // a gradient
    page.rulings.back().width = 0.5F;
  }
  EXPECT_TRUE(Horizontals(page).empty());
}

TEST(JoinRulings, PaperColourIsSeenOnAFillOnly) {
  PageLayer page = Page({HorizontalRuling(100, 50, 400), HorizontalRuling(300, 50, 400)});
  for (Ruling& ruling : page.rulings) ruling.rgb = 0xFFFFFF;
  tests::AddFill({40, 80, 420, 120}, 0x4472C4, &page);
  const std::vector<Edge> edges = Horizontals(page);
  ASSERT_EQ(edges.size(), 1U);
  EXPECT_DOUBLE_EQ(edges[0].at, 100);
}

TEST(FindFills, SidesOfNeighboursMakeTheirOwnBoxes) {
  PageLayer page = Page({});
  const extract::Rect boxes[] = {
      {50, 50, 100, 70}, {50, 70, 100, 90}, {100, 50, 150, 70}, {50, 120, 100, 140}};
  for (const extract::Rect& box : boxes) tests::AddFill(box, 0xD9E2F3, &page);
  tests::AddFill(boxes[0], 0xD9E2F3, &page);  // painted twice
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    const std::vector<extract::Fill> fills = extract::FindFills(tests::Shuffled(page, seed));
    ASSERT_EQ(fills.size(), 4U);
    for (const extract::Rect& box : boxes) {
      EXPECT_TRUE(std::any_of(fills.begin(), fills.end(),
                              [&](const extract::Fill& fill) { return fill.box == box; }));
    }
  }
}

TEST(FindFills, SidesWithoutTheOthersAreNoFill) {
  PageLayer page = Page({});
  tests::AddFill({50, 50, 100, 70}, 0xD9E2F3, &page);
  page.rulings.pop_back();
  EXPECT_TRUE(extract::FindFills(page).empty());
}

}  // namespace
