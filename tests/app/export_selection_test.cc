// Filters as a person writes them, and the years of headings.
#include "app/export_selection.h"

#include <gtest/gtest.h>

#include <utility>

#include "app/command.h"
#include "parse/rules.h"

namespace {

const parse::RuleSet& Rules() {
  static const parse::RuleSet rules =
      std::move(*parse::RuleSet::Load(parse::RuleSet::BuiltInFolder()));
  return rules;
}

store::SheetFilter Filter(const app::SelectionOptions& options) {
  return app::FilterFor(options, Rules().words());
}

std::string Year(const char* heading) {
  const store::HeadingYear year = app::YearOfHeading(heading, Rules().words());
  if (year.fiscal_year) return std::to_string(*year.fiscal_year);
  return year.years_later ? "this year + " + std::to_string(*year.years_later) : "none";
}

TEST(Selection, APrefectureIsNamedByNameOrNumber) {
  for (const char* asked : {"栃木県", "09", "9", "090000"}) {
    app::SelectionOptions options;
    options.prefecture = asked;
    EXPECT_EQ(Filter(options).prefecture_code, "09") << asked;
    EXPECT_EQ(Filter(options).prefecture, "栃木県") << asked;
  }
  for (const char* asked : {"とちぎ", "99", "横浜市", "栃木県県"}) {
    app::SelectionOptions options;
    options.prefecture = asked;
    EXPECT_THROW(Filter(options), app::UsageError) << asked;
  }
}

TEST(Selection, ADayIsWrittenAsOne) {
  app::SelectionOptions options;
  options.changed_since = "2026-04-01";
  EXPECT_EQ(Filter(options).changed_since, "2026-04-01");
  for (const char* wrong : {"yesterday", "2026/04/01", "2026-4-1", "20260401"}) {
    options.changed_since = wrong;
    EXPECT_THROW(Filter(options), app::UsageError) << wrong;
  }
}

TEST(Selection, YearsOfHeadings) {
  EXPECT_EQ(Year("目標値（令和元年度末）"), "2019");
  EXPECT_EQ(Year("現状値（H30.3末）"), "2017");
  EXPECT_EQ(Year("現状値（今年度当初）"), "this year + 0");
  EXPECT_EQ(Year("前年度実績"), "this year + -1");
  EXPECT_EQ(Year("来年度の目標"), "this year + 1");
  EXPECT_EQ(Year("目標値"), "none");
}

}  // namespace
