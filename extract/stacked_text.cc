#include "extract/stacked_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "extract/glyph_cleanup.h"
#include "extract/utf8.h"

namespace extract {
namespace {

constexpr size_t kFewest = 4;        // characters in two columns
constexpr size_t kMost = 2000;       // more is no cell of a form
constexpr double kPitchDown = 1.2;   // em: between characters of a column
constexpr double kPitchAside = 1.3;  // em: between columns, at least
constexpr double kAside = 0.3;       // em: how far the middles of a column may be out of line
constexpr double kMostly = 0.8;      // of the characters

bool IsFullWidth(const Glyph& glyph) {
  size_t at = 0;
  const char32_t c = glyph.text.empty() ? 0 : NextCodePoint(glyph.text, &at);
  return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFF60);
}

// The characters of one cell.
class CellGlyphs {
 public:
  CellGlyphs(const PageLayer& layer, const std::vector<int32_t>& indices)
      : layer_(layer), indices_(indices) {}

  bool AreStacked() const {
    if (indices_.size() < kFewest || indices_.size() > kMost) return false;
    size_t wide = 0, below = 0, followed = 0;
    bool any_turned = false;
    double left = std::numeric_limits<double>::infinity(), right = -left, em = 0;
    for (const int32_t i : indices_) {
      const Glyph& glyph = At(i);
      // A printed blank parts characters that stand in a row.
      const bool turned = glyph.direction == Direction::kDown;  // figures in a column, perhaps
      if (IsBlank(glyph) || glyph.size <= 0) return false;
      if (!turned && glyph.direction != Direction::kRight) return false;
      any_turned = any_turned || turned;
      wide += turned || IsFullWidth(glyph) ? 1 : 0;
      left = std::min(left, glyph.box.CenterX());
      right = std::max(right, glyph.box.CenterX());
      em = std::max(em, static_cast<double>(glyph.size));
      const auto [down, aside] = Nearest(glyph);
      if (aside < kPitchAside * glyph.size) return false;
      below += down <= kPitchDown * glyph.size ? 1 : 0;
      followed += std::isfinite(down) ? 1 : 0;
    }
    const auto most = kMostly * static_cast<double>(indices_.size());
    return (any_turned || right - left > kPitchAside * em) && static_cast<double>(wide) >= most &&
           below > 0 && static_cast<double>(below) >= kMostly * static_cast<double>(followed);
  }

 private:
  const Glyph& At(int32_t i) const { return layer_.glyphs[static_cast<size_t>(i)]; }

  // How far the next character below and the next to the right are, from middle to middle;
  // infinity: there is none.
  std::pair<double, double> Nearest(const Glyph& glyph) const {
    double down = std::numeric_limits<double>::infinity(), aside = down;
    for (const int32_t k : indices_) {
      const double dx = At(k).box.CenterX() - glyph.box.CenterX();
      const double dy = At(k).box.CenterY() - glyph.box.CenterY();
      if (dy > 0.1 * glyph.size && std::abs(dx) <= kAside * glyph.size) down = std::min(down, dy);
      if (dx > 0.1 * glyph.size && std::abs(dy) <= glyph.size / 2) aside = std::min(aside, dx);
    }
    return {down, aside};
  }

  const PageLayer& layer_;
  const std::vector<int32_t>& indices_;
};

}  // namespace

std::vector<Direction> DirectionsAsRead(const PageLayer& layer,
                                        const std::vector<int32_t>& region_of_glyph,
                                        const std::vector<Region>& regions) {
  std::vector<Direction> directions;
  directions.reserve(layer.glyphs.size());
  std::vector<std::vector<int32_t>> in_cell(regions.size());
  for (size_t i = 0; i < layer.glyphs.size(); ++i) {
    directions.push_back(layer.glyphs[i].direction);
    if (region_of_glyph[i] < 0) continue;  // in no line
    const auto region = static_cast<size_t>(region_of_glyph[i]);
    if (regions[region].cell) in_cell[region].push_back(static_cast<int32_t>(i));
  }
  for (const std::vector<int32_t>& indices : in_cell) {
    if (!CellGlyphs(layer, indices).AreStacked()) continue;
    for (const int32_t i : indices) directions[static_cast<size_t>(i)] = Direction::kDown;
  }
  return directions;
}

}  // namespace extract
