#include "parse/fold.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace parse {
namespace {

TEST(Fold, WidthCaseAndBlanksDoNotMatter) {
  EXPECT_EQ(Fold(U"１．現 状 と　課題\n").text, Fold(U"1.現状と課題").text);
  EXPECT_EQ(Fold(U"Ｈ３０").text, U"h30");
  EXPECT_EQ(Fold(U"ﾋﾟｱｻﾎﾟｰﾀｰ").text, U"ピアサポーター");
  EXPECT_EQ(Fold(U"①㈱㎡").text, U"1(株)m2");
}

TEST(Fold, RadicalsAreIdeographs) {
  EXPECT_EQ(Fold(U"⻑期⼊院").text, U"長期入院");
  EXPECT_EQ(Fold(U"神⼾市").text, U"神戸市");  // NFKC alone gives another form of the character
}

TEST(Fold, DashesTildesCirclesAndMiddleDotsAreOneEach) {
  for (const char32_t c : std::u32string_view(U"-－‐‑‒–—―−─﹣"))
    EXPECT_EQ(Fold(std::u32string_view(&c, 1)).text, U"-") << static_cast<uint32_t>(c);
  for (const char32_t c : std::u32string_view(U"~〜～∼˜"))
    EXPECT_EQ(Fold(std::u32string_view(&c, 1)).text, U"~") << static_cast<uint32_t>(c);
  for (const char32_t c : std::u32string_view(U"○〇◯"))
    EXPECT_EQ(Fold(std::u32string_view(&c, 1)).text, U"○") << static_cast<uint32_t>(c);
  for (const char32_t c : std::u32string_view(U"・･·•"))
    EXPECT_EQ(Fold(std::u32string_view(&c, 1)).text, U"・") << static_cast<uint32_t>(c);
  EXPECT_NE(Fold(U"●").text, Fold(U"○").text);
  EXPECT_NE(Fold(U"◎").text, Fold(U"○").text);
}

TEST(Fold, LongVowelIsADashOnlyWhereNoKanaIsBefore) {
  EXPECT_EQ(Fold(U"サポーター").text, U"サポーター");
  EXPECT_EQ(Fold(U"サポ\nーター").text, U"サポーター");
  EXPECT_EQ(Fold(U"らーーめん").text, U"らーーめん");
  EXPECT_EQ(Fold(U"ー").text, U"-");
  EXPECT_EQ(Fold(U"１ー２").text, U"1-2");
  EXPECT_NE(Fold(U"サポーター").text, Fold(U"サポ－タ－").text);
}

TEST(Fold, CharactersThatOnlyChooseAGlyphAreLeftOut) {
  EXPECT_EQ(Fold(U"葛\U000E0100城\u200B市").text, U"葛城市");
}

TEST(Fold, SourceNamesTheCharacterBehindEach) {
  const std::u32string text = U" ㈱ が\u3099 Ａ";  // が with a second mark, that combines with it
  const FoldedText folded = Fold(std::u32string_view(text));
  EXPECT_EQ(folded.text, U"(株)が\u3099a");
  EXPECT_EQ(folded.source, (std::vector<size_t>{1, 1, 1, 3, 3, 6}));
  EXPECT_EQ(folded.SourceRange(0, 3, text.size()), std::pair(size_t{1}, size_t{2}));
  EXPECT_EQ(folded.SourceRange(3, 5, text.size()), std::pair(size_t{3}, size_t{5}));
  EXPECT_EQ(folded.SourceRange(5, 6, text.size()), std::pair(size_t{6}, size_t{7}));
  EXPECT_EQ(folded.SourceRange(3, 3, text.size()), std::pair(size_t{3}, size_t{3}));
  EXPECT_EQ(folded.SourceRange(6, 6, text.size()), std::pair(size_t{7}, size_t{7}));
}

TEST(Fold, AnyCharacterIsMappedInOrder) {
  std::u32string text;
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x30000 ? 1 : 97) text.push_back(c);
  const FoldedText folded = Fold(std::u32string_view(text));
  ASSERT_EQ(folded.source.size(), folded.text.size());
  ASSERT_EQ(folded.source_end.size(), folded.text.size());
  for (size_t i = 0; i < folded.text.size(); ++i) {
    ASSERT_LT(folded.source[i], folded.source_end[i]);
    ASSERT_LE(folded.source_end[i], text.size());
    if (i > 0) {
      ASSERT_LE(folded.source[i - 1], folded.source[i]);
    }
  }
}

TEST(FoldForCompare, IsTheEqualityOfTheContract) {
  EXPECT_EQ(FoldForCompare("第２回 合同会議「事前課題」シート"),
            FoldForCompare("第2回合同会議｢事前課題｣シート"));
  EXPECT_EQ(FoldForCompare("～小さな事から～"), FoldForCompare("〜小さな事から〜"));
  EXPECT_EQ(FoldForCompare("〇課題・悩み"), FoldForCompare("○課題・悩み"));
  EXPECT_EQ(FoldForCompare("⽀援"), FoldForCompare("支援"));
  EXPECT_EQ(FoldForCompare("－"), FoldForCompare("―"));
  EXPECT_NE(FoldForCompare("AD"), FoldForCompare("ad"));  // case is kept
  EXPECT_NE(FoldForCompare("３人"), FoldForCompare("３名"));
  EXPECT_EQ(FoldUtf8("県密着ＡＤ"), FoldUtf8("県密着ad"));
}

}  // namespace
}  // namespace parse
