#include "extract/spaced_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "extract/box_index.h"

namespace extract {
namespace {

constexpr double kWidestGap = 10.0;   // points: between neighbours
constexpr double kWidestLine = 14.0;  // points: from the first to the last edge of one grid line
constexpr double kAligned = 5.0;      // points: between edges on one line
constexpr double kShared = 0.5;       // of the shorter side that neighbours have in common
constexpr double kBoxes = 0.75;       // of the pieces: boxes, or tables of one row or column
constexpr double kFilled = 0.8;       // of the cells: hold text
constexpr double kCovered = 0.7;      // of the grid: covered by cells
constexpr size_t kFewestPieces = 4;
constexpr size_t kFewestCells = 6;
constexpr size_t kMostPieces = 2000;  // more is a drawing

// A frame, or a table.
struct Piece {
  Rect box;
  int table = -1, frame = -1;
};

std::vector<Piece> PiecesOf(const RuledAreas& areas) {
  std::vector<Piece> pieces;
  for (size_t i = 0; i < areas.tables.size(); ++i)
    pieces.push_back({.box = areas.tables[i].table.box, .table = static_cast<int>(i)});
  for (size_t i = 0; i < areas.frames.size(); ++i)
    pieces.push_back({.box = areas.frames[i], .frame = static_cast<int>(i)});
  return pieces;
}

bool Aligned(double a0, double a1, double b0, double b1) {
  return std::abs(a0 - b0) <= kAligned || std::abs(a1 - b1) <= kAligned;
}

// Side by side or one above the other, with a common edge on one side at least: a title over
// a table has none.
bool AreNeighbours(const Rect& a, const Rect& b) {
  const Rect common = Intersection(a, b);
  const double x = common.Width(), y = common.Height();  // negative: the gap
  const double low = std::min(a.Height(), b.Height()), narrow = std::min(a.Width(), b.Width());
  const bool beside = x <= 1 && x >= -kWidestGap && y >= kShared * low;
  const bool below = y <= 1 && y >= -kWidestGap && x >= kShared * narrow;
  return (beside && Aligned(a.y0, a.y1, b.y0, b.y1)) || (below && Aligned(a.x0, a.x1, b.x0, b.x1));
}

std::vector<std::vector<uint32_t>> GroupNeighbours(const std::vector<Piece>& pieces) {
  std::vector<Rect> boxes;
  boxes.reserve(pieces.size());
  for (const Piece& piece : pieces) boxes.push_back(piece.box);
  const BoxIndex index(std::move(boxes));
  std::vector<uint32_t> parent(pieces.size());
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&parent](uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::vector<uint8_t> holds_others(pieces.size(), 0);
  for (uint32_t i = 0; i < pieces.size(); ++i) {
    const Rect& box = pieces[i].box;
    holds_others[i] = index.ForEach(box, [&](uint32_t k) {
      const Rect& other = pieces[k].box;
      return k != i && box.Contains(other.CenterX(), other.CenterY()) && box.Area() > other.Area();
    });
  }
  for (uint32_t i = 0; i < pieces.size(); ++i) {
    if (holds_others[i] != 0) continue;
    const Rect& box = pieces[i].box;
    const Rect around{box.x0 - kWidestGap, box.y0 - kWidestGap, box.x1 + kWidestGap,
                      box.y1 + kWidestGap};
    index.ForEach(around, [&](uint32_t k) {
      if (k == i || holds_others[k] != 0 || !AreNeighbours(box, pieces[k].box)) return false;
      const uint32_t a = root(i), b = root(k);
      parent[std::max(a, b)] = std::min(a, b);
      return false;
    });
  }
  std::vector<std::vector<uint32_t>> groups(pieces.size());
  for (uint32_t i = 0; i < pieces.size(); ++i) groups[root(i)].push_back(i);
  std::erase_if(groups, [](const auto& group) { return group.size() < kFewestPieces; });
  return groups;
}

// Grid lines: the middles of clusters of edges.
struct Lines {
  std::vector<double> starts, middles;

  size_t At(double edge) const {
    const auto above = std::upper_bound(starts.begin(), starts.end(), edge);
    return static_cast<size_t>(above - starts.begin()) - 1;
  }
};

std::optional<Lines> ClusterEdges(std::vector<double> edges) {
  std::sort(edges.begin(), edges.end());
  Lines lines;
  for (size_t first = 0, last; first < edges.size(); first = last) {
    last = first + 1;
    while (last < edges.size() && edges[last] - edges[last - 1] <= kWidestGap) ++last;
    if (edges[last - 1] - edges[first] > kWidestLine) return std::nullopt;
    lines.starts.push_back(edges[first]);
    lines.middles.push_back((edges[first] + edges[last - 1]) / 2);
  }
  return lines;
}

// The boxes as one table; nothing if they do not stand in rows and columns.
std::optional<TableGrid> MakeTable(const std::vector<Rect>& boxes) {
  std::vector<double> x_edges, y_edges;
  for (const Rect& box : boxes) {
    x_edges.insert(x_edges.end(), {box.x0, box.x1});
    y_edges.insert(y_edges.end(), {box.y0, box.y1});
  }
  const std::optional<Lines> xs = ClusterEdges(std::move(x_edges));
  const std::optional<Lines> ys = ClusterEdges(std::move(y_edges));
  if (!xs || !ys || xs->starts.size() < 3 || ys->starts.size() < 3) return std::nullopt;

  TableGrid made{.table = {}, .xs = xs->middles, .ys = ys->middles, .owner = {}};
  Table& table = made.table;
  table.columns = static_cast<int>(made.xs.size()) - 1;
  table.rows = static_cast<int>(made.ys.size()) - 1;
  table.box = {made.xs.front(), made.ys.front(), made.xs.back(), made.ys.back()};
  for (const Rect& box : boxes) {
    const size_t x0 = xs->At(box.x0), x1 = xs->At(box.x1);
    const size_t y0 = ys->At(box.y0), y1 = ys->At(box.y1);
    if (x0 >= x1 || y0 >= y1) return std::nullopt;
    Cell cell;
    cell.row = static_cast<int>(y0);
    cell.column = static_cast<int>(x0);
    cell.row_span = static_cast<int>(y1 - y0);
    cell.column_span = static_cast<int>(x1 - x0);
    cell.box = {made.xs[x0], made.ys[y0], made.xs[x1], made.ys[y1]};
    table.cells.push_back(cell);
  }
  std::sort(table.cells.begin(), table.cells.end(), [](const Cell& a, const Cell& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });

  made.owner.assign(static_cast<size_t>(table.rows) * table.columns, -1);
  size_t covered = 0;
  for (size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& cell = table.cells[i];
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (int column = cell.column; column < cell.column + cell.column_span; ++column) {
        int32_t& owner = made.owner[static_cast<size_t>(row) * table.columns + column];
        if (owner >= 0) return std::nullopt;
        owner = static_cast<int32_t>(i);
        ++covered;
      }
    }
  }
  if (static_cast<double>(covered) < kCovered * static_cast<double>(made.owner.size()))
    return std::nullopt;
  return made;
}

}  // namespace

void JoinSpacedBoxes(const TextAt& text_at, RuledAreas* areas) {
  if (areas->frames.size() + areas->tables.size() < kFewestPieces) return;
  const std::vector<Piece> pieces = PiecesOf(*areas);
  if (pieces.size() > kMostPieces) return;
  std::vector<uint8_t> joined_table(areas->tables.size(), 0), joined_frame(areas->frames.size(), 0);
  std::vector<TableGrid> made;
  for (const std::vector<uint32_t>& group : GroupNeighbours(pieces)) {
    std::vector<Rect> boxes;
    size_t simple = 0;
    for (const uint32_t i : group) {
      if (pieces[i].frame >= 0) {
        boxes.push_back(pieces[i].box);
        ++simple;
        continue;
      }
      const Table& table = areas->tables[static_cast<size_t>(pieces[i].table)].table;
      simple += table.rows == 1 || table.columns == 1 ? 1 : 0;
      for (const Cell& cell : table.cells) boxes.push_back(cell.box);
    }
    const auto filled = std::count_if(boxes.begin(), boxes.end(), text_at);
    if (boxes.size() < kFewestCells ||
        static_cast<double>(simple) < kBoxes * static_cast<double>(group.size()) ||
        static_cast<double>(filled) < kFilled * static_cast<double>(boxes.size()))
      continue;
    std::optional<TableGrid> table = MakeTable(boxes);
    if (!table) continue;
    made.push_back(std::move(*table));
    for (const uint32_t i : group) {
      if (pieces[i].frame >= 0)
        joined_frame[static_cast<size_t>(pieces[i].frame)] = 1;
      else
        joined_table[static_cast<size_t>(pieces[i].table)] = 1;
    }
  }
  if (made.empty()) return;
  RuledAreas kept;
  for (size_t i = 0; i < joined_table.size(); ++i) {
    if (joined_table[i] == 0) kept.tables.push_back(std::move(areas->tables[i]));
  }
  for (size_t i = 0; i < joined_frame.size(); ++i) {
    if (joined_frame[i] == 0) kept.frames.push_back(areas->frames[i]);
  }
  for (TableGrid& table : made) kept.tables.push_back(std::move(table));
  *areas = std::move(kept);
}

}  // namespace extract
