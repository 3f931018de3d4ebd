#include "extract/aligned_tabs.h"

#include <algorithm>

namespace extract {
namespace {

constexpr size_t kMostColumns = 40;
constexpr size_t kWidest = 4000;    // columns of a line; a wider one is no table's row
constexpr size_t kMostLines = 100;  // of a row
constexpr size_t kGap = 3;          // blanks between columns

std::vector<std::u32string> SplitAtTabs(const std::u32string& line) {
  std::vector<std::u32string> cells(1);
  for (const char32_t c : line) {
    if (c == U'\t') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

bool IsBlankCell(const std::u32string& cell) {
  return std::all_of(cell.begin(), cell.end(), [](char32_t c) { return c == U' ' || c == 0x3000; });
}

// A row of a table: the lines of each cell, and how many lines of the text it takes.
struct Row {
  std::vector<std::vector<std::u32string>> cells;
  size_t lines = 0;
};

bool HasOddQuotes(const std::u32string& cell) {
  return std::count(cell.begin(), cell.end(), U'"') % 2 == 1;
}

// Spreadsheets put a cell of several lines in quotes, which are no part of it. `open`: such a cell
// began on a line before; true if one goes on after this line.
bool StripQuotes(bool open, std::vector<std::u32string>& cells) {
  if (open) {
    if (!HasOddQuotes(cells.front())) return cells.size() == 1;
    cells.front().erase(cells.front().rfind(U'"'), 1);
    if (cells.size() == 1) return false;
  }
  std::u32string& last = cells.back();
  if (last.empty() || last.front() != U'"' || !HasOddQuotes(last)) return false;
  last.erase(0, 1);
  return true;
}

// Of the row that begins with the line `first`.
size_t CountTabs(const std::vector<std::u32string>& lines, size_t first) {
  size_t tabs = 0;
  bool open = false;
  for (size_t i = first; i < lines.size() && tabs < kMostColumns; ++i) {
    std::vector<std::u32string> cells = SplitAtTabs(lines[i]);
    tabs += cells.size() - 1;
    open = StripQuotes(open, cells);
    if (!open) break;
  }
  return tabs;
}

// The rows of one table from the line `first` on.
std::vector<Row> RowsFrom(const std::vector<std::u32string>& lines, size_t first) {
  const size_t tabs = CountTabs(lines, first);
  if (tabs == 0 || tabs >= kMostColumns) return {};
  std::vector<Row> rows;
  size_t column = 0;
  bool open = false;  // a cell in quotes goes on
  for (size_t i = first; i < lines.size(); ++i) {
    std::vector<std::u32string> cells = SplitAtTabs(lines[i]);
    const size_t here = cells.size() - 1;
    // Tabs at the end of a row may be lost: a line that is a whole row begins one.
    if (here == tabs && !open) column = 0;
    const bool begins = column == 0 && !open;
    const std::u32string& last = cells.back();
    const bool opens = !last.empty() && last.front() == U'"' && HasOddQuotes(last);
    if (open && rows.back().lines >= kMostLines) break;  // a quote, not a cell in quotes
    const bool ends = !open && !opens && (lines[i].empty() || (begins && here == 0));
    if (ends || column + here > tabs) break;
    open = StripQuotes(open, cells);
    if (begins) rows.push_back({std::vector<std::vector<std::u32string>>(tabs + 1), 0});
    Row& row = rows.back();
    for (size_t c = 0; c < cells.size(); ++c) {
      if (!IsBlankCell(cells[c])) row.cells[column + c].push_back(std::move(cells[c]));
    }
    ++row.lines;
    column = column + here == tabs && !open ? 0 : column + here;
  }
  return rows;
}

bool IsTable(const std::vector<Row>& rows) {
  if (rows.size() < 2) return false;
  const auto& header = rows.front().cells;
  return std::count_if(header.begin(), header.end(),
                       [](const auto& cell) { return !cell.empty(); }) > 1;
}

}  // namespace

void AlignTabs(const std::function<int(char32_t)>& columns_of, std::vector<std::u32string>* lines) {
  const auto width_of = [&](const std::u32string& cell) {
    size_t width = 0;
    for (const char32_t c : cell) width += static_cast<size_t>(columns_of(c));
    return width;
  };
  for (size_t first = 0; first < lines->size();) {
    const bool tabbed = (*lines)[first].find(U'\t') != std::u32string::npos;
    const std::vector<Row> rows = tabbed ? RowsFrom(*lines, first) : std::vector<Row>();
    if (!IsTable(rows)) {
      ++first;
      continue;
    }
    std::vector<size_t> starts = {0};
    for (size_t c = 0; c + 1 < rows.front().cells.size(); ++c) {
      size_t width = 1;
      for (const Row& row : rows) {
        for (const std::u32string& line : row.cells[c]) width = std::max(width, width_of(line));
      }
      starts.push_back(starts.back() + width + kGap);
    }
    const bool fits = starts.back() < kWidest;
    for (const Row& row : rows) {
      for (size_t l = 0; fits && l < row.lines; ++l) {
        std::u32string line;
        size_t width = 0;
        for (size_t c = 0; c < row.cells.size(); ++c) {
          if (l >= row.cells[c].size()) continue;
          line.append(starts[c] - width, U' ');
          line += row.cells[c][l];
          width = starts[c] + width_of(row.cells[c][l]);
        }
        (*lines)[first + l] = std::move(line);
      }
      first += row.lines;
    }
  }
}

}  // namespace extract
