// What other rules would do to a sheet, judged by what people decided.
#include "app/sheet_trial.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace {

using app::Effect;
using app::SheetTrial;

// A sheet of one area with some concerns.
parse::ParsedSheet Sheet(const std::vector<std::string>& concerns) {
  parse::ParsedSheet sheet;
  sheet.recognised = true;
  sheet.sheet = parse::MakeRecord("sheet");
  sheet.sheet.Find("submitter")->value = "栃木県";
  parse::Record area = parse::MakeRecord("area");
  area.Find("name")->value = "県南圏域";
  for (const std::string& text : concerns) {
    parse::Record item = parse::MakeRecord("item");
    item.Find("text")->value = text;
    item.Find("text")->evidence.rule = "form/concerns";
    area.FindList("concerns")->records.push_back(std::move(item));
  }
  sheet.sheet.FindList("areas")->records.push_back(std::move(area));
  return sheet;
}

parse::Field& FieldAt(parse::ParsedSheet& sheet, const std::string& pointer) {
  return *parse::Resolve(sheet.sheet, pointer).field;
}

store::Rehearsal Nothing(const std::vector<std::string>& concerns) {
  store::Rehearsal rehearsal;
  rehearsal.current = rehearsal.before = rehearsal.after = Sheet(concerns);
  return rehearsal;
}

constexpr const char* kFirst = "/areas/0/concerns/0/text";
const std::vector<std::string> kConcerns = {"住まいが足りず退院が進まない",
                                            "ピアサポーターの数が少ない"};

TEST(SheetTrial, TheSameReadingLeavesAllUnchanged) {
  const SheetTrial trial = app::JudgeTrial(Nothing(kConcerns));
  EXPECT_TRUE(trial.counts.AllUnchanged());
  EXPECT_EQ(trial.counts.unchanged, 4);
  EXPECT_EQ(trial.by_rule.at("form/concerns").unchanged, 2);
}

TEST(SheetTrial, WhiteSpaceAndWidthMakeNoDifference) {
  store::Rehearsal rehearsal = Nothing({"ＡＢ 事業"});
  rehearsal.after = Sheet({"AB\n事業"});
  EXPECT_TRUE(app::JudgeTrial(rehearsal).counts.AllUnchanged());
}

TEST(SheetTrial, WithoutADecisionAnotherValueIsAChange) {
  store::Rehearsal rehearsal = Nothing(kConcerns);
  rehearsal.after = Sheet({"住まいが足りず退院が進まない・余計", kConcerns[1]});
  const SheetTrial trial = app::JudgeTrial(rehearsal);
  ASSERT_EQ(trial.values.size(), 1u);
  EXPECT_EQ(trial.values[0].effect, Effect::kChanged);
  EXPECT_EQ(trial.values[0].pointer, kFirst);
  EXPECT_EQ(trial.values[0].decided, "");
}

TEST(SheetTrial, AnAcceptedValueThatIsReadOtherwiseIsBroken) {
  store::Rehearsal rehearsal = Nothing(kConcerns);
  FieldAt(rehearsal.current, kFirst).evidence.status = parse::Status::kAccepted;
  rehearsal.after = Sheet({"住まい", kConcerns[1]});
  const SheetTrial trial = app::JudgeTrial(rehearsal);
  EXPECT_EQ(trial.counts.broken, 1);
  EXPECT_EQ(trial.values[0].decided, kConcerns[0]);
}

TEST(SheetTrial, AnAcceptedValueThatIsLostIsBroken) {
  store::Rehearsal rehearsal = Nothing(kConcerns);
  FieldAt(rehearsal.current, kFirst).evidence.status = parse::Status::kAccepted;
  rehearsal.after = Sheet({kConcerns[1]});
  const SheetTrial trial = app::JudgeTrial(rehearsal);
  EXPECT_EQ(trial.counts.broken, 1);
  EXPECT_EQ(trial.counts.changed, 0);
}

TEST(SheetTrial, ACorrectedValueIsFixedOnceItIsRead) {
  store::Rehearsal rehearsal = Nothing({"住まいが足リず退院が進まない"});
  parse::Field& field = FieldAt(rehearsal.current, kFirst);
  field.value = kConcerns[0];
  field.evidence.status = parse::Status::kCorrected;
  rehearsal.after = Sheet({kConcerns[0]});
  EXPECT_EQ(app::JudgeTrial(rehearsal).counts.fixed, 1);
  // Read wrongly in another way, it is neither fixed nor broken.
  rehearsal.after = Sheet({"住まいが足りす退院が進まない"});
  const SheetTrial trial = app::JudgeTrial(rehearsal);
  EXPECT_EQ(trial.counts.changed, 1);
  EXPECT_EQ(trial.counts.broken, 0);
}

TEST(SheetTrial, ADecisionWithoutAPlaceIsBrokenOnce) {
  store::Rehearsal rehearsal = Nothing({"住まいが足リず退院が進まない"});
  parse::Field& field = FieldAt(rehearsal.current, kFirst);
  field.value = kConcerns[0];
  field.evidence.status = parse::Status::kCorrected;
  rehearsal.after = Sheet({});
  rehearsal.detached = {{kFirst, "\"x\"", "\"y\""}, {"/areas/0/goals", "\"\"", "\"\""}};
  EXPECT_EQ(app::JudgeTrial(rehearsal).counts.broken, 2);
}

TEST(SheetTrial, ANewRecordInAnAcceptedListIsBroken) {
  store::Rehearsal rehearsal = Nothing({kConcerns[0]});
  rehearsal.after = Sheet(kConcerns);
  EXPECT_EQ(app::JudgeTrial(rehearsal).counts.changed, 1);
  rehearsal.accepted_parts = {"/areas/0/concerns"};
  EXPECT_EQ(app::JudgeTrial(rehearsal).counts.broken, 1);
}

TEST(SheetTrial, AgainstGoldTheReadingOfTodaySaysWhatIsNew) {
  const parse::ParsedSheet gold = Sheet(kConcerns), less = Sheet({kConcerns[0]});
  std::vector<std::string> more = kConcerns;
  more.emplace_back("どこにもない三つ目の文");
  EXPECT_TRUE(app::JudgeAgainstGold(gold, gold, gold).counts.AllUnchanged());
  EXPECT_EQ(app::JudgeAgainstGold(gold, gold, less).counts.broken, 1);
  EXPECT_EQ(app::JudgeAgainstGold(gold, less, gold).counts.fixed, 1);
  EXPECT_TRUE(app::JudgeAgainstGold(gold, less, less).counts.AllUnchanged());
  EXPECT_EQ(app::JudgeAgainstGold(gold, gold, Sheet(more)).counts.broken, 1);
  EXPECT_TRUE(app::JudgeAgainstGold(gold, Sheet(more), Sheet(more)).counts.AllUnchanged());
}

}  // namespace
