// Plain text as unlike extractors leave it: one-line cells side by side, texts without any blank
// line, names that are broken or of several sectors, labels of any kind. What the text does not
// say is listed.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/read_source.h"
#include "parse/parse_document.h"

namespace {

using parse::ParsedSheet;
using parse::Record;

const std::string kCover =
    "平成30年度 精神障害にも対応した地域包括ケアシステム構築支援事業\n"
    "「事前課題」シート\n\n石川県\n\f南加賀圏域\n\n";
const std::string kNextPage =
    "\n\f南加賀圏域\n\n３ 病院（医療機関）との連携状況\n\n・会議を開く\n\n４ "
    "現時点での課題・悩み\n\n・なし\n";
const std::string kChallenges =
    "課題 課題解決に向けた取組方針 課題・方針に対する視点別の認識（取組）\n\n";

ParsedSheet ParseText(const std::string& text) {
  const auto layers = extract::ReadSource(text);
  static const auto rules = parse::RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
  return parse::ParseDocument(*layers, *rules);
}

ParsedSheet Parse(const std::string& body) { return ParseText(kCover + body + kNextPage); }

const std::vector<Record>& Records(const ParsedSheet& sheet, std::string_view list) {
  return sheet.sheet.FindList("areas")->records.at(0).FindList(list)->records;
}

const std::vector<Record>& Roles(const ParsedSheet& sheet, size_t challenge) {
  return Records(sheet, "challenges").at(challenge).FindList("roles")->records;
}

using Names = std::vector<std::string>;
Names Sectors(const Record& role) { return std::get<Names>(role.Find("sectors")->value); }

bool Listed(const ParsedSheet& sheet, const std::string& path) {
  return std::any_of(sheet.review.begin(), sheet.review.end(), [&](const auto& finding) {
    return path == finding.path || path.rfind(finding.path + "/", 0) == 0;
  });
}

// --- Labels of any kind count on, and set the rows apart ---------------------------------

struct Style {
  const char* name;
  std::vector<std::string> labels;
};

class RowLabels : public testing::TestWithParam<Style> {};

TEST_P(RowLabels, CountOn) {
  const std::vector<std::string>& labels = GetParam().labels;
  std::string body = "平成30年度の達成目標 現時点での進捗状況\n\n";
  for (const std::string& label : labels)
    body += label + "協議の場を設置する\n\n・７月に設置の了承を得た\n\n";
  const ParsedSheet sheet = Parse(body);
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), labels.size());
  for (size_t i = 0; i < labels.size(); ++i) {
    std::string label = labels[i];
    if (label.back() == ' ') label.pop_back();
    EXPECT_EQ(goals[i].Text("label"), label);
    EXPECT_EQ(goals[i].Text("goal"), "協議の場を設置する");
    EXPECT_EQ(goals[i].Text("progress"), "・７月に設置の了承を得た");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, RowLabels,
    testing::Values(Style{"circled", {"①", "②", "③"}}, Style{"dotted", {"１．", "２．", "３．"}},
                    Style{"worded", {"目標１", "目標２", "目標３"}},
                    Style{"roman", {"Ⅰ ", "Ⅱ ", "Ⅲ "}}, Style{"bracketed", {"(1)", "(2)"}},
                    Style{"square", {"【１】", "【２】"}}, Style{"bare", {"１", "２", "３"}},
                    Style{"letters", {"a", "b", "c"}}),
    [](const auto& style) { return std::string(style.param.name); });

TEST(PlainText, AListInsideACellBeginsNoRow) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標 現時点での進捗状況\n\n"
      "Ⅰ 人の輪を広げる。\n(1) 協議の場を開く\n(2) 見学を行う\n\n・８月に開催した\n\n"
      "Ⅱ 暮らしを伝える。\n\n・準備中\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 2u);
  EXPECT_EQ(goals[0].Text("goal"), "人の輪を広げる。\n(1) 協議の場を開く\n(2) 見学を行う");
}

TEST(PlainText, ANumberWithADecimalIsNoLabel) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標 現状値 目標値\n\n１開催数 ３回 ９回\n\n"
      "２平均生活日数\n\n318.5日 325日\n\n３雇用する事業所 22か所 30か所\n");
  const auto& indicators = Records(sheet, "indicators");
  ASSERT_EQ(indicators.size(), 3u);
  EXPECT_EQ(indicators[1].FindList("measures")->records.at(0).Text("text"), "318.5日");
}

TEST(PlainText, ARowThatWasLostIsMissedByItsNumber) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標 現時点での進捗状況\n\n①協議の場を設置する\n\n・了承を得た\n\n"
      "③登録を始める\n\n・準備中\n");
  EXPECT_TRUE(Listed(sheet, "/areas/0/goals"));
}

TEST(PlainText, RowsWithoutLabelsArePartedAtBlankLines) {
  const ParsedSheet sheet = Parse(
      "平成30年度の達成目標 現時点での進捗状況\n\n続けられる協議の形\nをつくる。\n\n"
      "４月は中止。８月からは\n開催した。\n\n話す機会を絶やさない。 交流を開始。\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 2u);
  EXPECT_EQ(goals[0].Text("goal"), "続けられる協議の形をつくる。");
  EXPECT_EQ(goals[1].Text("progress"), "交流を開始。");
  EXPECT_TRUE(Listed(sheet, "/areas/0/goals"));
}

TEST(PlainText, ARangeAndABracketAreOneValue) {
  const ParsedSheet sheet = Parse(
      "課題解決の達成度を測る指標 現状値 目標値\n\n①対象者数 14 人 20人～ 30人\n\n"
      "②機関の数 ４か所（ 病院 ） ６か所\n");
  const auto& indicators = Records(sheet, "indicators");
  ASSERT_EQ(indicators.size(), 2u);
  const auto& measures = indicators[0].FindList("measures")->records;
  EXPECT_EQ(measures.at(0).Text("text"), "14 人");
  EXPECT_EQ(measures.at(1).Text("text"), "20人～ 30人");
  EXPECT_EQ(indicators[1].FindList("measures")->records.at(1).Text("text"), "６か所");
}

// --- Sectors ----------------------------------------------------------------------------

TEST(PlainText, NamesOfSeveralSectorsBrokenOrNot) {
  const ParsedSheet sheet = Parse(kChallenges +
                                  "通所が途絶える。\n\n約束を決める。\n\n"
                                  "県・市町村 制度を案内する。\n\n病院・診療所 処方日数の調整\n\n"
                                  "相談・通所・\n訪問\n\n約束づくりを行う。\n");
  ASSERT_EQ(Roles(sheet, 0).size(), 3u);
  EXPECT_EQ(Sectors(Roles(sheet, 0)[0]), Names{"県・市町村"});
  EXPECT_EQ(Roles(sheet, 0)[1].Text("text"), "処方日数の調整");
  EXPECT_EQ(Sectors(Roles(sheet, 0)[2]), Names{"相談・通所・訪問"});
  EXPECT_EQ(Roles(sheet, 0)[2].Text("text"), "約束づくりを行う。");
}

TEST(PlainText, CellsOfOneLineSideBySide) {
  const ParsedSheet sheet = Parse(kChallenges +
                                  "働く場が減っている。 農協に協力を求める。\n\n"
                                  "行政 打合せを行う。\n医療 職場を見学する。\n\n"
                                  "相談先が\n少ない。\n\n窓口を設ける。 行政 窓口の周知\n\n"
                                  "医療 助言を行う。\n");
  const auto& challenges = Records(sheet, "challenges");
  ASSERT_EQ(challenges.size(), 2u);
  EXPECT_EQ(challenges[0].Text("challenge"), "働く場が減っている。");
  EXPECT_EQ(challenges[0].Text("policy"), "農協に協力を求める。");
  EXPECT_EQ(challenges[1].Text("challenge"), "相談先が少ない。");
  EXPECT_EQ(challenges[1].Text("policy"), "窓口を設ける。");
  EXPECT_EQ(Roles(sheet, 1).at(0).Text("text"), "窓口の周知");
}

TEST(PlainText, AHeaderOfTwoRows) {
  const ParsedSheet sheet = Parse(
      "課題 課題解決に向けた取組方針\n課題・方針に対する視点別の認識（取組）\n\n視点 取組\n\n"
      "連携が不十分である。\n\n体制をつくる。\n\n行政 研修会を開く。\n");
  const auto& challenges = Records(sheet, "challenges");
  ASSERT_EQ(challenges.size(), 1u);
  EXPECT_EQ(challenges[0].Text("challenge"), "連携が不十分である。");
  EXPECT_EQ(challenges[0].Text("policy"), "体制をつくる。");
  EXPECT_TRUE(sheet.leftover.empty());
}

// A text below a name, where others stand beside theirs, lies between two sectors' rows.
TEST(PlainText, ATextInTheMiddleOfSectorsIsTheirs) {
  const ParsedSheet sheet = Parse(
      kChallenges +
      "互いを知らない。\n\n見学会を行う。\n\n行政 見学先の\n調整\n\n医療\n見学の受入れ\n\n福祉\n\n"
      "住民 周知\n");
  const auto& roles = Roles(sheet, 0);
  ASSERT_EQ(roles.size(), 3u);
  EXPECT_EQ(Sectors(roles[1]), (Names{"医療", "福祉"}));
  EXPECT_EQ(roles[1].Text("text"), "見学の受入れ");
  EXPECT_TRUE(Listed(sheet, "/areas/0/challenges/0/roles/1/sectors"));
}

TEST(PlainText, WithoutBlankLinesCellsEndWhereSentencesAndLinesDo) {
  const ParsedSheet sheet = Parse(
      "課題 課題解決に向けた取組方針 課題・方針に対する視点別の認識（取組）\n"
      "入院患者の減少\nが鈍化\n・冊子を作成する。\n・活動の場を広げ\nる。\n"
      "行政 制度の周知を図る。\n関係機関・住民等 縛られない支援が必\n要である。\n"
      "地域定着支援が\n進まない。\n・関係者で共有を\n図る。\n行政 場を設ける。\n"
      "関係機関・住民等 話し合う。\n");
  const auto& challenges = Records(sheet, "challenges");
  ASSERT_EQ(challenges.size(), 2u);
  EXPECT_EQ(challenges[0].Text("challenge"), "入院患者の減少が鈍化");
  EXPECT_EQ(Roles(sheet, 0).at(1).Text("text"), "縛られない支援が必要である。");
  EXPECT_EQ(challenges[1].Text("challenge"), "地域定着支援が進まない。");
  EXPECT_EQ(challenges[1].Text("policy"), "・関係者で共有を図る。");
}

TEST(PlainText, SectorsInAnotherOrderThanElsewhereAreListed) {
  const std::string first =
      "連携が不十分である。\n\n体制をつくる。\n\n行政 学ぶ。\n\n医療 開く。\n\n福祉 集う。\n\n";
  const ParsedSheet sheet = Parse(kChallenges + first + first +
                                  "相談先がない。\n\n設ける。\n\n福祉 集う。\n\n行政 学ぶ。\n");
  EXPECT_TRUE(Listed(sheet, "/areas/0/challenges"));
}

// --- Pages and items --------------------------------------------------------------------

TEST(PlainText, NamesAndNumbersAtTheFootWithoutABlankLine) {
  const std::string cover =
      "平成30年度 "
      "精神障害にも対応した地域包括ケアシステム構築支援事業\n「事前課題」シート\n石川県\n1\n";
  std::string text = cover;
  int page = 1;
  for (const std::string& area : {std::string("南加賀圏域"), std::string("能登中部圏域")}) {
    text +=
        "\f１ 平成30年度の達成目標と現時点での進捗状況\n"
        "平成30年度の達成目標 現時点での進捗状況\n①協議の場を設置する ・了承を得た\n②登録 "
        "・準備中\n" +
        area + "\n";
    text += std::to_string(++page);
    text += "\n\f３ 病院（医療機関）との連携状況\n・会議を開く\n・研修を行う\n" + area + "\n";
    text += std::to_string(++page) + "\n";
  }
  const ParsedSheet sheet = ParseText(text);
  const auto& areas = sheet.sheet.FindList("areas")->records;
  ASSERT_EQ(areas.size(), 2u);
  EXPECT_EQ(areas[0].Text("name"), "南加賀圏域");
  EXPECT_EQ(areas[1].Text("name"), "能登中部圏域");
  EXPECT_EQ(areas[0].FindList("goals")->records.at(1).Text("progress"), "・準備中");
  EXPECT_EQ(areas[0].FindList("hospital_collaboration")->records.size(), 2u);
}

TEST(PlainText, ItemsThatRunOnAfterAFullStop) {
  const ParsedSheet sheet =
      ParseText(kCover +
                "３ 病院（医療機関）との連携状況\n\n・会議を開く。・研修を行う。\n\n４ "
                "現時点での課題・悩み\n\n・なし\n\n１ 平成30年度の達成目標と現時点での進捗状況\n");
  const auto& items = Records(sheet, "hospital_collaboration");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].Text("marker"), "・");
  EXPECT_EQ(items[1].Text("text"), "研修を行う。");
}

std::string TwoAreas(const std::string& end_of_page) {
  std::string text =
      "平成30年度 精神障害にも対応した地域包括ケアシステム構築支援事業\n「事前課題」シート\n\n"
      "石川県\n\n1" +
      end_of_page;
  int page = 1;
  for (const std::string& area : {std::string("南加賀圏域"), std::string("能登中部圏域")}) {
    text +=
        "１ 平成30年度の達成目標と現時点での進捗状況\n\n平成30年度の達成目標 "
        "現時点での進捗状況\n\n①協議の場を設置する ・了承を得た\n\n②\n\n" +
        area + "\n\n";
    text += std::to_string(++page);
    text += end_of_page + "３ 病院（医療機関）との連携状況\n\n・会議を開く\n\n" + area + "\n\n";
    text += std::to_string(++page);
    text += end_of_page;
  }
  return text;
}

// Law: however the ends of pages are written, the sheet is the same.
TEST(PlainText, PagesWhoseEndsWereLost) {
  for (const std::string& end : {std::string("\n\f"), std::string("\n"), std::string("\n ")}) {
    const ParsedSheet sheet = ParseText(TwoAreas(end));
    const auto& areas = sheet.sheet.FindList("areas")->records;
    ASSERT_EQ(areas.size(), 2u);
    EXPECT_EQ(areas[0].Text("name"), "南加賀圏域");
    EXPECT_EQ(areas[1].Text("name"), "能登中部圏域");
    for (const Record& area : areas) {
      ASSERT_EQ(area.FindList("goals")->records.size(), 2u);
      EXPECT_EQ(area.FindList("goals")->records[0].Text("progress"), "・了承を得た");
      ASSERT_EQ(area.FindList("hospital_collaboration")->records.size(), 1u);
      EXPECT_EQ(area.FindList("hospital_collaboration")->records[0].Text("text"), "会議を開く");
    }
  }
}

// They make no columns of the page's lines, which are in reading order.
TEST(PlainText, ANameAndANumberOnOneRowAtTheFoot) {
  const ParsedSheet sheet = ParseText(
      "平成30年度 精神障害にも対応した地域包括ケアシステム構築支援事業\n「事前課題」シート\n\n"
      "石川県\n\f平成30年度の達成目標 現時点での進捗状況\n\n①協議の場を設置する\n\n"
      "・７月に設置の\n了承を得た\n\n②登録\n\n・準備中\n\n南加賀圏域 2/3\n"
      "\f３ 病院（医療機関）との連携状況\n\n・会議を開く\n\n南加賀圏域 3/3\n");
  const auto& goals = Records(sheet, "goals");
  ASSERT_EQ(goals.size(), 2u);
  EXPECT_EQ(goals[0].Text("goal"), "協議の場を設置する");
  EXPECT_EQ(goals[0].Text("progress"), "・７月に設置の了承を得た");
  EXPECT_EQ(Records(sheet, "hospital_collaboration").size(), 1u);
}

TEST(PlainText, ATableCopiedWithTabs) {
  const ParsedSheet sheet = Parse(
      "課題\t課題解決に向けた取組方針\t課題・方針に対する役割（取組）\t\n"
      "互いを知らない。\t\"・見学会を行う。\n・名簿を作る。\"\t行政\t調整\n\t\t医療\t受入れ\n"
      "相談先がない。\t窓口を設ける。\t行政\t周知\n\t\t医療\t助言\n");
  const auto& challenges = Records(sheet, "challenges");
  ASSERT_EQ(challenges.size(), 2u);
  EXPECT_EQ(challenges[0].Text("policy"), "・見学会を行う。\n・名簿を作る。");
  ASSERT_EQ(Roles(sheet, 0).size(), 2u);
  EXPECT_EQ(Roles(sheet, 0)[1].Text("text"), "受入れ");
  EXPECT_EQ(challenges[1].Text("challenge"), "相談先がない。");
  EXPECT_EQ(Sectors(Roles(sheet, 1)[1]), Names{"医療"});
}

// --- Laws -------------------------------------------------------------------------------

// Line ends of another system say nothing else.
TEST(PlainText, LineEndsAndBlanksBehindLinesChangeNothing) {
  const std::string text = kCover + kChallenges +
                           "互いを知らない。\n\n見学会を行う。\n\n行政 調整\n\n医療\n受入れ\n" +
                           kNextPage;
  const ParsedSheet usual = ParseText(text);
  for (const std::string& end : {std::string("\r\n"), std::string("  \n"), std::string("　\r\n")}) {
    std::string other;
    for (const char c : text) {
      if (c == '\n') {
        other += end;
      } else {
        other += c;
      }
    }
    const ParsedSheet changed = ParseText(other);
    ASSERT_EQ(Records(changed, "challenges").size(), 1u);
    EXPECT_EQ(Records(changed, "challenges")[0].Text("policy"),
              Records(usual, "challenges")[0].Text("policy"));
    EXPECT_EQ(Roles(changed, 0).size(), Roles(usual, 0).size());
    EXPECT_EQ(changed.review.size(), usual.review.size());
  }
}

}  // namespace
