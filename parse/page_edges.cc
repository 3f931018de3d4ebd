#include "parse/page_edges.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parse/linear_header.h"
#include "parse/page_roles.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

using Row = std::vector<TextLine*>;

// The printed rows of a page of plain text, top to bottom; none of any other page.
std::vector<Row> RowsOf(PageText& page) {
  if (page.unit != extract::Unit::kCharacters) return {};
  std::map<double, Row> by_height;
  for (Block& block : page.blocks) {
    TextLine* line = std::get_if<TextLine>(&block);
    if (!line) return {};
    by_height[line->box.y0].push_back(line);
  }
  std::vector<Row> rows;
  for (auto& [y, row] : by_height) rows.push_back(std::move(row));
  return rows;
}

bool NamesSubmitter(const TextLine& line, const WordLists& words) {
  return words.FindSubmitter(line.folded.text) ||
         words.FindSubmitter(MakeBare(line.folded.text, words).core);
}

// 県南圏域 12: an area's name and the page's number on one row are two lines.
void SplitNameAndNumber(PageText& page, const ReadTools& tools) {
  if (page.unit != extract::Unit::kCharacters || page.blocks.empty()) return;
  for (const size_t at : {page.blocks.size() - 1, size_t{0}}) {
    const TextLine* line = std::get_if<TextLine>(&page.blocks[at]);
    if (!line) continue;
    std::vector<TextLine> parts = SplitAtBlanks(*line);
    if (parts.size() != 2) continue;
    const bool number_first = ShapedAsPageNumber(parts[0], tools.form);
    const TextLine& number = parts[number_first ? 0 : 1];
    const TextLine& name = parts[number_first ? 1 : 0];
    if (!ShapedAsPageNumber(number, tools.form) ||
        (AreaNameIn(name, tools.form.area, tools.words).empty() &&
         !NamesSubmitter(name, tools.words)))
      continue;
    page.blocks[at] = std::move(parts[0]);
    page.blocks.insert(page.blocks.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       std::move(parts[1]));
  }
}

// What pages say together about their edges.
class EdgeMarker {
 public:
  EdgeMarker(std::vector<std::vector<Row>> pages, const ReadTools& tools)
      : pages_(std::move(pages)), tools_(tools) {}

  void Run() {
    CountNames();
    FindOffset();
    for (size_t p = 0; p < pages_.size(); ++p) MarkPage(p);
  }

 private:
  // The first row of a page and its last two, each once.
  static std::vector<size_t> EdgeRows(const std::vector<Row>& rows) {
    std::vector<size_t> edges;
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i == 0 || i + 2 >= rows.size()) edges.push_back(i);
    }
    return edges;
  }

  // The name of an area by its form, or of a submitter: a city's sheet has its own.
  bool IsName(const TextLine& line) const {
    return !AreaNameIn(line, tools_.form.area, tools_.words).empty() || IsSubmitter(line);
  }

  // 堺市, 堺市（７区）
  bool IsSubmitter(const TextLine& line) const { return NamesSubmitter(line, tools_.words); }

  void CountNames() {
    for (const std::vector<Row>& rows : pages_) {
      std::set<std::u32string> names;
      for (const size_t i : EdgeRows(rows)) {
        for (const TextLine* line : rows[i]) {
          if (IsName(*line)) names.insert(line->folded.text);
        }
      }
      for (const std::u32string& name : names) ++pages_of_name_[name];
    }
  }

  // Numbers at the edges that count on from page to page are the pages' own.
  void FindOffset() {
    std::map<int, int> times;
    for (size_t p = 0; p < pages_.size(); ++p) {
      for (const size_t i : EdgeRows(pages_[p])) {
        for (const TextLine* line : pages_[p][i]) {
          if (const auto number = NumberIn(*line)) ++times[*number - static_cast<int>(p)];
        }
      }
    }
    for (const auto& [offset, count] : times) {
      if (count > 2 && (!offset_ || count > times[*offset_])) offset_ = offset;
    }
  }

  // The number of a page; none if the line has not its shape, or is the label of a blank row (③).
  std::optional<int> NumberIn(const TextLine& line) const {
    const auto mark = tools_.join.marks.At(line.text, 0);
    if (mark && mark->numbered && line.text.size() == 1) return std::nullopt;
    if (!ShapedAsPageNumber(line, tools_.form)) return std::nullopt;
    int number = 0;
    for (const char32_t c : line.folded.text) {
      if (c >= U'0' && c <= U'9') {
        number = std::min(number * 10 + static_cast<int>(c - U'0'), 9999);
      } else if (number > 0) {
        break;
      }
    }
    return number;
  }

  void MarkRow(size_t page, const Row& row, double space) {
    constexpr double kClose = 2.5;  // at most one blank line from the text beside it
    std::vector<TextLine*> numbers, names;
    bool counts_on = false, comes_back = false;
    for (TextLine* line : row) {
      if (const auto number = NumberIn(*line)) {
        numbers.push_back(line);
        counts_on = offset_ && *number - static_cast<int>(page) == *offset_;
      } else if (IsName(*line)) {
        names.push_back(line);
        comes_back = comes_back || pages_of_name_[line->folded.text] > 1;
        if (IsSubmitter(*line) && !comes_back) return;
      }
    }
    if (numbers.size() + names.size() != row.size() || numbers.size() > 1) return;
    // A number alone, close to the text, may be the last value of a table.
    const bool alone = numbers.empty() || names.empty();
    if (space < kClose && alone && !counts_on && !comes_back) return;
    for (TextLine* line : numbers) line->page_number = true;
    for (TextLine* line : names) line->edge_name = true;
  }

  void MarkPage(size_t page) {
    const std::vector<Row>& rows = pages_[page];
    if (rows.empty()) return;
    if (rows.size() < 3) {
      // A heading without a text, above the page's foot.
      MarkRow(page, rows.back(), 0);
      return;
    }
    const auto space = [&](size_t row) {
      return rows[row + 1].front()->box.y0 - rows[row].front()->box.y0;
    };
    MarkRow(page, rows.front(), space(0));
    // A number and a name may stand on the last two rows.
    const size_t last = rows.size() - 1;
    const bool two = last > 2 && space(last - 2) > 1.5;
    MarkRow(page, rows[last], space(last - 1) > 1.5 || !two ? space(last - 1) : space(last - 2));
    if (rows[last].front()->page_number || rows[last].front()->edge_name)
      MarkRow(page, rows[last - 1], two ? space(last - 2) : 0);
  }

  std::vector<std::vector<Row>> pages_;
  const ReadTools& tools_;
  std::map<std::u32string, int> pages_of_name_;
  std::optional<int> offset_;  // of the printed numbers from the pages' own
};

}  // namespace

void MarkPageEdges(DocumentText& document, const ReadTools& tools) {
  std::vector<std::vector<Row>> pages;
  for (PageText& page : document.pages) {
    SplitNameAndNumber(page, tools);
    pages.push_back(RowsOf(page));
  }
  EdgeMarker(std::move(pages), tools).Run();
}

}  // namespace parse
