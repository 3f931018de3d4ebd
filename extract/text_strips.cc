#include "extract/text_strips.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "extract/glyph_cleanup.h"

namespace extract {
namespace {

constexpr double kWordGap = 0.5;  // em: a narrower gap stands within a piece
constexpr double kWide = 0.8;     // em: of each character of Chinese or Japanese print
constexpr double kWideGap =
    1.2;  // ... whose blank takes an em: more is needed to part a piece of it
constexpr double kSameRow = 0.5;  // em: middles nearer than this stand in one row

}  // namespace

int TextRow::Parts(double gap) const {
  const auto wide = [this](const TextPiece& piece) {
    return piece.x1 - piece.x0 >= kWide * em * piece.characters;
  };
  int parts = pieces.empty() ? 0 : 1;
  for (size_t i = 1; i < pieces.size(); ++i) {
    const TextPiece &a = pieces[i - 1], &b = pieces[i];
    const double least = gap * em * (wide(a) || wide(b) ? kWideGap : 1);
    parts += b.x0 - a.x1 >= least ? 1 : 0;
  }
  return parts;
}

TextStrips::TextStrips(const PageLayer& layer) {
  for (const Glyph& glyph : layer.glyphs) {
    if (IsBlank(glyph) || glyph.direction != Direction::kRight) continue;
    const Rect& box = glyph.box;
    if (!std::isfinite(box.x0 + box.y0 + box.x1 + box.y1)) continue;
    const double high = glyph.size > 0 ? glyph.size : box.Height();
    marks_.push_back({box.x0, box.x1, box.CenterY(), high});
  }
  std::sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
    return std::tie(a.y, a.x0, a.x1, a.high) < std::tie(b.y, b.x0, b.x1, b.high);
  });
}

std::vector<TextRow> TextStrips::RowsIn(const Rect& box) const {
  auto mark = std::lower_bound(marks_.begin(), marks_.end(), box.y0,
                               [](const Mark& a, double y) { return a.y < y; });
  std::vector<TextRow> rows;
  std::vector<Mark> row;
  const auto finish = [&] {
    if (row.empty()) return;
    std::sort(row.begin(), row.end(), [](const Mark& a, const Mark& b) {
      return std::tie(a.x0, a.x1, a.y) < std::tie(b.x0, b.x1, b.y);
    });
    TextRow made{.y0 = row[0].y, .y1 = row[0].y, .em = 0, .pieces = {}};
    for (const Mark& m : row) {
      made.em = std::max(made.em, m.high);
      made.y0 = std::min(made.y0, m.y - m.high / 2);
      made.y1 = std::max(made.y1, m.y + m.high / 2);
    }
    for (const Mark& m : row) {
      if (made.pieces.empty() || m.x0 - made.pieces.back().x1 > kWordGap * m.high)
        made.pieces.push_back({m.x0, m.x1, 0});
      made.pieces.back().x1 = std::max(made.pieces.back().x1, m.x1);
      ++made.pieces.back().characters;
    }
    rows.push_back(std::move(made));
    row.clear();
  };
  for (; mark != marks_.end() && mark->y <= box.y1; ++mark) {
    const double x = (mark->x0 + mark->x1) / 2;
    if (x < box.x0 || x > box.x1) continue;
    if (!row.empty() && mark->y - row.back().y > kSameRow * std::min(mark->high, row.back().high))
      finish();
    row.push_back(*mark);
  }
  finish();
  return rows;
}

}  // namespace extract
