// What one sheet's values say of each other, and where they say nothing.
#include "parse/sheet_checks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parse/sheet_shape.h"
#include "tests/parse/built_in_words.h"

namespace parse {
namespace {

struct Printed {
  std::string kind, heading, text, unit;
  double value;
};

Record Measure(const Printed& printed) {
  Record measure = MakeRecord("measure");
  measure.Find("kind")->value = printed.kind;
  measure.Find("heading")->value = printed.heading;
  measure.Find("text")->value = printed.text;
  measure.Find("value")->value = printed.value;
  if (!printed.unit.empty()) measure.Find("unit")->value = printed.unit;
  return measure;
}

Record Sheet(const std::string& indicator, const std::vector<Printed>& measures) {
  Record row = MakeRecord("indicator");
  row.Find("indicator")->value = indicator;
  for (const Printed& one : measures) row.FindList("measures")->records.push_back(Measure(one));
  Record area = MakeRecord("area"), sheet = MakeRecord("sheet");
  area.FindList("indicators")->records.push_back(row);
  sheet.FindList("areas")->records.push_back(area);
  sheet.Find("fiscal_year")->value = 2021.0;
  return sheet;
}

std::string Found(const Record& sheet) {
  std::string out;
  for (const Finding& finding : CheckSheet(sheet, tests::BuiltInWords()))
    out += finding.path + " " + finding.reason + "\n";
  return out;
}

constexpr const char* kFirst = "/areas/0/indicators/0/measures/0";
constexpr const char* kSecond = "/areas/0/indicators/0/measures/1";

TEST(SheetChecks, AShareIsAtMostAHundred) {
  EXPECT_EQ(Found(Sheet("受診率", {{"baseline", "現状値", "420%", "%", 420}})),
            std::string(kFirst) + " value-implausible\n");
  EXPECT_EQ(Found(Sheet("受診率", {{"baseline", "現状値", "100%", "%", 100}})), "");
  EXPECT_EQ(Found(Sheet("受診者", {{"baseline", "現状値", "420人", "人", 420}})), "");
}

TEST(SheetChecks, APartIsNotLargerThanTheWhole) {
  EXPECT_EQ(Found(Sheet("利用者", {{"baseline", "現状値", "12人（うち新規20人）", "人", 12}})),
            std::string(kFirst) + " value-implausible\n");
  EXPECT_EQ(Found(Sheet("利用者", {{"baseline", "現状値", "12人（うち新規２人）", "人", 12}})), "");
  EXPECT_EQ(Found(Sheet("利用者", {{"baseline", "現状値", "23人（うち65歳以上14人）", "人", 23}})),
            "");
}

TEST(SheetChecks, TheTargetGoesTheWayTheIndicatorSays) {
  const auto sheet = [](const char* indicator, double now, double target) {
    return Sheet(indicator,
                 {{"baseline", "現状値", "", "人", now}, {"target", "目標値", "", "人", target}});
  };
  EXPECT_EQ(Found(sheet("長期入院者の減少", 10, 30)),
            std::string(kSecond) + " value-implausible\n");
  EXPECT_EQ(Found(sheet("長期入院者の減少", 30, 10)), "");
  EXPECT_EQ(Found(sheet("登録者の増加", 30, 10)), std::string(kSecond) + " value-implausible\n");
  // Nothing says which way; a year's target may well be below what was reached before.
  EXPECT_EQ(Found(sheet("地域移行数", 11, 3)), "");
}

TEST(SheetChecks, ColumnsAreOfYearsThatFitTheSheet) {
  const auto sheet = [](const char* kind, const char* heading) {
    return Sheet("受診者", {{kind, heading, "3人", "人", 3}});
  };
  EXPECT_EQ(Found(sheet("target", "目標値（令和２年度）")),
            std::string(kFirst) + "/heading year-implausible\n");
  EXPECT_EQ(Found(sheet("target", "目標値（令和５年度）")), "");
  EXPECT_EQ(Found(sheet("baseline", "現状値（令和２年度）")), "");
  EXPECT_EQ(Found(sheet("actual", "実績値（令和５年度）")),
            std::string(kFirst) + "/heading year-implausible\n");
}

TEST(SheetChecks, ARowStandsOnce) {
  Record sheet = MakeRecord("sheet"), area = MakeRecord("area"), goal = MakeRecord("goal");
  goal.Find("label")->value = std::string("①");
  goal.Find("goal")->value = std::string("協議の場を設け、退院支援の流れを整理する。");
  goal.Find("progress")->value = std::string("会議を開いた。");
  area.FindList("goals")->records = {goal, goal};
  area.FindList("goals")->records[1].Find("label")->value = std::string("②");
  sheet.FindList("areas")->records = {area};
  EXPECT_EQ(Found(sheet), "/areas/0/goals/1 row-repeated\n");
  sheet.FindList("areas")->records[0].FindList("goals")->records[1].Find("progress")->value =
      std::string("研修を開いた。");
  EXPECT_EQ(Found(sheet), "");
}

}  // namespace
}  // namespace parse
