#include "parse/section_rows.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "parse/page_roles.h"
#include "parse/table_match.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

// Rows that no cell parts.
struct Band {
  int begin = 0, end = 0;
  std::vector<const GridCell*> cells;
};

std::vector<Band> BandsOf(const Grid& grid) {
  std::vector<Band> bands;
  for (const GridCell& cell : grid.cells) {  // sorted by row
    if (bands.empty() || cell.row >= bands.back().end)
      bands.push_back({cell.row, cell.row + cell.row_span, {}});
    bands.back().end = std::max(bands.back().end, cell.row + cell.row_span);
    bands.back().cells.push_back(&cell);
  }
  return bands;
}

class GridCutter {
 public:
  GridCutter(const Grid& grid, const FormRules& form, const WordLists& words)
      : grid_(grid), form_(form), words_(words) {}

  // Empty: the grid stays as it is.
  std::vector<Block> Cut() {
    if (grid_.columns < 2) return {};
    const std::vector<Band> bands = BandsOf(grid_);
    const bool sections = std::any_of(bands.begin(), bands.end(), [&](const Band& band) {
      return IsWhole(band) && HoldsHeading(*band.cells.front());
    });
    const bool named =
        std::any_of(bands.begin(), bands.end(), [&](const Band& band) { return HoldsName(band); });
    if (!sections && !named) return {};
    for (const Band& band : bands) {
      if (sections && IsWhole(band)) {
        for (const TextLine& line : band.cells.front()->lines) AddLine(line);
      } else if (HoldsName(band)) {
        AddNames(band);
      } else {
        AddRows(band);
      }
    }
    Close();
    return std::move(blocks_);
  }

 private:
  bool IsWhole(const Band& band) const {
    return band.cells.size() == 1 && band.cells.front()->column_span == grid_.columns;
  }

  bool HoldsHeading(const GridCell& cell) const {
    if (cell.Blank()) return false;
    const auto is_heading = [&](const FoldedText& text) {
      return MatchHeading(text, form_, words_).section != nullptr;
    };
    return is_heading(cell.lines.front().folded) || is_heading(Fold(Joined(cell.lines)));
  }

  // A number with its unit, no number of a heading before a label: no blank stands between.
  static bool CountsSomething(const FoldedText& text) {
    size_t digits = 0;
    while (digits < text.text.size() && u_isdigit(static_cast<UChar32>(text.text[digits])) != 0)
      ++digits;
    return digits > 0 && digits < text.text.size() &&
           u_isalpha(static_cast<UChar32>(text.text[digits])) != 0 &&
           text.source[digits] == text.source[digits - 1] + 1;
  }

  bool IsNameLabel(const GridCell& cell) const {
    if (cell.Blank()) return false;
    const FoldedText folded = Fold(Joined(cell.lines));
    if (CountsSomething(folded)) return false;
    const std::u32string core = MakeBare(folded.text, words_).core;
    const auto holds = [&](const std::vector<std::u32string>& labels) {
      return std::find(labels.begin(), labels.end(), core) != labels.end();
    };
    return holds(form_.area.labels) || holds(form_.cover.area_list) ||
           holds(form_.cover.submitter_labels);
  }

  // The cell that stands beside a label, if it holds something short.
  const GridCell* Named(const GridCell& label) const {
    const GridCell* name = grid_.At(label.row, label.column + label.column_span);
    constexpr size_t kLongest = 60;  // characters
    if (!name || name->Blank() || name->row_span != label.row_span) return nullptr;
    if (Joined(name->lines).size() > kLongest || AreHeaders(label, *name)) return nullptr;
    return name;
  }

  // 実施主体 | 取組: two columns of one table.
  bool AreHeaders(const GridCell& a, const GridCell& b) const {
    const auto names_column = [&](const GridCell& cell, const TableRule& table) {
      const BareWording bare = MakeBare(Fold(Joined(cell.lines)).text, words_);
      const std::vector<double> scores = ColumnScores(bare, table, grid_.ruled);
      return std::any_of(scores.begin(), scores.end(), [](double s) { return s >= kSureScore; });
    };
    return std::any_of(form_.tables.begin(), form_.tables.end(), [&](const TableRule& table) {
      return names_column(a, table) && names_column(b, table);
    });
  }

  bool HoldsName(const Band& band) const {
    return std::any_of(band.cells.begin(), band.cells.end(), [&](const GridCell* cell) {
      return IsNameLabel(*cell) && Named(*cell) != nullptr;
    });
  }

  // 圏域名 | 県南圏域 is read as the line "圏域名 県南圏域".
  void AddNames(const Band& band) {
    const GridCell* taken = nullptr;
    for (const GridCell* cell : band.cells) {
      if (cell == taken || cell->Blank()) continue;
      const GridCell* name = IsNameLabel(*cell) ? Named(*cell) : nullptr;
      if (!name) {
        for (const TextLine& line : cell->lines) AddLine(line);
        continue;
      }
      TextLine line = cell->lines.front();
      line.text = Joined(cell->lines);
      line.text.push_back({U' ', line.page, -1});
      Append(line.text, Joined(name->lines));
      line.folded = Fold(line.text);
      for (const TextLine& more : name->lines) line.box = extract::Union(line.box, more.box);
      AddLine(line);
      taken = name;
    }
  }

  void AddLine(const TextLine& line) {
    Close();
    blocks_.emplace_back(line);
  }

  void AddRows(const Band& band) {
    if (!open_) {
      part_ = grid_;
      part_.cells.clear();
      part_.box = band.cells.front()->box;
      first_row_ = band.begin;
      open_ = true;
    }
    for (const GridCell* cell : band.cells) {
      part_.cells.push_back(*cell);
      part_.cells.back().row -= first_row_;
      part_.box = extract::Union(part_.box, cell->box);
    }
    part_.rows = band.end - first_row_;
  }

  void Close() {
    const bool filled = std::any_of(part_.cells.begin(), part_.cells.end(),
                                    [](const GridCell& cell) { return !cell.Blank(); });
    if (open_ && filled) blocks_.emplace_back(std::move(part_));
    part_ = {};
    open_ = false;
  }

  const Grid& grid_;
  const FormRules& form_;
  const WordLists& words_;
  std::vector<Block> blocks_;
  Grid part_;  // the rows that are being collected
  int first_row_ = 0;
  bool open_ = false;
};

}  // namespace

void CutAtSectionRows(DocumentText& document, const FormRules& form, const WordLists& words) {
  for (PageText& page : document.pages) {
    std::vector<Block> blocks;
    for (Block& block : page.blocks) {
      const Grid* grid = std::get_if<Grid>(&block);
      std::vector<Block> parts = grid ? GridCutter(*grid, form, words).Cut() : std::vector<Block>();
      if (parts.empty()) parts.push_back(std::move(block));
      std::move(parts.begin(), parts.end(), std::back_inserter(blocks));
    }
    page.blocks = std::move(blocks);
  }
}

}  // namespace parse
