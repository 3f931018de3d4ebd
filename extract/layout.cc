#include "extract/layout.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <tuple>
#include <utility>

#include "extract/any_layout.h"
#include "extract/drawings.h"
#include "extract/glyph_cleanup.h"
#include "extract/lines.h"
#include "extract/overprint.h"
#include "extract/page_regions.h"
#include "extract/reading_order.h"
#include "extract/row_ruled_tables.h"
#include "extract/tables.h"

namespace extract {
namespace {

// Columns of vertical writing nearer than this (em) belong to one text.
constexpr double kColumnPitch = 2.0;

// -1 for overprint, which stands in none.
std::vector<int32_t> RegionsOfGlyphs(const PageLayer& layer, const PageRegions& regions,
                                     const std::vector<uint8_t>& overprint) {
  std::vector<int32_t> found;
  found.reserve(layer.glyphs.size());
  for (size_t i = 0; i < layer.glyphs.size(); ++i) {
    const Rect& box = layer.glyphs[i].box;
    const bool across = !overprint.empty() && overprint[i] != 0;
    found.push_back(across ? -1 : regions.RegionAt(box.CenterX(), box.CenterY()));
  }
  return found;
}

// Takes out of `ruled` what is no table. Returns whether anything was.
bool DropDrawings(const PageLayer& layer, const PageRegions& regions,
                  const std::vector<int32_t>& region_of_glyph, RuledAreas* ruled) {
  std::vector<CellContent> contents(regions.regions().size(), CellContent::kBlank);
  for (size_t i = 0; i < layer.glyphs.size(); ++i) {
    if (IsBlank(layer.glyphs[i]) || region_of_glyph[i] < 0) continue;
    CellContent& content = contents[static_cast<size_t>(region_of_glyph[i])];
    if (content != CellContent::kWords) content = ContentOf(layer.glyphs[i]);
  }
  std::vector<uint8_t> drawing(ruled->tables.size(), 0);
  for (const Area& area : regions.areas()) {
    if (area.table < 0) continue;
    const TableGrid& grid = ruled->tables[static_cast<size_t>(area.table)];
    const std::span<const CellContent> cells(contents.data() + area.first_region,
                                             grid.table.cells.size());
    drawing[static_cast<size_t>(area.table)] = IsDrawing(grid, cells) ? 1 : 0;
  }
  if (std::count(drawing.begin(), drawing.end(), 1) == 0) return false;
  std::vector<TableGrid> kept;
  for (size_t t = 0; t < drawing.size(); ++t) {
    if (drawing[t] == 0) kept.push_back(std::move(ruled->tables[t]));
  }
  ruled->tables = std::move(kept);
  return true;
}

// What stands directly in one region.
struct Content {
  std::vector<int32_t> lines;  // indices of found lines
  std::vector<int32_t> areas;
};

// Puts lines, frames and tables into reading order, region by region.
class Assembler {
 public:
  Assembler(RuledAreas* ruled, const PageRegions& regions, std::vector<FoundLine> found,
            PageLayout* page)
      : ruled_(*ruled), areas_(regions.areas()), found_(std::move(found)), page_(*page) {
    contents_.resize(regions.regions().size());
    for (size_t i = 0; i < found_.size(); ++i)
      contents_[static_cast<size_t>(found_[i].region)].lines.push_back(static_cast<int32_t>(i));
    // From small to large: an area's content is complete before it is looked at. A frame
    // around nothing is left out.
    for (size_t i = areas_.size(); i-- > 0;) {
      const Area& area = areas_[i];
      const Content& own = contents_[static_cast<size_t>(area.first_region)];
      if (area.table < 0 && own.lines.empty() && own.areas.empty()) continue;
      contents_[static_cast<size_t>(area.parent_region)].areas.push_back(static_cast<int32_t>(i));
    }
    page_.lines.reserve(found_.size());
  }

  // `table`, `cell`: in which the region stands; -1: in none.
  void Emit(int region, int table, int cell) {
    const Content& content = contents_[static_cast<size_t>(region)];
    std::vector<Block> blocks;
    std::vector<std::vector<int32_t>> lines_of_block;
    AddLines(content.lines, &blocks, &lines_of_block);
    const size_t first_area = blocks.size();
    for (const int32_t i : content.areas) blocks.push_back(BlockOf(areas_[static_cast<size_t>(i)]));
    for (const int32_t b : ReadingOrder(blocks)) {
      const auto k = static_cast<size_t>(b);
      if (k < first_area) {
        for (const int32_t line : lines_of_block[k]) EmitLine(line, table, cell);
        continue;
      }
      const Area& area = areas_[static_cast<size_t>(content.areas[k - first_area])];
      if (area.table < 0)
        Emit(area.first_region, table, cell);
      else
        EmitTable(area, table, cell);
    }
  }

 private:
  const Line& LineAt(int32_t i) const { return found_[static_cast<size_t>(i)].line; }

  Block BlockOf(const Area& area) const {
    const Content& own = contents_[static_cast<size_t>(area.first_region)];
    const bool one_line = area.table < 0 && own.areas.empty() && own.lines.size() == 1;
    return {area.box, 0, !one_line};
  }

  // Lines are blocks of their own; the columns of a piece of vertical writing are one block.
  void AddLines(const std::vector<int32_t>& lines, std::vector<Block>* blocks,
                std::vector<std::vector<int32_t>>* lines_of_block) const {
    std::vector<int32_t> columns;
    for (const int32_t i : lines) {
      const Line& line = LineAt(i);
      if (line.direction == Direction::kDown) {
        columns.push_back(i);
        continue;
      }
      blocks->push_back({line.box, line.size, line.direction != Direction::kRight});
      lines_of_block->push_back({i});
    }
    std::sort(columns.begin(), columns.end(), [this](int32_t a, int32_t b) {
      const Rect &p = LineAt(a).box, &q = LineAt(b).box;
      return std::make_tuple(-p.x1, p.y0, p.x0, p.y1, a) <
             std::make_tuple(-q.x1, q.y0, q.x0, q.y1, b);
    });
    const size_t first = blocks->size();
    for (const int32_t i : columns) {
      const Line& line = LineAt(i);
      constexpr size_t kLatest = 8;  // texts side by side that are still growing
      size_t place = blocks->size();
      for (size_t k = blocks->size(); k-- > first && blocks->size() - k <= kLatest;) {
        const Rect& box = (*blocks)[k].box;
        const double shared = std::min(box.y1, line.box.y1) - std::max(box.y0, line.box.y0);
        if (box.x0 - line.box.x1 <= kColumnPitch * line.size && shared > line.size / 2) {
          place = k;
          break;
        }
      }
      if (place == blocks->size()) {
        blocks->push_back({line.box, line.size, true});
        lines_of_block->emplace_back();
      }
      (*blocks)[place].box = Union((*blocks)[place].box, line.box);
      (*lines_of_block)[place].push_back(i);
    }
  }

  void EmitLine(int32_t i, int table, int cell) {
    const auto number = static_cast<int>(page_.lines.size());
    Line& line = page_.lines.emplace_back(std::move(found_[static_cast<size_t>(i)].line));
    line.table = table;
    line.cell = cell;
    if (table >= 0)
      page_.tables[static_cast<size_t>(table)].cells[static_cast<size_t>(cell)].lines.push_back(
          number);
  }

  void EmitTable(const Area& area, int parent_table, int parent_cell) {
    const auto number = static_cast<int>(page_.tables.size());
    page_.tables.push_back(std::move(ruled_.tables[static_cast<size_t>(area.table)].table));
    page_.tables.back().parent_table = parent_table;
    page_.tables.back().parent_cell = parent_cell;
    const auto cells = static_cast<int>(page_.tables.back().cells.size());
    for (int cell = 0; cell < cells; ++cell) Emit(area.first_region + cell, number, cell);
  }

  RuledAreas& ruled_;
  const std::vector<Area>& areas_;
  std::vector<FoundLine> found_;
  std::vector<Content> contents_;  // of each region
  PageLayout& page_;
};

}  // namespace

const Cell* Table::At(int row, int column) const {
  for (const Cell& cell : cells) {
    if (row >= cell.row && row < cell.row + cell.row_span && column >= cell.column &&
        column < cell.column + cell.column_span)
      return &cell;
  }
  return nullptr;
}

namespace {

PageLayout LayOutTables(const PageLayer& layer, bool row_ruled) {
  PageLayout page{.number = layer.number,
                  .unit = layer.unit,
                  .width = layer.width,
                  .height = layer.height,
                  .lines = {},
                  .tables = {}};
  if (layer.unit == Unit::kCharacters) {
    page.lines = FindCharacterLines(layer);
    return page;
  }
  RuledAreas ruled = FindRuledAreas(layer);
  auto regions = std::make_unique<PageRegions>(ruled, layer);
  const std::vector<uint8_t> overprint = FindOverprint(layer);
  std::vector<int32_t> region_of_glyph = RegionsOfGlyphs(layer, *regions, overprint);
  if (!ruled.tables.empty() && DropDrawings(layer, *regions, region_of_glyph, &ruled)) {
    regions = std::make_unique<PageRegions>(ruled, layer);
    region_of_glyph = RegionsOfGlyphs(layer, *regions, overprint);
  }
  if (row_ruled) {
    std::vector<TableGrid> more = FindRowRuledTables(layer, ruled);
    if (!more.empty()) {
      std::move(more.begin(), more.end(), std::back_inserter(ruled.tables));
      regions = std::make_unique<PageRegions>(ruled, layer);
      region_of_glyph = RegionsOfGlyphs(layer, *regions, overprint);
    }
  }
  std::vector<FoundLine> lines = FindLines(layer, region_of_glyph, regions->regions());
  Assembler(&ruled, *regions, std::move(lines), &page).Emit(0, -1, -1);
  for (Line& line : OverprintLines(layer, overprint)) page.lines.push_back(std::move(line));
  return page;
}

}  // namespace

PageLayout LayOut(const PageLayer& layer) { return LayOutTables(layer, /*row_ruled=*/false); }

PageLayout LayOutAnyTable(const PageLayer& layer) {
  return LayOutTables(layer, /*row_ruled=*/true);
}

std::string CellText(const PageLayout& page, const Cell& cell) {
  std::string text;
  for (const int line : cell.lines) {
    if (!text.empty()) text += '\n';
    text += page.lines[static_cast<size_t>(line)].text;
  }
  return text;
}

}  // namespace extract
