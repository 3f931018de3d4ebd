// Which table of the form a grid is, and which column is which, by the headers alone.
#include "parse/table_match.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "parse/wording_match.h"
#include "tests/parse/sheet_sketch.h"

namespace parse {
namespace {

std::string ColumnOf(const ColumnGroup& group) {
  std::string name = "?";
  if (group.rule)
    name = group.rule->role == ColumnRole::kMeasure ? group.rule->kind : group.rule->field;
  if (group.rule && group.score < kSureScore) name += "~";
  if (group.last > group.first) name.append("*") += std::to_string(group.last - group.first + 1);
  return name;
}

// "goals 1..4: goal progress": the rows of the body and the columns, ~ for a doubtful header.
std::string Dump(const std::vector<TableMatch>& matches) {
  std::string lines;
  for (const TableMatch& match : matches) {
    lines += match.rule->id + " " + std::to_string(match.header_row + match.header_rows) + ".." +
             std::to_string(match.end_row) + ":";
    for (const ColumnGroup& group : match.groups) lines.append(" ") += ColumnOf(group);
    lines += "\n";
  }
  return lines;
}

std::string DumpOf(std::string_view drawing) {
  const ReadTools tools = tests::BuiltInTools();
  return Dump(MatchTables(tests::GridOf(drawing), tools.form, tools.words));
}

struct Case {
  const char *name, *drawing, *want;
  friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }
};

const Case kCases[] = {
    {"goals",
     "+----------------------+--------------------+\n"
     "|平成30年度の達成目標  |現時点での進捗状況  |\n"
     "+----------------------+--------------------+\n"
     "|１．連携              |実施した            |\n"
     "+----------------------+--------------------+\n",
     "goals 1..2: goal progress\n"},
    {"below_rows_of_figures",
     "+--------------------+------------+------+\n"
     "|12,345              |60          |98.5  |\n"
     "+--------------------+------------+------+\n"
     "|現時点での進捗状況  |達成目標    |番号  |\n"
     "+--------------------+------------+------+\n"
     "|100                 |90          |１    |\n"
     "+--------------------+------------+------+\n",
     "goals 2..3: progress goal label\n"},
    {"columns_in_another_order",
     "+--------------------+------------+------+\n"
     "|現時点での進捗状況  |達成目標    |番号  |\n"
     "+--------------------+------------+------+\n"
     "|実施した            |連携        |１    |\n"
     "+--------------------+------------+------+\n",
     "goals 1..2: progress goal label\n"},
    {"one_role_header_over_sectors_and_texts",
     "+--------+--------------+------------------------+\n"
     "|課題    |取組方針      |課題・方針に対する役割  |\n"
     "+--------+--------------+------+-----------------+\n"
     "|連携    |会議を開く    |行政  |場の設定         |\n"
     "|        |              +------+-----------------+\n"
     "|        |              |医療  |参加             |\n"
     "+--------+--------------+------+-----------------+\n",
     "challenges 1..3: challenge policy roles*2\n"},
    {"a_header_of_two_rows",
     "+------------+------------+------------------+\n"
     "|指標        |設定理由    |値                |\n"
     "|            |            +--------+---------+\n"
     "|            |            |現状値  |目標値   |\n"
     "+------------+------------+--------+---------+\n"
     "|①受診率    |参考        |42.0%   |60%      |\n"
     "+------------+------------+--------+---------+\n",
     "indicators 2..3: indicator reason baseline target\n"},
    {"two_baselines_are_two_measures",
     "+--------+----------------------+--------------+--------------+\n"
     "|指標    |現状値（第1回会議時） |現状値（今回）|目標値（H30） |\n"
     "+--------+----------------------+--------------+--------------+\n"
     "|①移行数|11人                  |11人          |3人           |\n"
     "+--------+----------------------+--------------+--------------+\n",
     "indicators 1..2: indicator baseline baseline target\n"},
    {"an_unknown_column_is_named_as_such",
     "+------------+--------------------+------------+\n"
     "|達成目標    |現時点での進捗状況  |担当課      |\n"
     "+------------+--------------------+------------+\n"
     "|連携        |実施した            |保健所      |\n"
     "+------------+--------------------+------------+\n",
     "goals 1..2: goal progress ?\n"},
    {"a_title_row_above",
     "+---------------------------------+\n"
     "|南加賀圏域                       |\n"
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|連携        |実施した            |\n"
     "+------------+--------------------+\n",
     "goals 2..3: goal progress\n"},
    {"two_tables_in_one_grid",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n"
     "|連携        |実施した            |\n"
     "+------------+--------------------+\n"
     "|指標        |目標値              |\n"
     "+------------+--------------------+\n"
     "|受診率      |60%                 |\n"
     "+------------+--------------------+\n",
     "goals 1..2: goal progress\nindicators 3..4: indicator target\n"},
    {"only_a_header",
     "+------------+--------------------+\n"
     "|達成目標    |現時点での進捗状況  |\n"
     "+------------+--------------------+\n",
     "goals 1..1: goal progress\n"},
    {"no_required_column_no_table",
     "+------------+--------------------+\n"
     "|達成目標    |担当者              |\n"
     "+------------+--------------------+\n"
     "|連携        |保健所              |\n"
     "+------------+--------------------+\n",
     ""},
    {"sentences_are_no_header",
     "+--------------------------+--------------------------+\n"
     "|達成目標を立てた。        |進捗状況を確認した。      |\n"
     "+--------------------------+--------------------------+\n"
     "|連携                      |保健所                    |\n"
     "+--------------------------+--------------------------+\n",
     ""},
    {"another_forms_table",
     "+------------+------------+------+\n"
     "|日付        |会場        |人数  |\n"
     "+------------+------------+------+\n"
     "|4月1日      |県庁        |12    |\n"
     "+------------+------------+------+\n",
     ""},
    {"one_cell_of_one_glyph_each",
     "+--+--+\n"
     "|あ|い|\n"
     "+--+--+\n"
     "|う|え|\n"
     "+--+--+\n",
     ""},
};

class MatchTablesTest : public testing::TestWithParam<Case> {};

TEST_P(MatchTablesTest, FindsTablesAndColumns) {
  EXPECT_EQ(DumpOf(GetParam().drawing), GetParam().want);
}

std::string NameOf(const testing::TestParamInfo<Case>& tested) { return tested.param.name; }

INSTANTIATE_TEST_SUITE_P(Drawn, MatchTablesTest, testing::ValuesIn(kCases), NameOf);

constexpr std::string_view kFirstPage =
    "+------------+--------------------+\n"
    "|達成目標    |現時点での進捗状況  |\n"
    "+------------+--------------------+\n"
    "|連携        |実施した            |\n"
    "+------------+--------------------+\n";

TEST(MatchContinuation, NeedsTheSameColumnsAtTheSamePlaces) {
  const ReadTools tools = tests::BuiltInTools();
  const auto first = MatchTables(tests::GridOf(kFirstPage), tools.form, tools.words);
  ASSERT_EQ(first.size(), 1u);
  const TableMatch same = MatchContinuation(tests::GridOf("+------------+--------------------+\n"
                                                          "|研修        |予定                |\n"
                                                          "+------------+--------------------+\n"
                                                          "|会議        |未定                |\n"
                                                          "+------------+--------------------+\n"),
                                            first.front());
  ASSERT_NE(same.rule, nullptr);
  EXPECT_EQ(same.rule->id, "goals");
  EXPECT_EQ(same.header_rows, 0);
  EXPECT_EQ(same.end_row, 2);
  const TableMatch other = MatchContinuation(tests::GridOf("+------+--------------------------+\n"
                                                           "|研修  |予定                      |\n"
                                                           "+------+--------------------------+\n"
                                                           "|会議  |未定                      |\n"
                                                           "+------+--------------------------+\n"),
                                             first.front());
  EXPECT_EQ(other.rule, nullptr);
  const TableMatch narrower = MatchContinuation(tests::GridOf("+------------+------+\n"
                                                              "|研修        |予定  |\n"
                                                              "+------------+------+\n"
                                                              "|会議        |未定  |\n"
                                                              "+------------+------+\n"),
                                                first.front());
  EXPECT_EQ(narrower.rule, nullptr);
}

}  // namespace
}  // namespace parse
