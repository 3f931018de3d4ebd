#include "parse/lost_pages.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "parse/linear_header.h"
#include "parse/page_roles.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

// A printed row: its blocks, and the page's number if that (with a name at most) is all it is.
struct Row {
  size_t begin = 0, end = 0;  // of the page's blocks
  std::optional<int> number;
  bool name = false;  // nothing but the name of an area or submitter
};

int ValueOf(const TextLine& line) {
  constexpr int kGreatest = 9999;
  int number = 0;
  for (const char32_t c : line.folded.text) {
    if (c >= U'0' && c <= U'9') {
      number = std::min(number * 10 + static_cast<int>(c - U'0'), kGreatest);
    } else if (number > 0) {
      break;
    }
  }
  return number;
}

class PageCutter {
 public:
  PageCutter(const PageText& page, const ReadTools& tools) : page_(page), tools_(tools) {}

  // The blocks before which a page begins, the first one's left out.
  std::vector<size_t> Run() {
    ReadRows();
    const std::vector<size_t> chain = LongestChain();
    constexpr size_t kLeast = 3;
    if (chain.size() < kLeast) return CutsAtBlanks();
    std::vector<size_t> cuts;
    const bool at_head = chain.front() == 0;
    // Names below the last number stand there on each page; else they head the next one.
    const bool names_below = chain.back() + 1 < rows_.size() && rows_[chain.back() + 1].name;
    for (const size_t row : chain) {
      size_t next = at_head ? row : row + 1;
      if (!at_head && names_below && next < rows_.size() && rows_[next].name) ++next;
      if (next > 0 && next < rows_.size()) cuts.push_back(rows_[next].begin);
    }
    return cuts;
  }

 private:
  // Where each mark between pages was made one blank, the first line of each page begins with it
  // and hardly another line begins with any.
  std::vector<size_t> CutsAtBlanks() const {
    constexpr size_t kLeast = 3;
    constexpr size_t kOneInSo = 6;  // lines at most
    std::vector<size_t> cuts;
    for (size_t r = 1; r < rows_.size(); ++r) {
      const double left = std::get<TextLine>(page_.blocks[rows_[r].begin]).box.x0;
      if (left > 1.5) return {};
      if (left > 0.5) cuts.push_back(rows_[r].begin);
    }
    if (cuts.size() < kLeast || cuts.size() * kOneInSo > rows_.size()) return {};
    return cuts;
  }

  bool IsName(const TextLine& line) const {
    return !AreaNameIn(line, tools_.form.area, tools_.words).empty() ||
           tools_.words.FindSubmitter(line.folded.text) ||
           tools_.words.FindSubmitter(MakeBare(line.folded.text, tools_.words).core);
  }

  void ReadRows() {
    for (size_t b = 0; b < page_.blocks.size(); ++b) {
      const TextLine& line = std::get<TextLine>(page_.blocks[b]);
      const bool same = !rows_.empty() &&
                        std::get<TextLine>(page_.blocks[rows_.back().begin]).box.y0 == line.box.y0;
      if (!same) rows_.push_back({b, b, {}, false});
      rows_.back().end = b + 1;
    }
    for (Row& row : rows_) {
      std::vector<TextLine> parts;
      for (size_t b = row.begin; b < row.end; ++b) {
        for (TextLine& part : SplitAtBlanks(std::get<TextLine>(page_.blocks[b])))
          parts.push_back(std::move(part));
      }
      if (row.end == row.begin + 1) row.name = IsName(std::get<TextLine>(page_.blocks[row.begin]));
      // ③ alone is the label of a row that was left blank.
      const auto mark = tools_.join.marks.At(std::get<TextLine>(page_.blocks[row.begin]).text, 0);
      if (mark && mark->numbered && row.end == row.begin + 1 &&
          std::get<TextLine>(page_.blocks[row.begin]).text.size() == 1)
        continue;
      if (row.end == row.begin + 1 &&
          ShapedAsPageNumber(std::get<TextLine>(page_.blocks[row.begin]), tools_.form)) {
        row.number = ValueOf(std::get<TextLine>(page_.blocks[row.begin]));
        continue;
      }
      if (parts.size() != 2) continue;
      for (const size_t p : {size_t{0}, size_t{1}}) {
        if (ShapedAsPageNumber(parts[p], tools_.form) && IsName(parts[1 - p]))
          row.number = ValueOf(parts[p]);
      }
    }
  }

  // A number beside a name or above a heading is a page's sooner than one among texts.
  double Weight(size_t row) const {
    double weight = 1;
    if (row > 0 && rows_[row - 1].name) weight += 0.5;
    if (row + 1 == rows_.size() || rows_[row + 1].name) weight += 0.5;
    if (row + 1 < rows_.size()) {
      const TextLine& below = std::get<TextLine>(page_.blocks[rows_[row + 1].begin]);
      if (MatchHeading(below.folded, tools_.form, tools_.words).section) weight += 0.5;
    }
    return weight;
  }

  // The rows whose numbers count on, one page at a time.
  std::vector<size_t> LongestChain() const {
    std::map<int, std::pair<double, size_t>> best;  // by number: weight so far, last row
    std::vector<std::optional<size_t>> before(rows_.size());
    std::pair<double, size_t> top{0, 0};
    for (size_t r = 0; r < rows_.size(); ++r) {
      if (!rows_[r].number) continue;
      const int number = *rows_[r].number;
      double weight = Weight(r);
      if (const auto last = best.find(number - 1); last != best.end()) {
        weight += last->second.first;
        before[r] = last->second.second;
      }
      if (const auto same = best.find(number); same == best.end() || weight > same->second.first)
        best[number] = {weight, r};
      if (weight > top.first) top = {weight, r};
    }
    std::vector<size_t> chain;
    if (top.first <= 0) return chain;
    for (std::optional<size_t> r = top.second; r; r = before[*r]) chain.push_back(*r);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  const PageText& page_;
  const ReadTools& tools_;
  std::vector<Row> rows_;
};

}  // namespace

void CutAtPageNumbers(DocumentText& document, const ReadTools& tools) {
  if (document.pages.size() != 1 || document.pages[0].unit != extract::Unit::kCharacters) return;
  PageText& whole = document.pages[0];
  const bool lines_only =
      std::all_of(whole.blocks.begin(), whole.blocks.end(),
                  [](const Block& block) { return std::holds_alternative<TextLine>(block); });
  if (!lines_only) return;
  std::vector<size_t> cuts = PageCutter(whole, tools).Run();
  if (cuts.empty()) return;
  cuts.push_back(whole.blocks.size());
  std::vector<PageText> pages;
  size_t begin = 0;
  for (const size_t end : cuts) {
    PageText page{whole.number, whole.unit, whole.width, whole.height, {}};
    page.blocks.assign(
        std::make_move_iterator(whole.blocks.begin() + static_cast<std::ptrdiff_t>(begin)),
        std::make_move_iterator(whole.blocks.begin() + static_cast<std::ptrdiff_t>(end)));
    if (!page.blocks.empty()) pages.push_back(std::move(page));
    begin = end;
  }
  document.pages = std::move(pages);
}

}  // namespace parse
