// Years side by side: which indicator is which, what people say of it, what years say against each
// other, what changed; an exported sheet taken apart again.
#include <gtest/gtest.h>

#include "parse/sheet_json.h"
#include "store/exported_sheet.h"
#include "store/sheet_changes.h"
#include "store/sheet_terms.h"
#include "store/year_lines.h"
#include "tests/store/sample_sheets.h"

namespace {

using store::LinkState;
using store::YearMeasure;
using store::YearSheet;

const parse::Morphology& Words() {
  static const parse::Morphology morphology = std::move(*parse::Morphology::Open(""));
  return morphology;
}

YearMeasure Measure(const char* kind, int year, double value, const char* unit,
                    const char* comparator = "=") {
  YearMeasure measure;
  measure.kind = kind;
  measure.fiscal_year = year;
  measure.value = value;
  measure.unit = unit;
  measure.comparator = comparator;
  measure.state = "stated";
  return measure;
}

struct Row {
  const char* text;
  std::vector<YearMeasure> measures;
};

YearSheet Sheet(int year, const char* area, const std::vector<Row>& rows) {
  YearSheet sheet;
  sheet.id = sheet.sha256 = std::to_string(year);
  sheet.fiscal_year = year;
  sheet.areas.push_back({"/areas/0", area, {}, {}});
  for (const Row& row : rows) {
    const std::string path =
        "/areas/0/indicators/" + std::to_string(sheet.areas[0].indicators.size());
    sheet.areas[0].indicators.push_back({path, "①", row.text, row.measures});
  }
  return sheet;
}

std::vector<store::YearLink> IndicatorLinks(const std::vector<YearSheet>& sheets,
                                            const std::vector<store::IdentityDecision>& said = {}) {
  std::vector<store::YearLink> links;
  for (const store::YearLink& link : store::LinkSheets(sheets, said, Words()))
    if (link.a.indicator) links.push_back(link);
  return links;
}

TEST(YearLinks, OtherWordsForTheSameThingAreOneLine) {
  const auto links = IndicatorLinks(
      {Sheet(2019, "県央圏域", {{"研修会の開催回数", {}}, {"ピアサポーターの登録者数", {}}}),
       Sheet(2020, "県央圏域",
             {{"登録している ピアサポーターの人数", {}}, {"研修会開催回数", {}}})});
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].b.indicator, 1U);
  EXPECT_EQ(links[0].state, LinkState::kAutomatic);
  EXPECT_EQ(links[1].b.indicator, 0U);
}

TEST(YearLinks, ANumberOrAUnitTellsApart) {
  for (const auto& link :
       IndicatorLinks({Sheet(2019, "県央圏域", {{"入院後３か月時点の退院率", {}}}),
                       Sheet(2020, "県央圏域", {{"入院後１２か月時点の退院率", {}}})}))
    EXPECT_NE(link.state, LinkState::kAutomatic);
  const auto links = IndicatorLinks(
      {Sheet(2019, "県央圏域", {{"研修会への参加", {Measure("baseline", 2018, 40, "%")}}}),
       Sheet(2020, "県央圏域", {{"研修会への参加", {Measure("baseline", 2019, 40, "人")}}})});
  for (const auto& link : links) EXPECT_NE(link.state, LinkState::kAutomatic);
}

TEST(YearLinks, PartsOfASplitAreLeftToPeople) {
  const auto links = IndicatorLinks(
      {Sheet(2019, "県央圏域", {{"保健師及び訪問看護師の登録者数", {}}}),
       Sheet(2020, "県央圏域", {{"保健師の登録者数", {}}, {"訪問看護師の登録者数", {}}})});
  ASSERT_EQ(links.size(), 2U);
  EXPECT_TRUE(links[1].part);
  EXPECT_EQ(links[1].state, LinkState::kProposed);
}

TEST(YearLinks, WhatAPersonSaidHolds) {
  const std::vector<YearSheet> sheets = {
      Sheet(2019, "県央圏域", {{"研修会の開催回数", {}}, {"他", {}}}),
      Sheet(2020, "県央圏域", {{"研修会の開催回数", {}}})};
  store::IdentityDecision same, different, open;
  same.a = PartOf(sheets[0], sheets[0].areas[0], sheets[0].areas[0].indicators[1]);
  different.a = open.a = PartOf(sheets[0], sheets[0].areas[0], sheets[0].areas[0].indicators[0]);
  same.b = different.b = open.b =
      PartOf(sheets[1], sheets[1].areas[0], sheets[1].areas[0].indicators[0]);
  different.verdict = store::Verdict::kDifferent;
  open.verdict = store::Verdict::kOpen;
  const auto said = IndicatorLinks(sheets, {same, different});
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[0].state, LinkState::kRefused);
  EXPECT_EQ(said[1].state, LinkState::kConfirmed);
  EXPECT_EQ(IndicatorLinks(sheets, {different, open})[0].state, LinkState::kAutomatic);
}

TEST(YearBook, TargetsBesideValuesAndContradictions) {
  const store::YearBook book = store::MakeYearBook(
      {Sheet(2019, "県央圏域",
             {{"研修会の開催回数",
               {Measure("baseline", 2018, 4, "回"), Measure("target", 2019, 6, "回"),
                Measure("actual", 2019, 5, "回")}},
              {"長期入院者数",
               {Measure("baseline", 2018, 300, "人"), Measure("target", 2019, 280, "人")}}}),
       Sheet(2020, "県央圏域",
             {{"研修会の開催回数",
               {Measure("baseline", 2019, 7, "回"), Measure("target", 2020, 8, "回")}},
              {"長期入院者数", {Measure("baseline", 2019, 29, "人")}}})},
      {}, Words());
  ASSERT_EQ(book.indicators.size(), 2U);
  ASSERT_EQ(book.targets.size(), 2U);
  EXPECT_EQ(book.MeasureAt(book.targets[0].target).value, 6);
  EXPECT_EQ(book.MeasureAt(book.targets[0].value).value, 7);
  EXPECT_EQ(book.targets[0].reached, store::TargetAndValue::Reached::kYes);
  EXPECT_EQ(book.targets[1].reached, store::TargetAndValue::Reached::kYes);  // fewer is better
  ASSERT_EQ(book.contradictions.size(), 2U);
  EXPECT_EQ(book.contradictions[0].kind, "value-differs");  // of 2019: 5 and 7
  EXPECT_EQ(book.contradictions[1].kind, "magnitude");      // 300, then 29
}

TEST(SheetChanges, PiecesAddUpToTheTexts) {
  const auto pieces = store::TextDifference("研修会を年２回 開催する。\n調整中",
                                            "研修会を年３回 開催した。\n調整中", Words());
  std::string before, after;
  for (const store::TextPiece& piece : pieces) {
    if (piece.side != store::TextPiece::Side::kNew) before += piece.text;
    if (piece.side != store::TextPiece::Side::kOld) after += piece.text;
  }
  EXPECT_EQ(before, "研修会を年２回 開催する。\n調整中");
  EXPECT_EQ(after, "研修会を年３回 開催した。\n調整中");
  EXPECT_GT(pieces.size(), 3U);
  EXPECT_EQ(store::TextDifference("", "新しい", Words()).size(), 1U);
}

TEST(SheetChanges, ARecordThatIsGoneStandsWhereItWas) {
  parse::ParsedSheet before = tests::GoldSheet("tochigi-r01"), after = before;
  auto& goals = tests::ListAt(after, "/areas/0/goals");
  const std::string gone(goals.front().Text("goal"));
  goals.erase(goals.begin());
  std::vector<store::YearLink> links;
  for (size_t i = 0; i < tests::ListAt(before, "/areas").size(); ++i)
    links.push_back({{0, i, {}}, {1, i, {}}, 1, LinkState::kAutomatic, false});
  int others = 0, removed = 0;
  for (const auto& change : store::CompareSheets(before.sheet, after.sheet, links, Words())) {
    if (change.section != "goals") continue;
    if (change.kind == store::SheetChange::Kind::kRemoved) {
      ++removed;
      EXPECT_EQ(change.old_path.find("/areas/0/goals/0/"), 0U);
    }
    if (change.kind == store::SheetChange::Kind::kChanged) ++others;
  }
  EXPECT_GT(removed, 0);
  EXPECT_EQ(others, 0);
}

TEST(SheetTerms, NeighbouringNounsAreOneTerm) {
  EXPECT_EQ(store::TermsIn("病院の相談員が、12 回訪問した。", Words()),
            (std::vector<std::string>{"病院", "相談員"}));
}

TEST(ExportedSheet, DecisionsAreEntriesAndTheRestIsTheMachines) {
  parse::ParsedSheet sheet = tests::GoldSheet("tochigi-r01");
  const char* const path = "/areas/0/goals/0/goal";
  parse::Field& goal = *parse::Resolve(sheet.sheet, path).field;
  goal.value = std::string("人の目標");
  goal.evidence.status = parse::Status::kCorrected;
  parse::Resolve(sheet.sheet, "/submitter").field->evidence.status = parse::Status::kAccepted;
  sheet.review.push_back(
      {path, "correction-conflict",
       R"({"path":"/areas/0/goals/1/goal","old":"当時","new":"今","human":"人の目標"})"});
  const store::ExportedSheet split = store::SplitDecisions(sheet, "rejected");
  ASSERT_EQ(split.entries.size(), 3U);
  EXPECT_EQ(split.entries[0].kind, "accept");
  EXPECT_EQ(split.entries[1].kind, "set");
  EXPECT_EQ(split.entries[1].machine, "\"当時\"");
  EXPECT_EQ(split.entries[1].path, "/areas/0/goals/1/goal");
  EXPECT_EQ(split.entries[2].value, "\"rejected\"");
  parse::ParsedSheet machine = split.machine;
  EXPECT_EQ(std::get<std::string>(tests::ValueAt(machine, path)), "今");
  for (const parse::Finding& finding : machine.review)
    EXPECT_NE(finding.reason, "correction-conflict");
}

}  // namespace
