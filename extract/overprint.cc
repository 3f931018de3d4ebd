#include "extract/overprint.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "extract/box_index.h"
#include "extract/flow.h"
#include "extract/glyph_cleanup.h"

namespace extract {
namespace {

constexpr double kLarge = 2.5;     // times the page's usual size
constexpr double kInside = 0.15;   // of a large glyph's side: its corners are blank
constexpr double kShare = 0.3;     // of the large glyphs of one size: so many lie on text
constexpr double kWidestGap = 3;   // em between the glyphs of one line
constexpr double kSameSize = 0.1;  // relative

double MedianSize(const PageLayer& layer) {
  std::vector<float> sizes;
  for (const Glyph& glyph : layer.glyphs) {
    if (!IsBlank(glyph) && !glyph.slanted) sizes.push_back(glyph.size);
  }
  if (sizes.empty()) return 0;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

// Marks large glyphs where some of their size stand on others' text.
void MarkLarge(const PageLayer& layer, std::vector<uint8_t>* overprint) {
  const double large = kLarge * MedianSize(layer);
  std::vector<uint32_t> candidates;
  std::vector<Rect> centres;
  for (uint32_t i = 0; i < layer.glyphs.size(); ++i) {
    const Glyph& glyph = layer.glyphs[i];
    if (IsBlank(glyph) || glyph.slanted) continue;
    const double x = glyph.box.CenterX(), y = glyph.box.CenterY();
    if (glyph.size >= large)
      candidates.push_back(i);
    else
      centres.push_back({x, y, x, y});
  }
  if (candidates.empty() || centres.empty()) return;
  const BoxIndex index(std::move(centres));
  std::sort(candidates.begin(), candidates.end(), [&](uint32_t a, uint32_t b) {
    return std::tie(layer.glyphs[a].size, a) < std::tie(layer.glyphs[b].size, b);
  });
  for (size_t first = 0, last; first < candidates.size(); first = last) {
    size_t covering = 0;
    for (last = first; last < candidates.size(); ++last) {
      const Glyph& glyph = layer.glyphs[candidates[last]];
      if (glyph.size > layer.glyphs[candidates[first]].size * (1 + kSameSize)) break;
      const double dx = kInside * glyph.box.Width(), dy = kInside * glyph.box.Height();
      const Rect inside{glyph.box.x0 + dx, glyph.box.y0 + dy, glyph.box.x1 - dx, glyph.box.y1 - dy};
      if (index.ForEach(inside, [](uint32_t) { return true; })) ++covering;
    }
    if (static_cast<double>(covering) < kShare * static_cast<double>(last - first)) continue;
    for (size_t k = first; k < last; ++k) (*overprint)[candidates[k]] = 1;
  }
}

}  // namespace

std::vector<uint8_t> FindOverprint(const PageLayer& layer) {
  std::vector<uint8_t> overprint(layer.glyphs.size(), 0);
  for (size_t i = 0; i < layer.glyphs.size(); ++i) overprint[i] = layer.glyphs[i].slanted ? 1 : 0;
  MarkLarge(layer, &overprint);
  if (std::count(overprint.begin(), overprint.end(), 1) == 0) return {};
  return overprint;
}

std::vector<Line> OverprintLines(const PageLayer& layer, const std::vector<uint8_t>& overprint) {
  struct Piece {
    int32_t glyph;
    FlowBox box;
  };
  std::vector<Piece> pieces;
  for (size_t i = 0; i < overprint.size(); ++i) {
    if (overprint[i] == 0) continue;
    const Glyph& glyph = layer.glyphs[i];
    pieces.push_back({static_cast<int32_t>(i), ToFlow(glyph.box, glyph.direction)});
  }
  const auto glyph_of = [&](const Piece& piece) -> const Glyph& {
    return layer.glyphs[static_cast<size_t>(piece.glyph)];
  };
  std::sort(pieces.begin(), pieces.end(), [&](const Piece& a, const Piece& b) {
    const Glyph &p = glyph_of(a), &q = glyph_of(b);
    return std::tie(p.direction, p.size, a.box.u0, a.box.v0, p.text, a.glyph) <
           std::tie(q.direction, q.size, b.box.u0, b.box.v0, q.text, b.glyph);
  });
  std::vector<std::vector<Piece>> chains;
  for (const Piece& piece : pieces) {
    const Glyph& glyph = glyph_of(piece);
    // The chain whose end is nearest, if it is near enough.
    std::vector<Piece>* best = nullptr;
    double nearest = kWidestGap * glyph.size;
    for (std::vector<Piece>& chain : chains) {
      const Glyph& last = glyph_of(chain.back());
      if (last.direction != glyph.direction || std::abs(last.size - glyph.size) > kSameSize)
        continue;
      const double distance = std::hypot(last.box.CenterX() - glyph.box.CenterX(),
                                         last.box.CenterY() - glyph.box.CenterY());
      if (distance >= nearest) continue;
      nearest = distance;
      best = &chain;
    }
    constexpr size_t kMostChains = 200;  // more is a pattern made of letters
    if (best == nullptr && chains.size() >= kMostChains) best = &chains.back();
    if (best == nullptr) best = &chains.emplace_back();
    best->push_back(piece);
  }
  std::vector<Line> lines;
  for (const std::vector<Piece>& chain : chains) {
    Line line;
    for (const Piece& piece : chain) {
      const Glyph& glyph = glyph_of(piece);
      line.box = line.glyphs.empty() ? glyph.box : Union(line.box, glyph.box);
      line.glyphs.push_back(piece.glyph);
      line.text += glyph.text;
      line.size = glyph.size;
      line.direction = glyph.direction;
    }
    line.overprint = true;
    lines.push_back(std::move(line));
  }
  std::erase_if(lines, [&](const Line& line) {
    return std::all_of(line.glyphs.begin(), line.glyphs.end(),
                       [&](int32_t i) { return IsBlank(layer.glyphs[static_cast<size_t>(i)]); });
  });
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.box.y0, a.box.x0, a.text) < std::tie(b.box.y0, b.box.x0, b.text);
  });
  return lines;
}

}  // namespace extract
