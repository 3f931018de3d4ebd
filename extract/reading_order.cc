#include "extract/reading_order.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace extract {
namespace {

constexpr int kDeepest = 24;          // levels of cutting
constexpr double kCore = 0.7;         // of a line's height: its ink; boxes of near lines overlap
constexpr double kGutter = 1.0;       // em: the narrowest white band between columns
constexpr double kSameCut = 0.75;     // of the widest band: bands as wide are cut together
constexpr int kLeastLines = 3;        // of a column
constexpr double kLeastInk = 0.25;    // of a column's height that its lines take
constexpr double kLeastShared = 0.5;  // of the lower column's height that both have in common

// An interval without ink, before the block that begins part `first`.
struct Band {
  double size;
  size_t first;
};

class Cutter {
 public:
  explicit Cutter(const std::vector<Block>& blocks) : blocks_(blocks), order_(blocks.size()) {
    std::iota(order_.begin(), order_.end(), 0);
  }

  std::vector<int32_t> Order() {
    Cut(order_, 0);
    return std::move(order_);
  }

 private:
  using Part = std::span<int32_t>;

  const Block& At(int32_t i) const { return blocks_[static_cast<size_t>(i)]; }

  double Top(int32_t i) const { return Core(i, -1); }
  double Bottom(int32_t i) const { return Core(i, 1); }
  double Core(int32_t i, int side) const {
    const Rect& box = At(i).box;
    const double core = At(i).many_lines ? 1 : kCore;
    return box.CenterY() + side * core * box.Height() / 2;
  }

  void SortByTop(Part part) const {
    std::sort(part.begin(), part.end(), [this](int32_t a, int32_t b) {
      const Rect &p = At(a).box, &q = At(b).box;
      return std::make_tuple(Top(a), p.x0, p.x1, p.y1, a) <
             std::make_tuple(Top(b), q.x0, q.x1, q.y1, b);
    });
  }
  void SortByLeft(Part part) const {
    std::sort(part.begin(), part.end(), [this](int32_t a, int32_t b) {
      const Rect &p = At(a).box, &q = At(b).box;
      return std::make_tuple(p.x0, Top(a), p.x1, p.y1, a) <
             std::make_tuple(q.x0, Top(b), q.x1, q.y1, b);
    });
  }

  // White bands between the blocks of a part that is sorted by where they begin.
  template <typename Begin, typename End>
  static std::vector<Band> Bands(Part part, Begin begin, End end) {
    std::vector<Band> bands;
    double reached = end(part[0]);
    for (size_t k = 1; k < part.size(); ++k) {
      if (begin(part[k]) > reached) bands.push_back({begin(part[k]) - reached, k});
      reached = std::max(reached, end(part[k]));
    }
    return bands;
  }

  static double Widest(const std::vector<Band>& bands) {
    double widest = 0;
    for (const Band& band : bands) widest = std::max(widest, band.size);
    return widest;
  }

  // Ends of the parts into which the bands of at least `size` cut.
  static std::vector<size_t> CutsAt(const std::vector<Band>& bands, double size, size_t count) {
    std::vector<size_t> ends;
    for (const Band& band : bands) {
      if (band.size >= size) ends.push_back(band.first);
    }
    ends.push_back(count);
    return ends;
  }

  struct Column {
    double top, bottom;
    bool real;
  };

  Column Measure(Part part) const {
    Column column{Top(part[0]), Bottom(part[0]), false};
    int lines = 0;
    double ink = 0;
    for (const int32_t i : part) {
      column.top = std::min(column.top, Top(i));
      column.bottom = std::max(column.bottom, Bottom(i));
      lines += At(i).many_lines ? kLeastLines : 1;
      ink += At(i).box.Height();
    }
    column.real = lines >= kLeastLines && ink >= kLeastInk * (column.bottom - column.top);
    return column;
  }

  // Are at least two neighbouring parts columns of text side by side?
  bool AreColumns(Part part, const std::vector<size_t>& ends) const {
    size_t first = 0;
    Column before{0, 0, false};
    for (const size_t end : ends) {
      const Column column = Measure(part.subspan(first, end - first));
      const double common =
          std::min(before.bottom, column.bottom) - std::max(before.top, column.top);
      const double lower = std::min(before.bottom - before.top, column.bottom - column.top);
      if (before.real && column.real && common >= kLeastShared * lower) return true;
      before = column;
      first = end;
    }
    return false;
  }

  double Em(Part part) const {
    double sum = 0;
    int count = 0;
    for (const int32_t i : part) {
      if (At(i).em <= 0) continue;
      sum += At(i).em;
      ++count;
    }
    return count > 0 ? sum / count : 10;
  }

  void Cut(Part part, int depth) {
    if (part.size() < 2) return;
    if (depth < kDeepest) {
      const double em = Em(part);
      SortByTop(part);
      const std::vector<Band> rows = Bands(
          part, [this](int32_t i) { return Top(i); }, [this](int32_t i) { return Bottom(i); });
      const double widest_row = Widest(rows);
      std::vector<size_t> ends;
      if (part.size() >= size_t{2} * kLeastLines || HasTall(part)) {
        SortByLeft(part);
        const std::vector<Band> columns = Bands(
            part, [this](int32_t i) { return At(i).box.x0; },
            [this](int32_t i) { return At(i).box.x1; });
        const double widest = Widest(columns);
        if (widest >= kGutter * em && widest >= widest_row) {
          ends = CutsAt(columns, std::max(kGutter * em, kSameCut * widest), part.size());
          if (!AreColumns(part, ends)) ends.clear();
        }
        if (ends.empty()) SortByTop(part);
      }
      if (ends.empty() && !rows.empty()) ends = CutsAt(rows, kSameCut * widest_row, part.size());
      if (ends.size() > 1) {
        size_t first = 0;
        for (const size_t end : ends) {
          Cut(part.subspan(first, end - first), depth + 1);
          first = end;
        }
        return;
      }
    }
    SortRows(part);
  }

  bool HasTall(Part part) const {
    return std::any_of(part.begin(), part.end(), [this](int32_t i) { return At(i).many_lines; });
  }

  // What no band divides: rows of blocks whose middles lie within the first one's height.
  void SortRows(Part part) const {
    SortByTop(part);
    for (size_t first = 0, last; first < part.size(); first = last) {
      const double bottom = Bottom(part[first]);
      last = first + 1;
      while (last < part.size() && At(part[last]).box.CenterY() < bottom) ++last;
      SortByLeft(part.subspan(first, last - first));
    }
  }

  const std::vector<Block>& blocks_;
  std::vector<int32_t> order_;
};

}  // namespace

std::vector<int32_t> ReadingOrder(const std::vector<Block>& blocks) {
  return Cutter(blocks).Order();
}

}  // namespace extract
