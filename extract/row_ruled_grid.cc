#include "extract/row_ruled_grid.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "extract/cell_grid.h"

namespace extract {
namespace {

constexpr double kSureBand = 1.0;     // em: white that parts columns whatever the header says
constexpr double kBand = 0.5;         // em: ... if the header has a gap there, too, and
constexpr size_t kEnoughRows = 4;     // ... as many rows keep to it
constexpr double kWideLabel = 0.4;    // of the table: a lone piece that is wider crosses columns
constexpr double kCrosses = 0.2;      // em: how far print goes over on both sides
constexpr double kPitch = 1.7;        // em: from a row to the next line of the same text
constexpr double kRunningText = 0.9;  // of a column's width, in every column: running text
constexpr size_t kMostCells = 20'000;
constexpr size_t kMostMerges = 500;  // more print crosses the columns than keeps to them

struct Interval {
  double x0, x1;
};

std::vector<Interval> Gaps(const TextRow& row) {
  std::vector<Interval> gaps;
  for (size_t i = 1; i < row.pieces.size(); ++i)
    gaps.push_back({row.pieces[i - 1].x1, row.pieces[i].x0});
  return gaps;
}

class GridMaker {
 public:
  GridMaker(double x0, double x1, const std::vector<RuledStrip>& strips)
      : x0_(x0), x1_(x1), strips_(strips) {
    for (size_t i = 1; i < strips.size(); ++i) {
      for (const TextRow& row : strips[i].rows) body_.push_back(&row);
    }
    std::vector<double> ems;
    for (const TextRow* row : body_) ems.push_back(row->em);
    const auto middle = ems.begin() + static_cast<std::ptrdiff_t>(ems.size() / 2);
    std::nth_element(ems.begin(), middle, ems.end());
    em_ = *middle;
    for (const RuledStrip& strip : strips) {
      for (const TextRow& row : strip.rows) {
        x0_ = std::min(x0_, row.pieces.front().x0);
        x1_ = std::max(x1_, row.pieces.back().x1);
      }
    }
  }

  std::optional<TableGrid> Make() {
    FindColumns();
    if (xs_.size() < 3 || IsRunningText()) return std::nullopt;
    FindRows();
    if (Columns() * Rows() > kMostCells) return std::nullopt;
    MergeCells();
    if (merges_.size() > kMostMerges) return std::nullopt;
    TableGrid grid = ToGrid();
    if (!IsEvident(grid)) return std::nullopt;
    return grid;
  }

 private:
  // One row of the table: its text, and where it ends.
  struct Row {
    std::vector<const TextRow*> text;
    double y1 = 0;
  };

  size_t Columns() const { return xs_.size() - 1; }
  size_t Rows() const { return rows_.size(); }

  // White bands that all rows keep to; of the header's gaps, the middle if it has one there.
  void FindColumns() {
    std::vector<Interval> ink;
    for (const TextRow* row : body_) {
      const double width = row->pieces.back().x1 - row->pieces.front().x0;
      if (row->Parts(kSureBand) == 1 && width > kWideLabel * (x1_ - x0_)) continue;
      for (const TextPiece& piece : row->pieces) ink.push_back({piece.x0, piece.x1});
    }
    std::sort(ink.begin(), ink.end(), [](const Interval& a, const Interval& b) {
      return std::tie(a.x0, a.x1) < std::tie(b.x0, b.x1);
    });
    xs_ = {x0_};
    double reached = ink.empty() ? x1_ : ink.front().x0;
    for (const Interval& piece : ink) {
      if (piece.x0 > reached) AddBand({reached, piece.x0});
      reached = std::max(reached, piece.x1);
    }
    xs_.push_back(x1_);
  }

  void AddBand(const Interval& band) {
    const double width = band.x1 - band.x0;
    Interval place = band;
    bool parts_header = false;
    for (const TextRow& row : strips_[0].rows) {
      for (const Interval& gap : Gaps(row)) {
        const Interval common{std::max(gap.x0, band.x0), std::min(gap.x1, band.x1)};
        if (common.x1 <= common.x0) continue;
        place = common;
        parts_header = true;
      }
    }
    const bool sure = width >= kSureBand * em_;
    const bool enough = width >= kBand * em_ && body_.size() >= kEnoughRows && parts_header;
    if (sure || enough) xs_.push_back((place.x0 + place.x1) / 2);
  }

  size_t ColumnAt(double x) const {
    const auto above = std::upper_bound(xs_.begin() + 1, xs_.end() - 1, x);
    return static_cast<size_t>(above - xs_.begin()) - 1;
  }

  // The columns that a piece stands in.
  std::pair<size_t, size_t> ColumnsOf(const TextPiece& piece) const {
    const double play = std::min(kCrosses * em_, (piece.x1 - piece.x0) / 2);
    return {ColumnAt(piece.x0 + play), ColumnAt(piece.x1 - play)};
  }

  std::vector<uint8_t> FilledColumns(const TextRow& row) const {
    std::vector<uint8_t> filled(Columns(), 0);
    for (const TextPiece& piece : row.pieces) {
      const auto [first, last] = ColumnsOf(piece);
      std::fill(filled.begin() + static_cast<std::ptrdiff_t>(first),
                filled.begin() + static_cast<std::ptrdiff_t>(last) + 1, 1);
    }
    return filled;
  }

  // Columns of running text between the lines of a page.
  bool IsRunningText() const {
    size_t full = 0;
    for (const TextRow* row : body_) {
      std::vector<double> ink(Columns(), 0);
      for (const TextPiece& piece : row->pieces) ink[ColumnsOf(piece).first] += piece.x1 - piece.x0;
      bool all = true;
      for (size_t c = 0; c < Columns(); ++c)
        all = all && ink[c] >= kRunningText * (xs_[c + 1] - xs_[c]) - 2 * em_;
      full += all ? 1 : 0;
    }
    return body_.size() >= kEnoughRows && 2 * full > body_.size();
  }

  void FindRows() {
    AddHeaderRows();
    std::vector<size_t> counts;
    for (size_t i = 1; i < strips_.size(); ++i) counts.push_back(strips_[i].rows.size());
    std::sort(counts.begin(), counts.end());
    // A line between all rows: text that stands below other text goes on from it.
    const bool all_ruled = counts.size() >= 3 && counts[counts.size() / 2] <= 2;
    for (size_t i = 1; i < strips_.size(); ++i) AddBodyRows(strips_[i], !all_ruled);
  }

  void AddHeaderRows() {
    const RuledStrip& header = strips_[0];
    std::vector<double> levels;
    for (const Edge& edge : header.across_some) {
      if (levels.empty() || edge.at - levels.back() > kSnap) levels.push_back(edge.at);
    }
    levels.push_back(header.y1);
    size_t next = 0;
    for (const double level : levels) {
      Row row{.text = {}, .y1 = level};
      while (next < header.rows.size() && (header.rows[next].y0 + header.rows[next].y1) / 2 < level)
        row.text.push_back(&header.rows[next++]);
      if (!row.text.empty())
        rows_.push_back(std::move(row));
      else if (!rows_.empty())
        rows_.back().y1 = level;
    }
    header_rows_ = rows_.size();
  }

  void AddBodyRows(const RuledStrip& strip, bool parted) {
    const size_t first = rows_.size();
    for (const TextRow& text : strip.rows) {
      const bool begins =
          rows_.size() == first || (parted && !GoesOn(*rows_.back().text.back(), text));
      if (begins) {
        if (rows_.size() > first) rows_.back().y1 = (rows_.back().text.back()->y1 + text.y0) / 2;
        rows_.emplace_back();
      }
      rows_.back().text.push_back(&text);
    }
    rows_.back().y1 = strip.y1;
  }

  // Is it one more line of a cell, not of the first column, whose neighbours are complete?
  bool GoesOn(const TextRow& before, const TextRow& text) const {
    const std::vector<uint8_t> filled = FilledColumns(text);
    return std::count(filled.begin(), filled.end(), 1) == 1 && filled[0] == 0 &&
           (text.y0 + text.y1) / 2 - (before.y0 + before.y1) / 2 <= kPitch * em_;
  }

  int& Owner(size_t row, size_t column) { return owner_[row * Columns() + column]; }

  void Merge(size_t row0, size_t column0, size_t row1, size_t column1) {
    merges_.push_back({static_cast<int>(row0), static_cast<int>(column0),
                       static_cast<int>(row1 - row0 + 1), static_cast<int>(column1 - column0 + 1)});
  }

  void MergeCells() {
    for (size_t r = 0; r < Rows(); ++r) {
      for (const TextRow* text : rows_[r].text) {
        for (const TextPiece& piece : text->pieces) {
          const auto [first, last] = ColumnsOf(piece);
          if (last > first) Merge(r, first, r, last);
        }
      }
    }
    for (size_t r = 0; r + 1 < header_rows_; ++r) MergeHeader(r);
  }

  // Over a line that crosses some of the columns stands one heading for all of them; a heading
  // without a line below it goes down to its column.
  void MergeHeader(size_t r) {
    std::vector<uint8_t> lined(Columns(), 0);
    for (const Edge& edge : strips_[0].across_some) {
      if (std::abs(edge.at - rows_[r].y1) > kSnap) continue;
      size_t first = Columns(), last = 0;
      for (size_t c = 0; c < Columns(); ++c) {
        const double middle = (xs_[c] + xs_[c + 1]) / 2;
        if (middle < edge.from - kReach || middle > edge.to + kReach) continue;
        lined[c] = 1;
        first = std::min(first, c);
        last = c;
      }
      if (first >= last || first == Columns()) continue;
      int headings = 0;
      for (const TextPiece& piece : rows_[r].text.front()->pieces) {
        const auto [from, to] = ColumnsOf(piece);
        headings += to >= first && from <= last ? 1 : 0;
      }
      if (headings == 1) Merge(r, first, r, last);
    }
    for (size_t c = 0; c < Columns(); ++c) {
      if (lined[c] == 0) Merge(r, c, r + 1, c);
    }
  }

  // Merges that overlap become one.
  void CloseMerges() {
    for (bool again = true; again;) {
      again = false;
      for (size_t i = 0; i < merges_.size(); ++i) {
        for (size_t k = i + 1; k < merges_.size();) {
          GridCell &a = merges_[i], &b = merges_[k];
          const bool apart = a.row + a.row_span <= b.row || b.row + b.row_span <= a.row ||
                             a.column + a.column_span <= b.column ||
                             b.column + b.column_span <= a.column;
          if (apart) {
            ++k;
            continue;
          }
          const int row1 = std::max(a.row + a.row_span, b.row + b.row_span);
          const int column1 = std::max(a.column + a.column_span, b.column + b.column_span);
          a.row = std::min(a.row, b.row);
          a.column = std::min(a.column, b.column);
          a.row_span = row1 - a.row;
          a.column_span = column1 - a.column;
          merges_.erase(merges_.begin() + static_cast<std::ptrdiff_t>(k));
          again = true;
        }
      }
    }
  }

  TableGrid ToGrid() {
    CloseMerges();
    TableGrid grid;
    grid.xs = xs_;
    grid.ys = {strips_.front().y0};
    for (const Row& row : rows_) grid.ys.push_back(row.y1);
    Table& table = grid.table;
    table.rows = static_cast<int>(Rows());
    table.columns = static_cast<int>(Columns());
    table.box = {grid.xs.front(), grid.ys.front(), grid.xs.back(), grid.ys.back()};
    owner_.assign(Rows() * Columns(), -1);
    for (size_t m = 0; m < merges_.size(); ++m) {
      const GridCell& cell = merges_[m];
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
        for (int c = cell.column; c < cell.column + cell.column_span; ++c)
          Owner(static_cast<size_t>(r), static_cast<size_t>(c)) = static_cast<int>(m);
      }
    }
    grid.owner.assign(owner_.size(), -1);
    for (int r = 0; r < table.rows; ++r) {
      for (int c = 0; c < table.columns; ++c) {
        const int merged = Owner(static_cast<size_t>(r), static_cast<size_t>(c));
        GridCell cell{r, c, 1, 1};
        if (merged >= 0) cell = merges_[static_cast<size_t>(merged)];
        if (cell.row != r || cell.column != c) continue;
        AddCell(cell, &grid);
      }
    }
    return grid;
  }

  static void AddCell(const GridCell& from, TableGrid* grid) {
    Cell cell;
    cell.row = from.row;
    cell.column = from.column;
    cell.row_span = from.row_span;
    cell.column_span = from.column_span;
    cell.box = {grid->xs[static_cast<size_t>(from.column)], grid->ys[static_cast<size_t>(from.row)],
                grid->xs[static_cast<size_t>(from.column + from.column_span)],
                grid->ys[static_cast<size_t>(from.row + from.row_span)]};
    const auto number = static_cast<int32_t>(grid->table.cells.size());
    for (int r = from.row; r < from.row + from.row_span; ++r)
      std::fill_n(
          grid->owner.begin() + static_cast<std::ptrdiff_t>(r) * grid->table.columns + from.column,
          from.column_span, number);
    grid->table.cells.push_back(cell);
  }

  // Most of the cells hold text, and there is more than a line of them.
  bool IsEvident(const TableGrid& grid) const {
    size_t filled = 0;
    for (const Row& row : rows_) {
      std::vector<uint8_t> columns(Columns(), 0);
      for (const TextRow* text : row.text) {
        const std::vector<uint8_t> of_text = FilledColumns(*text);
        for (size_t c = 0; c < columns.size(); ++c) columns[c] |= of_text[c];
      }
      filled += static_cast<size_t>(std::count(columns.begin(), columns.end(), 1));
    }
    const size_t body = Rows() - header_rows_;
    return 2 * filled >= grid.owner.size() && (body >= 2 || Columns() >= 3);
  }

  double x0_, x1_, em_ = 10;
  const std::vector<RuledStrip>& strips_;
  std::vector<const TextRow*> body_;
  std::vector<double> xs_;
  std::vector<Row> rows_;
  size_t header_rows_ = 0;
  std::vector<GridCell> merges_;
  std::vector<int> owner_;
};

}  // namespace

std::optional<TableGrid> MakeRowRuledGrid(double x0, double x1,
                                          const std::vector<RuledStrip>& strips) {
  return GridMaker(x0, x1, strips).Make();
}

}  // namespace extract
