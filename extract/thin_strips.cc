#include "extract/thin_strips.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace extract {
namespace {

constexpr double kThin = 5.0;         // points: hardly a line of text fits
constexpr double kThinOfUsual = 0.5;  // of the middle one of all strips

// One direction of the grid: its lines, and where a cell begins on them and how far it goes.
struct Axis {
  std::vector<double> CellGrid::*lines;
  int GridCell::*at;
  int GridCell::*span;
};

double UsualSize(const std::vector<double>& lines) {
  std::vector<double> sizes;
  for (size_t i = 1; i < lines.size(); ++i) sizes.push_back(lines[i] - lines[i - 1]);
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

void DropAlong(const Axis& axis, const TextAt& text_at, CellGrid* grid) {
  const std::vector<double>& lines = grid->*axis.lines;
  if (lines.size() < 3) return;
  const double thin = std::min(kThin, kThinOfUsual * UsualSize(lines));
  const size_t strips = lines.size() - 1;
  // 0: stays; 1: thin, but no cell lies in it alone; 2: goes.
  std::vector<uint8_t> fate(strips, 0);
  for (size_t i = 0; i < strips; ++i) fate[i] = lines[i + 1] - lines[i] < thin ? 1 : 0;
  if (std::count(fate.begin(), fate.end(), 0) == static_cast<std::ptrdiff_t>(strips)) return;
  for (const GridCell& cell : grid->cells) {
    uint8_t& of_strip = fate[static_cast<size_t>(cell.*axis.at)];
    if (cell.*axis.span == 1 && of_strip != 0) of_strip = 2;
  }
  for (const GridCell& cell : grid->cells) {
    uint8_t& of_strip = fate[static_cast<size_t>(cell.*axis.at)];
    if (cell.*axis.span == 1 && of_strip != 0 && text_at(grid->BoxOf(cell))) of_strip = 0;
  }
  // The new number of each line; the lines beside a strip that goes become one.
  std::vector<int> renumbered(lines.size(), 0);
  std::vector<double> kept{lines[0]};
  for (size_t i = 0; i < strips; ++i) {
    if (fate[i] == 2)
      kept.back() = (lines[i] + lines[i + 1]) / 2;
    else
      kept.push_back(lines[i + 1]);
    renumbered[i + 1] = static_cast<int>(kept.size()) - 1;
  }
  if (kept.size() < 2 || kept.size() == lines.size()) return;
  for (GridCell& cell : grid->cells) {
    const int end = renumbered[static_cast<size_t>(cell.*axis.at + cell.*axis.span)];
    cell.*axis.at = renumbered[static_cast<size_t>(cell.*axis.at)];
    cell.*axis.span = end - cell.*axis.at;
  }
  std::erase_if(grid->cells, [&](const GridCell& cell) { return cell.*axis.span <= 0; });
  grid->*axis.lines = std::move(kept);
}

}  // namespace

void DropThinStrips(const TextAt& text_at, CellGrid* grid) {
  if (grid->cells.size() < 2) return;
  DropAlong({&CellGrid::ys, &GridCell::row, &GridCell::row_span}, text_at, grid);
  DropAlong({&CellGrid::xs, &GridCell::column, &GridCell::column_span}, text_at, grid);
}

}  // namespace extract
