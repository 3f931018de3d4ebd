// Where a paragraph ends and how its lines are joined.
#include "parse/paragraphs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/parse/sheet_sketch.h"

namespace parse {
namespace {

constexpr double kSize = 10, kPitch = 14;  // points

TextLine LineAt(double x, double y, const std::string& text, int page = 0) {
  TextLine line;
  line.text = tests::Printed(text);
  line.folded = Fold(line.text);
  double width = 0;
  for (const PrintedChar& c : line.text) width += c.c < 0x2000 ? kSize / 2 : kSize;
  line.box = {x, y, x + width, y + kSize};
  line.size = kSize;
  line.page = page;
  return line;
}

// Lines one below the other; "" is a blank line. Each blank before a text sets it in by 5 points.
std::vector<TextLine> LinesOf(const std::vector<std::string>& texts) {
  std::vector<TextLine> lines;
  double y = 100;
  for (const std::string& text : texts) {
    const size_t blanks = text.find_first_not_of(' ');
    if (!text.empty())
      lines.push_back(LineAt(50 + 5.0 * static_cast<double>(blanks), y, text.substr(blanks)));
    y += kPitch;
  }
  return lines;
}

std::string JoinedText(const std::vector<TextLine>& lines, double right) {
  return Utf8(JoinParagraphs(JoinLines(lines, right, tests::BuiltInTools().join)));
}

TEST(JoinLines, JoinsWrappedLinesAndKeepsParagraphs) {
  struct Case {
    const char* name;
    std::vector<std::string> lines;
    const char* joined;
  };
  // The cell is ten full-width characters wide.
  const Case cases[] = {
      {"a full line goes on",
       {"あいうえおかきくけこ", "さしすせそ"},
       "あいうえおかきくけこさしすせそ"},
      {"a line that ends early and a sentence",
       {"体制を構築した。", "研修を実施した。"},
       "体制を構築した。\n研修を実施した。"},
      {"a full line that ends a sentence goes on",
       {"医療と福祉が連携した。", "研修会も実施した。"},
       "医療と福祉が連携した。研修会も実施した。"},
      {"a list mark begins a paragraph",
       {"・関係機関の情報交換", "・事例の検討を実施"},
       "・関係機関の情報交換\n・事例の検討を実施"},
      {"what is set in below a mark goes on",
       {"・関係機関の情報交換", " を図る"},
       "・関係機関の情報交換を図る"},
      {"numbers are marks", {"１．連携の強化", "２．研修の実施"}, "１．連携の強化\n２．研修の実施"},
      {"a blank line parts",
       {"連携を強化する", "", "研修を実施する"},
       "連携を強化する\n研修を実施する"},
      {"a particle at the end ties",
       {"関係機関との", "連携を強化する"},
       "関係機関との連携を強化する"},
      {"a particle at the start ties", {"関係機関", "との連携を強化"}, "関係機関との連携を強化"},
      {"a word is not parted",
       {"地域移行支援事", "業の周知を図る"},
       "地域移行支援事業の周知を図る"},
      {"Latin words keep a blank",
       {"Assertive Community", "Treatment"},
       "Assertive Community Treatment"},
      {"a number goes on without one",
       {"令和元年度の目標は12", "3人である"},
       "令和元年度の目標は123人である"},
      {"one line", {"未定"}, "未定"},
      {"one glyph", {"②"}, "②"},
      {"a mark alone, then a text", {"・", "・研修"}, "・\n・研修"},
      {"no lines", {}, ""},
  };
  for (const Case& c : cases) EXPECT_EQ(JoinedText(LinesOf(c.lines), 150), c.joined) << c.name;
}

// A break of the page is no end of a text.
TEST(JoinLines, GoesOnOverleafUnlessTheSentenceEndedEarly) {
  const std::vector<TextLine> wrapped = {LineAt(50, 800, "関係機関の情報交換を"),
                                         LineAt(50, 40, "図る", 1)};
  EXPECT_EQ(JoinedText(wrapped, 150), "関係機関の情報交換を図る");
  const std::vector<TextLine> ended = {LineAt(50, 800, "図る。"), LineAt(50, 40, "研修を行う", 1)};
  EXPECT_EQ(JoinedText(ended, 150), "図る。\n研修を行う");
}

TEST(JoinLines, SaysWhatItSaw) {
  const auto paragraphs = JoinLines(LinesOf({"・連携", "", "研修を実施した。", "", "  ①会議"}), 150,
                                    tests::BuiltInTools().join);
  ASSERT_EQ(paragraphs.size(), 3u);
  EXPECT_EQ(paragraphs[0].mark.length, 1u);
  EXPECT_FALSE(paragraphs[0].mark.numbered);
  EXPECT_FALSE(paragraphs[0].after_gap);
  EXPECT_EQ(paragraphs[1].mark.length, 0u);
  EXPECT_DOUBLE_EQ(paragraphs[1].left, 50);
  EXPECT_TRUE(paragraphs[2].mark.numbered);
  EXPECT_DOUBLE_EQ(paragraphs[2].left, 60);
}

// Joining may add a blank or a line end, and never takes or turns a printed character.
TEST(JoinLines, KeepsEveryPrintedCharacterInOrder) {
  const std::vector<std::string> texts[] = {
      {"・", "（", "）", "�", "。。。", "、", "ー", "－", "１．", "A", "a a"},
      {"）））", "（（（", "「", "", "」", "・・・"},
      {"ABC", "def", "１２", "34", "い", "・"},
  };
  for (const auto& lines : texts) {
    std::u32string printed, kept;
    for (const TextLine& line : LinesOf(lines)) {
      for (const PrintedChar& c : line.text) {
        if (c.glyph >= 0) printed += c.c;
      }
    }
    for (double right : {0.0, 60.0, 150.0, 1000.0}) {
      kept.clear();
      const auto paragraphs = JoinLines(LinesOf(lines), right, tests::BuiltInTools().join);
      for (const PrintedChar& c : JoinParagraphs(paragraphs)) {
        if (c.glyph >= 0) kept += c.c;
      }
      EXPECT_EQ(ToUtf8(kept), ToUtf8(printed)) << right;
    }
  }
}

TEST(JoinWrapped, PutsABlankOnlyBetweenLatinWords) {
  struct Case {
    const char *text, *more, *joined;
  };
  const Case cases[] = {
      {"home", "care", "home care"}, {"在宅", "care", "在宅care"}, {"ACT", "の実施", "ACTの実施"},
      {"在宅", "支援", "在宅支援"},  {"12", "3", "123"},           {"", "支援", "支援"},
      {"在宅", "", "在宅"},
  };
  for (const Case& c : cases) {
    PrintedText text = tests::Printed(c.text);
    JoinWrapped(text, tests::Printed(c.more));
    EXPECT_EQ(Utf8(text), c.joined);
  }
}

}  // namespace
}  // namespace parse
