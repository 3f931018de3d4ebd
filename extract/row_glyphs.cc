#include "extract/row_glyphs.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "extract/utf8.h"

namespace extract {
namespace {

constexpr double kUnreadCost = 0.5;          // of the size: ink that nothing was read for
constexpr double kNoInkCost = 0.6;           // of the size: a character without ink of its own
constexpr double kNoStrokeCost = 0.2;        // ... which Tesseract likes to see on white paper
constexpr double kWidestCharacter = 1.02;    // of the size: ink of one full-width character
constexpr double kLargestDot = 0.45;         // of the size: a middle dot
constexpr double kRoomOfDot = 0.08;          // of the size: the white beside it
constexpr double kNearEnd = 0.4;             // of the size: how far Tesseract errs at a row's end
constexpr double kWideDigitGap = 0.75;       // of the size: between full-width digits
constexpr double kNarrowest = 0.05;          // of the size: a character's box
constexpr float kGeometryConfidence = 0.5F;  // of what only its shape and place tell

// A character of the row with its ink.
struct Placed {
  std::string text;
  float confidence = 0;
  double x0 = 0, x1 = 0;  // where Tesseract saw it; then its ink
  std::vector<const Blob*> ink;

  void SetBounds() {  // those of the ink; REQUIRES: there is some
    x0 = ink.front()->x0;
    x1 = ink.front()->x1;
    for (const Blob* blob : ink) {
      x0 = std::min<double>(x0, blob->x0);
      x1 = std::max<double>(x1, blob->x1);
    }
  }
};

char32_t FirstOf(std::string_view text) {
  size_t at = 0;
  return text.empty() ? 0 : NextCodePoint(text, &at);
}

// As wide as high: kana, ideographs, full-width signs.
bool IsWide(char32_t c) {
  return (c >= 0x2E80 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
         (c >= 0x2460 && c <= 0x24FF) || (c >= 0x25A0 && c <= 0x26FF) || c >= 0x20000;
}
// Their ink stands in the left half of their square: stops and closing brackets.
bool StandsLeft(char32_t c) {
  constexpr std::u32string_view kLeft = U"\u3001\u3002\uFF0C\uFF0E\uFF09\u300D\u300F\u3011\u3015";
  return kLeft.find(c) != std::u32string_view::npos;
}
// In the right half: opening brackets.
bool StandsRight(char32_t c) {
  constexpr std::u32string_view kRight = U"\uFF08\u300C\u300E\u3010\u3014";
  return kRight.find(c) != std::u32string_view::npos;
}

// Underscores, hyphens, dashes and points.
bool IsStroke(char32_t c) {
  constexpr std::u32string_view kStrokes =
      U"_-.'|*\u00B7\u2010\u2012\u2013\u2014\u2015\u2022\uFF65";
  return kStrokes.find(c) != std::u32string_view::npos;
}

// Pieces of ink that stand above one another.
struct Column {
  double x0 = 0, x1 = 0;
  std::vector<const Blob*> ink;
};

std::vector<Column> ColumnsOf(const ScanRow& row) {
  std::vector<Column> columns;
  for (const Blob& blob : row.blobs) {  // from left to right
    if (columns.empty() || blob.x0 >= columns.back().x1) columns.push_back({});
    Column& column = columns.back();
    if (column.ink.empty()) column.x0 = blob.x0;
    column.x1 = std::max<double>(column.x1, blob.x1);
    column.ink.push_back(&blob);
  }
  return columns;
}

// Small, round and at half the row's height.
bool IsDot(const Blob& blob, const ScanRow& row, double size) {
  const double wide = blob.Width(), high = blob.Height();
  const double middle = (blob.y0 + blob.y1) / 2.0, row_middle = (row.box.y0 + row.box.y1) / 2.0;
  return wide > 0.08 * size && wide < kLargestDot * size && wide > 0.7 * high &&
         wide < 1.4 * high && std::abs(middle - row_middle) < 0.15 * size;
}

bool StandsAlone(const Blob& dot, const ScanRow& row, double size) {
  return std::all_of(row.blobs.begin(), row.blobs.end(), [&](const Blob& blob) {
    return &blob == &dot || blob.x0 >= dot.x1 + kRoomOfDot * size ||
           blob.x1 <= dot.x0 - kRoomOfDot * size;
  });
}

// How badly a column of ink fits where Tesseract saw a character.
double Misfit(const Column& column, const Placed& c) {
  const double middle = (column.x0 + column.x1) / 2;
  const double outside = std::max({0.0, c.x0 - middle, middle - c.x1});
  return outside + 0.1 * std::abs(middle - (c.x0 + c.x1) / 2);
}

// Gives the ink to the characters, in their order, with the least misfit in all: Tesseract's own
// bounds are off by a part of a character. Gives back the columns of no character.
std::vector<Column> GiveInk(std::vector<Column> columns, double size,
                            std::vector<Placed>* characters) {
  const size_t n = columns.size(), m = characters->size(), width = m + 1;
  const double unread_cost = kUnreadCost * size, no_ink_cost = kNoInkCost * size,
               no_stroke_cost = kNoStrokeCost * size;
  constexpr double kNever = 1e18;
  // Of the first i columns and j characters: the least cost, and the least where column i is of
  // character j.
  std::vector<double> least((n + 1) * width, 0), given((n + 1) * width, kNever);
  const auto at = [width](size_t i, size_t j) { return i * width + j; };
  for (size_t i = 0; i <= n; ++i) {
    for (size_t j = 0; j <= m; ++j) {
      double best = i + j == 0 ? 0 : kNever;
      if (i > 0 && j > 0) {
        given[at(i, j)] = std::min(given[at(i - 1, j)], least[at(i - 1, j - 1)]) +
                          Misfit(columns[i - 1], (*characters)[j - 1]);
        best = std::min(best, given[at(i, j)]);
      }
      if (i > 0) best = std::min(best, least[at(i - 1, j)] + unread_cost);
      if (j > 0) {
        const bool stroke = IsStroke(FirstOf((*characters)[j - 1].text));
        best = std::min(best, least[at(i, j - 1)] + (stroke ? no_stroke_cost : no_ink_cost));
      }
      least[at(i, j)] = best;
    }
  }
  std::vector<Column> unread;
  bool in_character = false;  // the way back goes on within character j
  for (size_t i = n, j = m; i > 0 || j > 0;) {
    if (in_character || (i > 0 && j > 0 && least[at(i, j)] == given[at(i, j)])) {
      Placed& c = (*characters)[j - 1];
      c.ink.insert(c.ink.end(), columns[i - 1].ink.begin(), columns[i - 1].ink.end());
      --i;
      in_character = given[at(i, j)] < least[at(i, j - 1)];
      if (!in_character) --j;
    } else if (i > 0 && least[at(i, j)] == least[at(i - 1, j)] + unread_cost) {
      unread.push_back(std::move(columns[--i]));
    } else {
      --j;
    }
  }
  std::reverse(unread.begin(), unread.end());
  return unread;
}

// Takes middle dots that Tesseract did not name from the characters beside them, which are too
// wide with them. The columns taken are added to `unread`.
void TakeDots(const ScanRow& row, double size, std::vector<Placed>* characters,
              std::vector<Column>* unread) {
  for (Placed& c : *characters) {
    if (c.ink.size() < 2 || !IsWide(FirstOf(c.text))) continue;
    c.SetBounds();
    if (c.x1 - c.x0 < kWidestCharacter * size) continue;
    const auto dot = std::find_if(c.ink.begin(), c.ink.end(), [&](const Blob* blob) {
      return IsDot(*blob, row, size) && StandsAlone(*blob, row, size);
    });
    if (dot == c.ink.end()) continue;
    const Blob* blob = *dot;
    c.ink.erase(dot);
    unread->push_back({static_cast<double>(blob->x0), static_cast<double>(blob->x1), {blob}});
  }
  std::sort(unread->begin(), unread->end(),
            [](const Column& a, const Column& b) { return a.x0 < b.x0; });
}

// A stroke alone in its cell is a dash, not the long vowel of a word.
void NameLoneDash(const ScanRow& row, std::vector<Placed>* characters) {
  if (row.blobs.size() != 1 || characters->size() != 1 || row.box.Width() < 3 * row.box.Height())
    return;
  Placed& c = characters->front();
  const char32_t first = FirstOf(c.text);
  if (first != 0x30FC && first != 0x4E00 && !IsStroke(first)) return;  // a long vowel, a one
  c.text = "\u2015";
  c.confidence = std::min(c.confidence, kGeometryConfidence);
}

double Median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The size of the row's characters: the distance of full-width ones, else from the ink's height.
double RowSize(const ScanRow& row, double size, const std::vector<Placed>& characters) {
  constexpr size_t kEnough = 4;
  std::vector<double> pitches;
  for (size_t i = 1; i < characters.size(); ++i) {
    const Placed &a = characters[i - 1], &b = characters[i];
    const char32_t first = FirstOf(a.text), second = FirstOf(b.text);
    if (!IsWide(first) || !IsWide(second) || StandsLeft(first) || StandsRight(first) ||
        StandsLeft(second) || StandsRight(second))
      continue;
    const double pitch = (b.x0 + b.x1 - a.x0 - a.x1) / 2;
    if (pitch > 0.6 * size && pitch < 1.7 * size) pitches.push_back(pitch);
  }
  if (pitches.size() >= kEnough) return Median(std::move(pitches));
  const double high = row.box.Height() * 1.05;
  return high > 0.5 * size && high < 1.3 * size ? size : std::max(high, 0.5 * size);
}

// Ink that Tesseract read nothing for.
Placed Unread(const std::vector<const Blob*>& ink, const ScanRow& row, double size) {
  Placed made{.text = "\uFFFD", .ink = ink};
  made.SetBounds();
  if (ink.size() == 1 && IsDot(*ink.front(), row, size)) {
    made.text = "\u30FB";  // a middle dot: lists begin with it
    made.confidence = kGeometryConfidence;
  }
  return made;
}

bool IsLatinLetter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Tesseract takes a zero and a full stop for the letter that looks the same. Where no other letter
// stands beside it, its shape tells: small and low is a stop, clearly higher than wide a zero.
void NameCircles(double size, std::vector<Placed>* characters) {
  for (size_t i = 0; i < characters->size(); ++i) {
    Placed& c = (*characters)[i];
    if ((c.text != "o" && c.text != "O") || c.ink.size() != 1) continue;
    const auto letter = [&](size_t at) {
      const char32_t first = at < characters->size() ? FirstOf((*characters)[at].text) : 0;
      return IsLatinLetter(first) && first != 'o' && first != 'O';
    };
    if (letter(i - 1) || letter(i + 1)) continue;
    const double high = c.ink.front()->Height(), wide = c.ink.front()->Width();
    if (high < 0.45 * size && i > 0 && IsWide(FirstOf((*characters)[i - 1].text))) {
      c.text = "\u3002";
    } else if (high > 0.5 * size && wide < 0.8 * high) {
      c.text = "0";
    } else {
      continue;
    }
    c.confidence = std::min(c.confidence, kGeometryConfidence);
  }
}

// Takes the ink of a sign from what Tesseract made of it.
void TakeInk(const ScanSign& sign, std::vector<Placed>* characters, std::vector<Column>* unread) {
  const auto of_sign = [&sign](const Blob* blob) {
    return blob->x0 == sign.box.x0 && blob->y0 == sign.box.y0;
  };
  std::erase_if(*characters, [&of_sign](Placed& c) {
    return std::erase_if(c.ink, of_sign) > 0 && c.ink.empty();
  });
  std::erase_if(*unread, [&of_sign](Column& column) {
    return std::erase_if(column.ink, of_sign) > 0 && column.ink.empty();
  });
}

// Puts a sign in its place.
void AddSign(const ScanSign& sign, std::vector<Placed>* characters) {
  const double x0 = sign.box.x0, x1 = sign.box.x1;
  std::erase_if(*characters, [x0, x1](const Placed& c) {
    const double middle = (c.x0 + c.x1) / 2;
    return c.ink.empty() && middle > x0 - (x1 - x0) / 2 && middle < x1 + (x1 - x0) / 2;
  });
  Placed made;
  made.text = sign.text;
  made.confidence = kGeometryConfidence;
  made.x0 = x0;
  made.x1 = x1;
  const auto after =
      std::find_if(characters->begin(), characters->end(),
                   [x0, x1](const Placed& c) { return (c.x0 + c.x1) / 2 > (x0 + x1) / 2; });
  characters->insert(after, std::move(made));
}

// Are two characters printed without a space between them, however far apart their ink is?
bool ClosesUp(std::string_view before, std::string_view after) {
  const char32_t a = FirstOf(before), b = FirstOf(after);
  const auto digit = [](char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
  };
  constexpr std::u32string_view kStops = U".,)\u3001\u3002\uFF09\uFF0C\uFF0E";
  return (digit(a) && digit(b)) || kStops.find(b) != std::u32string_view::npos;
}

// The advance box of a character whose ink lies from x0 to x1.
std::pair<double, double> Advance(const Placed& c, double size) {
  const char32_t first = FirstOf(c.text);
  if (!IsWide(first)) return {c.x0 - 0.04 * size, c.x1 + 0.04 * size};
  if (StandsLeft(first)) return {c.x0 - 0.1 * size, c.x0 + 0.9 * size};
  if (StandsRight(first)) return {c.x1 - 0.9 * size, c.x1 + 0.1 * size};
  const double middle = (c.x0 + c.x1) / 2;
  const double half = std::max(c.x1 - c.x0, size) / 2;
  return {middle - half, middle + half};
}

}  // namespace

void AddRowGlyphs(const ScanRow& row, double size, std::vector<RecognisedCharacter> characters,
                  double points_per_pixel, std::vector<Glyph>* glyphs) {
  std::vector<Placed> placed;
  placed.reserve(characters.size());
  for (RecognisedCharacter& c : characters)
    placed.push_back({std::move(c.text), c.confidence, c.x0, c.x1, {}});

  std::vector<Column> unread = GiveInk(ColumnsOf(row), size, &placed);
  for (const ScanSign& sign : row.signs) TakeInk(sign, &placed, &unread);
  TakeDots(row, size, &placed, &unread);
  // What Tesseract sees where nothing is printed: a stroke or a stop at the end of a row.
  std::erase_if(placed, [&row, size](const Placed& c) {
    const double in = (c.x0 + c.x1) / 2;
    return c.ink.empty() && (in < row.box.x0 - kNearEnd * size ||
                             in > row.box.x1 + kNearEnd * size || IsStroke(FirstOf(c.text)));
  });
  for (Placed& c : placed) {
    if (!c.ink.empty()) c.SetBounds();
  }
  for (size_t i = 0; i < unread.size();) {
    std::vector<const Blob*> together = unread[i].ink;
    const double x0 = unread[i].x0;
    double end = unread[i].x1;
    for (++i; i < unread.size() && unread[i].x0 < end + 0.15 * size; ++i) {
      together.insert(together.end(), unread[i].ink.begin(), unread[i].ink.end());
      end = unread[i].x1;
    }
    // In its place; the recognised characters keep their order.
    const auto after = std::find_if(placed.begin(), placed.end(),
                                    [x0](const Placed& c) { return (c.x0 + c.x1) / 2 > x0; });
    Placed made = Unread(together, row, size);
    // Tesseract may have named it, and stands elsewhere with it.
    const auto named = [&made](const Placed& c) {
      return c.ink.empty() && (c.text == made.text || IsStroke(FirstOf(c.text)));
    };
    if (after != placed.end() && named(*after)) {
      *after = std::move(made);
    } else if (after != placed.begin() && named(*(after - 1))) {
      *(after - 1) = std::move(made);
    } else {
      placed.insert(after, std::move(made));
    }
  }
  for (const ScanSign& sign : row.signs) AddSign(sign, &placed);
  NameCircles(size, &placed);
  NameLoneDash(row, &placed);
  // Characters that share their ink with a neighbour stand between those that have their own.
  for (size_t i = 0; i < placed.size(); ++i) {
    if (i > 0 && placed[i].x0 < placed[i - 1].x0) placed[i].x0 = placed[i - 1].x0 + 0.1;
    placed[i].x1 = std::max(placed[i].x1, placed[i].x0 + 0.1);
  }

  const double em = RowSize(row, size, placed);
  const double middle = (row.box.y0 + row.box.y1) / 2.0;
  const double half = std::max<double>(em, row.box.Height()) / 2;
  double begin = -1e9;  // of the next box: boxes never overlap, so that a row is one line
  for (size_t i = 0; i < placed.size(); ++i) {
    auto [x0, x1] = Advance(placed[i], em);
    if (i > 0 && ClosesUp(placed[i - 1].text, placed[i].text) && x0 - begin < kWideDigitGap * em)
      x0 = begin;  // full-width digits and stops, whose ink stands far apart
    x0 = std::max(x0, begin);
    if (i + 1 < placed.size()) x1 = std::min(x1, (placed[i].x1 + placed[i + 1].x0) / 2);
    x1 = std::max(x1, x0 + kNarrowest * em);
    begin = x1;
    Glyph& glyph = glyphs->emplace_back();
    glyph.text = placed[i].text;
    glyph.box = {x0 * points_per_pixel, (middle - half) * points_per_pixel, x1 * points_per_pixel,
                 (middle + half) * points_per_pixel};
    glyph.size = static_cast<float>(em * points_per_pixel);
    glyph.confidence = placed[i].confidence;
    glyph.private_use = glyph.text == "\uFFFD";
  }
}

}  // namespace extract
