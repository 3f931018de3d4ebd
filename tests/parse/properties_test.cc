// Laws that hold whatever the sheet says.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <cctype>
#include <ostream>
#include <string>
#include <vector>

#include "extract/layer_codec.h"
#include "parse/parse_document.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "tests/parse/sheet_sketch.h"
#include "tests/sketch.h"

namespace tests {
namespace {

parse::ParsedSheet Parse(const extract::SourceLayers& layers) {
  return parse::ParseDocument(layers, BuiltInRules());
}

// Real and invented sheets, each in a layout that the others do not have.
class SheetLawTest : public testing::TestWithParam<const char*> {
 protected:
  const extract::SourceLayers layers_ = ReadCorpusFile(GetParam());
  const parse::ParsedSheet sheet_ = Parse(layers_);
};

TEST_P(SheetLawTest, EveryGlyphIsAccountedForAndEveryPointerResolves) {
  EXPECT_TRUE(sheet_.recognised);
  EXPECT_EQ(BrokenPromise(layers_, sheet_), "");
}

TEST_P(SheetLawTest, TheSameInputGivesTheSameSheet) { EXPECT_EQ(Parse(layers_), sheet_); }

TEST_P(SheetLawTest, WhatIsStoredIsReadAsItWas) {
  const auto stored = extract::DecodeLayers(extract::EncodeLayers(layers_));
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(Parse(*stored), sheet_);
}

TEST_P(SheetLawTest, DrawingOrderMakesNoDifference) {
  for (const uint32_t seed : {1U, 2U}) {
    extract::SourceLayers shuffled = layers_;
    for (extract::PageLayer& page : shuffled.pages) page = Shuffled(page, seed);
    EXPECT_EQ(JsonOf(Parse(shuffled)), JsonOf(sheet_)) << "seed " << seed;
  }
}

TEST_P(SheetLawTest, PlaceAndScaleOfThePageMakeNoDifference) {
  if (layers_.pages.front().unit == extract::Unit::kCharacters) return;  // no paper
  struct Move {
    double dx, dy, scale;
  };
  for (const Move move : {Move{0, 0, 0.8}, Move{0, 0, 1.4}, Move{3.5, 7.25, 1}}) {
    extract::SourceLayers moved = layers_;
    for (extract::PageLayer& page : moved.pages) page = Moved(page, move.dx, move.dy, move.scale);
    EXPECT_EQ(JsonOf(Parse(moved), false), JsonOf(sheet_, false))
        << move.dx << " " << move.dy << " " << move.scale;
  }
}

// Evidence that a person can look up: a page of the document and a box on that page.
TEST_P(SheetLawTest, EvidenceLiesOnItsPage) {
  const auto check = [&](const std::string& pointer, const parse::Record& record,
                         const parse::Field& field) {
    EXPECT_GE(field.evidence.confidence, 0) << pointer;
    EXPECT_LE(field.evidence.confidence, 1) << pointer;
    for (const parse::Place& place : field.evidence.places) {
      ASSERT_GE(place.page, 1) << pointer;
      ASSERT_LE(place.page, static_cast<int>(layers_.pages.size())) << pointer;
      const extract::PageLayer& page = layers_.pages[place.page - 1];
      EXPECT_EQ(place.box.has_value(), page.unit == extract::Unit::kPoints) << pointer;
      if (!place.box) continue;
      constexpr double kOver = 3;  // points; a glyph's box is taller than its ink
      EXPECT_GE(place.box->x0, -kOver) << pointer;
      EXPECT_GE(place.box->y0, -kOver) << pointer;
      EXPECT_LE(place.box->x1, page.width + kOver) << pointer;
      EXPECT_LE(place.box->y1, page.height + kOver) << pointer;
    }
    // Evidence and value come together; what is read out of a blank has neither.
    if (!field.evidence.places.empty()) {
      EXPECT_NE(field.evidence.rule, "") << pointer;
      return;
    }
    const std::string_view source = parse::ShapeOf(record.kind)->Find(field.name)->derived_from;
    const bool read_from_blank = !source.empty() && parse::IsBlank(record.Find(source)->value);
    EXPECT_TRUE(parse::IsBlank(field.value) || read_from_blank) << pointer;
  };
  parse::VisitFields(sheet_.sheet, "", check);
}

std::string NameOf(const testing::TestParamInfo<const char*>& tested) {
  std::string name(tested.param);
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Corpus, SheetLawTest,
                         testing::Values("slides/ishikawa-h30.pdf", "print/tochigi-r01.pdf",
                                         "flow/ishikawa-h30.pdf", "plain/tochigi-r01.pdf",
                                         "fills/ishikawa-h30.pdf", "two-up/tochigi-r01.pdf",
                                         "turned-90/tochigi-r01.pdf", "text/tochigi-r01.txt",
                                         "text/ishikawa-h30.txt", "text-layout/ishikawa-h30.txt",
                                         "scan/tochigi-r01.pdf"),
                         NameOf);

// UTF-8 in another encoding; "" where that has not all of the characters.
std::string Encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(encoding, "UTF-8", nullptr, 0, utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &status);
  std::string encoded(size, '\0');
  status = U_ZERO_ERROR;
  ucnv_convert(encoding, "UTF-8", encoded.data(), size, utf8.data(),
               static_cast<int32_t>(utf8.size()), &status);
  return encoded;
}

TEST(Encodings, OfATextFileMakeNoDifference) {
  for (const char* name : {"ishikawa-h30", "tochigi-r01"}) {
    const std::string utf8 =
        FileBytes(JIZEN_SOURCE_DIR "/corpus/text/" + std::string(name) + ".txt");
    const std::string expected = JsonOf(ParseText(utf8));
    for (const char* encoding : {"ibm-943_P15A-2003", "UTF-16", "UTF-16LE"}) {
      const std::string bytes = Encoded(utf8, encoding);
      ASSERT_EQ(Encoded(bytes, "UTF-8").empty(), bytes.empty());
      EXPECT_EQ(JsonOf(ParseText(bytes)), expected) << name << " as " << encoding;
    }
    EXPECT_EQ(JsonOf(ParseText("\xEF\xBB\xBF" + utf8)), expected) << name << " with a mark";
  }
}

TEST(LineEnds, OfATextFileMakeNoDifference) {
  const std::string unix_ends = FileBytes(JIZEN_SOURCE_DIR "/corpus/text/tochigi-r01.txt");
  std::string windows_ends;
  for (char c : unix_ends) {
    if (c == '\n') windows_ends += '\r';
    windows_ends += c;
  }
  EXPECT_EQ(JsonOf(ParseText(windows_ends)), JsonOf(ParseText(unix_ends)));
}

}  // namespace
}  // namespace tests
