#include "app/sheet_view.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/text_width.h"
#include "parse/sheet_shape.h"

namespace {

void Set(parse::Record& record, const std::string& name, parse::Value value) {
  ASSERT_NE(record.Find(name), nullptr) << name;
  record.Find(name)->value = std::move(value);
}

parse::Record& Add(parse::Record& record, const std::string& list, const std::string& kind) {
  parse::RecordList* found = record.FindList(list);
  found->records.push_back(parse::MakeRecord(kind));
  return found->records.back();
}

store::StoredSheet Sample() {
  store::StoredSheet stored;
  stored.summary.id = "0123456789ab";
  stored.summary.source.file = "栃木.pdf";
  stored.summary.source.pages = 4;
  stored.sheet.recognised = true;
  stored.sheet.sheet = parse::MakeRecord("sheet");
  parse::Record& sheet = stored.sheet.sheet;
  Set(sheet, "submitter", std::string("栃木県"));
  Set(sheet, "motto", std::string("顔の見える関係づくり"));
  parse::Record& area = Add(sheet, "areas", "area");
  Set(area, "name", std::string("県北圏域"));
  parse::Record& goal = Add(area, "goals", "goal");
  Set(goal, "label", std::string("①"));
  Set(goal, "goal", std::string("地域移行支援を推進する。"));
  Set(goal, "progress", std::string("・地域移行数 １１人"));
  parse::Record& challenge = Add(area, "challenges", "challenge");
  Set(challenge, "challenge", std::string("長期入院患者の減少が鈍化"));
  for (const char* sector : {"行政側", "医療側"}) {
    parse::Record& role = Add(challenge, "roles", "role");
    Set(role, "sectors", std::vector<std::string>{sector});
    Set(role, "text", std::string("制度の周知"));
  }
  return stored;
}

TEST(SheetViewTest, ShowsEveryValueWithinTheWidth) {
  const std::string view = app::SheetView(Sample(), 72);
  for (const char* text : {"0123456789ab", "栃木.pdf", "栃木県", "== 県北圏域 ==", "①",
                           "地域移行支援を推進する。", "・地域移行数 １１人", "行政側", "医療側"}) {
    EXPECT_NE(view.find(text), std::string::npos) << text << "\n" << view;
  }
  std::istringstream lines(view);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(app::TextWidth(line), 72) << line;
  EXPECT_EQ(view.find("To review"), std::string::npos);
}

TEST(SheetViewTest, MarksWhatIsInReviewAndSaysWhy) {
  store::StoredSheet stored = Sample();
  stored.sheet.review = {{"/motto", "text-doubtful", ""},
                         {"/areas/0/goals/0", "reading-order", "two columns"},
                         {"/areas/0/challenges", "no-such-code", ""}};
  const std::string view = app::SheetView(stored, 100);
  EXPECT_NE(view.find("?1 顔の見える"), std::string::npos) << view;
  EXPECT_NE(view.find("?2 ①"), std::string::npos) << view;
  EXPECT_NE(view.find("Challenges  ?3"), std::string::npos) << view;
  const std::string reasons = view.substr(view.find("To review"));
  EXPECT_NE(reasons.find("the text is not certain"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("area 1, goal 1"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("(two columns)"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("no-such-code"), std::string::npos) << reasons;
}

TEST(SheetViewTest, ShowsWhatIsLeftOver) {
  store::StoredSheet stored = Sample();
  stored.sheet.leftover = {{{3, {}}, "欄外の注"}};
  const std::string view = app::SheetView(stored, 100);
  EXPECT_NE(view.find("Left over"), std::string::npos);
  EXPECT_NE(view.find("   3  欄外の注"), std::string::npos) << view;
}

TEST(SheetViewTest, ACorrectedValueIsMarked) {
  store::StoredSheet stored = Sample();
  stored.sheet.sheet.Find("motto")->evidence.status = parse::Status::kCorrected;
  EXPECT_NE(app::SheetView(stored, 100).find("*顔の見える"), std::string::npos);
}

TEST(SheetViewTest, PrintedControlCharactersDoNotReachTheTerminal) {
  store::StoredSheet stored = Sample();
  Set(stored.sheet.sheet, "motto", std::string("a\x1b[2Jb"));
  EXPECT_EQ(app::SheetView(stored, 100).find('\x1b'), std::string::npos);
}

}  // namespace
