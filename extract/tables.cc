#include "extract/tables.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

#include "extract/box_index.h"
#include "extract/cell_grid.h"
#include "extract/fill_borders.h"
#include "extract/fills.h"
#include "extract/free_boxes.h"
#include "extract/glyph_cleanup.h"
#include "extract/line_groups.h"
#include "extract/open_sides.h"
#include "extract/rulings.h"
#include "extract/spaced_boxes.h"
#include "extract/thin_strips.h"

namespace extract {
namespace {

constexpr double kLeastCellSide = 5.0;  // points: where most cells are thinner, it is a pattern

// Groups cells that share a border; each group is sorted.
std::vector<std::vector<uint32_t>> NeighbourGroups(const CellGrid& grid) {
  const int rows = grid.Rows(), columns = grid.Columns();
  std::vector<int32_t> owner(static_cast<size_t>(rows) * columns, -1);
  for (size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& cell = grid.cells[i];
    for (int row = cell.row; row < cell.row + cell.row_span; ++row)
      std::fill_n(owner.begin() + static_cast<std::ptrdiff_t>(row) * columns + cell.column,
                  cell.column_span, static_cast<int32_t>(i));
  }
  std::vector<uint32_t> parent(grid.cells.size());
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&parent](uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const auto unite = [&](int32_t a, int32_t b) {
    if (a < 0 || b < 0 || a == b) return;
    const uint32_t p = root(static_cast<uint32_t>(a)), q = root(static_cast<uint32_t>(b));
    parent[std::max(p, q)] = std::min(p, q);
  };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const size_t at = static_cast<size_t>(row) * columns + column;
      if (column + 1 < columns) unite(owner[at], owner[at + 1]);
      if (row + 1 < rows) unite(owner[at], owner[at + columns]);
    }
  }
  std::vector<std::vector<uint32_t>> groups;
  std::vector<int32_t> group_of(grid.cells.size(), -1);
  for (uint32_t i = 0; i < grid.cells.size(); ++i) {
    int32_t& group = group_of[root(i)];
    if (group < 0) {
      group = static_cast<int32_t>(groups.size());
      groups.emplace_back();
    }
    groups[static_cast<size_t>(group)].push_back(i);
  }
  return groups;
}

// The grid lines where some cell begins or ends, and the new number of each old line.
std::vector<double> UsedLines(const std::vector<double>& lines, std::vector<int> used,
                              std::vector<int>* renumbered) {
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  renumbered->assign(lines.size(), 0);
  std::vector<double> kept;
  for (const int line : used) {
    (*renumbered)[static_cast<size_t>(line)] = static_cast<int>(kept.size());
    kept.push_back(lines[static_cast<size_t>(line)]);
  }
  return kept;
}

TableGrid MakeTable(const CellGrid& grid, const std::vector<uint32_t>& members) {
  TableGrid made;
  std::vector<int> used_columns, used_rows, column_of, row_of;
  for (const uint32_t i : members) {
    const GridCell& cell = grid.cells[i];
    used_columns.insert(used_columns.end(), {cell.column, cell.column + cell.column_span});
    used_rows.insert(used_rows.end(), {cell.row, cell.row + cell.row_span});
  }
  made.xs = UsedLines(grid.xs, std::move(used_columns), &column_of);
  made.ys = UsedLines(grid.ys, std::move(used_rows), &row_of);

  Table& table = made.table;
  table.columns = static_cast<int>(made.xs.size()) - 1;
  table.rows = static_cast<int>(made.ys.size()) - 1;
  table.box = {made.xs.front(), made.ys.front(), made.xs.back(), made.ys.back()};
  for (const uint32_t i : members) {
    const GridCell& from = grid.cells[i];
    Cell cell;
    cell.row = row_of[static_cast<size_t>(from.row)];
    cell.column = column_of[static_cast<size_t>(from.column)];
    cell.row_span = row_of[static_cast<size_t>(from.row + from.row_span)] - cell.row;
    cell.column_span = column_of[static_cast<size_t>(from.column + from.column_span)] - cell.column;
    cell.box = {made.xs[static_cast<size_t>(cell.column)], made.ys[static_cast<size_t>(cell.row)],
                made.xs[static_cast<size_t>(cell.column + cell.column_span)],
                made.ys[static_cast<size_t>(cell.row + cell.row_span)]};
    table.cells.push_back(cell);
  }
  std::sort(table.cells.begin(), table.cells.end(), [](const Cell& a, const Cell& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
  made.owner.assign(static_cast<size_t>(table.rows) * table.columns, -1);
  for (size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& cell = table.cells[i];
    for (int row = cell.row; row < cell.row + cell.row_span; ++row)
      std::fill_n(
          made.owner.begin() + static_cast<std::ptrdiff_t>(row) * table.columns + cell.column,
          cell.column_span, static_cast<int32_t>(i));
  }
  return made;
}

// A hatching, a bar code: most cells could hold no character.
bool IsPattern(const Table& table) {
  const auto thin = std::count_if(table.cells.begin(), table.cells.end(), [](const Cell& cell) {
    return std::min(cell.box.Width(), cell.box.Height()) < kLeastCellSide;
  });
  return static_cast<size_t>(thin) * 2 > table.cells.size();
}

bool FillsOnly(const Edges& group) {
  const auto is_fill = [](const Edge& edge) { return edge.fill; };
  return std::all_of(group.horizontal.begin(), group.horizontal.end(), is_fill) &&
         std::all_of(group.vertical.begin(), group.vertical.end(), is_fill);
}

// Answers whether text stands in a box; the index is made when first asked.
class PrintedText {
 public:
  explicit PrintedText(const PageLayer& layer) : layer_(layer) {}

  bool StandsIn(const Rect& box) {
    if (!centres_) {
      std::vector<Rect> centres;
      for (const Glyph& glyph : layer_.glyphs) {
        if (IsBlank(glyph)) continue;
        const double x = glyph.box.CenterX(), y = glyph.box.CenterY();
        centres.push_back({x, y, x, y});
      }
      centres_ = std::make_unique<BoxIndex>(std::move(centres));
    }
    return centres_->ForEach(box, [](uint32_t) { return true; });
  }

 private:
  const PageLayer& layer_;
  std::unique_ptr<BoxIndex> centres_;
};

auto RectKey(const Rect& box) { return std::tie(box.y0, box.x0, box.y1, box.x1); }

}  // namespace

int TableGrid::CellAt(double x, double y) const {
  if (!table.box.Contains(x, y)) return -1;
  const auto interval = [](const std::vector<double>& lines, double at) {
    const auto above = std::upper_bound(lines.begin(), lines.end(), at);
    const auto i = static_cast<int>(above - lines.begin()) - 1;
    return std::clamp(i, 0, static_cast<int>(lines.size()) - 2);
  };
  return owner[static_cast<size_t>(interval(ys, y)) * table.columns + interval(xs, x)];
}

RuledAreas FindRuledAreas(const PageLayer& printed) {
  const std::vector<Rect> free_boxes = FindFreeBoxes(printed.rulings);
  PageLayer without;  // the boxes that lie over tables
  if (!free_boxes.empty()) {
    without = printed;
    without.rulings = WithoutBoxes(printed.rulings, free_boxes);
  }
  const PageLayer& layer = free_boxes.empty() ? printed : without;
  const std::vector<Fill> fills = FindFills(layer);
  Edges edges = JoinRulings(layer, fills);
  std::vector<Edges> groups = GroupLines(edges);
  if (!fills.empty()) {
    AddFillBorders(fills, groups, &edges);
    groups = GroupLines(edges);
  }

  RuledAreas areas;
  PrintedText text(layer);
  const TextAt text_at = [&text](const Rect& box) { return text.StandsIn(box); };
  size_t squares = 0;
  for (Edges& group : groups) {
    if (group.horizontal.size() + group.vertical.size() < 3) continue;
    CloseOpenSides(text_at, &group);
    CellGrid grid = FindCells(group);
    DropThinStrips(text_at, &grid);
    squares += static_cast<size_t>(grid.Rows()) * static_cast<size_t>(grid.Columns());
    if (squares > 4 * kMostSquares) break;
    for (const std::vector<uint32_t>& members : NeighbourGroups(grid)) {
      TableGrid made = MakeTable(grid, members);
      made.fills_only = FillsOnly(group);
      if (members.size() == 1)
        areas.frames.push_back(made.table.box);
      else if (!IsPattern(made.table))
        areas.tables.push_back(std::move(made));
    }
  }
  areas.frames.insert(areas.frames.end(), free_boxes.begin(), free_boxes.end());
  const auto by_place = [](const Rect& a, const Rect& b) { return RectKey(a) < RectKey(b); };
  std::sort(areas.frames.begin(), areas.frames.end(), by_place);
  areas.frames.erase(std::unique(areas.frames.begin(), areas.frames.end()), areas.frames.end());
  JoinSpacedBoxes(text_at, &areas);
  std::sort(areas.tables.begin(), areas.tables.end(), [](const TableGrid& a, const TableGrid& b) {
    return RectKey(a.table.box) < RectKey(b.table.box);
  });
  return areas;
}

}  // namespace extract
