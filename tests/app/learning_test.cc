// What the program learns from sheets made by hand and from people: confidence, and proposals for
// the rules that a person may take.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/app/program_run.h"

namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

class LearningTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Copy("corpus/text/tochigi-r01.txt", "in/tochigi-r01.txt");
    folder_.Copy("corpus/text/ishikawa-h30.txt", "in/ishikawa-h30.txt");
    folder_.Copy("corpus/gold/tochigi-r01.json", "gold/tochigi-r01.json");
    folder_.Copy("corpus/gold/ishikawa-h30.json", "gold/ishikawa-h30.json");
    std::filesystem::copy(JIZEN_SOURCE_DIR "/rules", folder_.path() / "my-rules",
                          std::filesystem::copy_options::recursive);
  }

  std::string Output(const Words& arguments) const {
    const tests::ProgramResult result = folder_.Run(arguments);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
  }
  Json OutputJson(const Words& arguments) const {
    return Json::parse(Output(arguments), nullptr, false);
  }

  tests::ProgramFolder folder_;
};

TEST_F(LearningTest, ConfidenceIsLearnedFromSheetsMadeByHandAndKeptWithTheRules) {
  Output({"import", "in"});
  const Json learned = OutputJson(
      {"rules", "calibrate", "--gold", "gold", "--out", "my-rules/confidence.csv", "--json"});
  EXPECT_EQ(learned["gold_sheets"], 2);
  EXPECT_GE(learned["values"].get<int>(), 300);
  EXPECT_LT(learned["held_out"]["expected_calibration_error"].get<double>(), 0.1);
  Output({"rules", "check", "--rules", "my-rules"});
  Output({"reparse", "--rules", "my-rules"});
  const Json scores = OutputJson({"eval", "--gold", "gold", "--json"});
  const Json& reliability = scores["reliability"];
  EXPECT_GE(reliability["values"].get<int>(), 300);
  EXPECT_LT(reliability["expected_calibration_error"].get<double>(), 0.02);
  EXPECT_FALSE(reliability["thresholds"].empty());
  EXPECT_NE(Output({"eval", "--gold", "gold"}).find("expected calibration error"),
            std::string::npos);
}

TEST_F(LearningTest, WithoutAnythingKnownThereIsNothingToLearn) {
  Output({"import", "in"});
  EXPECT_EQ(folder_.Run({"rules", "calibrate"}).status, 2);
}

TEST_F(LearningTest, EveryValueIsListedWhereNoErrorIsAllowed) {
  const auto listed = [&](const char* rate) {
    const Json sheet = OutputJson({"parse", "--review-error-rate", rate, "in/tochigi-r01.txt"});
    int low = 0;
    for (const Json& finding : sheet["review"])
      low += finding["reason"] == "confidence-low" ? 1 : 0;
    return low;
  };
  EXPECT_GT(listed("0"), 50);
  EXPECT_EQ(listed("1"), 0);
}

TEST_F(LearningTest, DecisionsAlikeProposeAWordAndAPersonTakesIt) {
  const std::string file = "my-rules/words/quantities.toml";
  std::string words = folder_.Read(file);
  const std::string known = "\"病院\", ";
  const size_t at = words.find(known);
  ASSERT_NE(at, std::string::npos);
  folder_.Write(file, words.erase(at, known.size()));
  Output({"import", "--rules", "my-rules", "in"});
  const Words propose = {"rules", "propose", "--rules", "my-rules", "--least", "1", "--json"};
  EXPECT_TRUE(OutputJson(propose)["proposals"].empty()) << "nobody decided anything";

  Output({"correct", "tochigi-r01", "/areas/0/indicators/2/measures/1/text", "--accept"});
  const Json proposals = OutputJson(propose)["proposals"];
  ASSERT_EQ(proposals.size(), 1) << proposals.dump(1);
  const Json& unit = proposals[0];
  EXPECT_EQ(unit["kind"], "unit");
  EXPECT_EQ(unit["word"], "病院");
  EXPECT_EQ(unit["file"], "words/quantities.toml");
  EXPECT_EQ(unit["effect"]["broken"], 0);
  EXPECT_LT(unit["effect"]["listed_after"].get<int>(), unit["effect"]["listed_before"].get<int>());
  EXPECT_EQ(folder_.Read(file), words) << "proposing changes nothing";

  EXPECT_EQ(folder_.Run({"rules", "propose", "--take", "1", "--least", "1"}).status, 2)
      << "the built-in rules are not a person's to change";
  Output({"rules", "propose", "--rules", "my-rules", "--least", "1", "--take", "1"});
  EXPECT_NE(folder_.Read(file).find("[\"病院\", "), std::string::npos);
  Output({"rules", "check", "--rules", "my-rules"});
  EXPECT_TRUE(OutputJson(propose)["proposals"].empty()) << "what was learned is proposed no more";
}

}  // namespace
