// What ReadSource promises of plain text: the encoding found by content, pages, columns.
#include "extract/text_file.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>

#include "extract/utf8.h"

namespace {

using extract::DecodeText;
using extract::PageLayer;
using extract::ReadFailure;

constexpr const char* kSheet =
    "令和元年度 事前課題シート\n"
    "１　圏域の取組における強みと課題\n"
    "①ピアサポーターの活用について、現状は普及啓発活動の場が中心である。\n";

std::string ConvertTo(const char* encoding, const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const int32_t length =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                   static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  bytes.resize(static_cast<size_t>(length));
  return bytes;
}

struct Encoded {
  const char* name;
  const char* icu_name;
  const char* found;
  const char* mark;  // before the text
  size_t mark_size;
};

class EncodingTest : public testing::TestWithParam<Encoded> {};

TEST_P(EncodingTest, IsFoundByContent) {
  const std::string bytes =
      std::string(GetParam().mark, GetParam().mark_size) + ConvertTo(GetParam().icu_name, kSheet);
  const auto text = DecodeText(bytes);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->utf8, kSheet);
  EXPECT_EQ(text->encoding, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Japanese, EncodingTest,
    testing::Values(Encoded{"utf8", "UTF-8", "UTF-8", "", 0},
                    Encoded{"utf8_with_mark", "UTF-8", "UTF-8", "\xEF\xBB\xBF", 3},
                    Encoded{"utf16le", "UTF-16LE", "UTF-16LE", "", 0},
                    Encoded{"utf16be", "UTF-16BE", "UTF-16BE", "", 0},
                    Encoded{"utf16le_with_mark", "UTF-16LE", "UTF-16LE", "\xFF\xFE", 2},
                    Encoded{"utf16be_with_mark", "UTF-16BE", "UTF-16BE", "\xFE\xFF", 2},
                    Encoded{"shift_jis", "windows-31j", "Shift_JIS", "", 0},
                    Encoded{"euc_jp", "ibm-33722_P12A_P12A-2009_U2", "EUC-JP", "", 0},
                    Encoded{"iso_2022_jp", "ISO-2022-JP-2", "ISO-2022-JP", "", 0}),
    [](const auto& tested) { return tested.param.name; });

TEST(DecodeText, ShortTextIsEnough) {
  for (const char* word : {"栃木県", "県南圏域", "目標値（H30）", "その他", "○", "３人"}) {
    EXPECT_EQ(DecodeText(ConvertTo("windows-31j", word)).value_or(extract::DecodedText{}).utf8,
              word);
  }
}

TEST(DecodeText, LoneHalfWidthKatakanaAreShiftJis) {
  const std::string text = "行政ｻｰﾋﾞｽの担当者は、ﾋﾟｱｻﾎﾟｰﾀｰと面談";
  EXPECT_EQ(DecodeText(ConvertTo("windows-31j", text)).value_or(extract::DecodedText{}).utf8, text);
}

TEST(DecodeText, BinaryIsNoText) {
  const std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10", 20);
  const std::string zip("PK\x03\x04\x14\0\0\0\x08\0\x21\0", 12);
  const std::string controls("\x01\x02\x03\x04 abc");
  EXPECT_FALSE(DecodeText(png).has_value());
  EXPECT_FALSE(DecodeText(zip).has_value());
  EXPECT_FALSE(DecodeText(controls).has_value());
  EXPECT_FALSE(DecodeText(std::string(64, '\0')).has_value());
}

TEST(DecodeText, BrokenUtf8IsNotRepairedInSilence) {
  for (const std::string& tail : {std::string("\xFF\xFF"), std::string("\xE4\xBA")}) {
    const auto layers = extract::ReadSource(kSheet + tail);
    ASSERT_TRUE(layers.has_value());
    EXPECT_EQ(layers->warnings.size(), 1U);
    EXPECT_EQ(layers->pages.at(0).glyphs.back().text, "\uFFFD");
    EXPECT_TRUE(layers->pages.at(0).glyphs.back().private_use);
  }
}

TEST(ReadText, FailsAsNotSupported) {
  const auto layers = extract::ReadSource(std::string("\0\1\2\3", 4));
  ASSERT_FALSE(layers.has_value());
  EXPECT_EQ(layers.error().failure, ReadFailure::kNotSupported);
}

TEST(ReadText, NameDoesNotMatterOnlyContentDoes) {
  // As a text file called .pdf would be read.
  const auto layers = extract::ReadSource(kSheet);
  ASSERT_TRUE(layers.has_value());
  EXPECT_EQ(layers->media_type, extract::MediaType::kPlainText);
  ASSERT_EQ(layers->pages.size(), 1U);
  EXPECT_EQ(layers->pages[0].unit, extract::Unit::kCharacters);
}

TEST(ReadText, FormFeedsDividePages) {
  const auto pages = [](const std::string& text) {
    const auto layers = extract::ReadSource(text);
    return layers ? layers->pages.size() : 0;
  };
  EXPECT_EQ(pages("one\n\ftwo\n"), 2U);
  EXPECT_EQ(pages("one\n\ftwo\n\f"), 2U);  // as pdftotext ends every page
  EXPECT_EQ(pages("one\n\ftwo\n\f\n"), 2U);
  EXPECT_EQ(pages("one\n\f\fthree"), 3U);  // an empty page in between counts
  EXPECT_EQ(pages("one"), 1U);
}

std::string Boxes(const PageLayer& page) {
  std::string text;
  for (const extract::Glyph& glyph : page.glyphs) {
    text += glyph.text + "@" + std::to_string(static_cast<int>(glyph.box.x0)) + "," +
            std::to_string(static_cast<int>(glyph.box.y0)) + "+" +
            std::to_string(static_cast<int>(glyph.box.Width())) + " ";
  }
  return text;
}

TEST(LayOutText, FullWidthTakesTwoColumns) {
  EXPECT_EQ(Boxes(extract::LayOutText("a事\n　ｱb", 1)), "a@0,0+1 事@1,0+2 ｱ@2,1+1 b@3,1+1 ");
}

TEST(LayOutText, AmbiguousWidthFollowsThePage) {
  EXPECT_EQ(Boxes(extract::LayOutText("事前①", 1)), "事@0,0+2 前@2,0+2 ①@4,0+2 ");
  EXPECT_EQ(Boxes(extract::LayOutText("item ①", 1)), "i@0,0+1 t@1,0+1 e@2,0+1 m@3,0+1 ①@5,0+1 ");
}

TEST(LayOutText, EveryKindOfLineEnd) {
  const std::string want = "a@0,0+1 b@0,1+1 c@0,2+1 d@0,4+1 ";
  const PageLayer page = extract::LayOutText("a\nb\r\nc\r\rd\n", 1);
  EXPECT_EQ(Boxes(page), want);
  EXPECT_EQ(page.height, 5);
  EXPECT_EQ(page.width, 1);
}

TEST(LayOutText, TabsGoToMultiplesOfEight) {
  EXPECT_EQ(Boxes(extract::LayOutText("\ta\tb", 1)), "a@8,0+1 b@16,0+1 ");
}

TEST(LayOutText, MarksBelongToTheCharacterBefore) {
  const PageLayer page = extract::LayOutText("か\u3099\u845B\U000E0100x", 1);
  ASSERT_EQ(page.glyphs.size(), 3U);
  EXPECT_EQ(page.glyphs[0].text, "か\u3099");
  EXPECT_EQ(page.glyphs[1].text, "\u845B\U000E0100");
  EXPECT_EQ(page.glyphs[2].box.x0, 4);
}

TEST(LayOutText, PrivateUseIsMarked) {
  const PageLayer page = extract::LayOutText("事\uE000", 1);
  ASSERT_EQ(page.glyphs.size(), 2U);
  EXPECT_FALSE(page.glyphs[0].private_use);
  EXPECT_TRUE(page.glyphs[1].private_use);
}

// Padding by characters, as pdftotext -layout does it: the columns line up only if every
// character counts one.
TEST(LayOutText, ColumnsPaddedByCharactersLineUp) {
  const PageLayer page = extract::LayOutText(
      "課題      方針\n"
      "人材不足    研修会\n"
      "a       広報誌\n",
      1);
  std::vector<double> starts;
  for (const extract::Glyph& glyph : page.glyphs) {
    if (glyph.text == "方" || glyph.text == "研" || glyph.text == "広")
      starts.push_back(glyph.box.x0);
  }
  EXPECT_EQ(starts, (std::vector<double>{8, 8, 8}));
}

TEST(LayOutText, ColumnsPaddedByWidthLineUp) {
  const PageLayer page = extract::LayOutText(
      "課題      方針\n"
      "人材不足  研修会\n"
      "a         広報誌\n",
      1);
  std::vector<double> starts;
  for (const extract::Glyph& glyph : page.glyphs) {
    if (glyph.text == "方" || glyph.text == "研" || glyph.text == "広")
      starts.push_back(glyph.box.x0);
  }
  EXPECT_EQ(starts, (std::vector<double>{10, 10, 10}));
}

TEST(Utf8, BadSequencesNeverRunOver) {
  EXPECT_EQ(extract::ReplaceInvalidUtf8("a\xE4\xBA"), "a\uFFFD");
  EXPECT_EQ(extract::ReplaceInvalidUtf8("\xFF事"), "\uFFFD事");
  EXPECT_FALSE(extract::IsValidUtf8("\xED\xA0\x80"));  // a surrogate
  EXPECT_TRUE(extract::IsValidUtf8("事\uFFFD"));
  std::string text;
  extract::AppendUtf8(0xD800, &text);
  extract::AppendUtf8(0x110000, &text);
  extract::AppendUtf8(0x1F600, &text);
  EXPECT_EQ(text, "\uFFFD\uFFFD\U0001F600");
}

}  // namespace
