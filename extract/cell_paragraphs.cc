#include "extract/cell_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "extract/flow.h"
#include "extract/utf8.h"

namespace extract {
namespace {

constexpr double kEarly = 1.2;          // em: room in which the next character would have fitted
constexpr double kKinsoku = 1.0;        // em more where it may not stand at the end of a line
constexpr double kPadding = 5.5;        // points: between text and border, where nothing tells
constexpr double kSameEdge = 0.6;       // em: line ends nearer than this stand on one edge
constexpr double kParagraphSkip = 2.0;  // times the line's height, from line to line

bool IsDigit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }
bool IsLatin(char32_t c) {
  return IsDigit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c < 0x250);
}
bool IsWideLetter(char32_t c) {  // one that numbers a list: kana, full-width letter
  return (c >= 0x3041 && c <= 0x30FA) || (c >= 0xFF21 && c <= 0xFF5A);
}

bool IsBullet(char32_t c) {
  switch (c) {
    case 0x00B7:  // middle dot
    case 0x2022:  // bullet
    case 0x2023:
    case 0x2027:
    case 0x203B:  // reference mark
    case 0x2043:
    case 0x2219:
    case 0x22C5:
    case 0x25E6:
    case 0x3010:  // black lenticular bracket: opens a heading
    case 0x3013:  // geta mark
    case 0x30FB:  // katakana middle dot
    case 0xFF65:  // the same, half-width
    case 0x25CB:
    case 0x3007:  // ideographic zero, printed as a circle
    case 0xFF0A:  // full-width asterisk
      return true;
    default:
      break;
  }
  return (c >= 0x2190 && c <= 0x21FF) ||  // arrows
         (c >= 0x2460 && c <= 0x24FF) ||  // circled and bracketed numbers and letters
         (c >= 0x25A0 && c <= 0x25FF) ||  // geometric shapes
         (c >= 0x2600 && c <= 0x27BF) ||  // symbols, dingbats
         (c >= 0x27F0 && c <= 0x27FF) || (c >= 0x2900 && c <= 0x297F) ||
         (c >= 0x2B00 && c <= 0x2BFF) ||
         (c >= 0x3200 && c <= 0x32B0) ||  // bracketed and circled kana and ideographs
         (c >= 0xE000 && c <= 0xF8FF);    // private use: symbol fonts keep bullets there
}

// A measure along the direction of writing.
struct Extent {
  double from, to, size;
};

std::vector<Extent> Extents(const PageLayout& page, const Cell& cell) {
  std::vector<Extent> extents;
  for (const int i : cell.lines) {
    const Line& line = page.lines[static_cast<size_t>(i)];
    const FlowBox flow = ToFlow(line.box, line.direction);
    extents.push_back({flow.u0, flow.u1, line.size > 0 ? line.size : 1});
  }
  return extents;
}

// May not begin a line: closing brackets, stops, small kana, the long vowel mark.
bool MayNotBegin(char32_t c) {
  switch (c) {
    case U')':
    case U',':
    case U'.':
    case 0x3001:
    case 0x3002:
    case 0xFF09:
    case 0xFF0C:
    case 0xFF0E:
    case 0x30FB:
    case 0x30FC:
    case 0x3041:
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049:
    case 0x3063:
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x30A1:
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30C3:
    case 0x30E3:
    case 0x30E5:
    case 0x30E7:
      return true;
    default:
      return c >= 0x3009 && c <= 0x3011 && c % 2 == 1;  // closing brackets
  }
}

bool MayNotEnd(char32_t c) {
  return c == U'(' || c == 0xFF08 || (c >= 0x3008 && c <= 0x3010 && c % 2 == 0);
}

// How much more than one character the next line's beginning takes: it goes to the next line
// as a whole. A word of Latin letters; a character with what may not be parted from it.
double FirstWord(std::string_view text, double em) {
  double length = 0;
  char32_t first = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    const bool latin = IsLatin(c) && c < 0xFF00;
    if (first == 0) {
      first = c;
      if (!latin && at < text.size()) {
        const bool bound = MayNotEnd(c) || MayNotBegin(NextCodePoint(text, &at));
        return bound ? kKinsoku * em : 0;
      }
    }
    if (!latin) break;
    length += em / 2;
  }
  return std::max(0.0, length - em);
}

// Is the line spread over the width of the cell, a blank between its characters? Such a label
// is a word of its own.
bool IsSpread(const Line& line) {
  size_t characters = 0, blanks = 0;
  for (size_t at = 0; at < line.text.size();) {
    const char32_t c = NextCodePoint(line.text, &at);
    if (c == U' ' || c == 0x3000)
      ++blanks;
    else if (c < 0x2E80)
      return false;
    else
      ++characters;
  }
  return characters >= 2 && blanks + 1 >= characters;
}

// Room behind each line in which the next one's beginning would have fitted.
class Room {
 public:
  Room(const PageLayout& page, const Cell& cell) : extents_(Extents(page, cell)) {
    const Line& first = page.lines[static_cast<size_t>(cell.lines[0])];
    const FlowBox box = ToFlow(cell.box, first.direction);
    from_ = box.u0;
    to_ = box.u1;
    low_ = extents_[0].from;
    high_ = extents_[0].to;
    for (const Extent& extent : extents_) {
      low_ = std::min(low_, extent.from);
      high_ = std::max(high_, extent.to);
    }
    const double same = kSameEdge * extents_[0].size;
    for (const Extent& extent : extents_) {
      at_high_ += extent.to >= high_ - same;
      at_low_ += extent.from <= low_ + same;
    }
  }

  double Behind(size_t i) const {
    const Extent& extent = extents_[i];
    // Two lines that end together show where lines turn; else the border does.
    const double margin = std::min(kPadding, std::max(1.0, low_ - from_));
    double room = to_ - margin - extent.to;
    if (at_high_ >= 2 && at_low_ >= 2) room = std::min(room, high_ - extent.to);
    // Centred or set to the right: room at both sides counts.
    if (at_low_ < 2 && extents_.size() > 1) {
      const double left = extent.from - from_, right = to_ - extent.to;
      if (left > margin + extent.size / 2 && left > right - extent.size)
        room = left + right - 2 * margin;
    }
    return room;
  }

 private:
  std::vector<Extent> extents_;
  double from_ = 0, to_ = 0;      // the cell
  double low_ = 0, high_ = 0;     // all lines
  int at_high_ = 0, at_low_ = 0;  // lines that end, begin at the outermost place
};

// Characters stacked upright, one a line: a label of a narrow cell.
bool IsStacked(const PageLayout& page, const Cell& cell) {
  return std::all_of(cell.lines.begin(), cell.lines.end(), [&page](int i) {
    const Line& line = page.lines[static_cast<size_t>(i)];
    return line.glyphs.size() == 1 && line.direction == Direction::kRight;
  });
}

bool EndsLatin(std::string_view text) {
  char32_t last = 0;
  for (size_t at = 0; at < text.size();) last = NextCodePoint(text, &at);
  return last > U' ' && last < 0x250;
}

bool BeginsLatin(std::string_view text) {
  size_t at = 0;
  const char32_t first = text.empty() ? 0 : NextCodePoint(text, &at);
  return first > U' ' && first < 0x250;
}

}  // namespace

bool BeginsWithListMark(std::string_view text) {
  size_t at = 0;
  if (text.empty()) return false;
  const char32_t first = NextCodePoint(text, &at);
  if (IsBullet(first)) return true;
  const auto next = [&] { return at < text.size() ? NextCodePoint(text, &at) : char32_t{0}; };
  const auto closes = [](char32_t c) { return c == U')' || c == 0xFF09; };
  const auto stops = [](char32_t c) { return c == U'.' || c == 0xFF0E; };
  const bool opened = first == U'(' || first == 0xFF08;
  char32_t c = opened ? next() : first;
  if (!IsDigit(c)) {
    const bool letter = IsLatin(c) || IsWideLetter(c);
    const char32_t after = next();
    return letter && (closes(after) || (!opened && after == 0xFF0E));
  }
  c = next();
  if (IsDigit(c)) c = next();
  if (closes(c)) return true;
  if (opened || !stops(c)) return false;
  return !IsDigit(next());  // 3.5 is a number
}

std::string CellParagraphs(const PageLayout& page, const Cell& cell) {
  if (cell.lines.empty()) return {};
  const bool stacked = IsStacked(page, cell);
  const Room room(page, cell);
  std::string text;
  const Line* before = nullptr;
  for (size_t i = 0; i < cell.lines.size(); ++i) {
    const Line& line = page.lines[static_cast<size_t>(cell.lines[i])];
    if (before != nullptr) {
      const double em = std::max(before->size, 1.0);
      const FlowBox last = ToFlow(before->box, before->direction);
      const FlowBox here = ToFlow(line.box, line.direction);
      const bool turned = before->direction != line.direction;
      const bool same_row =
          !turned && std::min(last.v1, here.v1) - std::max(last.v0, here.v0) > em / 2;
      const bool skipped = here.v0 - last.v0 > kParagraphSkip * (last.v1 - last.v0) + em / 2;
      const bool early = room.Behind(i - 1) - FirstWord(line.text, em) > kEarly * em;
      const bool label = !same_row && (IsSpread(*before) || IsSpread(line));
      if (!stacked &&
          (turned || skipped || label || (early && !same_row) || BeginsWithListMark(line.text)))
        text += '\n';
      else if (same_row || (EndsLatin(text) && BeginsLatin(line.text)))
        text += ' ';
    }
    text += line.text;
    before = &line;
  }
  return text;
}

}  // namespace extract
