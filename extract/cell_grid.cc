#include "extract/cell_grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace extract {
namespace {

constexpr double kWidestCluster = 4.5;  // points: of rulings that make one grid line
constexpr int kMostParts = 3;           // an L or a C is a cell; more corners are a background

// Grid lines at the middle of each cluster of rulings, weighted by length.
std::vector<double> GridLines(const std::vector<Edge>& edges) {
  std::vector<double> lines;
  double first = 0, last = 0, weighted = 0, weight = 0;
  for (const Edge& edge : edges) {  // sorted by `at`
    if (weight > 0 && (edge.at - last > kSnap || edge.at - first > kWidestCluster)) {
      lines.push_back(weighted / weight);
      weight = weighted = 0;
    }
    if (weight <= 0) first = edge.at;
    last = edge.at;
    // A line that somebody drew says more about the place than the border of a fill.
    const double length = (edge.to - edge.from) * (edge.fill ? 0.01 : 1);
    weighted += edge.at * length;
    weight += length;
  }
  if (weight > 0) lines.push_back(weighted / weight);
  return lines;
}

size_t Nearest(const std::vector<double>& lines, double at) {
  const auto above = std::lower_bound(lines.begin(), lines.end(), at);
  if (above == lines.begin()) return 0;
  const auto i = static_cast<size_t>(above - lines.begin());
  if (above == lines.end()) return i - 1;
  return at - lines[i - 1] <= lines[i] - at ? i - 1 : i;
}

// walls[line * intervals + i]: does a ruling stand on grid line `line` between the crossing
// lines i and i + 1?
std::vector<uint8_t> FindWalls(const std::vector<Edge>& edges, const std::vector<double>& lines,
                               const std::vector<double>& crossing) {
  const size_t intervals = crossing.size() - 1;
  std::vector<uint8_t> walls(lines.size() * intervals, 0);
  std::vector<std::pair<double, double>> spans;
  size_t next = 0;
  for (size_t line = 0; line < lines.size(); ++line) {
    spans.clear();
    for (; next < edges.size() && Nearest(lines, edges[next].at) == line; ++next)
      spans.emplace_back(edges[next].from, edges[next].to);
    std::sort(spans.begin(), spans.end());
    size_t count = 0;  // overlapping spans made one
    for (const auto& span : spans) {
      if (count > 0 && span.first <= spans[count - 1].second)
        spans[count - 1].second = std::max(spans[count - 1].second, span.second);
      else
        spans[count++] = span;
    }
    spans.resize(count);

    size_t begin = 0;
    for (size_t i = 0; i < intervals; ++i) {
      const double from = crossing[i], to = crossing[i + 1];
      while (begin < count && spans[begin].second <= from) ++begin;
      double covered = 0;
      for (size_t k = begin; k < count && spans[k].first < to; ++k)
        covered += std::min(to, spans[k].second) - std::max(from, spans[k].first);
      const double open = to - from - covered;
      if (open <= 2 * kReach && covered >= (to - from) / 2) walls[line * intervals + i] = 1;
    }
  }
  return walls;
}

// Cuts what one label covers into rectangles, row by row from above.
std::vector<GridCell> Cut(const std::vector<int32_t>& label_of, int columns, int32_t label,
                          const GridCell& box) {
  std::vector<GridCell> parts;
  for (int row = box.row; row < box.row + box.row_span; ++row) {
    for (int column = box.column; column < box.column + box.column_span;) {
      if (label_of[static_cast<size_t>(row) * columns + column] != label) {
        ++column;
        continue;
      }
      int end = column;
      while (end < box.column + box.column_span &&
             label_of[static_cast<size_t>(row) * columns + end] == label)
        ++end;
      const auto above = std::find_if(parts.begin(), parts.end(), [&](const GridCell& part) {
        return part.column == column && part.column_span == end - column &&
               part.row + part.row_span == row;
      });
      if (above != parts.end())
        ++above->row_span;
      else
        parts.push_back({row, column, 1, end - column});
      if (parts.size() > kMostParts) return {};
      column = end;
    }
  }
  return parts;
}

struct Square {
  int row, column;
};

// Puts `label` on all squares that can be reached from `start`. Returns their box and count;
// `*open` where the way leads out of the grid.
GridCell Flood(const std::vector<uint8_t>& above, const std::vector<uint8_t>& left, int rows,
               int columns, Square start, int32_t label, std::vector<int32_t>* label_of,
               std::vector<Square>* stack, int64_t* count, bool* open) {
  const auto mark = [&](int row, int column) {
    if (row < 0 || column < 0 || row >= rows || column >= columns) {
      *open = true;
      return;
    }
    int32_t& seen = (*label_of)[static_cast<size_t>(row) * columns + column];
    if (seen >= 0) return;
    seen = label;
    stack->push_back({row, column});
  };
  int row0 = start.row, row1 = start.row, column0 = start.column, column1 = start.column;
  *count = 0;
  *open = false;
  mark(start.row, start.column);
  while (!stack->empty()) {
    const Square at = stack->back();
    stack->pop_back();
    ++*count;
    row0 = std::min(row0, at.row);
    row1 = std::max(row1, at.row);
    column0 = std::min(column0, at.column);
    column1 = std::max(column1, at.column);
    const auto wall_above = [&](int row) {
      return above[static_cast<size_t>(row) * columns + at.column] != 0;
    };
    const auto wall_left = [&](int column) {
      return left[static_cast<size_t>(column) * rows + at.row] != 0;
    };
    if (!wall_above(at.row)) mark(at.row - 1, at.column);
    if (!wall_above(at.row + 1)) mark(at.row + 1, at.column);
    if (!wall_left(at.column)) mark(at.row, at.column - 1);
    if (!wall_left(at.column + 1)) mark(at.row, at.column + 1);
  }
  return {row0, column0, row1 - row0 + 1, column1 - column0 + 1};
}

}  // namespace

Rect CellGrid::BoxOf(const GridCell& cell) const {
  return {xs[static_cast<size_t>(cell.column)], ys[static_cast<size_t>(cell.row)],
          xs[static_cast<size_t>(cell.column + cell.column_span)],
          ys[static_cast<size_t>(cell.row + cell.row_span)]};
}

CellGrid FindCells(const Edges& edges) {
  CellGrid grid{GridLines(edges.vertical), GridLines(edges.horizontal), {}};
  if (grid.xs.size() < 2 || grid.ys.size() < 2) return grid;
  if ((grid.xs.size() - 1) * (grid.ys.size() - 1) > kMostSquares) return grid;
  const int rows = grid.Rows(), columns = grid.Columns();
  const std::vector<uint8_t> above = FindWalls(edges.horizontal, grid.ys, grid.xs);
  const std::vector<uint8_t> left = FindWalls(edges.vertical, grid.xs, grid.ys);

  std::vector<int32_t> label_of(static_cast<size_t>(rows) * columns, -1);
  std::vector<Square> stack;
  int32_t label = 0;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (label_of[static_cast<size_t>(row) * columns + column] >= 0) continue;
      int64_t count = 0;
      bool open = false;
      const GridCell box =
          Flood(above, left, rows, columns, {row, column}, label, &label_of, &stack, &count, &open);
      if (!open && count == static_cast<int64_t>(box.row_span) * box.column_span) {
        grid.cells.push_back(box);
      } else if (!open) {
        const std::vector<GridCell> parts = Cut(label_of, columns, label, box);
        grid.cells.insert(grid.cells.end(), parts.begin(), parts.end());
      }
      ++label;
    }
  }
  return grid;
}

}  // namespace extract
