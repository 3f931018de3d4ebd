#include "parse/document_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "parse/ledger.h"

namespace parse {
namespace {

TextLine MakeLine(const extract::SourceLayers& layers, const extract::Line& line, int page,
                  Ledger* ledger) {
  const extract::PageLayer& layer = layers.pages[page];
  PrintedText printed;
  printed.reserve(line.glyphs.size());
  for (int32_t index : line.glyphs) {
    if (index == extract::kWordGap) {
      printed.push_back({U' ', page, -1});
      continue;
    }
    for (char32_t c : ToUtf32(layer.glyphs[index].text)) printed.push_back({c, page, index});
  }
  TextLine result;
  PrintedText absorbed;
  result.text = Trim(Repair(printed, &absorbed));
  for (const PrintedChar& c : absorbed) {
    // A sound mark belongs to the character printed before it.
    for (size_t i = 1; i < printed.size(); ++i) {
      if (printed[i].glyph == c.glyph) ledger->Attach(c, printed[i - 1]);
    }
  }
  result.folded = Fold(result.text);
  result.box = line.box;
  result.size = line.size;
  result.page = page;
  result.overprint = line.overprint;
  return result;
}

// Readings beside ideographs (ruby) and dots of emphasis.
bool HoldsKanaOnly(std::string_view text) {
  const std::u32string characters = ToUtf32(text);
  return std::all_of(characters.begin(), characters.end(), [](char32_t c) {
    return IsBlank(c) || (c >= 0x3041 && c <= 0x30FF) || c == 0x2022 || c == 0x25E6 ||
           c == 0xFE45 || c == 0xFE46;
  });
}

// Is `small` set right above a part of `base`?
bool IsRubyOf(const extract::Line& small, const extract::Line& base) {
  constexpr double kSmall = 0.62;  // of the base's size
  if (small.table != base.table || small.cell != base.cell || small.size > kSmall * base.size)
    return false;
  const double below = base.box.CenterY() - small.box.CenterY();
  return small.direction == extract::Direction::kRight && small.direction == base.direction &&
         below > 0.3 * base.size && below < 1.2 * base.size &&
         small.box.x0 >= base.box.x0 - small.size && small.box.x1 <= base.box.x1 + small.size;
}

// They belong to no text: it would be broken by them.
std::vector<bool> FindRuby(const extract::PageLayout& layout) {
  constexpr size_t kFarthest = 12;  // lines in reading order: ruby of one line may be cut up
  std::vector<bool> ruby(layout.lines.size(), false);
  if (layout.unit != extract::Unit::kPoints) return ruby;
  for (size_t i = 0; i < layout.lines.size(); ++i) {
    const extract::Line& line = layout.lines[i];
    for (size_t k = i - std::min(i, kFarthest);
         k < std::min(layout.lines.size(), i + kFarthest) && !ruby[i]; ++k)
      ruby[i] = k != i && IsRubyOf(line, layout.lines[k]) && HoldsKanaOnly(line.text);
  }
  return ruby;
}

Grid MakeGrid(const extract::Table& table, int page) {
  Grid grid;
  grid.page = page;
  grid.box = table.box;
  grid.rows = table.rows;
  grid.columns = table.columns;
  for (const extract::Cell& cell : table.cells) {
    grid.cells.push_back(
        {cell.row, cell.column, cell.row_span, cell.column_span, cell.box, {}, {}});
  }
  return grid;
}

}  // namespace

const GridCell* Grid::At(int row, int column) const {
  const auto covers = [row, column](const GridCell& cell) {
    return row >= cell.row && row < cell.row + cell.row_span && column >= cell.column &&
           column < cell.column + cell.column_span;
  };
  // It is the last that begins at or before the place, or stands not far before that one.
  const auto behind = std::upper_bound(
      cells.begin(), cells.end(), std::pair(row, column),
      [](const auto& place, const auto& cell) { return place < std::pair(cell.row, cell.column); });
  for (auto cell = behind; cell != cells.begin();) {
    if (covers(*--cell)) return &*cell;
  }
  const auto found = std::find_if(behind, cells.end(), covers);
  return found == cells.end() ? nullptr : &*found;
}

DocumentText ReadDocumentText(const extract::SourceLayers& layers,
                              const std::vector<extract::PageLayout>& layouts, Ledger* ledger) {
  DocumentText document;
  for (size_t p = 0; p < layouts.size(); ++p) {
    const extract::PageLayout& layout = layouts[p];
    PageText page{layout.number, layout.unit, layout.width, layout.height, {}};
    std::vector<int> block_of_table(layout.tables.size(), -1);
    const std::vector<bool> ruby = FindRuby(layout);
    for (size_t i = 0; i < layout.lines.size(); ++i) {
      const extract::Line& line = layout.lines[i];
      if (ruby[i]) continue;  // left over
      TextLine text = MakeLine(layers, line, static_cast<int>(p), ledger);
      if (text.text.empty()) continue;
      if (line.table < 0) {
        page.blocks.emplace_back(std::move(text));
        continue;
      }
      int& block = block_of_table[line.table];
      if (block < 0) {
        block = static_cast<int>(page.blocks.size());
        page.blocks.emplace_back(MakeGrid(layout.tables[line.table], static_cast<int>(p)));
      }
      std::get<Grid>(page.blocks[block]).cells[line.cell].lines.push_back(std::move(text));
    }
    document.pages.push_back(std::move(page));
  }
  return document;
}

PrintedText Joined(const std::vector<TextLine>& lines) {
  PrintedText joined;
  for (const TextLine& line : lines) {
    if (!joined.empty()) joined.push_back({U' ', line.page, -1});
    Append(joined, line.text);
  }
  return joined;
}

}  // namespace parse
