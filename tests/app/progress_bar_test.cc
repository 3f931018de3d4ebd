#include "app/progress_bar.h"

#include <gtest/gtest.h>

#include "app/text_width.h"

namespace {

TEST(ProgressLineTest, SaysFilesPagesRateAndTimeLeft) {
  EXPECT_EQ(app::ProgressLine({40, 10, 300, 20.0}, 100),
            "[#####...............]  10/40 files  300 pages  15 pages/s  1:00 left");
  EXPECT_EQ(app::ProgressLine({40, 40, 300, 20.0}, 100),
            "[####################]  40/40 files  300 pages  15 pages/s");
}

TEST(ProgressLineTest, NoRateBeforeThereIsOne) {
  EXPECT_EQ(app::ProgressLine({2, 0, 0, 0.1}, 100), "[....................]  0/2 files  0 pages");
}

TEST(ProgressLineTest, FitsTheTerminal) {
  EXPECT_LE(app::TextWidth(app::ProgressLine({1'000'000, 10, 300, 9999.0}, 40)), 40);
}

}  // namespace
