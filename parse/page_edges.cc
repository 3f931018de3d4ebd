#include "parse/page_edges.h"

#include <map>
#include <utility>
#include <vector>

#include "parse/page_roles.h"

namespace parse {
namespace {

void MarkRow(const std::vector<TextLine*>& row, double space, const ReadTools& tools) {
  constexpr double kClose = 2.5;  // at most one blank line from the text beside it
  std::vector<TextLine*> numbers, names;
  for (TextLine* line : row) {
    // ③ alone is the label of a row that was left blank.
    const auto mark = tools.join.marks.At(line->text, 0);
    const bool label = mark && mark->numbered && line->text.size() == 1;
    if (!label && ShapedAsPageNumber(*line, tools.form)) {
      numbers.push_back(line);
    } else if (!AreaNameIn(*line, tools.form.area, tools.words).empty()) {
      names.push_back(line);
    }
  }
  if (numbers.size() + names.size() != row.size() || numbers.size() > 1) return;
  // A number alone, close to the text, may be the last value of a table.
  if (space < kClose && (numbers.empty() || names.empty())) return;
  for (TextLine* line : numbers) line->page_number = true;
  for (TextLine* line : names) line->edge_name = true;
}

void MarkPage(PageText& page, const ReadTools& tools) {
  std::map<double, std::vector<TextLine*>> by_height;
  for (Block& block : page.blocks) {
    TextLine* line = std::get_if<TextLine>(&block);
    if (!line) return;
    by_height[line->box.y0].push_back(line);
  }
  if (by_height.size() < 3) return;
  std::vector<std::vector<TextLine*>> rows;
  for (auto& [y, row] : by_height) rows.push_back(std::move(row));
  const auto space = [&](size_t row) {
    return rows[row + 1].front()->box.y0 - rows[row].front()->box.y0;
  };
  MarkRow(rows.front(), space(0), tools);
  // A number and a name may stand on the last two rows.
  const size_t last = rows.size() - 1;
  const bool two = last > 2 && space(last - 2) > 1.5;
  MarkRow(rows[last], space(last - 1) > 1.5 || !two ? space(last - 1) : space(last - 2), tools);
  if (two && (rows[last].front()->page_number || rows[last].front()->edge_name))
    MarkRow(rows[last - 1], space(last - 2), tools);
}

}  // namespace

void MarkPageEdges(DocumentText& document, const ReadTools& tools) {
  for (PageText& page : document.pages) {
    if (page.unit == extract::Unit::kCharacters) MarkPage(page, tools);
  }
}

}  // namespace parse
