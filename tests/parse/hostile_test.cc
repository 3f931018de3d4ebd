// Documents that no office would print: nothing is lost, nothing crashes, nothing takes long.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "parse/parse_document.h"
#include "tests/parse/sheet_sketch.h"
#include "tests/sketch.h"

namespace tests {
namespace {

struct Hostile {
  const char *name, *drawing;
  friend std::ostream& operator<<(std::ostream& out, const Hostile& hostile) {
    return out << hostile.name;
  }
};

const Hostile kHostile[] = {
    {"header_only",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"},
    {"grouped_header_only",
     "+--------+--------------+------+--------+\n"
     "|課題    |取組方針      |主体  |役割    |\n"
     "+--------+--------------+------+--------+\n"},
    {"body_merged_over_everything",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|すべての欄にまたがる文           |\n"
     "|                                 |\n"
     "+---------------------------------+\n"},
    {"grouped_body_merged_over_everything",
     "+--------+--------------+------+--------+\n"
     "|課題    |取組方針      |主体  |役割    |\n"
     "+--------+--------------+------+--------+\n"
     "|すべての欄にまたがる文                 |\n"
     "+---------------------------------------+\n"},
    {"grouped_without_roles",
     "+--------+--------------+\n"
     "|課題    |取組方針      |\n"
     "+--------+--------------+\n"
     "|連携    |会議          |\n"
     "+--------+--------------+\n"},
    {"role_header_over_one_column",
     "+--------+--------------+------+\n"
     "|課題    |取組方針      |役割  |\n"
     "+--------+--------------+------+\n"
     "|連携    |会議          |行政  |\n"
     "+--------+--------------+------+\n"},
    {"cells_of_one_glyph",
     "+--+--+--+--+\n|課|方|主|役|\n+--+--+--+--+\n|あ|い|う|え|\n+--+--+--+--+\n"},
    {"cells_of_marks",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|・          |－                  |\n"
     "+------------+--------------------+\n"
     "|（          |）                  |\n"
     "+------------+--------------------+\n"
     "|１．        |�                   |\n"
     "+------------+--------------------+\n"},
    {"header_in_the_last_row",
     "+------------+--------------------+\n"
     "|連携        |実施した            |\n"
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"},
    {"header_again_and_again",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"},
    {"unmatched_brackets",
     "４ 現時点での課題・悩み（（（\n\n【（「\n）））\n〔県南圏域\n３ "
     "病院（医療機関）との連携状況）\n・（\n"},
    {"replacement_characters", "��������\n��\n３ 病院（医療機関）との連携状況\n\n・�\n�\n"},
    {"heading_without_a_text", "３ 病院（医療機関）との連携状況\n\n４ 現時点での課題・悩み\n"},
    {"headings_only_twice",
     "４ 現時点での課題・悩み\n\n４ 現時点での課題・悩み\n\n４ 現時点での課題・悩み\n"},
};

class HostileTest : public testing::TestWithParam<Hostile> {};

TEST_P(HostileTest, IsReadWithoutLoss) {
  // On a page of a sheet, and again so that it may go on overleaf; alone; and as plain text.
  ParsePages({GetParam().drawing, GetParam().drawing});
  for (const extract::SourceLayers& layers :
       {LayersOf({GetParam().drawing}), LayersOfText(GetParam().drawing)})
    EXPECT_EQ(BrokenPromise(layers, parse::ParseDocument(layers, BuiltInRules())), "");
}

std::string NameOf(const testing::TestParamInfo<Hostile>& tested) { return tested.param.name; }

INSTANTIATE_TEST_SUITE_P(Drawn, HostileTest, testing::ValuesIn(kHostile), NameOf);

TEST(HostileDocuments, AnUnreadableCharacterInAValueIsListed) {
  const parse::ParsedSheet sheet = ParsePage("３ 病院（医療機関）との連携状況\n\n・退院�の支援\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/hospital_collaboration/0/text"), "退院�の支援");
  EXPECT_TRUE(Reviewed(sheet, "/areas/0/hospital_collaboration/0/text"));
}

TEST(HostileDocuments, EmptyPagesGiveNoSheet) {
  const extract::SourceLayers layers = LayersOf(std::vector<std::string_view>(50, ""));
  const parse::ParsedSheet sheet = parse::ParseDocument(layers, BuiltInRules());
  EXPECT_FALSE(sheet.recognised);
  EXPECT_EQ(BrokenPromise(layers, sheet), "");
}

// Reads the pages whole: every promise holds, however many lines there are. A test that never
// ends is stopped by the test runner; how long it takes is for the benchmarks.
std::string BrokenPromiseOf(const extract::SourceLayers& layers) {
  return BrokenPromise(layers, parse::ParseDocument(layers, BuiltInRules()));
}

TEST(HostileDocuments, ThousandsOfLinesOfOneGlyphAreRead) {
  for (const char* glyph : {"あ", "・", "１", "（"}) {
    extract::PageLayer page;
    page.width = 595;
    page.height = 200'000;
    AddText(50, 0, 10, "「事前課題」シート", &page);
    for (int i = 1; i <= 10'000; ++i) AddText(50, 20.0 * i, 10, glyph, &page);
    EXPECT_EQ(BrokenPromiseOf(LayersOfPages({page})), "") << glyph;
  }
}

TEST(HostileDocuments, ThousandsOfItemsAreRead) {
  std::string text =
      "「事前課題」シート\n３ 病院（医療機関）との連携状況\n４ 現時点での課題・悩み\n";
  for (int i = 0; i < 10'000; ++i) text += "・�不足\n";
  EXPECT_EQ(BrokenPromiseOf(LayersOfText(text)), "");
}

TEST(HostileDocuments, ATableOfAThousandRowsIsRead) {
  std::string drawing =
      "「事前課題」シート\n４ 現時点での課題・悩み\n"
      "+--------+----------+\n|達成目標|進捗状況  |\n+--------+----------+\n";
  for (int i = 0; i < 1'000; ++i) drawing += "|連携    |会議      |\n+--------+----------+\n";
  extract::PageLayer page = PageFromSketch(drawing);
  page.height = 12.0 * 2'010;
  EXPECT_EQ(BrokenPromiseOf(LayersOfPages({page})), "");
}

}  // namespace
}  // namespace tests
