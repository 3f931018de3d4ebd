// A form's file: what it may say, and which mistakes are named before anything is read.
#include "parse/form_rules.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/parse/sheet_sketch.h"

namespace parse {
namespace {

// A form that has nothing but what it must have.
const std::string kSmallest =
    "id = \"small\"\n"
    "name = \"小さな様式\"\n"
    "sectors = [\"行政\"]\n"
    "[match]\n"
    "title = [\"調査票\"]\n";
const std::string kSection = "[[section]]\nid = \"a\"\nheading = [\"悩み\"]\n";
const std::string kTable = "[[table]]\nid = \"t\"\ninto = \"goals\"\n";

struct Loaded {
  FormRules form;
  std::vector<RuleError> errors;
};

Loaded Load(const std::string& bytes) {
  Loaded loaded;
  if (const auto file = RuleFile::Parse("forms/small.toml", bytes, &loaded.errors))
    loaded.form = LoadFormRules(file->Root(), "forms/small.toml");
  return loaded;
}

// "line key", one a mistake.
std::string Mistakes(const std::string& bytes) {
  std::string lines;
  for (const RuleError& error : Load(bytes).errors)
    lines += std::to_string(error.line) + " " + error.key + "\n";
  return lines;
}

TEST(FormRules, TheSmallestFormLoadsWithDefaults) {
  const Loaded loaded = Load(kSmallest);
  EXPECT_TRUE(loaded.errors.empty());
  EXPECT_EQ(loaded.form.id, "small");
  EXPECT_EQ(loaded.form.name, "小さな様式");
  EXPECT_EQ(loaded.form.version, 1);
  EXPECT_EQ(loaded.form.least_parts, 2);
  EXPECT_EQ(loaded.form.cover.overview_length, 50);
  EXPECT_EQ(loaded.form.area.longest, 20);
}

TEST(FormRules, WordsAreStoredFolded) {
  const Loaded loaded =
      Load(kSmallest + "[area]\nendings = [\"Ａ 圏域\"]\n" +
           "[[section]]\nid = \"s\"\nheading = [\"病院（医療機関）との　連携\"]\n"
           "keywords = [\"病院|ＷＡＭ\", \"連携\"]\ncontent = \"items\"\ninto = \"concerns\"\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors[0].Format();
  EXPECT_EQ(loaded.form.titles.at(0), U"調査票");
  EXPECT_EQ(loaded.form.area.endings.at(0), U"a圏域");
  const SectionRule& section = loaded.form.sections.at(0);
  EXPECT_EQ(section.heading.variants.at(0), U"病院(医療機関)との連携");
  EXPECT_EQ(section.heading.keywords,
            (std::vector<std::vector<std::u32string>>{{U"病院", U"wam"}, {U"連携"}}));
  EXPECT_EQ(section.content, SectionContent::kItems);
  EXPECT_TRUE(section.required);
}

TEST(FormRules, LongSectorsComeFirst) {
  std::string bytes = kSmallest;
  bytes.replace(bytes.find("[\"行政\"]"), std::string("[\"行政\"]").size(),
                "[\"市\", \"その他関係機関\", \"市町村\"]");
  EXPECT_EQ(Load(bytes).form.sectors,
            (std::vector<std::u32string>{U"その他関係機関", U"市町村", U"市"}));
}

TEST(FormRules, ColumnsKnowTheirRoles) {
  const Loaded loaded = Load(
      kSmallest +
      "[[table]]\nid = \"t\"\ninto = \"indicators\"\ncolumns = [\n"
      "{ field = \"label\", role = \"label\", header = [\"番号\"] },\n"
      "{ field = \"indicator\", header = [\"指標\"], required = true, labelled = true },\n"
      "{ field = \"measures\", role = \"measure\", kind = \"baseline\", repeat_kind = \"current\", "
      "header = [\"現状値\"] },\n"
      "{ field = \"measures\", role = \"measure\", kind = \"target\", header = [\"目標値\"] },\n"
      "]\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors[0].Format();
  const TableRule& table = loaded.form.tables.at(0);
  EXPECT_EQ(table.layout, TableLayout::kRows);
  EXPECT_TRUE(table.required);
  ASSERT_EQ(table.columns.size(), 4u);
  EXPECT_EQ(table.columns[0].role, ColumnRole::kLabel);
  EXPECT_EQ(table.columns[1].role, ColumnRole::kText);
  EXPECT_TRUE(table.columns[1].required);
  EXPECT_TRUE(table.columns[1].labelled);
  EXPECT_EQ(table.columns[2].kind, "baseline");
  EXPECT_EQ(table.columns[2].repeat_kind, "current");
  EXPECT_EQ(table.columns[3].repeat_kind, "target");
}

TEST(FormRules, ThePatternOfTheYearStandsForItself) {
  const Loaded loaded =
      Load(kSmallest +
           "[cover]\nyear = '(?:令和|平成)[0-9]{1,2}年度'\n"
           "patterns = ['(?P<fiscal_year_label>{year})(?P<program>.{2,9}事業)']\n");
  ASSERT_TRUE(loaded.errors.empty()) << loaded.errors[0].Format();
  ASSERT_EQ(loaded.form.cover.patterns.size(), 1u);
  EXPECT_TRUE(RE2::FullMatch("令和2年度構築支援事業", *loaded.form.cover.patterns[0].second));
  EXPECT_FALSE(RE2::FullMatch("昭和2年度構築支援事業", *loaded.form.cover.patterns[0].second));
}

TEST(FormRules, MistakesAreNamedWithTheirPlace) {
  struct Case {
    const char* name;
    std::string bytes, mistakes;
  };
  const Case cases[] = {
      {"no id", "name = \"x\"\nsectors = [\"行政\"]\n", "1 id\n"},
      {"no sectors", "id = \"x\"\nname = \"x\"\n", "1 sectors\n"},
      {"unknown key", kSmallest + "titel = [\"x\"]\n", "6 match.titel\n"},
      {"another schema", "schema = 2\n" + kSmallest, "1 schema\n"},
      {"unknown content", kSmallest + kSection + "content = \"item\"\n", "9 section.content\n"},
      {"unknown list", kSmallest + kSection + "content = \"items\"\ninto = \"concern\"\n",
       "10 section.into\n"},
      {"unknown layout",
       kSmallest + kTable +
           "layout = \"row\"\ncolumns = [{ field = \"goal\", header = [\"x\"], required = true "
           "}]\n",
       "9 table.layout\n"},
      {"no columns", kSmallest + kTable, "6 table.columns\n"},
      {"unknown role",
       kSmallest + kTable +
           "columns = [{ field = \"goal\", header = [\"x\"], role = \"txt\", required = true }]\n",
       "9 table.columns.role\n"},
      {"unknown field",
       kSmallest + kTable + "columns = [{ field = \"gaol\", header = [\"x\"], required = true }]\n",
       "9 table.columns.field\n"},
      {"no header", kSmallest + kTable + "columns = [{ field = \"goal\", required = true }]\n",
       "9 table.columns.header\n"},
      {"a measure without kind",
       kSmallest + "[[table]]\nid = \"t\"\ninto = \"indicators\"\ncolumns = [\n{ field = "
                   "\"indicator\", header = [\"x\"], required = true },\n{ field = \"measures\", "
                   "role = \"measure\", header = [\"x\"] }]\n",
       "11 table.columns.kind\n"},
      {"a bad pattern",
       kSmallest + "[cover]\nyear = 'x'\npatterns = ['(?P<motto>', '(?P<motto>a)']\n",
       "8 cover.patterns\n"},
      {"an unknown field in a pattern",
       kSmallest + "[cover]\nyear = 'x'\npatterns = [\n  '(?P<moto>a)']\n", "9 cover.patterns\n"},
      {"a bad page number", kSmallest + "[wording]\npage_numbers = ['^[0-9']\n",
       "7 wording.page_numbers\n"},
      {"a wrong type", kSmallest + "least_parts = \"2\"\n", "6 match.least_parts\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Mistakes(c.bytes), c.mistakes) << c.name;
}

// What the engine relies on is asked for here, or a wrong file would crash it later.
TEST(FormRules, PartsThatCouldNotBeReadAreMistakes) {
  struct Case {
    const char *name, *more;
  };
  const Case cases[] = {
      {"items that go nowhere",
       "[[section]]\nid = \"a\"\nheading = [\"悩み\"]\ncontent = \"items\"\n"},
      {"items into a list of tables",
       "[[section]]\nid = \"a\"\nheading = [\"悩み\"]\ncontent = \"items\"\ninto = \"goals\"\n"},
      {"rows without a column that tells them apart",
       "[[table]]\nid = \"t\"\ninto = \"goals\"\ncolumns = [{ field = \"goal\", header = "
       "[\"目標\"] }]\n"},
      {"groups without challenges",
       "[[table]]\nid = \"t\"\ninto = \"challenges\"\nlayout = \"grouped\"\n"
       "columns = [{ field = \"policy\", header = [\"方針\"], required = true }]\n"},
      {"groups into another list",
       "[[table]]\nid = \"t\"\ninto = \"goals\"\nlayout = \"grouped\"\n"
       "columns = [{ field = \"goal\", header = [\"目標\"], required = true }]\n"},
      {"measures in a table of goals",
       "[[table]]\nid = \"t\"\ninto = \"goals\"\ncolumns = [\n"
       "{ field = \"goal\", header = [\"目標\"], required = true },\n"
       "{ field = \"measures\", role = \"measure\", kind = \"target\", header = [\"目標値\"] }]\n"},
      {"roles in a table of goals",
       "[[table]]\nid = \"t\"\ninto = \"goals\"\ncolumns = [\n"
       "{ field = \"goal\", header = [\"目標\"], required = true },\n"
       "{ field = \"roles\", role = \"role\", header = [\"役割\"] }]\n"},
      {"a label in a list that has none",
       "[[table]]\nid = \"t\"\ninto = \"challenges\"\ncolumns = [\n"
       "{ field = \"challenge\", header = [\"課題\"], required = true, labelled = true }]\n"},
      {"a word that agrees with everything", "[area]\nendings = [\"圏域\", \"　\"]\n"},
      {"a list of areas after nothing", "[cover]\nyear = 'x'\narea_list = [\"\"]\n"},
      {"a year made of itself", "[cover]\nyear = '{year}'\npatterns = ['(?P<motto>{year})']\n"},
  };
  for (const Case& c : cases) EXPECT_NE(Mistakes(kSmallest + c.more), "") << c.name;
}

TEST(FormRules, TheFormOfTheRepositoryFillsEveryListOfAnArea) {
  const FormRules& form = tests::BuiltInForm();
  for (const char* list : {"goals", "challenges", "indicators"}) {
    bool filled = false;
    for (const TableRule& table : form.tables) filled = filled || table.into == list;
    EXPECT_TRUE(filled) << list;
  }
  for (const char* list : {"strengths", "hospital_collaboration", "concerns"}) {
    bool filled = false;
    for (const SectionRule& section : form.sections) filled = filled || section.into == list;
    EXPECT_TRUE(filled) << list;
  }
}

}  // namespace
}  // namespace parse
