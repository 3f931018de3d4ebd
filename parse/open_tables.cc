#include "parse/open_tables.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "parse/open_columns.h"
#include "parse/open_rows.h"
#include "parse/padded_columns.h"
#include "parse/page_roles.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

class PageReader {
 public:
  PageReader(const extract::SourceLayers& layers, const ReadTools& tools, size_t index,
             PageText& page)
      : layers_(layers), tools_(tools), index_(index), page_(page) {}

  void Run() {
    const bool points = page_.unit == extract::Unit::kPoints;
    for (size_t b = 0; b < page_.blocks.size(); ++b) {
      const TextLine* line = std::get_if<TextLine>(&page_.blocks[b]);
      if (!line || line->text.empty()) continue;
      lines_.push_back({*line, b});
    }
    if (lines_.size() < 3) return;
    // Text in reading order has no columns to find; linear_tables.h reads it.
    if (!points && !IsPadded()) return;
    std::vector<TextLine> pieces;
    for (const auto& [line, block] : lines_) {
      // Columns of plain text are set apart already, by two blanks or more.
      const double em = line.size > 0 ? line.size : line.box.Height();
      if (!points) {
        for (TextLine& piece : SplitHeadings(line, tools_)) pieces.push_back(std::move(piece));
        continue;
      }
      for (TextLine& piece : SplitAtGaps(layers_, line, 0.9 * em))
        pieces.push_back(std::move(piece));
    }
    const std::vector<OpenHeader> headers = FindOpenHeaders(pieces, tools_);
    for (size_t i = 0; i < headers.size(); ++i) {
      const double end = i + 1 < headers.size() ? headers[i + 1].top : 1e9;
      ReadTableBelow(headers[i], end);
    }
    if (grids_.empty()) return;
    Replace();
  }

 private:
  struct PageLine {
    TextLine line;
    size_t block;
  };

  // Is the page padded with blanks, so that texts stand side by side on one of its rows?
  bool IsPadded() const {
    std::set<double> rows;
    // An area's name and the page's number stand side by side on any page.
    return std::any_of(lines_.begin(), lines_.end(), [&](const PageLine& page_line) {
      const TextLine& line = page_line.line;
      return !line.page_number && !line.edge_name && !rows.insert(line.box.y0).second;
    });
  }

  // A heading, a note of the form, a page number: nothing of a table's body.
  bool EndsBody(const TextLine& line) const {
    const HeadingMatch heading = MatchHeading(line.folded, tools_.form, tools_.words);
    if (heading.section && (heading.score >= 0.95 || (heading.numbered && !HoldsColumns(line))))
      return true;
    return std::any_of(
        tools_.form.notes.begin(), tools_.form.notes.end(), [&](const Wording& note) {
          return std::any_of(note.variants.begin(), note.variants.end(), [&](const auto& variant) {
            return line.folded.text.size() > 10 && Similarity(line.folded.text, variant) > 0.8;
          });
        });
  }

  // Parts of several columns on one line: "３８病院 連携が深まる" is no heading with a number.
  bool HoldsColumns(const TextLine& line) const {
    if (page_.unit != extract::Unit::kPoints) return false;
    constexpr size_t kLongestNumber = 4;  // characters before a heading
    const std::vector<TextLine> parts = SplitAtGaps(layers_, line, 0.9 * line.size);
    return parts.size() > (parts.front().folded.text.size() <= kLongestNumber ? 2U : 1U);
  }

  bool IsFurniture(const TextLine& line) const {
    if (line.page_number || line.edge_name) return true;
    const double edge = 0.88 * page_.height;
    if (page_.unit == extract::Unit::kPoints && line.box.y0 < edge) return false;
    if (ShapedAsPageNumber(line, tools_.form) && !CountsOn(line) &&
        (page_.unit == extract::Unit::kPoints || line.box.y1 > page_.height - 1.5))
      return true;
    return page_.unit == extract::Unit::kPoints &&
           !AreaNameIn(line, tools_.form.area, tools_.words).empty();
  }

  // ６ alone, in plain text, below a line that begins with ５: the label of a row left blank.
  bool CountsOn(const TextLine& number) const {
    if (page_.unit == extract::Unit::kPoints) return false;
    constexpr int kMostRows = 20;
    constexpr double kSamePlace = 1.5;
    for (int count = 1; count < kMostRows; ++count) {
      if (tools_.join.marks.CountLength(number.text, count + 1) != number.text.size()) continue;
      return std::any_of(lines_.begin(), lines_.end(), [&](const auto& other) {
        return std::abs(other.line.box.x0 - number.box.x0) < kSamePlace &&
               tools_.join.marks.CountLength(other.line.text, count).has_value();
      });
    }
    return false;
  }

  void ReadTableBelow(const OpenHeader& header, double end) {
    std::set<size_t> taken;
    std::vector<TextLine> body;
    std::vector<size_t> blocks;
    double stop = end;
    for (const auto& [line, block] : lines_) {
      if (line.box.CenterY() > header.bottom && line.box.y0 < stop && EndsBody(line))
        stop = std::min(stop, line.box.y0);
    }
    for (const auto& [line, block] : lines_) {
      const double y = line.box.CenterY();
      if (used_.contains(block)) continue;
      if (y >= header.top && y <= header.bottom) {
        taken.insert(block);
      } else if (y > header.bottom && y < stop && !IsFurniture(line)) {
        body.push_back(line);
        blocks.push_back(block);
      }
    }
    if (body.empty()) return;
    std::vector<TextLine> kept = body;
    sector_names_.clear();
    if (header.rule->layout == TableLayout::kGrouped)
      sector_names_ = SectorNamesIn(layers_, body, tools_);
    std::optional<OpenBody> open;
    if (page_.unit == extract::Unit::kCharacters) {
      open = MakePaddedBody(header, kept);
    } else {
      const auto gutters = FindGutters(layers_, header, sector_names_, &kept);
      if (!gutters) return;
      open = MakeBody(header, kept, *gutters);
    }
    double bottom = header.bottom;
    for (const TextLine& line : kept) bottom = std::max(bottom, line.box.y1);
    for (size_t i = 0; i < body.size(); ++i) {
      if (body[i].box.y1 <= bottom) taken.insert(blocks[i]);
    }
    Grid grid = MakeGrid(header, *open);
    if (page_.unit == extract::Unit::kCharacters)
      DoubtUnevenRemarks(header, *open, tools_.words, grid);
    if (grid.doubt.empty() && page_.unit == extract::Unit::kCharacters && IsTorn(header))
      grid.doubt = "a heading of this table is torn";
    if (grid.doubt.empty() && HoldsOtherHeading(header, kept))
      grid.doubt = "another table's heading stands among the rows";
    used_.insert(taken.begin(), taken.end());
    grids_.emplace_back(*taken.begin(), std::move(grid));
  }

  // In plain text a remark below a heading may have been put below the one beside it.
  static void DoubtUnevenRemarks(const OpenHeader& header, const OpenBody& body,
                                 const WordLists& words, Grid& grid) {
    const int header_rows = header.spanners.empty() ? 1 : 2;
    const auto is_measure = [](const OpenHeader::Column& column) {
      return column.rule && column.rule->role == ColumnRole::kMeasure;
    };
    const auto has_remark = [&](const OpenHeader::Column& column) {
      return !MakeBare(Fold(Joined(column.lines)).text, words).remark.empty();
    };
    int with = 0, without = 0;
    for (const OpenHeader::Column& column : header.columns) {
      if (is_measure(column)) ++(has_remark(column) ? with : without);
    }
    if (with == 0 || without == 0) return;
    for (GridCell& cell : grid.cells) {
      const ColumnRule* rule = body.columns[cell.column].rule;
      if (cell.row + cell.row_span <= header_rows && rule && rule->role == ColumnRole::kMeasure)
        cell.doubt = "a remark may stand below another column's heading";
    }
  }

  // Does a heading hold half a bracket, or two remarks? The lines of two were mixed.
  static bool IsTorn(const OpenHeader& header) {
    return std::any_of(header.columns.begin(), header.columns.end(), [](const auto& column) {
      int open = 0, remarks = 0;
      for (const PrintedChar& c : Joined(column.lines)) {
        const auto category = u_charType(static_cast<UChar32>(c.c));
        if (category == U_START_PUNCTUATION) ++open, ++remarks;
        if (category == U_END_PUNCTUATION && --open < 0) return true;
      }
      return open != 0 || (remarks > 1 && column.rule && column.rule->role == ColumnRole::kMeasure);
    });
  }

  // A heading that only another table has: that one was not found.
  bool HoldsOtherHeading(const OpenHeader& header, const std::vector<TextLine>& lines) const {
    constexpr size_t kShortest = 4;  // characters; a shorter text may be a value
    return std::any_of(lines.begin(), lines.end(), [&](const TextLine& line) {
      if (line.folded.text.size() < kShortest || line.folded.text.size() > 30) return false;
      const BareWording bare = MakeBare(line.folded.text, tools_.words);
      return std::any_of(
          tools_.form.tables.begin(), tools_.form.tables.end(), [&](const TableRule& table) {
            return &table != header.rule && std::any_of(table.columns.begin(), table.columns.end(),
                                                        [&](const ColumnRule& column) {
                                                          return column.role == ColumnRole::kText &&
                                                                 Score(bare, column.header) >= 0.95;
                                                        });
          });
    });
  }

  OpenBody StartBody(const OpenHeader& header, const std::vector<TextLine>& lines) const {
    OpenBody body;
    body.layout = header.rule->layout;
    body.sector_names = sector_names_;
    body.top = body.bottom = header.bottom;
    for (const TextLine& line : lines) body.bottom = std::max(body.bottom, line.box.y1);
    body.bottom += 0.5;
    return body;
  }

  OpenBody MakePaddedBody(const OpenHeader& header, const std::vector<TextLine>& lines) const {
    OpenBody body = StartBody(header, lines);
    for (PaddedColumn& padded : SplitPaddedColumns(header, sector_names_, lines)) {
      OpenColumn column;
      column.rule = padded.rule;
      column.sectors = padded.sectors;
      column.x0 = padded.x0;
      column.x1 = padded.x1;
      column.lines = std::move(padded.lines);
      column.doubtful = std::move(padded.doubtful);
      body.columns.push_back(std::move(column));
    }
    return body;
  }

  OpenBody MakeBody(const OpenHeader& header, const std::vector<TextLine>& lines,
                    std::vector<double> gutters) {
    OpenBody body = StartBody(header, lines);
    double left = header.columns.front().box.x0, right = header.columns.back().box.x1;
    for (const TextLine& line : lines) {
      left = std::min(left, line.box.x0);
      right = std::max(right, line.box.x1);
    }
    for (size_t c = 0; c < header.columns.size(); ++c) {
      OpenColumn column;
      column.rule = header.columns[c].rule;
      column.x0 = c == 0 ? left : gutters[c - 1];
      column.x1 = c == gutters.size() ? right : gutters[c];
      body.columns.push_back(std::move(column));
    }
    for (const TextLine& line : lines) {
      std::vector<TextLine> parts = SplitAt(layers_, line, gutters);
      for (size_t c = 0; c < parts.size(); ++c) {
        if (!parts[c].text.empty()) body.columns[c].lines.push_back(std::move(parts[c]));
      }
    }
    // A ruling between the header and the first text closes the header.
    if (!lines.empty()) {
      const auto first = std::min_element(
          lines.begin(), lines.end(),
          [](const TextLine& a, const TextLine& b) { return a.box.y0 < b.box.y0; });
      body.top = std::max(body.top, first->box.y0 - 0.1);
    }
    SplitSectorColumn(body);
    for (OpenColumn& column : body.columns) {
      std::stable_sort(column.lines.begin(), column.lines.end(),
                       [](const TextLine& a, const TextLine& b) { return a.box.y0 < b.box.y0; });
      MergeSameHeight(column.lines);
      column.rules = RulesAcross(column, body);
    }
    return body;
  }

  // Parts of one printed line that stand in the same column are one line.
  static void MergeSameHeight(std::vector<TextLine>& lines) {
    std::vector<TextLine> merged;
    for (TextLine& line : lines) {
      const bool same =
          !merged.empty() && std::abs(merged.back().box.CenterY() - line.box.CenterY()) <
                                 0.3 * std::min(line.box.Height(), merged.back().box.Height());
      if (!same) {
        merged.push_back(std::move(line));
        continue;
      }
      TextLine& whole = merged.back();
      if (line.box.x0 < whole.box.x0) std::swap(whole, line);
      whole.text.push_back({U' ', line.page, -1});
      Append(whole.text, line.text);
      whole.folded = Fold(whole.text);
      whole.box = extract::Union(whole.box, line.box);
    }
    lines = std::move(merged);
  }

  // Under one header for sectors and roles: the column is cut right of the sectors' names.
  void SplitSectorColumn(OpenBody& body) const {
    if (body.layout != TableLayout::kGrouped) return;
    for (size_t c = 0; c < body.columns.size(); ++c) {
      if (body.columns[c].rule && body.columns[c].rule->role == ColumnRole::kSectors) return;
    }
    for (size_t c = 0; c < body.columns.size(); ++c) {
      OpenColumn& column = body.columns[c];
      if (!column.rule || column.rule->role != ColumnRole::kRole) continue;
      const std::optional<double> found = SectorEdge(column);
      if (!found) return;
      const double cut = *found;
      OpenColumn names = column;
      names.sectors = true;
      names.x1 = cut;
      names.lines.clear();
      OpenColumn texts = column;
      texts.x0 = cut;
      texts.lines.clear();
      for (const TextLine& line : column.lines) {
        std::vector<TextLine> parts = SplitAt(layers_, line, {cut});
        if (!parts[0].text.empty()) names.lines.push_back(std::move(parts[0]));
        if (!parts[1].text.empty()) texts.lines.push_back(std::move(parts[1]));
      }
      body.columns[c] = std::move(names);
      body.columns.insert(body.columns.begin() + static_cast<std::ptrdiff_t>(c) + 1,
                          std::move(texts));
      return;
    }
  }

  // Between the names, which stand one below the other, and the texts right of them.
  std::optional<double> SectorEdge(const OpenColumn& column) const {
    std::vector<std::vector<TextLine>> lines;
    double left = 1e9, em = 1;
    for (const TextLine& line : column.lines) {
      em = line.size > 0 ? line.size : 2;
      lines.push_back(SplitAtGaps(layers_, line, 0.5 * em));
      if (!lines.back().empty() && IsSectorStart(lines.back().front().folded.text))
        left = std::min(left, lines.back().front().box.x0);
    }
    if (left > 1e8) return std::nullopt;
    double text_left = 1e9;
    for (const auto& parts : lines) {
      for (const TextLine& part : parts) {
        if (part.box.x0 > left + 1.5 * em) text_left = std::min(text_left, part.box.x0);
      }
    }
    double right = left;
    for (const auto& parts : lines) {
      for (const TextLine& part : parts) {
        if (part.box.x0 <= left + 1.5 * em && part.box.x1 <= text_left + 0.1)
          right = std::max(right, part.box.x1);
      }
    }
    return text_left > 1e8 ? right + 0.1 : (right + text_left) / 2;
  }

  bool IsSectorStart(const std::u32string& text) const { return sector_names_.contains(text); }

  // Heights at which a horizontal ruling runs over the column's middle.
  std::vector<double> RulesAcross(const OpenColumn& column, const OpenBody& body) const {
    std::vector<double> heights;
    if (page_.unit != extract::Unit::kPoints) return heights;
    const double x = (column.x0 + column.x1) / 2;
    constexpr double kNear = 4;  // points: a band's edge and its border are one
    for (const extract::Ruling& ruling : layers_.pages[index_].rulings) {
      if (!ruling.Horizontal() || ruling.a.x > x || ruling.b.x < x) continue;
      if (ruling.a.y < body.top + kNear || ruling.a.y > body.bottom - kNear) continue;
      heights.push_back(ruling.a.y);
    }
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end(),
                              [](double a, double b) { return b - a < kNear; }),
                  heights.end());
    return heights;
  }

  Grid MakeGrid(const OpenHeader& header, const OpenBody& body) const {
    Grid grid;
    grid.page = static_cast<int>(index_);
    grid.ruled = false;
    const int header_rows = header.spanners.empty() ? 1 : 2;
    std::vector<int> first_columns;
    int column = 0;
    size_t next = 0;
    for (size_t h = 0; h < header.columns.size(); ++h) {
      const bool spanned =
          std::any_of(header.spanners.begin(), header.spanners.end(),
                      [h](const auto& over) { return over.first <= h && h <= over.last; });
      GridCell cell;
      cell.row = spanned ? 1 : 0;
      cell.row_span = header_rows - cell.row;
      cell.column = column;
      cell.column_span = body.columns[next].sectors ? 2 : 1;
      cell.box = {body.columns[next].x0, header.top, body.columns[next + cell.column_span - 1].x1,
                  header.bottom};
      cell.lines = header.columns[h].lines;
      first_columns.push_back(column);
      column += cell.column_span;
      next += cell.column_span;
      grid.cells.push_back(std::move(cell));
    }
    grid.columns = column;
    first_columns.push_back(column);
    for (const OpenHeader::Spanner& over : header.spanners) {
      GridCell cell;
      cell.column = first_columns[over.first];
      cell.column_span = first_columns[over.last + 1] - cell.column;
      cell.box = over.line.box;
      cell.lines = {over.line};
      grid.cells.push_back(std::move(cell));
    }
    std::stable_sort(grid.cells.begin(), grid.cells.end(),
                     [](const GridCell& x, const GridCell& y) {
                       return x.row != y.row ? x.row < y.row : x.column < y.column;
                     });
    std::vector<GridCell> cells = CutIntoCells(body, header_rows, tools_, &grid.rows, &grid.doubt);
    grid.box = {body.columns.front().x0, header.top, body.columns.back().x1, body.bottom};
    for (GridCell& cell : cells) grid.cells.push_back(std::move(cell));
    return grid;
  }

  void Replace() {
    std::vector<Block> blocks;
    for (size_t b = 0; b < page_.blocks.size(); ++b) {
      for (auto& [place, grid] : grids_) {
        if (place == b) blocks.emplace_back(std::move(grid));
      }
      if (!used_.contains(b)) blocks.push_back(std::move(page_.blocks[b]));
    }
    page_.blocks = std::move(blocks);
  }

  const extract::SourceLayers& layers_;
  const ReadTools& tools_;
  size_t index_;
  PageText& page_;
  std::vector<PageLine> lines_;
  std::set<std::u32string> sector_names_;       // of the table at hand
  std::set<size_t> used_;                       // blocks that went into a grid
  std::vector<std::pair<size_t, Grid>> grids_;  // with the block they stand for
};

}  // namespace

void InferOpenTables(const extract::SourceLayers& layers, const ReadTools& tools,
                     DocumentText& document) {
  for (size_t p = 0; p < document.pages.size(); ++p)
    PageReader(layers, tools, p, document.pages[p]).Run();
}

}  // namespace parse
