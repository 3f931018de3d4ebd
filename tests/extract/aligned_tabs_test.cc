// Columns parted by tabs begin at one place each; nothing but tabs, blanks and the quotes around
// cells of several lines is taken away or put in.
#include "extract/aligned_tabs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using Lines = std::vector<std::u32string>;

Lines Aligned(Lines lines) {
  extract::AlignTabs([](char32_t) { return 1; }, &lines);
  return lines;
}

TEST(AlignedTabs, ColumnsBeginAtOnePlace) {
  EXPECT_EQ(Aligned({U"goal\tprogress", U"a longer goal\tdone", U"b\t"}),
            (Lines{U"goal            progress", U"a longer goal   done", U"b"}));
}

TEST(AlignedTabs, LinesOfACellStandBelowEachOther) {
  EXPECT_EQ(Aligned({U"goal\tprogress", U"\"one", U"two\"\t\"x", U"y\"", U"c\td"}),
            (Lines{U"goal   progress", U"one    x", U"two    y", U"", U"c      d"}));
}

TEST(AlignedTabs, EmptyCellsKeepTheirColumns) {
  EXPECT_EQ(Aligned({U"a\tb\tc", U"\t\tx", U"\ty\t"}),
            (Lines{U"a   b   c", U"        x", U"    y"}));
}

TEST(AlignedTabs, TextThatIsNoTableStays) {
  for (const Lines& lines :
       {Lines{U"\tindented", U"\tindented, too"}, Lines{U"a\tb"}, Lines{U"a\tb", U"", U"c\td"},
        Lines{U"a\tb", U"c\td\te"}, Lines{}, Lines{U"\t"}})
    EXPECT_EQ(Aligned(lines), lines);
}

// Law: whatever the lines are, each keeps its place or goes up inside its row, and no character
// is lost but tabs, blanks and quotes.
TEST(AlignedTabs, NothingIsLost) {
  std::mt19937 random(7);
  const std::u32string letters = U"ab\t\t\" あ";
  for (int round = 0; round < 3000; ++round) {
    Lines lines(1 + random() % 6);
    for (std::u32string& line : lines) {
      for (size_t i = random() % 9; i > 0; --i) line += letters[random() % letters.size()];
    }
    const auto printed = [](const Lines& of) {
      std::u32string all;
      for (const std::u32string& line : of) {
        for (const char32_t c : line) {
          if (c != U'\t' && c != U' ' && c != U'"') all += c;
        }
      }
      std::sort(all.begin(), all.end());
      return all;
    };
    const Lines aligned = Aligned(lines);
    ASSERT_EQ(aligned.size(), lines.size());
    ASSERT_EQ(printed(aligned), printed(lines)) << round;
  }
}

}  // namespace
