#include "extract/garbled_text.h"

#include <gtest/gtest.h>

#include "tests/sketch.h"

namespace {

bool Garbled(std::string_view line) {
  extract::PageLayer page;
  page.width = 595;
  page.height = 842;
  for (int i = 0; i < 8; ++i) tests::AddText(50, 50 + 20.0 * i, 10, line, &page);
  return extract::IsGarbled(page);
}

TEST(GarbledText, KanaThatBecameSigns) {
  EXPECT_TRUE(Garbled("連携体制²構築w1入院初期{¹退院{向q調整¶退院後~訪問支援"));
}

TEST(GarbledText, OrdinaryPagesAreNot) {
  EXPECT_FALSE(Garbled("連携体制の構築により、入院初期から退院に向けた調整や訪問支援"));
  EXPECT_FALSE(Garbled("指標 現状値 目標値 退院者数 12人 15人 平成30年度末 令和2年度末"));
  EXPECT_FALSE(Garbled("The budget of the prefecture for 2023 (in million yen)"));
  EXPECT_FALSE(Garbled("AIS NPO ACT"));
  EXPECT_FALSE(Garbled("年次別人口 Population by year 世帯数 Households"));
}

// A font that lost its table of characters leaves bare codes, each as wide as its ideograph.
TEST(GarbledText, LatinLettersAsWideAsIdeographs) {
  extract::PageLayer page;
  page.width = 595;
  page.height = 842;
  for (int i = 0; i < 8; ++i)
    tests::AddText(50, 50 + 20.0 * i, 10, "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFG", &page);
  EXPECT_FALSE(extract::IsGarbled(page));
  for (extract::Glyph& glyph : page.glyphs) glyph.box.x1 = glyph.box.x0 + glyph.size;
  EXPECT_TRUE(extract::IsGarbled(page));
}

TEST(GarbledText, FewKanjiProveNothing) {
  extract::PageLayer page;
  tests::AddText(50, 50, 10, "連携w1入院{¹退院{向q調整", &page);
  EXPECT_FALSE(extract::IsGarbled(page));
}

}  // namespace
