// What a person decided is never changed, lost or put on another record, whatever is parsed again.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "store/store.h"
#include "tests/store/sample_sheets.h"

namespace {

using store::Store;
using Json = nlohmann::ordered_json;

constexpr const char* kId = "aaaaaaaaaaaa";

class Corrections : public testing::Test {
 protected:
  Corrections() { db_.Save(db_.BeginRun({}, "import"), tests::Imported(sheet_, "a.pdf", 'a')); }

  bool Set(const std::string& path, const std::string& value_json) {
    return db_.Correct(kId, {path, "set", value_json, "検証者", "原本どおり"});
  }
  bool Accept(const std::string& path) {
    return db_.Correct(kId, {path, "accept", "", "検証者", ""});
  }
  void Reparse() { db_.SaveReparse(db_.BeginRun({}, "reparse"), kId, sheet_); }
  parse::ParsedSheet Now() { return db_.Load(kId)->sheet; }
  parse::Field FieldNow(const std::string& path) {
    parse::ParsedSheet now = Now();
    return *parse::Resolve(now.sheet, path).field;
  }
  std::vector<parse::Finding> FindingsNow(const std::string& reason) {
    std::vector<parse::Finding> found;
    for (const parse::Finding& finding : Now().review)
      if (finding.reason == reason) found.push_back(finding);
    return found;
  }

  const tests::TemporaryFolder folder_;
  Store db_ = Store::Open(folder_ / "a.db", Store::Mode::kReadWrite);
  parse::ParsedSheet sheet_ = tests::GoldSheet("tochigi-r01");
};

TEST_F(Corrections, SetValueIsTheCurrentOne) {
  EXPECT_TRUE(Set("/areas/0/goals/2/progress", "\"９月に実施\""));
  EXPECT_TRUE(Set("/areas/0/indicators/0/measures/0/value", "3"));
  EXPECT_TRUE(Set("/areas/0/challenges/0/roles/1/sectors", "[\"医療\"]"));
  EXPECT_TRUE(Set("/motto", "null"));
  const parse::Field progress = FieldNow("/areas/0/goals/2/progress");
  EXPECT_EQ(progress.value, parse::Value("９月に実施"));
  EXPECT_EQ(progress.evidence.status, parse::Status::kCorrected);
  EXPECT_FALSE(progress.evidence.places.empty()) << "it is still printed where it is printed";
  EXPECT_EQ(FieldNow("/areas/0/indicators/0/measures/0/value").value, parse::Value(3.0));
  EXPECT_EQ(FieldNow("/areas/0/challenges/0/roles/1/sectors").value,
            parse::Value(std::vector<std::string>{"医療"}));
  EXPECT_EQ(FieldNow("/motto").value, parse::Value());
  EXPECT_EQ(db_.Load(kId)->summary.corrections, 4);
}

TEST_F(Corrections, TheLatestCounts) {
  Set("/submitter", "\"一\"");
  Set("/submitter", "\"二\"");
  EXPECT_EQ(FieldNow("/submitter").value, parse::Value("二"));
  EXPECT_EQ(db_.List()[0].submitter, "二");
  EXPECT_EQ(db_.List()[0].corrections, 2);
  Reparse();
  EXPECT_EQ(FieldNow("/submitter").value, parse::Value("二"));
  EXPECT_TRUE(FindingsNow("correction-detached").empty()) << "the first one was superseded";
}

TEST_F(Corrections, WhatIsNoFieldOrNoValueOfItIsRefused) {
  EXPECT_FALSE(Set("/areas/0/nothing", "\"x\""));
  EXPECT_FALSE(Set("/areas/7/name", "\"x\""));
  EXPECT_FALSE(Set("/areas/0", "\"x\""));
  EXPECT_FALSE(Set("", "\"x\""));
  EXPECT_FALSE(db_.Correct("ffffffffffff", {"/motto", "set", "\"x\"", "", ""}));
  for (const auto& [path, value] :
       {std::pair("/fiscal_year", "\"2019\""), std::pair("/fiscal_year", "2019.5"),
        std::pair("/submitter", "null"), std::pair("/submitter", "栃木県"),
        std::pair("/areas/0/challenges/0/roles/0/sectors", "\"x\"")}) {
    try {
      Set(path, value);
      ADD_FAILURE() << path << " " << value;
    } catch (const store::StoreError& error) {
      EXPECT_EQ(error.kind(), store::StoreError::Kind::kBadValue);
    }
  }
  EXPECT_THROW(db_.Correct(kId, {"/motto", "erase", "", "", ""}), store::StoreError);
  EXPECT_EQ(db_.Load(kId)->summary.corrections, 0);
}

TEST_F(Corrections, DecisionTakesItsFindingOffTheReview) {
  ASSERT_EQ(FindingsNow("header-approximate").size(), 1U);
  EXPECT_TRUE(Accept("/areas/0/goals/0/progress"));
  EXPECT_TRUE(FindingsNow("header-approximate").empty());
  EXPECT_EQ(FieldNow("/areas/0/goals/0/progress").evidence.status, parse::Status::kAccepted);
  EXPECT_EQ(db_.List()[0].review, 1);
  Reparse();
  EXPECT_TRUE(FindingsNow("header-approximate").empty()) << "the same value was looked at";
  EXPECT_EQ(FindingsNow("rows-uncertain").size(), 1U) << "the list above was not";
}

TEST_F(Corrections, AcceptedListReturnsToReviewWhenItChanges) {
  EXPECT_TRUE(Accept("/areas/0/goals"));
  EXPECT_TRUE(FindingsNow("rows-uncertain").empty());
  Reparse();
  EXPECT_TRUE(FindingsNow("rows-uncertain").empty());
  tests::ListAt(sheet_, "/areas/0/goals").pop_back();
  Reparse();
  EXPECT_EQ(FindingsNow("rows-uncertain").size(), 1U);
  EXPECT_EQ(FindingsNow("correction-conflict").size(), 1U);
}

TEST_F(Corrections, OtherMachineValueMakesAConflictAndTheHumanValueStands) {
  Set("/areas/0/goals/1/progress", "\"人の値\"");
  tests::ValueAt(sheet_, "/areas/0/goals/1/progress") = "機械の新しい値";
  Reparse();
  EXPECT_EQ(FieldNow("/areas/0/goals/1/progress").value, parse::Value("人の値"));
  const auto conflicts = FindingsNow("correction-conflict");
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts[0].path, "/areas/0/goals/1/progress");
  const Json detail = Json::parse(conflicts[0].detail);
  EXPECT_EQ(detail["old"],
            "・管内の１病院で、ピアサポーターを活用した退院意欲喚起のための取組を検討。");
  EXPECT_EQ(detail["new"], "機械の新しい値");
  EXPECT_EQ(detail["human"], "人の値");
  Accept("/areas/0/goals/1/progress");
  EXPECT_TRUE(FindingsNow("correction-conflict").empty());
  EXPECT_EQ(FieldNow("/areas/0/goals/1/progress").value, parse::Value("人の値"))
      << "what was accepted is what was shown";
}

TEST_F(Corrections, AcceptedValueStandsToo) {
  Accept("/submitter");
  tests::ValueAt(sheet_, "/submitter") = "群馬県";
  Reparse();
  EXPECT_EQ(FieldNow("/submitter").value, parse::Value("栃木県"));
  EXPECT_EQ(FindingsNow("correction-conflict").size(), 1U);
}

TEST_F(Corrections, MachineThatNowReadsTheHumanValueIsNoConflict) {
  Set("/areas/0/strengths/0/text", "\"人が直した文\"");
  tests::ValueAt(sheet_, "/areas/0/strengths/0/text") = "人が直した文";
  Reparse();
  EXPECT_TRUE(FindingsNow("correction-conflict").empty());
  EXPECT_TRUE(FindingsNow("correction-detached").empty());
  EXPECT_EQ(FieldNow("/areas/0/strengths/0/text").evidence.status, parse::Status::kCorrected);
}

TEST_F(Corrections, BlankFieldOfAnotherRecordIsNotTakenForIt) {
  Set("/areas/0/goals/2/progress", "\"③の進捗\"");
  parse::Record first = parse::MakeRecord("goal");
  first.Find("label")->value = "⓪";
  first.Find("goal")->value = "新しく読めた目標";
  auto& goals = tests::ListAt(sheet_, "/areas/0/goals");
  goals.insert(goals.begin(), first);
  tests::ValueAt(sheet_, "/areas/0/goals/2/progress") = "";  // now blank as well: goal ②
  Reparse();
  EXPECT_EQ(FieldNow("/areas/0/goals/2/progress").value, parse::Value(""));
  EXPECT_EQ(FieldNow("/areas/0/goals/3/progress").value, parse::Value("③の進捗"));
}

TEST_F(Corrections, RecordWhoseWordingIsReadALittleOtherwiseIsStillTheSame) {
  Set("/areas/0/challenges/1/roles/1/text", "\"人の値\"");
  tests::ValueAt(sheet_, "/areas/0/challenges/1/challenge") =
      "ピアサポートの活用について、現状は普及啓発活動の場が中心で、地域移行支援等、ケース支援";
  auto& challenges = tests::ListAt(sheet_, "/areas/0/challenges");
  std::rotate(challenges.begin(), challenges.begin() + 1, challenges.end());
  Reparse();
  EXPECT_EQ(FieldNow("/areas/0/challenges/0/roles/1/text").value, parse::Value("人の値"));
  const auto moved = FindingsNow("correction-moved");
  ASSERT_EQ(moved.size(), 1U) << "but a person should look whether it is";
  EXPECT_EQ(moved[0].path, "/areas/0/challenges/0/roles/1/text");
  Accept(moved[0].path);
  EXPECT_TRUE(FindingsNow("correction-moved").empty());
}

TEST_F(Corrections, RecordThatIsGoneLeavesItsCorrectionInReview) {
  Set("/areas/0/concerns/3/text", "\"次回連絡会の企画\"");
  auto& concerns = tests::ListAt(sheet_, "/areas/0/concerns");
  concerns.erase(concerns.begin() + 3);
  Reparse();
  const auto detached = FindingsNow("correction-detached");
  ASSERT_EQ(detached.size(), 1U);
  EXPECT_EQ(detached[0].path, "");
  const Json detail = Json::parse(detached[0].detail);
  EXPECT_EQ(detail["path"], "/areas/0/concerns/3/text");
  EXPECT_EQ(detail["machine"], "次の連絡会の企画");
  EXPECT_EQ(detail["human"], "次回連絡会の企画");
  // A parse that finds the record again finds the correction again.
  sheet_ = tests::GoldSheet("tochigi-r01");
  Reparse();
  EXPECT_EQ(FieldNow("/areas/0/concerns/3/text").value, parse::Value("次回連絡会の企画"));
  EXPECT_TRUE(FindingsNow("correction-detached").empty());
}

TEST_F(Corrections, NothingIsLostWhenNoFormFitsAnyMore) {
  Set("/motto", "\"人の値\"");
  const parse::ParsedSheet read = std::exchange(sheet_, parse::ParsedSheet());
  Reparse();
  EXPECT_EQ(FindingsNow("correction-detached").size(), 1U);
  sheet_ = read;
  Reparse();
  EXPECT_EQ(FieldNow("/motto").value, parse::Value("人の値"));
}

TEST_F(Corrections, SameParseAgainGivesTheSameSheetToTheByte) {
  Set("/areas/0/goals/2/progress", "\"９月\"");
  Accept("/areas/0/goals");
  const std::string before = tests::Dump(*db_.Load(kId));
  Reparse();
  Reparse();
  EXPECT_EQ(tests::Dump(*db_.Load(kId)), before);
}

TEST_F(Corrections, TableIsAppendOnly) {
  Set("/motto", "\"一\"");
  Set("/motto", "\"二\"");
  SQLite::Database raw((folder_ / "a.db").string(), SQLite::OPEN_READWRITE);
  const char* const same_predecessor =
      "REPLACE INTO correction SELECT 9, sha256, path, record_kind, list, area, owner, label, "
      "key_text, field, machine, kind, value, supersedes, author, note, created_at "
      "FROM correction WHERE id = 2";
  for (const char* sql : {"UPDATE correction SET value = '\"三\"'", "DELETE FROM correction",
                          "DELETE FROM correction WHERE id = 1",
                          "INSERT OR REPLACE INTO correction SELECT * FROM correction WHERE id = 1",
                          same_predecessor})
    EXPECT_THROW(raw.exec(sql), SQLite::Exception) << sql;
  EXPECT_EQ(raw.execAndGet("SELECT group_concat(value) FROM correction").getString(),
            "\"一\",\"二\"");
}

// Random corrections, then parses that find the records in another order. Each field can be told
// by what is printed there, which no correction changes.
class Reordered : public Corrections, public testing::WithParamInterface<unsigned> {
 protected:
  void Shuffle(parse::Record& record) {
    for (parse::RecordList& list : record.lists) {
      std::shuffle(list.records.begin(), list.records.end(), random_);
      for (parse::Record& child : list.records) Shuffle(child);
    }
  }
  void DropSome(parse::Record& record) {
    for (parse::RecordList& list : record.lists) {
      if (!list.records.empty() && random_() % 3 == 0)
        list.records.erase(list.records.begin() +
                           static_cast<std::ptrdiff_t>(random_() % list.records.size()));
      for (parse::Record& child : list.records) DropSome(child);
    }
  }

  // printed text of a field -> the value a person gave it, for `count` random fields.
  std::map<std::string, parse::Value> CorrectAtRandom(int count) {
    std::vector<std::string> pointers;
    parse::VisitFields(sheet_.sheet, "",
                       [&](const std::string& pointer, const auto&, const parse::Field& field) {
                         if (!field.evidence.places.empty()) pointers.push_back(pointer);
                       });
    std::map<std::string, parse::Value> decided;
    for (int i = 0; i < count; ++i) {
      const std::string& pointer = pointers[random_() % pointers.size()];
      const parse::Target target = parse::Resolve(sheet_.sheet, pointer);
      parse::Value value = "人の値 " + std::to_string(i);
      const auto type = parse::ShapeOf(target.record->kind)->Find(target.field->name)->type;
      if (type == parse::FieldType::kTexts) value = std::vector<std::string>{"主体", "x"};
      if (type == parse::FieldType::kNumber || type == parse::FieldType::kInteger)
        value = 1000.0 + i;
      EXPECT_TRUE(Set(pointer, parse::ValueToJson(value).dump()));
      decided[target.field->evidence.printed] = value;
    }
    return decided;
  }

  // How many of the decided fields are in the sheet; each of these must have its value, and no
  // other field may have been touched.
  int CountAttached(const std::map<std::string, parse::Value>& decided) {
    int attached = 0;
    const parse::ParsedSheet now = Now();
    parse::VisitFields(now.sheet, "",
                       [&](const std::string& pointer, const auto&, const parse::Field& field) {
                         if (field.evidence.status != parse::Status::kCorrected) return;
                         const auto decision = decided.find(field.evidence.printed);
                         ASSERT_NE(decision, decided.end()) << pointer << " was decided by nobody";
                         EXPECT_EQ(field.value, decision->second) << pointer;
                         ++attached;
                       });
    return attached;
  }

  std::mt19937 random_{GetParam()};
};

TEST_P(Reordered, EachCorrectionGoesWithItsRecord) {
  const auto decided = CorrectAtRandom(25);
  for (int round = 0; round < 3; ++round) {
    Shuffle(sheet_.sheet);
    Reparse();
    EXPECT_EQ(CountAttached(decided), static_cast<int>(decided.size()));
    EXPECT_TRUE(FindingsNow("correction-detached").empty());
    EXPECT_TRUE(FindingsNow("correction-conflict").empty());
    EXPECT_TRUE(FindingsNow("correction-moved").empty());
  }
}

TEST_P(Reordered, NoneVanishesAndNoneLandsOnAnotherRecord) {
  sheet_ = tests::GoldSheet("ishikawa-h30");
  Reparse();
  const auto decided = CorrectAtRandom(40);
  Shuffle(sheet_.sheet);
  DropSome(sheet_.sheet);
  Reparse();
  size_t shown = FindingsNow("correction-detached").size();
  auto doubtful = FindingsNow("correction-conflict");
  const auto moved = FindingsNow("correction-moved");
  doubtful.insert(doubtful.end(), moved.begin(), moved.end());
  const parse::ParsedSheet now = Now();
  parse::VisitFields(
      now.sheet, "", [&](const std::string& pointer, const auto&, const parse::Field& field) {
        if (field.evidence.status != parse::Status::kCorrected) return;
        ++shown;
        const bool in_review = std::any_of(doubtful.begin(), doubtful.end(),
                                           [&](const auto& one) { return one.path == pointer; });
        const auto decision = decided.find(field.evidence.printed);
        EXPECT_TRUE(in_review || (decision != decided.end() && decision->second == field.value))
            << pointer << " has another field's value in silence";
      });
  EXPECT_EQ(shown, decided.size());
}

INSTANTIATE_TEST_SUITE_P(Random, Reordered, testing::Range(1U, 11U));

}  // namespace
