#include "parse/cell_cuts.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace parse {
namespace {

constexpr double kNever = 1e6;

// In halves of a full-width character.
double WidthOf(const TextLine& line) {
  double width = 0;
  for (const PrintedChar& c : line.text) {
    const auto east = u_getIntPropertyValue(static_cast<UChar32>(c.c), UCHAR_EAST_ASIAN_WIDTH);
    width += east == U_EA_WIDE || east == U_EA_FULLWIDTH || east == U_EA_AMBIGUOUS ? 2 : 1;
  }
  return width;
}

class Cutter {
 public:
  Cutter(const std::vector<TextLine>& lines, const ReadTools& tools) : lines_(lines) {
    for (const TextLine& line : lines) {
      widths_.push_back(WidthOf(line));
      marked_.push_back(tools.join.marks.At(line.text, 0).has_value());
    }
    cut_.push_back(0);
    ends_.push_back(false);
    for (size_t i = 1; i < lines.size(); ++i) Judge(i, tools);
  }

  // Cost of the lines [begin, end) as one cell, its first line's cut included.
  double Cell(size_t begin, size_t end) const {
    if (begin == end) return 0;
    double cost = cut_[begin];
    const double widest = *std::max_element(widths_.begin() + static_cast<std::ptrdiff_t>(begin),
                                            widths_.begin() + static_cast<std::ptrdiff_t>(end));
    for (size_t i = begin + 1; i < end; ++i) {
      if (marked_[i]) {
        // A list below a text that has no mark may be another cell.
        cost += marked_[begin] ? 0.05 : 0.25;
        continue;
      }
      // A line turns where the cell ends, unless a paragraph ends there. A longer word comes down.
      constexpr double kPlay = 5;
      const bool early = widths_[i - 1] + kPlay < widest;
      cost += ends_[i] ? 0.35 : early ? 1 : 0;
    }
    return cost;
  }

 private:
  void Judge(size_t i, const ReadTools& tools) {
    const std::u32string before = Characters(lines_[i - 1].text);
    const std::u32string text = before + Characters(lines_[i].text);
    const bool stop = before.back() == 0x3002;
    ends_.push_back(stop);
    if (marked_[i] || stop) {
      cut_.push_back(0);
      return;
    }
    if (tools.join.morphology.WordCrosses(text, before.size())) {
      cut_.push_back(4);
      return;
    }
    const std::vector<Token> tokens = tools.join.morphology.Tokenize(text);
    const Token* last = nullptr;
    const Token* next = nullptr;
    for (const Token& token : tokens) {
      if (token.end <= before.size()) last = &token;
      if (token.begin >= before.size() && !next) next = &token;
    }
    double cost = 0.4;
    if (last && tools.join.marks.EndsClause(last->part_of_speech)) cost = 0.2;
    if (last && tools.join.marks.Tying(last->detail)) cost = 1.6;
    if (next && tools.join.marks.Dependent(next->part_of_speech)) cost = 2;
    cut_.push_back(cost);
  }

  const std::vector<TextLine>& lines_;
  std::vector<double> widths_;
  std::vector<bool> marked_;
  std::vector<double> cut_;  // before each line: what it costs to begin a cell there
  std::vector<bool> ends_;   // before each line: a sentence ended
};

}  // namespace

CellCuts CutIntoCells(const std::vector<TextLine>& lines, size_t count, bool first_may_be_empty,
                      const ReadTools& tools) {
  constexpr size_t kMostLines = 60;
  const size_t size = lines.size();
  CellCuts best;
  best.begins.assign(count, size);
  best.begins[0] = 0;
  const size_t needed = first_may_be_empty ? count - 1 : count;
  if (size < needed || size > kMostLines || count > 3) {
    // Not enough for all: the last cells stay empty.
    for (size_t cell = 1; cell < count; ++cell)
      best.begins[cell] = std::min(size, cell - (first_may_be_empty ? 1 : 0));
    return best;
  }
  const Cutter cutter(lines, tools);
  double lowest = kNever, second = kNever;
  const auto consider = [&](const std::vector<size_t>& begins, double cost) {
    if (cost < lowest) {
      second = lowest;
      lowest = cost;
      best.begins = begins;
    } else {
      second = std::min(second, cost);
    }
  };
  constexpr double kEmptyFirst = 0.4;
  const size_t least_first = first_may_be_empty ? 0 : 1;
  if (count == 1) {
    consider({0}, 0);
  } else if (count == 2) {
    for (size_t a = least_first; a < size; ++a)
      consider({0, a}, cutter.Cell(0, a) + cutter.Cell(a, size) + (a == 0 ? kEmptyFirst : 0));
  } else {
    for (size_t a = least_first; a + 1 < size; ++a) {
      for (size_t b = a + 1; b < size; ++b)
        consider({0, a, b}, cutter.Cell(0, a) + cutter.Cell(a, b) + cutter.Cell(b, size) +
                                (a == 0 ? kEmptyFirst : 0));
    }
  }
  best.margin = second - lowest;
  return best;
}

}  // namespace parse
