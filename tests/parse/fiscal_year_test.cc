#include "parse/fiscal_year.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/parse/built_in_words.h"

namespace parse {
namespace {

// "2019 令和元年度": the year and where it stands; "-" for none.
std::string Found(std::u32string_view text, bool need_nendo) {
  const auto year = FindFiscalYear(text, tests::BuiltInWords(), need_nendo);
  if (!year) return "-";
  return std::to_string(year->year) + " " +
         ToUtf8(text.substr(year->begin, year->end - year->begin));
}

struct Case {
  const char32_t* text;
  const char* any;    // with need_nendo == false
  const char* nendo;  // with need_nendo == true
};

const Case kCases[] = {
    {U"令和元年度 精神障害にも", "2019 令和元年度", "2019 令和元年度"},
    {U"平成30年度 精神障害にも", "2018 平成30年度", "2018 平成30年度"},
    {U"１ 平成３０年度の達成目標", "2018 平成３０年度", "2018 平成３０年度"},
    {U"平成31年度", "2019 平成31年度", "2019 平成31年度"},
    {U"平成32年度", "2020 平成32年度", "2020 平成32年度"},  // printed before the era ended
    {U"令和二年度", "2020 令和二年度", "2020 令和二年度"},
    {U"平成三十一年度", "2019 平成三十一年度", "2019 平成三十一年度"},
    {U"平成二十年度", "2008 平成二十年度", "2008 平成二十年度"},
    {U"昭和63年度", "1988 昭和63年度", "1988 昭和63年度"},
    {U"大正15年度", "1926 大正15年度", "1926 大正15年度"},
    {U"平成 30 年度", "2018 平成 30 年度", "2018 平成 30 年度"},
    {U"令 和 元\n年 度", "2019 令 和 元\n年 度", "2019 令 和 元\n年 度"},
    {U"㋿２年度", "2020 ㋿２年度", "2020 ㋿２年度"},
    {U"2020年度", "2020 2020年度", "2020 2020年度"},
    {U"令和２（2020）年度", "2020 令和２（2020）年度", "2020 令和２（2020）年度"},
    {U"令和元(2019)年度", "2019 令和元(2019)年度", "2019 令和元(2019)年度"},
    {U"2019（令和元）年度", "2019 2019（令和元）年度", "2019 2019（令和元）年度"},
    {U"R1年度", "2019 R1年度", "2019 R1年度"},
    {U"H29年度～現時点", "2017 H29年度", "2017 H29年度"},
    {U"目標値（H30）", "2018 H30", "-"},
    {U"Ｒ２", "2020 Ｒ２", "-"},
    {U"r2", "2020 r2", "-"},
    {U"S63", "1988 S63", "-"},
    {U"２０２０年", "2020 ２０２０年", "-"},
    {U"令和元年", "2019 令和元年", "-"},
    {U"令和元", "2019 令和元", "-"},
    // A date lies in a fiscal year: January to March in the one before.
    {U"令和2年3月末", "2019 令和2年3月", "-"},
    {U"令和2年4月", "2020 令和2年4月", "-"},
    {U"R2.3末", "2019 R2.3", "-"},
    // The first that says so is looked for.
    {U"R1の実績、令和２年度の目標", "2019 R1", "2020 令和２年度"},
    {U"3人", "-", "-"},
    {U"2020", "-", "-"},
    {U"12020年度", "-", "-"},
    {U"1年度", "-", "-"},
    {U"令和0年度", "-", "-"},
    {U"昭和一丁目", "-", "-"},
    {U"PH3", "-", "-"},
    {U"R2D2", "-", "-"},
    {U"30㎡", "-", "-"},
    {U"", "-", "-"},
};

TEST(FindFiscalYear, Table) {
  for (const Case& c : kCases) {
    EXPECT_EQ(Found(c.text, false), c.any) << ToUtf8(c.text);
    EXPECT_EQ(Found(c.text, true), c.nendo) << ToUtf8(c.text);
  }
}

TEST(FindFiscalYear, NumbersSetApartAreTwoNumbers) {
  EXPECT_EQ(Found(U"R2 3人", false), "2020 R2");
}

}  // namespace
}  // namespace parse
