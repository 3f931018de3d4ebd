// A form on top of another: what it changes, what it keeps, and where its mistakes stand.
#include <gtest/gtest.h>

#include <string>

#include "parse/form_rules.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

const std::string kHead = "base = \"jizen-kadai\"\nid = \"next\"\nname = \"次の年\"\n";

struct Loaded {
  RulesFolder folder;
  tl::expected<parse::RuleSet, std::vector<parse::RuleError>> rules;

  explicit Loaded(const std::string& changes)
      : rules((folder.Write("forms/next.toml", kHead + changes),
               parse::RuleSet::Load(folder.path()))) {}

  const parse::FormRules& next() const {
    for (const parse::FormRules& form : rules->forms())
      if (form.id == "next") return form;
    std::abort();
  }
  std::string mistakes() const {
    std::string all;
    if (rules) return all;
    for (const parse::RuleError& error : rules.error())
      all += error.file + ":" + std::to_string(error.line) + " " + error.key + "\n";
    return all;
  }
};

bool Knows(const parse::Wording& wording, const std::u32string& text) {
  return std::find(wording.variants.begin(), wording.variants.end(), text) !=
         wording.variants.end();
}

const parse::SectionRule* Section(const parse::FormRules& form, const std::string& id) {
  for (const parse::SectionRule& section : form.sections)
    if (section.id == id) return &section;
  return nullptr;
}

TEST(FormBases, WhatIsNotSaidIsTheBases) {
  const Loaded loaded("");
  ASSERT_EQ(loaded.mistakes(), "");
  const parse::FormRules& base = BuiltInForm();
  EXPECT_EQ(loaded.next().base, "jizen-kadai");
  EXPECT_EQ(loaded.next().version, 1);
  EXPECT_EQ(loaded.next().sectors, base.sectors);
  EXPECT_EQ(loaded.next().titles, base.titles);
  EXPECT_EQ(loaded.next().tables.size(), base.tables.size());
  EXPECT_EQ(loaded.next().cover.patterns.size(), base.cover.patterns.size());
}

TEST(FormBases, ListsAreAddedToTakenFromAndReplaced) {
  const Loaded loaded(
      "sectors.add = [\"農協\"]\nsectors.remove = [\"区役所\"]\n"
      "[match]\ntitle = [\"別の題\"]\n"
      "[cover]\npatterns.first = ['(?P<document>別の題)']\n"
      "[[section]]\nid = \"concerns\"\nheading.add = [\"お困りごと\"]\n");
  ASSERT_EQ(loaded.mistakes(), "");
  const parse::FormRules& form = loaded.next();
  const auto sector = [&form](const std::u32string& name) {
    return std::find(form.sectors.begin(), form.sectors.end(), name) != form.sectors.end();
  };
  EXPECT_TRUE(sector(U"農協"));
  EXPECT_FALSE(sector(U"区役所"));
  EXPECT_TRUE(sector(U"行政"));
  EXPECT_EQ(form.titles, std::vector<std::u32string>{U"別の題"});
  EXPECT_EQ(form.cover.patterns.front().first, "(?P<document>別の題)");
  EXPECT_GT(form.cover.patterns.size(), 1U);
  EXPECT_TRUE(Knows(Section(form, "concerns")->heading, U"お困りごと"));
  EXPECT_TRUE(Knows(Section(form, "concerns")->heading, U"困っていること"));
  EXPECT_FALSE(Knows(Section(BuiltInForm(), "concerns")->heading, U"お困りごと"));
}

TEST(FormBases, SectionsAreChangedAddedAndRemovedById) {
  const Loaded loaded(
      "[[section]]\nid = \"strengths\"\nremoved = true\n"
      "[[section]]\nid = \"wishes\"\nafter = \"goals\"\nheading = [\"要望\"]\n");
  ASSERT_EQ(loaded.mistakes(), "");
  const parse::FormRules& form = loaded.next();
  EXPECT_EQ(Section(form, "strengths"), nullptr);
  ASSERT_NE(Section(form, "wishes"), nullptr);
  EXPECT_EQ(form.sections.front().id, "goals") << "the order is the base's";
  EXPECT_EQ(form.sections.at(1).id, "wishes");
}

TEST(FormBases, ColumnsAreChangedByFieldAndKind) {
  const Loaded loaded(
      "[[table]]\nid = \"indicators\"\ncolumns.remove = [\"reason\"]\n"
      "columns.change = [{ field = \"measures\", kind = \"target\", header.add = [\"めざす値\"] "
      "}]\n");
  ASSERT_EQ(loaded.mistakes(), "");
  for (const parse::TableRule& table : loaded.next().tables) {
    if (table.id != "indicators") continue;
    EXPECT_EQ(table.into, "indicators");
    for (const parse::ColumnRule& column : table.columns) {
      EXPECT_NE(column.field, "reason");
      EXPECT_EQ(Knows(column.header, U"めざす値"), column.kind == "target");
      EXPECT_FALSE(column.kind == "target" && !Knows(column.header, U"目標値"));
    }
  }
}

TEST(FormBases, ABaseMayHaveABase) {
  RulesFolder folder;
  folder.Write("forms/next.toml", kHead + "sectors.add = [\"農協\"]\n");
  folder.Write("forms/third.toml",
               "base = \"next\"\nid = \"third\"\nname = \"三年目\"\nsectors.add = [\"漁協\"]\n");
  const auto rules = parse::RuleSet::Load(folder.path());
  ASSERT_TRUE(rules.has_value()) << rules.error().front().Format();
  const parse::FormRules& form = rules->forms().back();
  EXPECT_EQ(form.id, "third");
  EXPECT_EQ(form.sectors.size(), BuiltInForm().sectors.size() + 2);
}

TEST(FormBases, AMistakeStandsInTheFileThatMakesIt) {
  EXPECT_EQ(Loaded("sectors.remove = [\"宇宙局\"]\n").mistakes(),
            "forms/next.toml:4 sectors.remove\n");
  EXPECT_EQ(Loaded("[[section]]\nid = \"hospital\"\ninto = \"hospitals\"\n").mistakes(),
            "forms/next.toml:6 section.into\n");
  RulesFolder folder;
  folder.Write("forms/next.toml", kHead);
  folder.Replace("forms/jizen-kadai.toml", "least_parts = 2", "least_parts = \"2\"");
  const auto rules = parse::RuleSet::Load(folder.path());
  ASSERT_FALSE(rules.has_value());
  ASSERT_EQ(rules.error().size(), 1U) << "said once, not for each form on top of it";
  EXPECT_EQ(rules.error().front().file, "forms/jizen-kadai.toml");
}

TEST(FormBases, ExamplesAreAFormsOwnAndAreRun) {
  const Loaded loaded(
      "[[section]]\nid = \"concerns\"\nheading.add = [\"お困りごと\"]\n"
      "[[example]]\ntext = \"３ お困りごと（県南圏域）\"\nsection = \"concerns\"\n"
      "[[example]]\ntext = \"めざす値\"\ntable = \"indicators\"\ncolumn = \"target\"\n"
      "[[example]]\ntext = \"約１２か所\"\nquantity = \"12 か所 ~\"\n"
      "[[example]]\ntext = \"農協\"\nsector = true\n");
  ASSERT_EQ(loaded.mistakes(), "");
  const std::vector<parse::RuleError> failing = loaded.rules->FailingExamples();
  ASSERT_EQ(failing.size(), 2U);
  EXPECT_EQ(failing[0].file, "forms/next.toml");
  EXPECT_EQ(failing[0].line, 13);
  EXPECT_EQ(failing[0].key, "example.column");
  EXPECT_EQ(failing[1].key, "example.sector");
}

}  // namespace
}  // namespace tests
