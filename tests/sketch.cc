#include "tests/sketch.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "extract/utf8.h"

namespace tests {
namespace {

constexpr double kColumn = 6, kRow = 12, kSize = 12;

bool IsFullWidth(char32_t c) {
  return (c >= 0x2E80 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x2460;
}

extract::Glyph MakeGlyph(char32_t c, double x, double y, double size) {
  extract::Glyph glyph;
  extract::AppendUtf8(c, &glyph.text);
  glyph.box = {x, y, x + (IsFullWidth(c) ? size : size / 2), y + size};
  glyph.size = static_cast<float>(size);
  return glyph;
}

// Characters of the drawing by row and column; a full-width one also takes the next column.
using Places = std::map<std::pair<int, int>, char32_t>;

Places PlacesOf(std::string_view drawing) {
  Places places;
  int row = 0, column = 0;
  for (size_t at = 0; at < drawing.size();) {
    const char32_t c = extract::NextCodePoint(drawing, &at);
    if (c == U'\n') {
      ++row;
      column = 0;
      continue;
    }
    if (c != U' ') places[{row, column}] = c;
    column += IsFullWidth(c) ? 2 : 1;
  }
  return places;
}

}  // namespace

extract::Ruling HorizontalRuling(double y, double x0, double x1) {
  return {.a = {x0, y}, .b = {x1, y}, .width = 0.5F};
}

extract::Ruling VerticalRuling(double x, double y0, double y1) {
  return {.a = {x, y0}, .b = {x, y1}, .width = 0.5F};
}

extract::PageLayer PageFromSketch(std::string_view drawing) {
  extract::PageLayer page;
  page.width = 595;
  page.height = 842;
  const Places places = PlacesOf(drawing);
  const auto at = [&places](int row, int column) {
    const auto found = places.find({row, column});
    return found == places.end() ? U' ' : found->second;
  };
  for (const auto& [place, c] : places) {
    const auto [row, column] = place;
    const double x = column * kColumn, y = row * kRow;
    const double middle_x = x + kColumn / 2, middle_y = y + kRow / 2;
    if (c == U'-') {
      const double x0 = at(row, column - 1) == U'+' ? x - kColumn / 2 : x;
      const double x1 = at(row, column + 1) == U'+' ? x + kColumn * 3 / 2 : x + kColumn;
      page.rulings.push_back(HorizontalRuling(middle_y, x0, x1));
    } else if (c == U'|') {
      const double y0 = at(row - 1, column) == U'+' ? y - kRow / 2 : y;
      const double y1 = at(row + 1, column) == U'+' ? y + kRow * 3 / 2 : y + kRow;
      page.rulings.push_back(VerticalRuling(middle_x, y0, y1));
    } else if (c == U'+') {
      if (at(row, column + 1) == U'+')
        page.rulings.push_back(HorizontalRuling(middle_y, middle_x, middle_x + kColumn));
      if (at(row + 1, column) == U'+')
        page.rulings.push_back(VerticalRuling(middle_x, middle_y, middle_y + kRow));
    } else {
      page.glyphs.push_back(MakeGlyph(c, x, y, kSize));
    }
  }
  return page;
}

extract::PageLayer Shuffled(extract::PageLayer page, uint32_t seed) {
  std::mt19937 random(seed);
  std::shuffle(page.glyphs.begin(), page.glyphs.end(), random);
  std::shuffle(page.rulings.begin(), page.rulings.end(), random);
  return page;
}

extract::PageLayer Moved(extract::PageLayer page, double dx, double dy, double scale) {
  const auto move = [&](double* x, double* y) {
    *x = *x * scale + dx;
    *y = *y * scale + dy;
  };
  page.width = page.width * scale + 2 * dx;
  page.height = page.height * scale + 2 * dy;
  for (extract::Glyph& glyph : page.glyphs) {
    move(&glyph.box.x0, &glyph.box.y0);
    move(&glyph.box.x1, &glyph.box.y1);
    glyph.size = static_cast<float>(glyph.size * scale);
  }
  for (extract::Ruling& ruling : page.rulings) {
    move(&ruling.a.x, &ruling.a.y);
    move(&ruling.b.x, &ruling.b.y);
  }
  return page;
}

void AddFill(const extract::Rect& box, uint32_t rgb, extract::PageLayer* page) {
  extract::Ruling sides[] = {
      HorizontalRuling(box.y0, box.x0, box.x1), HorizontalRuling(box.y1, box.x0, box.x1),
      VerticalRuling(box.x0, box.y0, box.y1), VerticalRuling(box.x1, box.y0, box.y1)};
  for (extract::Ruling& side : sides) {
    side.origin = extract::Ruling::Origin::kFillEdge;
    side.rgb = rgb;
    side.width = 0;
    page->rulings.push_back(side);
  }
}

void AddText(double x, double y, double size, std::string_view text, extract::PageLayer* page) {
  for (size_t at = 0; at < text.size();) {
    page->glyphs.push_back(MakeGlyph(extract::NextCodePoint(text, &at), x, y, size));
    x = page->glyphs.back().box.x1;
  }
}

}  // namespace tests
