// Headings and headers as offices will write them next year: known by their words, or left alone.
#include "parse/wording_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parse/page_roles.h"
#include "parse/rules.h"
#include "parse/table_match.h"

namespace parse {
namespace {

class WordingWordsTest : public testing::Test {
 protected:
  WordingWordsTest() : rules_(std::move(*RuleSet::Load(RuleSet::BuiltInFolder()))) {}

  const FormRules& form() const { return rules_.forms().front(); }

  const TableRule& Table(const std::string& id) const {
    return *std::find_if(form().tables.begin(), form().tables.end(),
                         [&](const TableRule& table) { return table.id == id; });
  }

  // The column of `table` that the heading names for sure: its field or kind; "" if none.
  std::string SureColumn(const std::string& table, const std::string& heading) const {
    const TableRule& rule = Table(table);
    const BareWording bare = MakeBare(Fold(ToUtf32(heading)).text, rules_.words());
    const std::vector<double> scores = ColumnScores(bare, rule, true);
    const auto best = std::max_element(scores.begin(), scores.end());
    if (*best < kSureScore) return "";
    const ColumnRule& column = rule.columns[best - scores.begin()];
    return column.kind.empty() ? column.field : column.kind;
  }

  std::string SureSection(const std::string& line, bool prominent) const {
    const HeadingMatch match =
        MatchHeading(Fold(ToPrinted(line)), form(), rules_.words(), prominent);
    return match.section && match.score >= kSureScore ? match.section->id : "";
  }

  static PrintedText ToPrinted(const std::string& line) {
    PrintedText text;
    for (const char32_t c : ToUtf32(line)) text.push_back({c, 0, static_cast<int>(text.size())});
    return text;
  }

  RuleSet rules_;
};

TEST_F(WordingWordsTest, HeadersInUnseenWordsNameTheirColumn) {
  const struct {
    const char *table, *heading, *column;
  } cases[] = {
      {"goals", "年度内の達成目標", "goal"},
      {"goals", "取り組みの進捗状況", "progress"},
      {"goals", "現時点（９月末）での進捗状況", "progress"},
      {"challenges", "取り組むべき課題", "challenge"},
      {"challenges", "課題への対応方針", "policy"},
      {"challenges", "今後の取組方針", "policy"},
      {"challenges", "課題解決に向けての取り組みの方針", "policy"},
      {"challenges", "課題及び方針に対する役割（取り組み）", "roles"},
      {"challenges", "課題方針に対するそれぞれの役割（取組み）", "roles"},
      {"indicators", "課題解決の到達度を測る指標", "indicator"},
      {"indicators", "指標の設定理由・考え方", "reason"},
      {"indicators", "Ｒ５年度当初の現状値", "baseline"},
      {"indicators", "Ｒ５年度末の目標値", "target"},
      {"indicators", "成果・効果の見込み", "expected_outcome"},
      {"indicators", "想定される効果", "expected_outcome"},
  };
  for (const auto& c : cases) EXPECT_EQ(SureColumn(c.table, c.heading), c.column) << c.heading;
}

TEST_F(WordingWordsTest, AColumnOfTheOfficesOwnIsNobodys) {
  for (const char* heading : {"備考", "担当課", "優先順位", "評価時期", "担当者氏名", "評価の方法"})
    EXPECT_EQ(SureColumn("indicators", heading), "") << heading;
  for (const char* heading : {"自己評価（Ａ～Ｄ）", "備考", "次年度への申し送り"})
    EXPECT_EQ(SureColumn("goals", heading), "") << heading;
  // Words of two columns, and nothing that tells which.
  EXPECT_EQ(SureColumn("challenges", "現状の取組"), "");
}

TEST_F(WordingWordsTest, HeadingsUnderAnyNumbering) {
  EXPECT_EQ(SureSection("第３ 病院・医療機関との連携の状況", true), "hospital");
  EXPECT_EQ(SureSection("Ｃ 精神科病院との連携状況", false), "hospital");
  EXPECT_EQ(SureSection("四 現時点での課題・悩み", false), "concerns");
  EXPECT_EQ(SureSection("２－１ 圏域の取組みにおける強み・課題", false),
            "strengths-and-challenges");
  EXPECT_EQ(SureSection("【地域の特徴（強み）】", false), "strengths");
}

TEST_F(WordingWordsTest, AMarkMakesAnItemUnlessTheLineIsSetAsAHeading) {
  EXPECT_EQ(SureSection("■ 病院（医療機関）との連携の状況", true), "hospital");
  EXPECT_EQ(SureSection("・病院（医療機関）との連携の状況", false), "");
}

TEST_F(WordingWordsTest, ALineOfATextIsNoHeadingForItsWords) {
  EXPECT_EQ(SureSection("課題の共有に向けた取組の整理", false), "");
  EXPECT_EQ(SureSection("① 医療機関等の連携の課題", false), "");
}

}  // namespace
}  // namespace parse
