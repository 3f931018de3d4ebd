// Confidence as a probability: what is learned, what is said of it, what is listed for it.
#include "parse/calibration.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "parse/sheet_shape.h"

namespace parse {
namespace {

// `right` of `seen` values with this doubt and score were right.
void Add(std::vector<Outcome>* outcomes, const std::string& doubt, double score, int seen,
         int right, const std::string& sheet = "one") {
  for (int i = 0; i < seen; ++i) outcomes->push_back({{doubt, score}, i < right, sheet});
}

TEST(Calibrate, SaysHowOftenValuesWithADoubtWereRight) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "", 1, 1000, 999);
  Add(&outcomes, "ocr", 0.9, 200, 190);
  Add(&outcomes, "ocr", 0.5, 200, 120);
  const Calibration learned = Calibrate(outcomes);
  EXPECT_NEAR(learned.Probability({"", 1}), 0.999, 0.001);
  EXPECT_NEAR(learned.Probability({"ocr", 0.95}), 0.95, 0.005);
  EXPECT_NEAR(learned.Probability({"ocr", 0.6}), 0.6, 0.005);
  EXPECT_NEAR(learned.Probability({"ocr", 0.1}), 0.6, 0.005) << "below all that was seen";
}

TEST(Calibrate, NeverFallsWithTheScore) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "ocr", 0.5, 100, 80);
  Add(&outcomes, "ocr", 0.6, 100, 60);
  Add(&outcomes, "ocr", 0.9, 100, 95);
  const Calibration learned = Calibrate(outcomes);
  EXPECT_NEAR(learned.Probability({"ocr", 0.5}), 0.7, 0.01);
  EXPECT_EQ(learned.Probability({"ocr", 0.5}), learned.Probability({"ocr", 0.6}));
  EXPECT_GT(learned.Probability({"ocr", 0.9}), learned.Probability({"ocr", 0.6}));
}

TEST(Calibrate, AnUnseenDoubtIsWorthWhatDoubtsAreWorth) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "", 1, 100, 100);
  Add(&outcomes, "ocr", 1, 100, 70);
  EXPECT_NEAR(Calibrate(outcomes).Probability({"text-doubtful", 1}), 0.7, 0.01);
}

TEST(Calibrate, FewOutcomesAreHeldBack) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "ocr", 1, 200, 100);
  Add(&outcomes, "merged-cell", 1, 1, 1);
  const double said = Calibrate(outcomes).Probability({"merged-cell", 1});
  EXPECT_GT(said, 0.5);
  EXPECT_LT(said, 0.8);
}

TEST(Calibration, ATableIsReadAsItWasWritten) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "", 0.9, 30, 29);
  Add(&outcomes, "", 1, 100, 100);
  Add(&outcomes, "ocr", 0.7, 10, 6);
  const Calibration learned = Calibrate(outcomes);
  std::vector<RuleError> errors;
  const Calibration read =
      ReadCalibration("confidence.csv", WriteCalibration(learned, "a test"), &errors);
  EXPECT_TRUE(errors.empty());
  ASSERT_EQ(read.steps.size(), learned.steps.size());
  for (const auto& [doubt, steps] : learned.steps) {
    for (const CalibrationStep& step : steps)
      EXPECT_NEAR(read.Probability({doubt, step.score}), step.probability, 1e-4) << doubt;
  }
}

TEST(Calibration, MistakesInTheTableAreNamedWithTheirLine) {
  const std::string header = "doubt,score,probability,seen,right\n";
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"-,1,0.9", "five values"},
      {"-,2,0.9,10,9", "from 0 to 1"},
      {"-,1,x,10,9", "from 0 to 1"},
      {"-,1,nan,10,9", "from 0 to 1"},
      {"-,1,0.9,10,11", "not more than seen"},
      {"-,1,0.9,-1,-1", "whole numbers"},
  };
  for (const auto& c : cases) {
    std::vector<RuleError> errors;
    ReadCalibration("confidence.csv", header + c.line + "\n", &errors);
    ASSERT_EQ(errors.size(), 1) << c.line;
    EXPECT_EQ(errors[0].line, 2);
    EXPECT_NE(errors[0].message.find(c.says), std::string::npos) << errors[0].message;
  }
  std::vector<RuleError> errors;
  ReadCalibration("c", header + "-,0.5,0.9,1,1\n-,0.4,0.95,1,1\n-,0.8,0.8,1,1\nx,0.1,0.1,1,0\n",
                  &errors);
  EXPECT_EQ(errors.size(), 2);
  errors.clear();
  ReadCalibration("c", "score,probability\n", &errors);
  EXPECT_EQ(errors.size(), 1);
}

TEST(Reliability, IsZeroWhereWhatIsSaidHolds) {
  std::vector<std::pair<double, bool>> values;
  for (int i = 0; i < 100; ++i) values.emplace_back(0.75, i < 75);
  EXPECT_NEAR(MeasureReliability(values).expected_error, 0, 1e-9);
  for (auto& [confidence, right] : values) confidence = 1;
  EXPECT_NEAR(MeasureReliability(values).expected_error, 0.25, 1e-9);
}

TEST(Reliability, AHeldOutSheetDoesNotTeachItself) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "ocr", 0.9, 100, 100, "good");
  Add(&outcomes, "ocr", 0.9, 100, 0, "bad");
  EXPECT_GT(CrossValidate(outcomes).expected_error, 0.9);
}

// Drawn from the model itself, it is found again.
TEST(Reliability, IsSmallOnHeldOutSheetsOfTheSameKind) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(0, 1);
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 6000; ++i) {
    const double score = any(random);
    outcomes.push_back({{"ocr", score},
                        any(random) < 0.4 + 0.6 * score * score,
                        "sheet " + std::to_string(i % 20)});
  }
  EXPECT_LT(CrossValidate(outcomes).expected_error, 0.03);
}

ParsedSheet OneGoal(double score) {
  ParsedSheet sheet;
  sheet.sheet = MakeRecord("sheet");
  Record area = MakeRecord("area"), goal = MakeRecord("goal");
  goal.Find("goal")->value = std::string("会議を開く");
  goal.Find("goal")->evidence.confidence = score;
  area.FindList("goals")->records.push_back(goal);
  sheet.sheet.FindList("areas")->records.push_back(area);
  return sheet;
}

TEST(ApplyCalibration, ListsWhatIsWrongMoreOftenThanAllowed) {
  std::vector<Outcome> outcomes;
  Add(&outcomes, "", 0.5, 100, 90);
  Add(&outcomes, "", 1, 1000, 1000);
  const Calibration learned = Calibrate(outcomes);
  ParsedSheet sheet = OneGoal(0.5);
  ApplyCalibration(learned, 0.02, &sheet);
  ASSERT_EQ(sheet.review.size(), 1);
  EXPECT_EQ(sheet.review[0].path, "/areas/0/goals/0/goal");
  EXPECT_EQ(sheet.review[0].reason, "confidence-low");

  sheet = OneGoal(0.5);
  ApplyCalibration(learned, 0.2, &sheet);
  EXPECT_TRUE(sheet.review.empty());
  const Record& goal = sheet.sheet.FindList("areas")->records[0].FindList("goals")->records[0];
  EXPECT_NEAR(goal.Find("goal")->evidence.confidence, 0.9, 0.01);

  sheet = OneGoal(0.5);
  sheet.review.push_back({"/areas/0/goals", "table-doubtful", ""});
  ApplyCalibration(learned, 0.02, &sheet);
  EXPECT_EQ(sheet.review.size(), 1) << "listed once is enough";
}

}  // namespace
}  // namespace parse
