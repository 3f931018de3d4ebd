// Parts that only the rules know: read into records, with evidence and findings, from rules alone.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parse/parse_document.h"
#include "parse/sheet_codec.h"
#include "parse/sheet_json.h"
#include "tests/parse/rules_folder.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

const std::string kForm = R"(
id = "care"
name = "調査票"
sectors = ["行政"]
[match]
title = ["ケア調査票"]
[cover]
year = '令和[0-9]+年度'
patterns = ['(?P<document>ケア調査票)']
[area]
endings = ["圏域"]
[[section]]
id = "concerns"
heading = ["困りごと"]
content = "items"
into = "concerns"
[[part]]
id = "figures"
of = "sheet"
heading = ["基本情報"]
content = "pairs"
rows = [
  { name = "population", label = ["総人口"], quantity = true },
  { name = "children", group = ["子どもの数"], label = ["総数"], quantity = true },
  { name = "school", group = ["子どもの数"], label = ["就学"], quantity = true },
  { name = "centre", label = ["センター"] },
]
[[part]]
id = "calendar"
heading = ["予定"]
of = "sheet"
content = "table"
required = false
columns = [
  { field = "task", role = "label", header = ["取組"], required = true },
  { field = "month-{each}", header = ["{each}月"], each = ["4", "5", "6"] },
]
[[part]]
id = "voice"
heading = ["家族の声"]
required = false
)";

extract::SourceLayers Pages(const std::vector<std::string_view>& drawings) {
  return LayersOf(drawings);
}

parse::ParsedSheet Parse(const extract::SourceLayers& layers) {
  const RulesFolder folder;
  folder.Write("forms/care.toml", kForm);
  const auto rules = parse::RuleSet::Load(folder.path());
  EXPECT_TRUE(rules.has_value()) << rules.error().front().Format();
  parse::ParsedSheet sheet = parse::ParseDocument(layers, *rules);
  EXPECT_EQ(sheet.form, "care@1");
  EXPECT_EQ(BrokenPromise(layers, sheet), "");
  return sheet;
}

// Each row of a part on a line: group / label (name): column=text[value unit], …
std::string Rows(const parse::ParsedSheet& sheet, const std::string& part) {
  std::string lines;
  for (int r = 0;; ++r) {
    const std::string row = part + "/rows/" + std::to_string(r);
    if (TextAt(sheet, row + "/label") == "(none)") return lines;
    const auto text = [&](const std::string& at) {
      const std::string value = TextAt(sheet, at);
      return value == "null" ? "" : value;
    };
    lines += text(row + "/group") + "/" + text(row + "/label") + "(" + text(row + "/name") + "):";
    for (int c = 0; text(row + "/cells/" + std::to_string(c) + "/text") != "(none)"; ++c) {
      const std::string cell = row + "/cells/" + std::to_string(c);
      lines += " " + text(cell + "/column") + "=" + text(cell + "/text") + "[" +
               text(cell + "/value") + text(cell + "/unit") + text(cell + "/until") + "]";
    }
    lines += "\n";
  }
}

constexpr std::string_view kCover = "ケア調査票\n\n栃木県\n";
constexpr std::string_view kConcerns = "県南圏域\n\n困りごと\n\n・人手が足りない\n";

TEST(Parts, LabelsAndValuesSideBySideNeedNoHeader) {
  const parse::ParsedSheet sheet = Parse(Pages({kCover,
                                                "基本情報\n"
                                                "+----------+------+------------+\n"
                                                "|総人口           |12,345人    |\n"
                                                "+----------+------+------------+\n"
                                                "|子どもの数|総数  |約20人      |\n"
                                                "|          +------+------------+\n"
                                                "|          |就学  |未定        |\n"
                                                "+----------+------+------------+\n"
                                                "|センター         |県が設置    |\n"
                                                "+----------+------+------------+\n",
                                                kConcerns}));
  EXPECT_EQ(TextAt(sheet, "/parts/0/part"), "figures");
  EXPECT_EQ(TextAt(sheet, "/parts/0/heading"), "基本情報");
  EXPECT_EQ(Rows(sheet, "/parts/0"),
            "/総人口(population): value=12,345人[12345人]\n"
            "子どもの数/総数(children): value=約20人[20人]\n"
            "子どもの数/就学(school): value=未定[]\n"
            "/センター(centre): value=県が設置[]\n");
  EXPECT_EQ(TextAt(sheet, "/parts/0/rows/2/cells/0/state"), "undetermined");
  EXPECT_EQ(TextAt(sheet, "/areas/0/concerns/0/text"), "人手が足りない");
  EXPECT_EQ(LeftoverOf(sheet), "");
  EXPECT_FALSE(Reviewed(sheet, "/parts/0/rows/0/cells/0/value"));
}

TEST(Parts, ARowThatTheFormDoesNotKnowIsReadAndListed) {
  const parse::ParsedSheet sheet = Parse(Pages({kCover,
                                                "基本情報\n"
                                                "+----------+------------+\n"
                                                "|総人口    |12,345人    |\n"
                                                "+----------+------------+\n"
                                                "|面積      |90km2       |\n"
                                                "+----------+------------+\n"
                                                "|センター  |県が設置    |\n"
                                                "+----------+------------+\n",
                                                kConcerns}));
  EXPECT_EQ(TextAt(sheet, "/parts/0/rows/1/label"), "面積");
  EXPECT_EQ(TextAt(sheet, "/parts/0/rows/1/cells/0/text"), "90km2");
  EXPECT_TRUE(Reviewed(sheet, "/parts/0/rows/1/label"));
}

TEST(Parts, MonthsAreColumnsAndACellMayReachOverSeveral) {
  const parse::ParsedSheet sheet = Parse(Pages({kCover,
                                                "基本情報\n"
                                                "+------+------+\n"
                                                "|総人口|5人   |\n"
                                                "+------+------+\n"
                                                "|センター|あり|\n"
                                                "+------+------+\n",
                                                "予定\n"
                                                "+------+------+------+------+\n"
                                                "|取組  |4月   |5月   |6月   |\n"
                                                "+------+------+------+------+\n"
                                                "|会議  |第1回 |      |第2回 |\n"
                                                "+------+------+------+------+\n"
                                                "|調査  |      |配布と回収   |\n"
                                                "+------+------+------+------+\n",
                                                kConcerns}));
  EXPECT_EQ(Rows(sheet, "/parts/1"),
            "/会議(): month-4=第1回[] month-5=[] month-6=第2回[]\n"
            "/調査(): month-4=[] month-5=配布と回収[6月]\n");
}

TEST(Parts, FreeItemsAndPairsOnLinesAreReadBelowTheirHeadings) {
  const parse::ParsedSheet sheet = Parse(
      LayersOfText("ケア調査票\n\n栃木県\n\f基本情報\n\n総人口　12,345人\nセンター\n県が設置\n\f"
                   "県南圏域\n\n家族の声\n\n○夜に相談したい\n○友だちがほしい\n\n"
                   "困りごと\n\n・人手が足りない\n"));
  EXPECT_EQ(Rows(sheet, "/parts/0"),
            "/総人口(population): value=12,345人[12345人]\n"
            "/センター(centre): value=県が設置[]\n");
  EXPECT_EQ(TextAt(sheet, "/areas/0/parts/0/part"), "voice");
  EXPECT_EQ(Rows(sheet, "/areas/0/parts/0"),
            "/○(): text=夜に相談したい[]\n/○(): text=友だちがほしい[]\n");
}

TEST(Parts, OneThatIsMissingIsListed) {
  const parse::ParsedSheet sheet =
      Parse(LayersOfText("ケア調査票\n\n栃木県\n\f県南圏域\n\n困りごと\n\n・人手\n\f"
                         "県南圏域\n\n家族の声\n\n・声\n"));
  EXPECT_NE(ReviewOf(sheet).find("/parts/0: section-missing"), std::string::npos);
}

TEST(Parts, ComeBackFromJsonAndBytes) {
  const parse::ParsedSheet sheet =
      Parse(LayersOfText("ケア調査票\n\n栃木県\n\f基本情報\n\n総人口　12,345人\n\f"
                         "県南圏域\n\n困りごと\n\n・人手が足りない\n"));
  const auto decoded = parse::DecodeSheet(parse::EncodeSheet(sheet));
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(*decoded, sheet);
  const auto read = parse::FromJsonText(JsonOf(sheet));
  ASSERT_TRUE(read.has_value()) << read.error().pointer << " " << read.error().detail;
  // JSON rounds confidences.
  parse::ParsedSheet again = sheet;
  again.sheet = read->sheet;
  EXPECT_EQ(JsonOf(again), JsonOf(sheet));
}

TEST(Parts, AFormWithoutThemPrintsNoneInItsJson) {
  const parse::ParsedSheet sheet =
      ParseText("事前課題\n\n栃木県\n\f１ 現時点での課題・悩み\n\n・人手\n");
  EXPECT_EQ(JsonOf(sheet).find("\"parts\""), std::string::npos);
}

}  // namespace
}  // namespace tests
