// A lost record costs its own fields only; a fault that nothing points to is silent.
#include "parse/compare.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace {

parse::ParsedSheet Gold(const std::string& name) {
  std::ifstream file(std::string(JIZEN_SOURCE_DIR) + "/corpus/gold/" + name + ".json");
  std::ostringstream text;
  text << file.rdbuf();
  auto sheet = parse::FromJsonText(text.str());
  EXPECT_TRUE(sheet) << name;
  return sheet.value_or(parse::ParsedSheet());
}

std::vector<parse::Record>& List(parse::ParsedSheet& sheet, const char* pointer) {
  return parse::Resolve(sheet.sheet, pointer).list->records;
}

parse::Value& ValueAt(parse::ParsedSheet& sheet, const char* pointer) {
  return parse::Resolve(sheet.sheet, pointer).field->value;
}

TEST(Compare, TheTwoRealSheetsHave323PrintedFields) {
  const parse::ParsedSheet tochigi = Gold("tochigi-r01"), ishikawa = Gold("ishikawa-h30");
  EXPECT_EQ(parse::CountPrintedFields(tochigi) + parse::CountPrintedFields(ishikawa), 323);
  parse::FieldTally both = parse::CompareSheets(tochigi, tochigi).Total();
  both += parse::CompareSheets(ishikawa, ishikawa).Total();
  EXPECT_EQ(both, (parse::FieldTally{323, 0, 0, 0, 0, 0}));
}

TEST(Compare, AgainstNothingAllIsMissing) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  const parse::FieldTally total = parse::CompareSheets(gold, parse::ParsedSheet()).Total();
  EXPECT_EQ(total.missing, parse::CountPrintedFields(gold));
  EXPECT_EQ(total.silent, total.missing);
  const parse::FieldTally reverse = parse::CompareSheets(parse::ParsedSheet(), gold).Total();
  EXPECT_EQ(reverse.extra, parse::CountPrintedFields(gold));
}

TEST(Compare, WidthDashesAndSpaceMakeNoDifference) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  ValueAt(got, "/motto") = "地道な活動の継続〜 小さな事から\nコツコツと〜";
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().wrong, 0);
}

TEST(Compare, OneLostRecordCostsItsOwnFields) {
  const parse::ParsedSheet gold = Gold("ishikawa-h30");
  parse::ParsedSheet got = gold;
  auto& concerns = List(got, "/areas/0/concerns");
  concerns.erase(concerns.begin() + 2);
  const parse::Comparison comparison = parse::CompareSheets(gold, got);
  EXPECT_EQ(comparison.Total(),
            (parse::FieldTally{parse::CountPrintedFields(gold) - 2, 0, 2, 0, 2, 0}));
  ASSERT_EQ(comparison.differences.size(), 2U);
  EXPECT_EQ(comparison.differences[1].gold_pointer, "/areas/0/concerns/2/text");
  EXPECT_EQ(comparison.differences[1].got_pointer, "/areas/0/concerns");
  EXPECT_EQ(comparison.differences[1].expected, "特に病院側の意識が高まらない。");
}

TEST(Compare, OneLostAreaCostsItsOwnFields) {
  const parse::ParsedSheet gold = Gold("ishikawa-h30");
  parse::ParsedSheet got = gold, lost = gold;
  List(got, "/areas").erase(List(got, "/areas").begin());
  List(lost, "/areas").resize(1);
  const int in_area = parse::CountPrintedFields(gold) - parse::CountPrintedFields(got);
  const parse::FieldTally total = parse::CompareSheets(gold, got).Total();
  EXPECT_EQ(total.missing, in_area);
  EXPECT_EQ(total.wrong, 0);
  EXPECT_EQ(total.extra, 0);
}

TEST(Compare, OneRecordTooManyIsExtra) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  auto& goals = List(got, "/areas/0/goals");
  parse::Record goal = parse::MakeRecord("goal");
  goal.Find("goal")->value = "よその欄の文";
  goals.insert(goals.begin(), goal);
  const parse::Comparison comparison = parse::CompareSheets(gold, got);
  EXPECT_EQ(comparison.Total().extra, 1);
  EXPECT_EQ(comparison.Total().wrong, 0);
  ASSERT_EQ(comparison.differences.size(), 1U);
  EXPECT_EQ(comparison.differences[0].got_pointer, "/areas/0/goals/0/goal");
}

TEST(Compare, WrongTextIsPairedWithItsOwnRecord) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  ValueAt(got, "/areas/0/strengths/1/text") =
      "県南圏域として関係機関との連携を深め、地域相談支援を円滑に推進する協議の場";
  const parse::Comparison comparison = parse::CompareSheets(gold, got);
  EXPECT_EQ(comparison.by_field.at("item.text").wrong, 1);
  EXPECT_EQ(comparison.Total().missing + comparison.Total().extra, 0);
}

TEST(Compare, FindingOrLeftoverBreaksTheSilence) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  ValueAt(got, "/areas/0/goals/1/goal") = "";
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 1);

  got.leftover = {
      {{3, std::nullopt}, "地域移行支援に関するピアサポート活動の実績"},
      {{3, std::nullopt}, "⇒退院支援に関わり、相互の意欲喚起につながる活動を１つでも実施"}};
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 0);

  got.leftover.clear();
  got.review = {{"/areas/0/goals/10", "cell-lost", ""}};
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 1) << "another record's finding";
  got.review = {{"/areas/0/goals/1", "cell-lost", ""}};
  parse::FieldTally total = parse::CompareSheets(gold, got).Total();
  EXPECT_EQ(total.silent, 0);
  EXPECT_EQ(total.review_load, 2) << "label and progress of that goal are right, yet listed";

  got.review = {{"/areas/0/goals", "table-short", ""}};
  List(got, "/areas/0/goals").pop_back();
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 0);
}

TEST(Compare, ShortTextInLeftoverCountsOnlyAtTheStartOfAPiece) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  ValueAt(got, "/areas/0/indicators/0/measures/0/text") = "";
  ValueAt(got, "/areas/0/indicators/0/measures/0/value") = std::monostate();
  got.leftover = {{{3, std::nullopt}, "計２市町"}};
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 2);
  got.leftover = {{{3, std::nullopt}, "２ 市町"}};
  EXPECT_EQ(parse::CompareSheets(gold, got).Total().silent, 0) << "the value is made from the text";
}

TEST(Compare, NumbersAndSectors) {
  const parse::ParsedSheet gold = Gold("tochigi-r01");
  parse::ParsedSheet got = gold;
  ValueAt(got, "/areas/0/indicators/0/measures/0/value") = 3.0;
  ValueAt(got, "/areas/0/challenges/0/roles/1/sectors") = std::vector<std::string>{"医療"};
  const parse::Comparison comparison = parse::CompareSheets(gold, got);
  EXPECT_EQ(comparison.by_field.at("measure.value").wrong, 1);
  EXPECT_EQ(comparison.by_field.at("role.sectors").wrong, 1);
  ASSERT_EQ(comparison.differences.size(), 2U);
  EXPECT_EQ(comparison.differences[0].expected, "医療 / 福祉");
  EXPECT_EQ(comparison.differences[1].got, "3");
}

}  // namespace
