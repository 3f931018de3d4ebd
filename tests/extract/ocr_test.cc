// What reading from pictures promises: which pages need it, lines and ink found on a picture that
// was laid askew, rows of print, and that no ink is lost between ink and glyphs.
#include "extract/ocr.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page_scan.h"
#include "extract/page_text.h"
#include "extract/row_glyphs.h"
#include "extract/row_votes.h"
#include "extract/scan_rows.h"

namespace {

using extract::AddRowGlyphs;
using extract::Blob;
using extract::CutIntoRows;
using extract::Direction;
using extract::Glyph;
using extract::GreyPicture;
using extract::MarkTextBehindScan;
using extract::NeedsOcr;
using extract::OutvoteFirst;
using extract::OwnTextIsBetter;
using extract::PageLayer;
using extract::PageScan;
using extract::RecognisedCharacter;
using extract::ScanRow;
using extract::Turned;
using extract::WithoutDust;

// ---- Which pages need it ----

PageLayer PageOf(const std::vector<std::string>& glyphs, bool unreadable) {
  PageLayer page;
  page.width = 200;
  page.height = 100;
  for (const std::string& text : glyphs) {
    Glyph& glyph = page.glyphs.emplace_back();
    glyph.text = text;
    glyph.private_use = unreadable;
  }
  return page;
}

// `count` glyphs that read as Japanese.
std::vector<std::string> Sentences(size_t count) {
  constexpr std::string_view kSentence = "地域の関係機関と協議する場を設けている。";
  constexpr size_t kBytes = 3;  // of each of its characters
  std::vector<std::string> glyphs;
  for (size_t i = 0; i < count; ++i)
    glyphs.emplace_back(kSentence.substr(i * kBytes % kSentence.size(), kBytes));
  return glyphs;
}

TEST(Ocr, IsForPagesThatAreAPicture) {
  PageLayer page = PageOf({}, false);
  EXPECT_FALSE(NeedsOcr(page)) << "an empty page";
  page.pictures = {{{0, 0, 60, 60}}};
  EXPECT_FALSE(NeedsOcr(page)) << "a small picture";
  page.pictures = {{{0, 0, 200, 90}}};
  EXPECT_TRUE(NeedsOcr(page));
  page.glyphs = PageOf({"a"}, false).glyphs;
  EXPECT_TRUE(NeedsOcr(page)) << "a stamp on a scan";
  page.glyphs = PageOf(Sentences(100), false).glyphs;
  EXPECT_FALSE(NeedsOcr(page)) << "the page says its text";
}

PageLayer ReadByOcr(size_t glyphs, float confidence) {
  PageLayer page = PageOf(std::vector<std::string>(glyphs, "b"), false);
  for (Glyph& glyph : page.glyphs) glyph.confidence = confidence;
  return page;
}

TEST(Ocr, LeavesTheTitleOnABackgroundAsItIs) {
  const PageLayer title = PageOf(std::vector<std::string>(12, "a"), false);
  EXPECT_TRUE(OwnTextIsBetter(title, ReadByOcr(13, 0.99F)));
  EXPECT_FALSE(OwnTextIsBetter(title, ReadByOcr(300, 0.99F))) << "a stamp on a scan";
}

TEST(Ocr, TakesThePlaceOfTextBehindAScanThatItCanRead) {
  PageLayer behind = PageOf(Sentences(100), false);
  for (Glyph& glyph : behind.glyphs) glyph.rendering_mode = 3;
  EXPECT_FALSE(OwnTextIsBetter(behind, ReadByOcr(100, 0.98F)));
  EXPECT_TRUE(OwnTextIsBetter(behind, ReadByOcr(100, 0.6F))) << "a poor picture";
}

TEST(Ocr, TextBehindAScanIsNoPrint) {
  PageLayer behind = PageOf({"a", "b"}, false);
  for (Glyph& glyph : behind.glyphs) glyph.rendering_mode = 3;
  MarkTextBehindScan(&behind);
  EXPECT_FALSE(behind.read_by_ocr) << "no picture";
  behind.pictures = {{{0, 0, 200, 100}}};
  MarkTextBehindScan(&behind);
  EXPECT_TRUE(behind.read_by_ocr);
  EXPECT_LT(behind.glyphs[0].confidence, 0.9F);
}

TEST(Ocr, IsForTextWithoutMeaning) {
  EXPECT_TRUE(NeedsOcr(PageOf({"\uFFFD", "\uFFFD", "\uFFFD"}, true)));
  PageLayer page = PageOf({"a", "b", "c", "d"}, false);
  page.glyphs[0].private_use = true;
  EXPECT_FALSE(NeedsOcr(page)) << "one gaiji";
}

// ---- Pictures ----

class Drawing {
 public:
  Drawing(int width, int height, double dpi) {
    picture_.width = width;
    picture_.height = height;
    picture_.dpi = dpi;
    picture_.pixels.assign(static_cast<size_t>(width) * static_cast<size_t>(height), 255);
  }
  // A black box, turned by `slope` about the origin.
  void Fill(int x0, int y0, int x1, int y1, double slope = 0) {
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x) {
        const int at_x = x - static_cast<int>(std::lround(slope * y));
        const int at_y = y + static_cast<int>(std::lround(slope * x));
        if (at_x < 0 || at_y < 0 || at_x >= picture_.width || at_y >= picture_.height) continue;
        picture_.pixels[static_cast<size_t>(at_y) * static_cast<size_t>(picture_.width) +
                        static_cast<size_t>(at_x)] = 0;
      }
    }
  }
  const GreyPicture& picture() const { return picture_; }

 private:
  GreyPicture picture_;
};

// A table of 2 x 2 cells with a square in each, at 300 dpi.
Drawing Table(double slope) {
  Drawing drawing(1400, 1000, 300);
  for (const int y : {200, 500, 800}) drawing.Fill(200, y, 1203, y + 3, slope);
  for (const int x : {200, 700, 1200}) drawing.Fill(x, 200, x + 3, 803, slope);
  for (const int y : {300, 600})
    for (const int x : {300, 800}) drawing.Fill(x, y, x + 40, y + 40, slope);
  return drawing;
}

TEST(PageScan, FindsRulingsAndInk) {
  const PageScan scan(Table(0).picture());
  EXPECT_EQ(scan.rulings().size(), 6U);
  EXPECT_EQ(std::count_if(scan.rulings().begin(), scan.rulings().end(),
                          [](const extract::Ruling& ruling) { return ruling.Horizontal(); }),
            3);
  EXPECT_EQ(scan.blobs().size(), 4U) << "the squares, and nothing left of the lines";
}

TEST(PageScan, SetsStraight) {
  const PageScan scan(Table(std::tan(1.2 * 3.14159265 / 180)).picture());
  EXPECT_NEAR(std::abs(scan.skew()), 1.2, 0.1);
  EXPECT_EQ(scan.rulings().size(), 6U);
  EXPECT_EQ(scan.blobs().size(), 4U);
}

TEST(PageScan, StrokesOfCharactersAreInk) {
  Drawing drawing(1400, 1000, 300);
  drawing.Fill(300, 300, 400, 306);  // a one or a dash, 24 points long
  const PageScan scan(drawing.picture());
  EXPECT_TRUE(scan.rulings().empty());
  EXPECT_EQ(scan.blobs().size(), 1U);
}

TEST(PageScan, DashesInARowAreOneRuling) {
  Drawing drawing(1400, 1000, 300);
  for (int x = 200; x < 1200; x += 24) drawing.Fill(x, 300, x + 16, 303);
  for (int y = 300; y < 800; y += 9) drawing.Fill(200, y, 203, y + 4);
  const PageScan scan(drawing.picture());
  EXPECT_EQ(scan.rulings().size(), 2U);
  EXPECT_TRUE(scan.blobs().empty());
}

TEST(PageScan, LongVowelsAndStrokesInARowAreNoDashes) {
  Drawing drawing(1400, 1000, 300);
  for (const int x : {300, 400}) drawing.Fill(x, 300, x + 38, 304);       // two long vowels
  for (const int x : {345, 445, 500}) drawing.Fill(x, 301, x + 48, 305);  // strokes beside them
  for (const int x : {345, 445, 500}) drawing.Fill(x + 20, 280, x + 25, 330);
  const PageScan scan(drawing.picture());
  EXPECT_TRUE(scan.rulings().empty());
  EXPECT_EQ(scan.blobs().size(), 5U);
}

TEST(PageScan, ALineThatBowsIsOneRuling) {
  Drawing drawing(1400, 1000, 300);
  for (int x = 200; x < 1200; x += 50) {
    const int bow = static_cast<int>(std::lround(12 * std::sin((x - 200) * 3.14159265 / 1000)));
    drawing.Fill(x, 300 + bow, x + 50, 308 + bow);
  }
  const PageScan scan(drawing.picture());
  ASSERT_EQ(scan.rulings().size(), 1U);
  EXPECT_NEAR(scan.rulings()[0].b.x - scan.rulings()[0].a.x, 1000 * 72.0 / 300, 2);
  EXPECT_TRUE(scan.blobs().empty());
}

TEST(PageScan, NoPictureHasNoInk) {
  const PageScan scan(GreyPicture{});
  EXPECT_TRUE(scan.blobs().empty());
  EXPECT_TRUE(scan.rulings().empty());
}

TEST(GreyPicture, IsTurnedUntilItsTextRunsToTheRight) {
  GreyPicture picture{3, 2, 300, {1, 2, 3, 4, 5, 6}};
  EXPECT_EQ(Turned(picture, Direction::kRight).pixels, picture.pixels);
  EXPECT_EQ(Turned(picture, Direction::kLeft).pixels, (std::vector<uint8_t>{6, 5, 4, 3, 2, 1}));
  const GreyPicture down = Turned(picture, Direction::kDown);
  EXPECT_EQ(down.width, 2);
  EXPECT_EQ(down.height, 3);
  EXPECT_EQ(down.pixels, (std::vector<uint8_t>{3, 6, 2, 5, 1, 4}));
  EXPECT_EQ(Turned(picture, Direction::kUp).pixels, (std::vector<uint8_t>{4, 1, 5, 2, 6, 3}));
}

// ---- Readings of a row ----

std::vector<RecognisedCharacter> Reading(const std::string& letters) {
  std::vector<RecognisedCharacter> reading;
  for (const char letter : letters) {
    reading.push_back({.text = std::string(1, letter), .confidence = 0.9F});
    reading.back().x0 = 10.0 * static_cast<double>(reading.size());
  }
  return reading;
}

std::string TextOf(const std::vector<RecognisedCharacter>& reading) {
  std::string text;
  for (const RecognisedCharacter& c : reading) text += c.text;
  return text;
}

TEST(RowVotes, TwoAgainstTheFirstAreFollowed) {
  const auto vote = [](const char* first, const char* second, const char* third) {
    return TextOf(OutvoteFirst(Reading(first), Reading(second), Reading(third)));
  };
  EXPECT_EQ(vote("abc", "abc", "abc"), "abc");
  EXPECT_EQ(vote("axc", "abc", "abc"), "abc") << "another character";
  EXPECT_EQ(vote("abxc", "abc", "abc"), "abc") << "one too many";
  EXPECT_EQ(vote("ac", "abc", "abc"), "abc") << "one missed";
  EXPECT_EQ(vote("abc", "axc", "ayc"), "abc") << "no two agree";
  EXPECT_EQ(vote("", "", ""), "");
}

TEST(RowVotes, WhatIsDisputedIsNotSure) {
  const auto agreed = OutvoteFirst(Reading("abc"), Reading("axc"), Reading("abc"));
  ASSERT_EQ(agreed.size(), 3U);
  EXPECT_FLOAT_EQ(agreed[0].confidence, 0.9F);
  EXPECT_LE(agreed[1].confidence, 0.5F);
}

// ---- Rows ----

std::vector<Blob> RowOfSquares(int count, int x, int y) {
  std::vector<Blob> blobs;
  for (int i = 0; i < count; ++i) blobs.push_back({x + i * 50, y, x + i * 50 + 45, y + 45});
  return blobs;
}

size_t BlobsIn(const std::vector<ScanRow>& rows) {
  size_t count = 0;
  for (const ScanRow& row : rows) count += row.blobs.size();
  return count;
}

TEST(ScanRows, DustIsNoPrint) {
  std::vector<Blob> blobs = RowOfSquares(10, 0, 0);
  blobs.push_back({200, 100, 204, 104});  // far from all
  blobs.push_back({60, 47, 64, 51});      // a dot of the character above
  const auto print = WithoutDust(blobs, 47);
  EXPECT_EQ(print.size(), 11U);
}

TEST(ScanRows, CutAlongWhiteBands) {
  std::vector<Blob> blobs = RowOfSquares(10, 0, 0);
  const std::vector<Blob> below = RowOfSquares(10, 0, 60);
  blobs.insert(blobs.end(), below.begin(), below.end());
  const auto rows = CutIntoRows(blobs, 47);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_LT(rows[0].box.y0, rows[1].box.y0);
  EXPECT_EQ(BlobsIn(rows), 20U);
}

TEST(ScanRows, ABracketThatReachesIntoTheNextRowJoinsNothing) {
  std::vector<Blob> blobs = RowOfSquares(10, 0, 0);
  const std::vector<Blob> below = RowOfSquares(10, 0, 60);
  blobs.insert(blobs.end(), below.begin(), below.end());
  blobs.push_back({510, -4, 525, 63});
  const auto rows = CutIntoRows(blobs, 47);
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_EQ(BlobsIn(rows), 21U);
}

TEST(ScanRows, StrokesOfOneCharacterStayTogether) {
  // Two strokes, as of the number two, and nothing else in the cell.
  const auto rows = CutIntoRows({{0, 0, 30, 4}, {0, 26, 42, 30}}, 47);
  EXPECT_EQ(rows.size(), 1U);
}

// ---- Glyphs ----

ScanRow Row(const std::vector<Blob>& blobs) {
  auto rows = CutIntoRows(blobs, 47);
  return rows.empty() ? ScanRow{} : rows.front();
}

RecognisedCharacter Seen(const std::string& text, double x0, double x1) {
  return {.text = text, .x0 = x0, .x1 = x1, .y0 = 0, .y1 = 45, .confidence = 0.9F};
}

std::string TextOf(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& glyph : glyphs) text += glyph.text;
  return text;
}

TEST(RowGlyphs, StandWhereTheirInkIs) {
  std::vector<Glyph> glyphs;
  // Tesseract's bounds are off by a third of a character.
  AddRowGlyphs(Row(RowOfSquares(3, 0, 0)), 47,
               {Seen("a", 15, 50), Seen("b", 60, 95), Seen("c", 110, 145)}, 0.24, &glyphs);
  ASSERT_EQ(TextOf(glyphs), "abc");
  for (int i = 0; i < 3; ++i) {
    const Glyph& glyph = glyphs[static_cast<size_t>(i)];
    EXPECT_TRUE(glyph.box.Contains((i * 50 + 22) * 0.24, 22 * 0.24));
    EXPECT_FLOAT_EQ(glyph.confidence, 0.9F);
  }
  EXPECT_LE(glyphs[0].box.x1, glyphs[1].box.x0);
  EXPECT_LE(glyphs[1].box.x1, glyphs[2].box.x0);
}

TEST(RowGlyphs, InkThatNothingWasReadForIsMarked) {
  std::vector<Glyph> glyphs;
  AddRowGlyphs(Row(RowOfSquares(3, 0, 0)), 47, {Seen("a", 0, 45), Seen("c", 100, 145)}, 0.24,
               &glyphs);
  ASSERT_EQ(TextOf(glyphs), "a\uFFFDc");
  EXPECT_EQ(glyphs[1].confidence, 0);
  EXPECT_TRUE(glyphs[1].private_use);
}

TEST(RowGlyphs, ADotBeforeTheRowIsAListMark) {
  std::vector<Blob> blobs = RowOfSquares(2, 50, 0);
  blobs.push_back({20, 17, 30, 27});
  std::vector<Glyph> glyphs;
  AddRowGlyphs(Row(blobs), 47, {Seen("a", 50, 95), Seen("b", 100, 145)}, 0.24, &glyphs);
  ASSERT_EQ(TextOf(glyphs),
            "\u30FB"
            "ab");
  EXPECT_LT(glyphs[0].confidence, 0.9F);
}

TEST(RowGlyphs, AStrokeSeenOnWhitePaperIsNone) {
  std::vector<Glyph> glyphs;
  AddRowGlyphs(Row(RowOfSquares(2, 0, 0)), 47,
               {Seen("a", 0, 45), Seen("b", 50, 95), Seen("_", 130, 140)}, 0.24, &glyphs);
  EXPECT_EQ(TextOf(glyphs), "ab");
}

// ---- Signs ----

// Ink drawn with # and ., each 3 x 3 pixels.
std::string_view SignDrawn(const std::vector<std::string>& rows) {
  constexpr int kScale = 3;
  const size_t width = rows.front().size();
  extract::InkColumns ink(width * kScale);
  for (size_t x = 0; x < ink.size(); ++x) {
    for (size_t y = 0; y < rows.size(); ++y) {
      if (rows[y][x / kScale] != '#') continue;
      const int from = static_cast<int>(y) * kScale;
      if (ink[x].empty() || ink[x].back().to < from) ink[x].push_back({from, from});
      ink[x].back().to = from + kScale;
    }
  }
  const auto height = static_cast<int>(rows.size()) * kScale;
  return extract::SignOf(ink, height, static_cast<double>(width * kScale));
}

TEST(SignShapes, KnowsBracketsAndArrows) {
  EXPECT_EQ(SignDrawn({"........##", "......##..", "....##....", "..##......", "##........",
                       "..##......", "....##....", "......##..", "........##"}),
            "\uFF1C");
  EXPECT_EQ(SignDrawn({"##........", "..##......", "....##....", "......##..", "........##",
                       "......##..", "....##....", "..##......", "##........"}),
            "\uFF1E");
  EXPECT_EQ(
      SignDrawn({"......##....", ".......##...", "#########...", "..........#.", "...........#",
                 "..........#.", "#########...", ".......##...", "......##...."}),
      "\u21D2");
}

TEST(SignShapes, KnowsTheMarksOfLists) {
  EXPECT_EQ(
      SignDrawn({"#######", "#######", "#######", "#######", "#######", "#######", "#######"}),
      "\u25A0");
  EXPECT_EQ(SignDrawn({"......#......", ".....###.....", "....#####....", "...#######...",
                       "..#########..", ".###########.", "#############", ".###########.",
                       "..#########..", "...#######...", "....#####....", ".....###.....",
                       "......#......"}),
            "\u25C6");
  EXPECT_EQ(SignDrawn({"......#......", ".....#.#.....", "....#...#....", "...#.....#...",
                       "..#.......#..", ".#.........#.", "#...........#", ".#.........#.",
                       "..#.......#..", "...#.....#...", "....#...#....", ".....#.#.....",
                       "......#......"}),
            "\u25C7");
  EXPECT_EQ(SignDrawn({"........#...", ".........#..", "..........#.", "############",
                       "..........#.", ".........#..", "........#..."}),
            "\u2192");
}

TEST(SignShapes, LeavesLettersAlone) {
  EXPECT_EQ(SignDrawn({"#########", "#.......#", "#.......#", "#.......#", "#########"}), "");
  EXPECT_EQ(SignDrawn({"....#....", "....#....", "#########", "....#....", "....#...."}), "");
  // The hiragana that looks like a bracket.
  EXPECT_EQ(SignDrawn({"....##", "...##.", "..##..", ".##...", "##....", "##....", ".##...",
                       "..##..", "...##.", "....##"}),
            "");
}

}  // namespace
