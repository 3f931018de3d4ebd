// What stands before an item: ・ ① １． (1) ア. — and what only looks like it.
#include "parse/item_marks.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/parse/sheet_sketch.h"

namespace parse {
namespace {

// The mark as printed; "-" where there is none.
std::string MarkOf(const std::string& text) {
  const PrintedText printed = tests::Printed(text);
  const auto mark = tests::BuiltInRules().marks().At(printed, 0);
  return mark ? Utf8(Slice(printed, 0, mark->length)) : "-";
}
std::string LabelOf(const std::string& text) {
  const PrintedText printed = tests::Printed(text);
  const auto mark = tests::BuiltInRules().marks().LabelAt(printed, 0);
  return mark ? Utf8(Slice(printed, 0, mark->length)) : "-";
}

TEST(ItemMarks, AreFoundWithTheirSeparator) {
  struct Case {
    const char *text, *mark;
    bool numbered;
  };
  const Case cases[] = {
      {"・地域移行", "・", false},
      {"○課題・悩み", "○", false},
      {"〇課題・悩み", "〇", false},
      {"●研修会", "●", false},
      {"■ 体制", "■", false},
      {"⇒見直す", "⇒", false},
      {"→9/4開催予定", "→", false},
      {"※指標", "※", false},
      {"－研修会の開催", "－", false},
      {"①未定", "①", true},
      {"⑴会議", "⑴", true},
      {"㊀会議", "㊀", true},
      {"１．多機関との連携", "１．", true},
      {"1.多機関", "1.", true},
      {"12．多機関", "12．", true},
      {"(1)会議", "(1)", true},
      {"（２）会議", "（２）", true},
      {"1)会議", "1)", true},
      {"ア．会議", "ア．", true},
      {"a)会議", "a)", true},
      {"（ア）会議", "（ア）", true},
      {"一、会議", "一、", true},
      {"Ⅰ．会議", "Ⅰ．", true},
      {"目標１．連携", "目標１．", true},
      {"Q1.どうか", "Q1.", true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(MarkOf(c.text), c.mark) << c.text;
    const auto mark = tests::BuiltInRules().marks().At(tests::Printed(c.text), 0);
    ASSERT_TRUE(mark.has_value()) << c.text;
    EXPECT_EQ(mark->numbered, c.numbered) << c.text;
  }
}

TEST(ItemMarks, ValuesAndSentencesBeginWithNone) {
  for (const char* text : {"",
                           "－",
                           "－5人",
                           "－－",
                           "1.5人",
                           "１．５",
                           "30人",
                           "3,000人",
                           "2019.4",
                           "100)",
                           "イベント",
                           "アウトリーチ",
                           "9/4開催予定",
                           "課題",
                           "目標を定める",
                           "一部の市町",
                           "（案）会議",
                           "(R1)会議",
                           "病院",
                           "�",
                           "（",
                           "("})
    EXPECT_EQ(MarkOf(text), "-") << text;
}

TEST(Labels, AreMarksThatCountAndBareNumbersSetApart) {
  struct Case {
    const char *text, *label;
  };
  const Case cases[] = {
      {"１ 多機関との連携", "１"},
      {"１", "１"},
      {"12", "12"},
      {"①地域移行数", "①"},
      {"目標１ 連携", "目標１"},
      {"指標①未定", "指標①"},
      {"Ⅱ 連携", "Ⅱ"},
      {"ア 連携", "ア"},
      {"１．", "１．"},
      {"その１", "その１"},
      {"・連携", "-"},
      {"30人", "-"},
      {"2019 年", "-"},
      {"連携", "-"},
      {"目標", "-"},
      {"目標 ", "-"},
      {"", "-"},
      {"A", "-"},
      {"１多機関", "-"},
  };
  for (const Case& c : cases) EXPECT_EQ(LabelOf(c.text), c.label) << c.text;
}

// A number without a sign is a label only where the rows count: the third row's 3.
TEST(CountLength, KnowsOnlyTheNumberThatIsDue) {
  const ItemMarks& marks = tests::BuiltInRules().marks();
  struct Case {
    const char* text;
    int count;
    size_t length;  // 0: none
  };
  const Case cases[] = {
      {"１多機関", 1, 1}, {"１多機関", 2, 0},     {"3病院", 3, 1},  {"12病院", 12, 2},
      {"12病院", 1, 1},   {"１．15市町村", 1, 2}, {"イ連携", 2, 1}, {"イ連携", 1, 0},
      {"c連携", 3, 1},    {"三連携", 3, 1},       {"連携", 1, 0},   {"", 1, 0},
      {"１多機関", 0, 0}, {"１多機関", -1, 0},
  };
  for (const Case& c : cases) {
    const auto length = marks.CountLength(tests::Printed(c.text), c.count);
    EXPECT_EQ(length.value_or(0), c.length) << c.text << " as number " << c.count;
  }
}

TEST(ItemMarks, NeverReachBeyondTheText) {
  const ItemMarks& marks = tests::BuiltInRules().marks();
  for (const char* text :
       {"（１", "(1", "１", "目標", "Q", "No.", "Ⅰ", "ア", "（ア", "－", "目標 "}) {
    const PrintedText printed = tests::Printed(text);
    for (size_t at = 0; at <= printed.size() + 1; ++at) {
      for (const auto& mark : {marks.At(printed, at), marks.LabelAt(printed, at)}) {
        if (!mark) continue;
        EXPECT_GE(mark->length, 1u) << text;
        EXPECT_LE(at + mark->length, printed.size()) << text << " at " << at;
      }
    }
  }
}

}  // namespace
}  // namespace parse
