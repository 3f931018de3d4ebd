#include "parse/table_reader.h"

#include <algorithm>

#include "parse/wording_match.h"

namespace parse {
namespace {

// A score, no probability: parse/calibration.h makes that of it.
constexpr double kInferred = 0.9;

}  // namespace

std::vector<const GridCell*> CellsUnder(const Grid& grid, const ColumnGroup& group, int begin,
                                        int end) {
  std::vector<const GridCell*> cells;
  for (const GridCell& cell : grid.cells) {
    const bool in_rows = cell.row < end && cell.row + cell.row_span > begin;
    // A cell merged over several groups belongs to the leftmost.
    const bool in_columns = cell.column >= group.first && cell.column <= group.last;
    if (in_rows && in_columns) cells.push_back(&cell);
  }
  return cells;
}

PrintedText TextOf(const std::vector<const GridCell*>& cells, const ReadTools& tools) {
  PrintedText text;
  for (const GridCell* cell : cells) {
    if (cell->Blank()) continue;
    PrintedText part = JoinParagraphs(JoinLines(cell->lines, cell->box.x1, tools.join));
    if (!text.empty()) text.push_back({U'\n', part.front().page, -1});
    Append(text, part);
  }
  return text;
}

void SetFromCells(Record& record, std::string_view field, const std::string& path,
                  const std::vector<const GridCell*>& cells, const PrintedText& text, int page,
                  std::string_view rule, double confidence, SheetBuilder& builder) {
  const std::string pointer = path + "/" + std::string(field);
  if (text.empty()) {
    builder.SetBlank(record, field, page, cells.empty() ? extract::Rect{} : cells.front()->box,
                     rule);
  } else {
    builder.SetText(record, field, text, rule, confidence);
  }
  for (const GridCell* cell : cells) {
    if (!cell->doubt.empty()) builder.AddFinding(pointer, "text-doubtful", cell->doubt);
  }
}

void ReadTable(const Grid& grid, const TableMatch& match, const ReadTools& tools,
               const std::string& path, Record& area, SheetBuilder& builder) {
  for (const ColumnGroup& group : match.groups) {
    if (group.rule) {
      builder.TakeAsForm(group.heading);
      builder.TakeAsForm(group.above);
    } else if (!group.heading.empty()) {
      builder.AddFinding(path + "/" + match.rule->into, "column-unknown", Utf8(group.heading));
    }
  }
  if (!grid.doubt.empty())
    builder.AddFinding(path + "/" + match.rule->into, "table-doubtful", grid.doubt);
  builder.SetCertainty(grid.ruled ? 1 : kInferred);
  if (match.rule->layout == TableLayout::kRows) {
    ReadRows(grid, match, tools, path, area, builder);
  } else {
    ReadGroups(grid, match, tools, path, area, builder);
  }
  builder.SetCertainty(1);
}

}  // namespace parse
