#include "parse/printed_text.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "parse/radicals.h"

namespace parse {
namespace {

PrintedText Printed(std::u32string_view text) {
  PrintedText printed;
  for (const char32_t c : text) printed.push_back({c, 0, static_cast<int32_t>(printed.size())});
  return printed;
}

std::u32string Nfkc(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const icu::UnicodeString normalized =
      nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
  std::string utf8;
  normalized.toUTF8String(utf8);
  return ToUtf32(utf8);
}

TEST(Utf8, RoundTripOfEveryLength) {
  const std::u32string text = U"aé県𠮷\U0010FFFF";
  EXPECT_EQ(ToUtf8(text), "a\xC3\xA9\xE7\x9C\x8C\xF0\xA0\xAE\xB7\xF4\x8F\xBF\xBF");
  EXPECT_EQ(ToUtf32(ToUtf8(text)), text);
}

TEST(Utf8, EachInvalidByteBecomesOneReplacement) {
  EXPECT_EQ(ToUtf32("a\xFF\xC3z"), U"a\uFFFD\uFFFDz");
  EXPECT_EQ(ToUtf32("\xE7\x9C"), U"\uFFFD\uFFFD");            // cut off
  EXPECT_EQ(ToUtf32("\xC0\xAF"), U"\uFFFD\uFFFD");            // longer than need be
  EXPECT_EQ(ToUtf32("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");  // half a surrogate pair
  EXPECT_EQ(ToUtf8(std::u32string(1, char32_t{0xD800})), "\xEF\xBF\xBD");
}

TEST(IsBlank, AgreesWithUnicodeAndHoldsZeroWidthCharacters) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (u_isUWhiteSpace(c)) {
      EXPECT_TRUE(IsBlank(static_cast<char32_t>(c))) << c;
    }
    if (u_isgraph(c) && u_charType(c) != U_FORMAT_CHAR && u_isdefined(c)) {
      EXPECT_FALSE(IsBlank(static_cast<char32_t>(c))) << c;
    }
  }
  for (const char32_t c : std::u32string_view(U"\u200B\u200C\u200D\u2060\uFEFF\u00AD\u3000")) {
    EXPECT_TRUE(IsBlank(c)) << static_cast<uint32_t>(c);
  }
}

TEST(Trim, TakesBlanksFromBothEndsAndKeepsGlyphs) {
  const PrintedText trimmed = Trim(Printed(U"　\n県 域\u200B "));
  EXPECT_EQ(Characters(trimmed), U"県 域");
  EXPECT_EQ(trimmed.front().glyph, 2);
  EXPECT_TRUE(Trim(Printed(U" \n")).empty());
}

TEST(Slice, IsCutToTheText) {
  EXPECT_EQ(Characters(Slice(Printed(U"圏域名"), 1, 9)), U"域名");
  EXPECT_TRUE(Slice(Printed(U"圏域名"), 5, 9).empty());
}

TEST(Append, TakesItself) {
  PrintedText text = Printed(U"圏域");
  Append(text, text);
  EXPECT_EQ(Characters(text), U"圏域圏域");
}

TEST(Repair, EveryKangxiRadicalBecomesItsIdeograph) {
  for (char32_t c = 0x2F00; c <= 0x2FD5; ++c) {
    const std::u32string repaired = Repair(std::u32string_view(&c, 1));
    // Fonts for Japanese draw these two as the forms in use in Japan.
    if (c == U'⼾') {
      EXPECT_EQ(repaired, U"戸");
    } else if (c == U'⿊') {
      EXPECT_EQ(repaired, U"黒");
    } else {
      EXPECT_EQ(repaired, Nfkc(c)) << static_cast<uint32_t>(c);
    }
  }
}

TEST(Repair, EverySupplementRadicalBecomesAnIdeograph) {
  int repaired = 0;
  for (char32_t c = 0x2E80; c <= 0x2EF3; ++c) {
    if (!u_isdefined(static_cast<UChar32>(c)) || c == 0x2E80) continue;
    const char32_t ideograph = IdeographOfRadical(c);
    EXPECT_TRUE(u_hasBinaryProperty(static_cast<UChar32>(ideograph), UCHAR_UNIFIED_IDEOGRAPH))
        << static_cast<uint32_t>(c);
    ++repaired;
  }
  EXPECT_EQ(repaired, 114);
  EXPECT_EQ(Repair(U"⺟⺠⻑⻄⻘⻲⻭⻯⻨⻩⻤⻣⻝⻆⻁⻳"), U"母民長西青亀歯竜麦黄鬼骨食角虎龟");
}

TEST(Repair, WordsOfTheFieldComeBack) {
  EXPECT_EQ(Repair(U"⽀援⼊院⾯会⼾⽥⻑期"), U"支援入院面会戸田長期");
}

TEST(Repair, HalfWidthKatakanaBecomesFullWidthWithItsSoundMarks) {
  EXPECT_EQ(Repair(U"ﾋﾟｱｻﾎﾟｰﾀｰ"), U"ピアサポーター");
  EXPECT_EQ(Repair(U"ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"),
            U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
            U"ハヒフヘホマミムメモヤユヨラリルレロワン");
  EXPECT_EQ(Repair(U"ｶﾞｻﾞﾀﾞﾊﾞﾊﾟｳﾞﾜﾞｦﾞ"), U"ガザダバパヴヷヺ");
  EXPECT_EQ(Repair(U"ｱﾞｶﾟﾞﾟ"), U"ア゛カ゜゛゜");  // no such katakana: the mark stays a mark
}

TEST(Repair, GlyphsThatBecomeOneCharacterAreAllNamed) {
  PrintedText absorbed;
  const PrintedText repaired = Repair(Printed(U"ｸﾞﾙｰﾌﾟ"), &absorbed);
  EXPECT_EQ(Characters(repaired), U"グループ");
  EXPECT_EQ(repaired[0].glyph, 0);
  EXPECT_EQ(repaired[1].glyph, 2);
  ASSERT_EQ(absorbed.size(), 2u);
  EXPECT_EQ(absorbed[0].glyph, 1);
  EXPECT_EQ(absorbed[1].glyph, 5);
  EXPECT_EQ(absorbed[0].c, U'ﾞ');
}

TEST(Repair, OneGlyphOfTwoCharactersIsNotNamedTwice) {
  PrintedText absorbed;
  const PrintedText text = {{U'ｶ', 0, 7}, {U'ﾞ', 0, 7}};
  EXPECT_EQ(Characters(Repair(text, &absorbed)), U"ガ");
  EXPECT_TRUE(absorbed.empty());
}

TEST(Repair, CompatibilityIdeographsBecomeUnifiedOnes) {
  EXPECT_EQ(Repair(U"\uFA19\uF9DC\uFA1B\U0002F804"), U"神隆福你");
  EXPECT_EQ(Repair(U"\uFA0E\uFA11"), U"\uFA0E\uFA11");  // unified themselves
}

TEST(Repair, NothingElseChanges) {
  const std::u32string text =
      U"①１．⇒Ⅲ㎡㈱％（）～－―ー・･｡｢｣､ＡＢａｂabc123　 \n髙﨑𠮷葛\U000E0100々〇○◯";
  EXPECT_EQ(Repair(text), text);
}

}  // namespace
}  // namespace parse
