// What ReadSource promises of PDFs: what a reader sees on the page, and nothing else, in the
// coordinates of the page as shown.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "extract/layer_codec.h"
#include "extract/read_source.h"
#include "tests/extract/pdf_text.h"

namespace {

using extract::Direction;
using extract::Glyph;
using extract::PageLayer;
using extract::ReadFailure;
using extract::Ruling;
using tests::MakePdf;
using tests::PdfPage;

PageLayer ReadOnePage(const std::string& pdf) {
  const auto layers = extract::ReadSource(pdf);
  EXPECT_TRUE(layers.has_value()) << (layers ? "" : layers.error().detail);
  if (!layers || layers->pages.size() != 1) return {};
  return layers->pages[0];
}
PageLayer ReadContent(const std::string& content) { return ReadOnePage(MakePdf(content)); }

std::string TextOf(const PageLayer& page) {
  std::string text;
  for (const Glyph& glyph : page.glyphs) text += glyph.text;
  return text;
}

std::vector<Ruling> OfOrigin(const PageLayer& page, Ruling::Origin origin) {
  std::vector<Ruling> found;
  std::copy_if(page.rulings.begin(), page.rulings.end(), std::back_inserter(found),
               [origin](const Ruling& ruling) { return ruling.origin == origin; });
  return found;
}

void ExpectNear(const extract::Rect& got, const extract::Rect& want) {
  EXPECT_NEAR(got.x0, want.x0, 0.01);
  EXPECT_NEAR(got.y0, want.y0, 0.01);
  EXPECT_NEAR(got.x1, want.x1, 0.01);
  EXPECT_NEAR(got.y1, want.y1, 0.01);
}

// ---- Where things are ----

// Each case shows the same page of 200 x 100 points: text and a line.
struct Turned {
  const char* name;
  PdfPage page;
};

constexpr const char* kShown =
    "BT /Kanji 10 Tf 20 60 Td <4E8B524D> Tj ET 2 w 20 50 m 120 50 l S "
    "150 20 m 150 80 l S";

PdfPage PageWith(const std::string& matrix, const std::string& media_box,
                 const std::string& crop_box, int rotate) {
  PdfPage page;
  page.content = matrix + " cm " + kShown;
  page.media_box = media_box;
  page.crop_box = crop_box;
  page.rotate = rotate;
  return page;
}

class ShownPageTest : public testing::TestWithParam<Turned> {};

TEST_P(ShownPageTest, CoordinatesAreThoseOfThePageAsShown) {
  const PageLayer page = ReadOnePage(MakePdf({GetParam().page}));
  EXPECT_DOUBLE_EQ(page.width, 200);
  EXPECT_DOUBLE_EQ(page.height, 100);
  ASSERT_EQ(page.glyphs.size(), 2U);
  EXPECT_EQ(TextOf(page), "事前");
  // From the baseline at 40 points below the upper edge: 0.88 em above, 0.12 em below.
  ExpectNear(page.glyphs[0].box, {20, 31.2, 30, 41.2});
  ExpectNear(page.glyphs[1].box, {30, 31.2, 40, 41.2});
  EXPECT_NEAR(page.glyphs[0].size, 10, 0.01);
  EXPECT_EQ(page.glyphs[0].direction, Direction::kRight);
  ASSERT_EQ(page.rulings.size(), 2U);
  EXPECT_TRUE(page.rulings[0].Horizontal());
  EXPECT_FALSE(page.rulings[1].Horizontal());
  ExpectNear({page.rulings[0].a.x, page.rulings[0].a.y, page.rulings[0].b.x, page.rulings[0].b.y},
             {20, 50, 120, 50});
  ExpectNear({page.rulings[1].a.x, page.rulings[1].a.y, page.rulings[1].b.x, page.rulings[1].b.y},
             {150, 20, 150, 80});
  EXPECT_NEAR(page.rulings[0].width, 2, 0.01);
}

INSTANTIATE_TEST_SUITE_P(
    Boxes, ShownPageTest,
    testing::Values(Turned{"upright", PageWith("1 0 0 1 0 0", "0 0 200 100", "", 0)},
                    Turned{"by_90", PageWith("0 1 -1 0 100 0", "0 0 100 200", "", 90)},
                    Turned{"by_180", PageWith("-1 0 0 -1 200 100", "0 0 200 100", "", 180)},
                    Turned{"by_270", PageWith("0 -1 1 0 0 200", "0 0 100 200", "", 270)},
                    Turned{"by_minus_90", PageWith("0 -1 1 0 0 200", "0 0 100 200", "", -90)},
                    Turned{"odd_origin", PageWith("1 0 0 1 -50 30", "-50 30 150 130", "", 0)},
                    Turned{"cropped", PageWith("1 0 0 1 40 50", "0 0 300 200", "40 50 240 150", 0)},
                    Turned{"cropped_by_90",
                           PageWith("0 1 -1 0 140 50", "0 0 300 300", "40 50 140 250", 90)}),
    [](const auto& tested) { return tested.param.name; });

TEST(ReadPdf, VerticalTextRunsDown) {
  const PageLayer page = ReadContent("BT /Tategaki 10 Tf 100 90 Td <4E8B524D> Tj ET");
  ASSERT_EQ(page.glyphs.size(), 2U);
  EXPECT_EQ(page.glyphs[0].direction, Direction::kDown);
  ExpectNear(page.glyphs[0].box, {95, 10, 105, 20});
  ExpectNear(page.glyphs[1].box, {95, 20, 105, 30});
}

TEST(ReadPdf, TextTurnedOnThePageKeepsItsDirection) {
  EXPECT_EQ(ReadContent("BT /Latin 10 Tf 0 1 -1 0 50 50 Tm (A) Tj ET").glyphs.at(0).direction,
            Direction::kUp);
  EXPECT_EQ(ReadContent("BT /Latin 10 Tf 0 -1 1 0 50 50 Tm (A) Tj ET").glyphs.at(0).direction,
            Direction::kDown);
  EXPECT_EQ(ReadContent("BT /Latin 10 Tf -1 0 0 -1 50 50 Tm (A) Tj ET").glyphs.at(0).direction,
            Direction::kLeft);
}

TEST(ReadPdf, SizeIsWhatIsSeenNotWhatIsWritten) {
  const PageLayer page = ReadContent("2 0 0 2 0 0 cm BT /Latin 1 Tf 6 0 0 6 20 20 Tm (A) Tj ET");
  EXPECT_NEAR(page.glyphs.at(0).size, 12, 0.01);
}

TEST(ReadPdf, SpaceBetweenCharactersIsNotPartOfTheirBoxes) {
  const PageLayer page = ReadContent("BT /Kanji 10 Tf 5 Tc 20 60 Td <4E8B524D> Tj ET");
  ASSERT_EQ(page.glyphs.size(), 2U);
  EXPECT_NEAR(page.glyphs[0].box.Width(), 10, 0.01);
  EXPECT_NEAR(page.glyphs[1].box.x0, 35, 0.01);
}

// ---- What is printed ----

TEST(ReadPdf, WhatDoesNotShowIsNotRead) {
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td (in) Tj 300 0 Td (out) Tj ET")), "in");
  EXPECT_EQ(TextOf(ReadContent("q 10 10 60 30 re W n BT /Latin 10 Tf 20 20 Td (in) Tj "
                               "80 0 Td (clipped) Tj ET Q BT /Latin 10 Tf 20 60 Td (free) Tj ET")),
            "infree");
  PdfPage page;
  page.content = "BT /Latin 10 Tf 20 20 Td (in) Tj 100 0 Td (cropped) Tj ET";
  page.crop_box = "0 0 100 100";
  EXPECT_EQ(TextOf(ReadOnePage(MakePdf({page}))), "in");
}

TEST(ReadPdf, InvisibleTextCountsOnlyWhereNothingIsPrinted) {
  const PageLayer scan = ReadContent("BT /Latin 10 Tf 3 Tr 20 20 Td (scan) Tj ET");
  EXPECT_EQ(TextOf(scan), "scan");
  EXPECT_EQ(scan.glyphs.at(0).rendering_mode, 3);
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 3 Tr 20 20 Td (hidden) Tj 0 Tr 0 40 Td (x) Tj ET")),
            "x");
}

TEST(ReadPdf, ImitatedBoldCountsOnce) {
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td (bold) Tj 0.3 0 Td (bold) Tj ET")),
            "bold");
  // Four times, as some office programs do; narrow letters stay apart.
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td (ill) Tj 0.2 0 Td (ill) Tj 0 0.2 Td (ill) "
                               "Tj -0.2 0 Td (ill) Tj ET")),
            "ill");
  // The same text on the next line is no double.
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 40 Td (two) Tj 0 -8 Td (two) Tj ET")), "twotwo");
}

TEST(ReadPdf, TextWithoutKnownMeaningIsMarked) {
  const PageLayer page = ReadContent("BT /Secret 10 Tf 20 20 Td (A) Tj /Latin 10 Tf (B) Tj ET");
  ASSERT_EQ(page.glyphs.size(), 2U);
  EXPECT_EQ(page.glyphs[0].text, "\uE041");
  EXPECT_TRUE(page.glyphs[0].private_use);
  EXPECT_FALSE(page.glyphs[1].private_use);
}

TEST(ReadPdf, BlanksThatAreDrawnAreKept) {
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td (a b) Tj ET")), "a b");
}

TEST(ReadPdf, ActualTextReplacesWhatTheFontSays) {
  EXPECT_EQ(
      TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td /Span << /ActualText (xyz) >> BDC (abc) Tj "
                         "EMC (d) Tj ET")),
      "xyzd");
  // Fewer glyphs than characters, and none at all: nothing is lost.
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td /Span << /ActualText (ffi) >> BDC (f) Tj "
                               "EMC ET")),
            "ffi");
  EXPECT_EQ(TextOf(ReadContent("BT /Latin 10 Tf 20 20 Td /Span << /ActualText () >> BDC (abc) Tj "
                               "EMC ET")),
            "abc");
}

TEST(ReadPdf, LayersThatAreOffAreNotRead) {
  PdfPage page;
  page.content = "BT /Latin 10 Tf 20 20 Td (on) Tj /OC /Hidden BDC (off) Tj EMC ET";
  page.resources = "/Properties << /Hidden 1000 0 R >>";
  // The layer is the page's properties entry; the document's catalog turns it off.
  std::string pdf =
      MakePdf({page}, "/OCProperties << /OCGs [1000 0 R] /D << /OFF [1000 0 R] >> >>");
  const size_t xref = pdf.rfind("xref\n0 ");
  pdf.insert(xref, "1000 0 obj\n<< /Type /OCG /Name (Hidden) >>\nendobj\n");
  EXPECT_EQ(TextOf(ReadOnePage(pdf)), "on");
}

constexpr const char* kGradient =
    "/Pattern << /P << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray "
    "/Coords [0 0 200 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >> >> >> "
    ">>";

TEST(ReadPdf, TextFilledWithAPatternIsPrintedAndNoArea) {
  PdfPage page;
  page.content = "/Pattern cs /P scn BT /Latin 10 Tf 20 20 Td (pattern) Tj ET";
  page.resources = kGradient;
  const PageLayer layer = ReadOnePage(MakePdf({page}));
  EXPECT_EQ(TextOf(layer), "pattern");
  EXPECT_TRUE(layer.rulings.empty());
}

TEST(ReadPdf, AreaFilledWithAPatternHasSides) {
  PdfPage page;
  page.content = "/Pattern cs /P scn 20 20 100 50 re f";
  page.resources = kGradient;
  EXPECT_EQ(OfOrigin(ReadOnePage(MakePdf({page})), Ruling::Origin::kFillEdge).size(), 4U);
}

TEST(ReadPdf, FontsAreNamedWithoutSubsetTag) {
  const PageLayer page = ReadContent("BT /Latin 10 Tf 20 20 Td (a) Tj ET");
  ASSERT_EQ(page.glyphs.size(), 1U);
  EXPECT_EQ(page.fonts.at(page.glyphs[0].font), "Helvetica");
}

// ---- Lines ----

TEST(ReadPdf, ThinFilledRectanglesAreLines) {
  const PageLayer page = ReadContent("1 0 0 rg 20 50 100 0.8 re f 20 20 0.5 40 re f");
  ASSERT_EQ(page.rulings.size(), 2U);
  EXPECT_EQ(page.rulings[0].origin, Ruling::Origin::kThinFill);
  EXPECT_TRUE(page.rulings[0].Horizontal());
  EXPECT_NEAR(page.rulings[0].a.y, 49.6, 0.01);
  EXPECT_NEAR(page.rulings[0].width, 0.8, 0.01);
  EXPECT_EQ(page.rulings[0].rgb, 0xFF0000U);
  EXPECT_FALSE(page.rulings[1].Horizontal());
}

TEST(ReadPdf, StrokedRectangleHasFourSides) {
  const PageLayer page = ReadContent("20 20 100 50 re S");
  const auto sides = OfOrigin(page, Ruling::Origin::kStroke);
  ASSERT_EQ(sides.size(), 4U);
  EXPECT_EQ(
      std::count_if(sides.begin(), sides.end(), [](const Ruling& r) { return r.Horizontal(); }), 2);
}

TEST(ReadPdf, FilledAreaHasWeakSidesButABackgroundHasNone) {
  EXPECT_EQ(OfOrigin(ReadContent("0.9 g 20 20 100 50 re f"), Ruling::Origin::kFillEdge).size(), 4U);
  EXPECT_EQ(OfOrigin(ReadContent("1 g 20 20 100 50 re f"), Ruling::Origin::kFillEdge).size(), 4U);
  EXPECT_TRUE(ReadContent("0.9 g 0 0 200 100 re f").rulings.empty());
}

TEST(ReadPdf, FilledAreaEndsWhereItIsClipped) {
  const PageLayer page = ReadContent("20 20 50 50 re W n 0.9 g 0 0 200 100 re f");
  ASSERT_EQ(page.rulings.size(), 4U);
  for (const Ruling& side : page.rulings) {
    EXPECT_GE(side.a.x, 19.99);
    EXPECT_LE(side.b.x, 70.01);
  }
}

TEST(ReadPdf, DashedLineIsOneLine) {
  const PageLayer page = ReadContent("[3 2] 0 d 20 50 m 120 50 l S");
  ASSERT_EQ(page.rulings.size(), 1U);
  EXPECT_NEAR(page.rulings[0].b.x - page.rulings[0].a.x, 100, 0.01);
}

TEST(ReadPdf, LineOfManyPiecesIsComplete) {
  std::string content;
  for (int x = 20; x < 120; x += 2) content += fmt::format("{} 50 m {} 50 l S ", x, x + 2);
  EXPECT_EQ(ReadContent(content).rulings.size(), 50U);
}

TEST(ReadPdf, SlantedLinesAndCurvesAreNoRulings) {
  EXPECT_TRUE(ReadContent("20 20 m 120 70 l S").rulings.empty());
  EXPECT_TRUE(ReadContent("20 20 m 40 60 80 60 100 20 c S").rulings.empty());
  // Half a point off over its length still reads as straight.
  EXPECT_EQ(ReadContent("20 50 m 120 50.4 l S").rulings.size(), 1U);
}

TEST(ReadPdf, RoundedRectangleKeepsItsStraightSides) {
  EXPECT_EQ(
      ReadContent("30 20 m 90 20 l 95 20 100 25 100 30 c 100 60 l 100 65 95 70 90 70 c 30 70 l "
                  "S")
          .rulings.size(),
      3U);
}

TEST(ReadPdf, LinesAreCutAtTheClip) {
  const PageLayer page = ReadContent("20 20 50 50 re W n 0 50 m 200 50 l S 0 90 m 200 90 l S");
  ASSERT_EQ(page.rulings.size(), 1U);
  EXPECT_NEAR(page.rulings[0].a.x, 20, 0.01);
  EXPECT_NEAR(page.rulings[0].b.x, 70, 0.01);
}

TEST(ReadPdf, InlineImageIsAPictureAndReadingGoesOn) {
  const PageLayer page = ReadContent(
      "q 50 0 0 30 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q BT /Latin 10 Tf 20 60 Td "
      "(after) Tj ET");
  ASSERT_EQ(page.pictures.size(), 1U);
  ExpectNear(page.pictures[0].box, {20, 50, 70, 80});
  EXPECT_EQ(TextOf(page), "after");
}

// ---- Files that are not as they should be ----

ReadFailure FailureOf(const std::string& bytes) {
  const auto layers = extract::ReadSource(bytes);
  EXPECT_FALSE(layers.has_value());
  return layers ? ReadFailure::kUnreadable : layers.error().failure;
}

TEST(ReadPdf, EmptyFileIsDamaged) { EXPECT_EQ(FailureOf(""), ReadFailure::kDamaged); }

TEST(ReadPdf, HeaderWithoutDocumentIsDamaged) {
  EXPECT_EQ(FailureOf("%PDF-1.7\n"), ReadFailure::kDamaged);
  EXPECT_EQ(FailureOf(MakePdf(kShown).substr(0, 120)), ReadFailure::kDamaged);
}

TEST(ReadPdf, WrongCrossReferencesAreMendedWithAWarning) {
  std::string pdf = MakePdf(kShown);
  pdf.replace(pdf.rfind("xref\n0 "), 4, "zzzz");
  const auto layers = extract::ReadSource(pdf);
  ASSERT_TRUE(layers.has_value()) << layers.error().detail;
  EXPECT_EQ(TextOf(layers->pages.at(0)), "事前");
  EXPECT_FALSE(layers->warnings.empty());
}

TEST(ReadPdf, BytesBeforeTheHeaderDoNoHarm) {
  EXPECT_EQ(TextOf(ReadOnePage("junk\n" + MakePdf(kShown))), "事前");
}

TEST(ReadPdf, OneBadPageDoesNotCostTheOthers) {
  PdfPage good, bad;
  good.content = kShown;
  bad.content = "BT /Latin 10 Tf 20 20 Td (ok) Tj ( unterminated";
  const auto layers = extract::ReadSource(MakePdf({good, bad, good}));
  ASSERT_TRUE(layers.has_value());
  ASSERT_EQ(layers->pages.size(), 3U);
  EXPECT_EQ(TextOf(layers->pages[0]), "事前");
  EXPECT_EQ(TextOf(layers->pages[1]), "ok");
  EXPECT_EQ(TextOf(layers->pages[2]), "事前");
  EXPECT_EQ(layers->pages[2].number, 3);
  ASSERT_FALSE(layers->warnings.empty());
  EXPECT_EQ(layers->warnings[0].find("page 2: "), 0U) << layers->warnings[0];
}

TEST(ReadPdf, LimitsAreKept) {
  extract::ReadLimits limits;
  limits.glyphs_per_page = 3;
  const auto layers = extract::ReadSource(MakePdf("BT /Latin 10 Tf 20 20 Td (four) Tj ET"), limits);
  ASSERT_FALSE(layers.has_value());
  EXPECT_EQ(layers.error().failure, ReadFailure::kTooLarge);
  EXPECT_EQ(layers.error().page, 1);
  limits = {};
  limits.pages = 1;
  EXPECT_FALSE(extract::ReadSource(MakePdf({PdfPage{}, PdfPage{}}), limits).has_value());
}

TEST(ReadPdf, ProgressNamesEveryPage) {
  std::vector<int> pages;
  const auto layers =
      extract::ReadSource(MakePdf({PdfPage{}, PdfPage{}}), {}, [&](int page, int of) {
        pages.push_back(page);
        EXPECT_EQ(of, 2);
      });
  ASSERT_TRUE(layers.has_value());
  EXPECT_EQ(pages, (std::vector{1, 2}));
}

std::string ReadFileBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The PDF encrypted by qpdf with this password for opening; "" if qpdf is not there.
std::string Encrypted(const std::string& pdf, const std::string& password) {
  const auto folder = std::filesystem::temp_directory_path() /
                      fmt::format("jizen-read-pdf-{}", static_cast<long>(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "in.pdf", std::ios::binary) << pdf;
  const std::string command =
      fmt::format("qpdf --encrypt '{}' owner 256 -- {} {} 2>/dev/null", password,
                  (folder / "in.pdf").string(), (folder / "out.pdf").string());
  const bool done = std::system(command.c_str()) == 0;
  std::string bytes = done ? ReadFileBytes(folder / "out.pdf") : "";
  std::filesystem::remove_all(folder);
  return bytes;
}

TEST(ReadPdf, PasswordIsNeededOnlyWhereOneIsSet) {
  const std::string locked = Encrypted(MakePdf(kShown), "secret");
  if (locked.empty()) GTEST_SKIP() << "qpdf is not installed";
  EXPECT_EQ(FailureOf(locked), ReadFailure::kLocked);
  EXPECT_EQ(TextOf(ReadOnePage(Encrypted(MakePdf(kShown), ""))), "事前");
}

TEST(ReadPdf, NoReasonIsWithoutACode) {
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kNotSupported), "not-supported");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kDamaged), "damaged");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kLocked), "locked");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kTooLarge), "too-large");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kTimeout), "timeout");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kCrashed), "crashed");
  EXPECT_EQ(extract::ReasonCode(ReadFailure::kUnreadable), "unreadable");
}

// ---- The corpus ----

TEST(ReadPdf, CorpusIsReadCompletelyAndStoredWithoutLoss) {
  const std::filesystem::path corpus = std::filesystem::path(JIZEN_SOURCE_DIR) / "corpus";
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "no corpus";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".pdf") continue;
    SCOPED_TRACE(entry.path().string());
    const auto layers = extract::ReadSource(ReadFileBytes(entry.path()));
    ASSERT_TRUE(layers.has_value()) << layers.error().detail;
    EXPECT_TRUE(layers->warnings.empty());
    for (const PageLayer& page : layers->pages) {
      EXPECT_FALSE(page.glyphs.empty() && page.pictures.empty()) << "page " << page.number;
      for (const Glyph& glyph : page.glyphs) {
        EXPECT_TRUE(glyph.box.CenterX() >= 0 && glyph.box.CenterX() <= page.width);
        EXPECT_TRUE(glyph.box.CenterY() >= 0 && glyph.box.CenterY() <= page.height);
      }
    }
    const std::string stored = extract::EncodeLayers(*layers);
    const auto again = extract::DecodeLayers(stored);
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_EQ(extract::EncodeLayers(*again), stored);
  }
}

}  // namespace
