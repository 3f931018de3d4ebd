// Which printed headings and headers mean the same wording of the form.
#include "parse/wording_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/parse/built_in_words.h"

namespace parse {
namespace {

std::u32string Folded(const std::string& text) { return Fold(ToUtf32(text)).text; }

BareWording Bare(const std::string& text) { return MakeBare(Folded(text), tests::BuiltInWords()); }

Wording MakeWording(const std::vector<std::string>& variants) {
  std::vector<std::u32string> folded;
  for (const std::string& variant : variants) folded.push_back(Folded(variant));
  return Wording(folded);
}

TEST(MakeBare, TakesOffWhatDiffersFromYearToYear) {
  struct Case {
    const char *text, *core, *remark;
    bool numbered, bracketed;
  };
  const Case cases[] = {
      {"達成目標", "達成目標", "", false, false},
      {"１ 達成目標", "達成目標", "", true, false},
      {"１．達成目標", "達成目標", "", true, false},
      {"（１）達成目標", "達成目標", "", true, false},
      {"2-1 達成目標", "達成目標", "", true, false},
      {"Ⅲ 達成目標", "達成目標", "", true, false},
      {"④達成目標", "達成目標", "", true, false},
      {"・達成目標", "達成目標", "", true, false},
      {"■ 達成目標：", "達成目標", "", true, false},
      {"【達成目標】", "達成目標", "", false, true},
      {"＜達成目標＞", "達成目標", "", false, true},
      {"【１ 達成目標】", "達成目標", "", false, true},
      {"達 成 目 標", "達成目標", "", false, false},
      {"平成30年度の達成目標", "達成目標", "", false, false},
      {"令和元（2019）年度の達成目標", "達成目標", "", false, false},
      {"Ｒ２年度達成目標", "達成目標", "", false, false},
      {"現状値（第1回会議時）", "現状値", "第1回会議時", false, false},
      {"目標値（令和元年度末）", "目標値", "令和元年度末", false, false},
      {"３ 病院（医療機関）との連携状況", "病院(医療機関)との連携状況", "", true, false},
      {"【特徴（強み）】", "特徴", "強み", false, true},
  };
  for (const Case& c : cases) {
    const BareWording bare = Bare(c.text);
    EXPECT_EQ(ToUtf8(bare.core), c.core) << c.text;
    EXPECT_EQ(ToUtf8(bare.remark), c.remark) << c.text;
    EXPECT_EQ(bare.numbered, c.numbered) << c.text;
    EXPECT_EQ(bare.bracketed, c.bracketed) << c.text;
  }
}

// Not a numbering: taken off, these would change what is said.
TEST(MakeBare, KeepsNumbersThatAreNoNumbering) {
  for (const char* text : {"2020年", "100人", "２０１９"}) {
    EXPECT_FALSE(Bare(text).numbered) << text;
    EXPECT_EQ(Bare(text).core, Folded(text)) << text;
  }
}

// A year alone is the whole text, and nothing is left of it if it is taken off.
TEST(MakeBare, NeverMakesSomethingOfNothing) {
  EXPECT_EQ(ToUtf8(Bare("令和元年度").core), "令和元年度");
  EXPECT_EQ(Bare("").core, U"");
  for (const char* text :
       {"（", "）", "((((", "））））", "【（】", "・", "・・・", "１", "（１）", "（）",
        "１．２．３．", "�", "（課題", "課題）", "）課題（", "（（課題）", "----"}) {
    const std::u32string folded = Folded(text);
    const BareWording bare = MakeBare(folded, tests::BuiltInWords());
    EXPECT_LE(bare.begin, bare.end) << text;
    EXPECT_LE(bare.end, folded.size()) << text;
    EXPECT_LE(bare.core.size() + bare.remark.size(), folded.size()) << text;
  }
}

// What a reader may rely on: the same wording is sure, a slip of the pen is found but not sure,
// another heading is not found.
TEST(Score, TellsSureFromDoubtfulFromOther) {
  enum Verdict { kSame, kSure, kDoubtful, kOther };
  struct Case {
    const char *text, *variant;
    Verdict verdict;
  };
  const Case cases[] = {
      {"達成目標", "達成目標", kSame},
      {"２　平成３０年度の達成目標", "達成目標", kSame},
      {"達成　目標", "達成目標", kSame},
      {"病院(医療機関)との連携状況", "病院（医療機関）との連携状況", kSame},
      {"特徴（強み）", "特徴（強み）", kSame},
      {"現状値（今回）", "現状値", kSure},
      {"目標値（H30）", "目標値", kSure},
      {"目標値令和元年度末", "目標値", kSure},
      {"課題解決の達成度を測る指標", "課題解決の達成度を図る指標", kSure},
      {"課題解決に向けた取組みの方針", "課題解決に向けた取組方針", kDoubtful},
      {"行政", "医療", kOther},
      {"課題", "現時点での課題・悩み", kOther},
      {"目標", "課題解決の達成度を測る指標と目標値", kOther},
      {"", "課題", kOther},
  };
  for (const Case& c : cases) {
    const double score = Score(Bare(c.text), MakeWording({c.variant}));
    EXPECT_GE(score, 0) << c.text;
    EXPECT_LE(score, 1) << c.text;
    switch (c.verdict) {
      case kSame:
        EXPECT_DOUBLE_EQ(score, 1) << c.text;
        break;
      case kSure:
        EXPECT_GE(score, kSureScore) << c.text;
        EXPECT_LT(score, 1) << c.text;
        break;
      case kDoubtful:
        EXPECT_GE(score, kLeastScore) << c.text;
        EXPECT_LT(score, kSureScore) << c.text;
        break;
      case kOther:
        EXPECT_LT(score, kLeastScore) << c.text;
        break;
    }
  }
}

TEST(Score, TakesTheBestVariantWhateverTheirOrder) {
  const BareWording text = Bare("進捗状況");
  EXPECT_DOUBLE_EQ(Score(text, MakeWording({"現時点での進捗状況", "進捗状況", "進捗"})), 1);
  EXPECT_DOUBLE_EQ(Score(text, MakeWording({"進捗", "進捗状況", "現時点での進捗状況"})), 1);
}

// Keywords find a heading in other words, but never beyond doubt.
TEST(Score, KeywordsMustAllBeThereAndAreNeverSure) {
  Wording wording = MakeWording({"病院との連携状況"});
  wording.keywords = {{U"病院", U"医療機関"}, {U"連携"}};
  const double met = Score(Bare("精神科医療機関と地域の連携はどうか"), wording);
  EXPECT_GE(met, kLeastScore);
  EXPECT_LT(met, kSureScore);
  EXPECT_LT(Score(Bare("精神科医療機関と地域の関係はどうか"), wording), kLeastScore);
}

TEST(Similarity, IsOneForEqualTextsAndFallsWithEachEdit) {
  EXPECT_DOUBLE_EQ(Similarity(U"", U""), 1);
  EXPECT_DOUBLE_EQ(Similarity(U"指標", U"指標"), 1);
  EXPECT_DOUBLE_EQ(Similarity(U"指標", U""), 0);
  EXPECT_DOUBLE_EQ(Similarity(U"指標", U"目的"), 0);
  EXPECT_DOUBLE_EQ(Similarity(U"評価指標", U"評価の指標"), 0.8);
  EXPECT_DOUBLE_EQ(Similarity(U"評価の指標", U"評価指標"), 0.8);
}

}  // namespace
}  // namespace parse
