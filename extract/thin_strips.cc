#include "extract/thin_strips.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace extract {
namespace {

constexpr double kThin = 5.0;         // points: hardly a line of text fits
constexpr double kThinOfUsual = 0.5;  // of the usual size, see UsualSize

// One direction of the grid: its lines, and where a cell begins on them and how far it goes.
struct Axis {
  std::vector<double> CellGrid::*lines;
  int GridCell::*at;
  int GridCell::*span;
};

// The upper quartile: where all lines are double, half of the strips or more are thin.
double UsualSize(const std::vector<double>& lines) {
  std::vector<double> sizes;
  for (size_t i = 1; i < lines.size(); ++i) sizes.push_back(lines[i] - lines[i - 1]);
  const auto place = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() * 3 / 4);
  std::nth_element(sizes.begin(), place, sizes.end());
  return *place;
}

void DropAlong(const Axis& axis, const TextAt& text_at, CellGrid* grid) {
  const std::vector<double>& lines = grid->*axis.lines;
  if (lines.size() < 3) return;
  const double thin = std::min(kThin, kThinOfUsual * UsualSize(lines));
  const size_t strips = lines.size() - 1;
  std::vector<uint8_t> goes(strips, 0);
  for (size_t i = 0; i < strips; ++i) goes[i] = lines[i + 1] - lines[i] < thin ? 1 : 0;
  if (std::count(goes.begin(), goes.end(), 1) == 0) return;
  for (const GridCell& cell : grid->cells) {
    uint8_t& strip = goes[static_cast<size_t>(cell.*axis.at)];
    if (cell.*axis.span == 1 && strip != 0 && text_at(grid->BoxOf(cell))) strip = 0;
  }
  // The new number of each line; the lines beside a strip that goes become one.
  std::vector<int> renumbered(lines.size(), 0);
  std::vector<double> kept{lines[0]};
  for (size_t i = 0; i < strips; ++i) {
    if (goes[i] != 0)
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
