#include "extract/rulings.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "extract/box_index.h"

namespace extract {
namespace {

constexpr double kSameLine = 1.0;     // points: pieces nearer than this lie on one line
constexpr double kJoinGap = 3.0;      // points: a gap up to this inside a line is closed
constexpr double kLongestDash = 6.0;  // points: between dashes the gap may be as long as they are
constexpr double kDashGap = 1.2;      // ... times this
constexpr double kShortest = 4.0;     // points: shorter lines border no cell
constexpr double kPageMargin = 1.0;   // points: what lies farther out is not on the page
constexpr double kLongestPen = 10.0;  // points: a thicker pen paints an area, not a line
constexpr size_t kFewestStripes = 4;  // abutting lines that paint an area (a gradient, hatching)

struct Piece {
  double at, from, to, width;
  auto Key() const { return std::tie(at, from, to, width); }
};

// Drops runs of lines of one length that touch side by side: they paint an area.
void DropStripes(std::vector<Piece>* pieces) {
  std::sort(pieces->begin(), pieces->end(), [](const Piece& a, const Piece& b) {
    return std::tie(a.from, a.to, a.at, a.width) < std::tie(b.from, b.to, b.at, b.width);
  });
  std::vector<Piece> kept;
  kept.reserve(pieces->size());
  size_t first = 0;
  for (size_t i = 1; i <= pieces->size(); ++i) {
    if (i < pieces->size()) {
      const Piece &a = (*pieces)[i - 1], &b = (*pieces)[i];
      const double step = b.at - a.at;
      if (std::abs(a.from - b.from) < 0.01 && std::abs(a.to - b.to) < 0.01 && step > 0.01 &&
          step <= std::max(a.width, b.width) * 1.1)
        continue;
    }
    if (i - first < kFewestStripes)
      kept.insert(kept.end(), pieces->begin() + static_cast<std::ptrdiff_t>(first),
                  pieces->begin() + static_cast<std::ptrdiff_t>(i));
    first = i;
  }
  *pieces = std::move(kept);
}

// May a line whose last piece is `last` long go on after `gap`?
bool GoesOn(double gap, double last, double next) {
  if (gap <= kJoinGap) return true;
  return last <= kLongestDash && next <= kLongestDash && gap <= kDashGap * std::min(last, next);
}

std::vector<Edge> Join(std::vector<Piece> pieces) {
  DropStripes(&pieces);
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.Key() < b.Key(); });
  std::vector<Edge> edges;
  for (size_t first = 0, end; first < pieces.size(); first = end) {
    end = first;
    while (end < pieces.size() && pieces[end].at - pieces[first].at <= kSameLine) ++end;
    std::sort(
        pieces.begin() + static_cast<std::ptrdiff_t>(first),
        pieces.begin() + static_cast<std::ptrdiff_t>(end), [](const Piece& a, const Piece& b) {
          return std::tie(a.from, a.to, a.at, a.width) < std::tie(b.from, b.to, b.at, b.width);
        });
    double weighted = 0, weight = 0, last_length = 0;
    Edge edge;
    const auto finish = [&] {
      if (weight <= 0) return;
      edge.at = weighted / weight;
      if (edge.to - edge.from >= kShortest) edges.push_back(edge);
    };
    for (size_t i = first; i < end; ++i) {
      const Piece& piece = pieces[i];
      const double length = piece.to - piece.from;
      if (weight <= 0 || !GoesOn(piece.from - edge.to, last_length, length)) {
        finish();
        edge = {.from = piece.from, .to = piece.to, .width = 0};
        weighted = weight = 0;
      }
      edge.to = std::max(edge.to, piece.to);
      edge.width = std::max(edge.width, piece.width);
      weighted += piece.at * length;
      weight += length;
      last_length = length;
    }
    finish();
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

// Places where a line in the colour of the paper is seen.
std::vector<Rect> ColouredPlaces(const PageLayer& layer, const std::vector<Fill>& fills) {
  std::vector<Rect> places;
  for (const Fill& fill : fills) {
    if (!IsPaperColour(fill.rgb)) places.push_back(fill.box);
  }
  for (const Picture& picture : layer.pictures) places.push_back(picture.box);
  return places;
}

}  // namespace

Edges JoinRulings(const PageLayer& layer, const std::vector<Fill>& fills) {
  const BoxIndex coloured(ColouredPlaces(layer, fills));
  std::vector<Piece> horizontal, vertical;
  const auto add = [&](bool lies, Piece piece, uint32_t rgb) {
    const double across = lies ? layer.height : layer.width;
    const double along = lies ? layer.width : layer.height;
    if (piece.at < -kPageMargin || piece.at > across + kPageMargin) return;
    piece.from = std::max(piece.from, -kPageMargin);
    piece.to = std::min(piece.to, along + kPageMargin);
    if (!(piece.to > piece.from)) return;
    if (IsPaperColour(rgb)) {
      const double middle = (piece.from + piece.to) / 2;
      const Point p = lies ? Point{middle, piece.at} : Point{piece.at, middle};
      const Rect place{p.x - 1, p.y - 1, p.x + 1, p.y + 1};
      if (!coloured.ForEach(place, [](uint32_t) { return true; })) return;
    }
    (lies ? horizontal : vertical).push_back(piece);
  };
  for (const Ruling& ruling : layer.rulings) {
    if (ruling.origin == Ruling::Origin::kFillEdge) continue;
    const bool lies = ruling.Horizontal();
    Piece piece = lies ? Piece{ruling.a.y, ruling.a.x, ruling.b.x, ruling.width}
                       : Piece{ruling.a.x, ruling.a.y, ruling.b.y, ruling.width};
    if (!std::isfinite(piece.at + piece.from + piece.to + piece.width)) continue;
    const double length = piece.to - piece.from;
    if (piece.width > kLongestPen) continue;
    if (length > 1.5 * piece.width) {
      add(lies, piece, ruling.rgb);
      continue;
    }
    // As thick as long: a dot, which may belong to a line either way.
    const double middle = (piece.from + piece.to) / 2, half = std::max(length, piece.width) / 2;
    add(lies, {piece.at, middle - half, middle + half, piece.width}, ruling.rgb);
    add(!lies, {middle, piece.at - half, piece.at + half, length}, ruling.rgb);
  }
  return {Join(std::move(horizontal)), Join(std::move(vertical))};
}

}  // namespace extract
