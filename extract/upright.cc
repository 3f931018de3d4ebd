#include "extract/upright.h"

#include <array>
#include <utility>

namespace extract {
namespace {

constexpr double kNearlyAll = 0.9;

// `width` and `height` are the page's before it is turned.
Point Turned(Direction printed, double width, double height, const Point& point) {
  switch (printed) {
    case Direction::kRight:
      return point;
    case Direction::kDown:
      return {point.y, width - point.x};
    case Direction::kLeft:
      return {width - point.x, height - point.y};
    case Direction::kUp:
      return {height - point.y, point.x};
  }
  return point;
}

Rect Spanned(const Point& a, const Point& b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

Rect Turned(Direction printed, double width, double height, const Rect& box) {
  return Spanned(Turned(printed, width, height, Point{box.x0, box.y0}),
                 Turned(printed, width, height, Point{box.x1, box.y1}));
}

// The direction whose turn undoes that of `printed`.
Direction Opposite(Direction printed) {
  if (printed == Direction::kDown) return Direction::kUp;
  if (printed == Direction::kUp) return Direction::kDown;
  return printed;
}

bool Sideways(Direction printed) {
  return printed == Direction::kDown || printed == Direction::kUp;
}

}  // namespace

Direction PrintedDirection(const PageLayer& page) {
  if (page.unit != Unit::kPoints) return Direction::kRight;
  std::array<size_t, 4> glyphs = {};
  for (const Glyph& glyph : page.glyphs) ++glyphs[static_cast<size_t>(glyph.direction)];
  for (Direction direction : {Direction::kDown, Direction::kLeft, Direction::kUp}) {
    const auto running = static_cast<double>(glyphs[static_cast<size_t>(direction)]);
    if (running > 0 && running >= kNearlyAll * static_cast<double>(page.glyphs.size()))
      return direction;
  }
  return Direction::kRight;
}

void TurnUpright(Direction printed, PageLayer* page) {
  if (printed == Direction::kRight) return;
  const double width = page->width, height = page->height;
  for (Glyph& glyph : page->glyphs) {
    glyph.box = Turned(printed, width, height, glyph.box);
    const int turns = static_cast<int>(glyph.direction) - static_cast<int>(printed);
    glyph.direction = static_cast<Direction>((turns + 4) % 4);
  }
  for (Ruling& ruling : page->rulings) {
    const Rect box =
        Turned(printed, width, height, Rect{ruling.a.x, ruling.a.y, ruling.b.x, ruling.b.y});
    ruling.a = {box.x0, box.y0};
    ruling.b = {box.x1, box.y1};
  }
  for (Picture& picture : page->pictures) picture.box = Turned(printed, width, height, picture.box);
  if (Sideways(printed)) std::swap(page->width, page->height);
  page->place = {printed, page->width, page->height, {}};
}

void TurnTo(Direction printed, PageLayer* upright) {
  const PagePlace place = upright->place;
  TurnUpright(Opposite(printed), upright);
  upright->place = place;
}

Rect TurnedBack(const PagePlace& place, const Rect& box) {
  if (place.printed == Direction::kRight) return box;
  return Turned(Opposite(place.printed), place.width, place.height, box);
}

}  // namespace extract
