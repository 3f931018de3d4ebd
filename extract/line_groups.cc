#include "extract/line_groups.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "extract/box_index.h"

namespace extract {
namespace {

constexpr double kFarthestReach = 4.0;  // points: with half of a thick pen

uint32_t Root(std::vector<uint32_t>& parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

}  // namespace

Rect BoxOfHorizontal(const Edge& edge) { return {edge.from, edge.at, edge.to, edge.at}; }
Rect BoxOfVertical(const Edge& edge) { return {edge.at, edge.from, edge.at, edge.to}; }

std::vector<Edges> GroupLines(const Edges& edges) {
  const auto horizontals = static_cast<uint32_t>(edges.horizontal.size());
  const auto verticals = static_cast<uint32_t>(edges.vertical.size());
  std::vector<uint32_t> parent(horizontals + verticals);
  std::iota(parent.begin(), parent.end(), 0U);

  std::vector<Rect> boxes;
  boxes.reserve(verticals);
  for (const Edge& edge : edges.vertical) {
    const double reach = std::min(kFarthestReach, kReach + edge.width / 2);
    boxes.push_back({edge.at - reach, edge.from - reach, edge.at + reach, edge.to + reach});
  }
  const BoxIndex index(std::move(boxes));
  for (uint32_t h = 0; h < horizontals; ++h) {
    const Edge& edge = edges.horizontal[h];
    const double more = std::min(kFarthestReach - kReach, edge.width / 2);
    Rect place = BoxOfHorizontal(edge);
    place.y0 -= more;
    place.y1 += more;
    index.ForEach(place, [&](uint32_t v) {
      const uint32_t a = Root(parent, h), b = Root(parent, horizontals + v);
      parent[std::max(a, b)] = std::min(a, b);
      return false;
    });
  }

  std::vector<Edges> groups;
  std::vector<int32_t> group_of(parent.size(), -1);
  for (uint32_t i = 0; i < parent.size(); ++i) {
    const uint32_t root = Root(parent, i);
    if (group_of[root] < 0) {
      group_of[root] = static_cast<int32_t>(groups.size());
      groups.emplace_back();
    }
    Edges& group = groups[static_cast<size_t>(group_of[root])];
    if (i < horizontals)
      group.horizontal.push_back(edges.horizontal[i]);
    else
      group.vertical.push_back(edges.vertical[i - horizontals]);
  }
  return groups;
}

}  // namespace extract
