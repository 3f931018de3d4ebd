// HANDOVER extract -> parse, store: what stands on the pages of one file.
//
// A PageLayer is what the file says, before any interpretation: glyphs,
// rulings, pictures. It is a plain value: it keeps no pointer into the file, it
// can be stored (layer_codec.h) and laid out again (layout.h) without it.
//
// Text    UTF-8 as the file gives it; nothing is normalised or repaired here.
// Order   Glyphs stand in the order in which the file draws them. An index into
//         PageLayer::glyphs names a glyph for good: evidence and the account of
//         printed characters refer to it.
// Threads Plain values, no shared state.
#ifndef EXTRACT_PAGE_H_
#define EXTRACT_PAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extract/geometry.h"

namespace extract {

// Where the next glyph stands, on the page as shown.
enum class Direction : uint8_t { kRight, kDown, kLeft, kUp };

struct Glyph {
  std::string text;   // one or more code points (a ligature has several); "\uFFFD" if unmapped
  Rect box;           // advance box: from baseline origin to next origin, ascent to descent
  float size = 0;     // font size as shown, in points; 0 on a page of plain text
  uint16_t font = 0;  // index into PageLayer::fonts
  Direction direction = Direction::kRight;
  uint8_t rendering_mode = 0;  // PDF 32000-1, table 106; 3 = invisible (a text layer over a scan)
  bool slanted = false;        // printed at a slant; `direction` is the nearest one
  bool private_use = false;    // holds a private-use or unmapped code point: for review
  float confidence = 1;        // 0..1, of OCR; 1 where the file itself says the text
};

// One straight horizontal or vertical line that is drawn on the page.
struct Ruling {
  enum class Origin : uint8_t {
    kStroke,    // a stroked line, or one side of a stroked rectangle
    kThinFill,  // a filled rectangle so thin that it reads as a line
    kFillEdge,  // a side of a filled area (cell background): weaker evidence of a border
  };
  Point a, b;        // a.x <= b.x and a.y <= b.y; one of the two coordinates is equal
  float width = 0;   // of the pen, in points
  uint32_t rgb = 0;  // 0xRRGGBB
  Origin origin = Origin::kStroke;

  bool Horizontal() const { return a.y == b.y; }
};

struct Picture {
  Rect box;
};

enum class Unit : uint8_t {
  kPoints,      // a PDF page
  kCharacters,  // a page of plain text: x counts columns (a full-width character has two),
                // y counts lines; no position on paper is known
};

// Where a layer stands on its page, if it is not the page as shown (pages_as_read.h).
struct PagePlace {
  Direction printed = Direction::kRight;  // how the text runs on the page as shown
  double width = 0, height = 0;           // of the page once its text runs to the right
  Point corner;                           // of the layer on that upright page
};

struct PageLayer {
  int number = 1;  // from 1, as a viewer counts
  Unit unit = Unit::kPoints;
  double width = 0, height = 0;  // as shown
  PagePlace place;
  // Read from a picture of the page (ocr.h), which was turned by `skew` degrees, clockwise, about
  // its middle: boxes are those of the page set straight.
  bool read_by_ocr = false;
  double skew = 0;
  std::vector<std::string> fonts;
  std::vector<Glyph> glyphs;  // printed ones only; white space that the file draws is kept
  std::vector<Ruling> rulings;
  std::vector<Picture> pictures;
};

enum class MediaType : uint8_t { kPdf, kPlainText };

struct SourceLayers {
  MediaType media_type = MediaType::kPdf;
  std::vector<PageLayer> pages;       // at least one
  std::vector<std::string> warnings;  // damage that could be read through, as the reader said it
};

}  // namespace extract

#endif  // EXTRACT_PAGE_H_
