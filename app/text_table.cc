#include "app/text_table.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "app/text_width.h"

namespace app {
namespace {

constexpr int kGap = 2;        // spaces between columns
constexpr int kNarrowest = 8;  // of a column that wraps

int WidestLine(std::string_view text) {
  int widest = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, TextWidth(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

void TrimRight(std::string* line) {
  while (!line->empty() && line->back() == ' ') line->pop_back();
}

}  // namespace

void TextTable::AddRow(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back({std::move(cells)});
}

void TextTable::AddRule() { rows_.push_back({}); }

std::vector<int> TextTable::Widths(int columns) const {
  std::vector<int> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int width = TextWidth(columns_[i].heading);
    for (const Row& row : rows_) {
      if (!row.cells.empty()) width = std::max(width, WidestLine(row.cells[i]));
    }
    widths.push_back(width);
  }
  // Take what is too much from the widest column that wraps, one by one: narrow ones stay whole.
  const int gaps = kGap * static_cast<int>(columns_.size() - 1);
  int excess = std::accumulate(widths.begin(), widths.end(), gaps) - columns;
  while (excess > 0) {
    int* widest = nullptr;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].wraps || widths[i] <= kNarrowest) continue;
      if (widest == nullptr || widths[i] > *widest) widest = &widths[i];
    }
    if (widest == nullptr) break;
    --*widest;
    --excess;
  }
  return widths;
}

std::string TextTable::Render(int columns) const {
  if (columns_.empty()) return "";
  const std::vector<int> widths = Widths(columns);
  const int total =
      std::accumulate(widths.begin(), widths.end(), kGap * static_cast<int>(columns_.size() - 1));
  std::string out;
  const auto add_row = [&](const std::vector<std::string>& cells) {
    std::vector<std::vector<std::string>> wrapped;
    size_t height = 1;
    for (size_t i = 0; i < cells.size(); ++i) {
      wrapped.push_back(WrapText(cells[i], std::max(widths[i], 2)));
      height = std::max(height, wrapped.back().size());
    }
    for (size_t line = 0; line < height; ++line) {
      std::string text;
      for (size_t i = 0; i < wrapped.size(); ++i) {
        const std::string& piece = line < wrapped[i].size() ? wrapped[i][line] : std::string();
        if (i > 0) text.append(kGap, ' ');
        text += columns_[i].align == TableColumn::Align::kRight ? PadLeft(piece, widths[i])
                                                                : PadRight(piece, widths[i]);
      }
      TrimRight(&text);
      out += text + '\n';
    }
  };
  const std::string rule = std::string(static_cast<size_t>(std::max(total, 1)), '-') + '\n';

  std::vector<std::string> headings;
  for (const TableColumn& column : columns_) headings.push_back(column.heading);
  if (std::any_of(headings.begin(), headings.end(), [](const auto& h) { return !h.empty(); })) {
    add_row(headings);
    out += rule;
  }
  for (const Row& row : rows_) {
    if (row.cells.empty()) {
      out += rule;
    } else {
      add_row(row.cells);
    }
  }
  return out;
}

}  // namespace app
