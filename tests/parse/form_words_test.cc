// Groups of words: a variant stands in one place and is in every wording that names its group.
#include "parse/form_words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace parse {
namespace {

struct Loaded {
  FormRules form;
  std::vector<RuleError> errors;
};

Loaded Load(const std::string& more) {
  const std::string bytes =
      "id = \"x\"\nname = \"x\"\nsectors = [\"行政\"]\n[match]\ntitle = [\"x\"]\n"
      "[words]\nhospital = [\"病院\", \"医療機関\"]\nlink = [\"連携\", \"協働\"]\n" +
      more;
  Loaded loaded;
  if (const auto file = RuleFile::Parse("x.toml", bytes, &loaded.errors))
    loaded.form = LoadFormRules(file->Root(), "x.toml");
  return loaded;
}

TEST(FormWords, AGroupStandsForEachOfItsWords) {
  const Loaded loaded = Load(
      "[[section]]\nid = \"s\"\nheading = [\"{hospital}との{link}\", \"その他\"]\n"
      "keywords = [\"{hospital}|診療所\"]\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors.front().Format();
  const Wording& heading = loaded.form.sections.at(0).heading;
  EXPECT_EQ(heading.variants,
            (std::vector<std::u32string>{U"病院との連携", U"病院との協働", U"医療機関との連携",
                                         U"医療機関との協働", U"その他"}));
  EXPECT_EQ(heading.keywords,
            (std::vector<std::vector<std::u32string>>{{U"病院", U"医療機関", U"診療所"}}));
}

TEST(FormWords, InAPatternAGroupIsAnyOfItsWords) {
  const Loaded loaded = Load("[wording]\npage_numbers = ['^{hospital}[0-9]{1,3}$']\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors.front().Format();
  const RE2& pattern = *loaded.form.furniture.at(0).second;
  EXPECT_TRUE(RE2::FullMatch("病院12", pattern));
  EXPECT_TRUE(RE2::FullMatch("医療機関3", pattern));
  EXPECT_FALSE(RE2::FullMatch("診療所3", pattern));
}

TEST(FormWords, AColumnMayBeRepeatedForEachMonth) {
  const Loaded loaded = Load(
      "[[part]]\nid = \"plan\"\nheading = [\"予定\"]\ncontent = \"table\"\ncolumns = [\n"
      "{ field = \"task\", role = \"label\", header = [\"取組\"], required = true },\n"
      "{ field = \"month-{each}\", header = [\"{each}月\"], each = [\"4\", \"5\"] },\n]\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors.front().Format();
  const std::vector<ColumnRule>& columns = loaded.form.tables.at(0).columns;
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[1].field, "month-4");
  EXPECT_EQ(columns[2].header.variants, std::vector<std::u32string>{U"5月"});
}

}  // namespace
}  // namespace parse
