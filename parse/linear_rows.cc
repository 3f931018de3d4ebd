// Rows of a table in plain text: each begins with a label that counts on from the one before.
#include <algorithm>
#include <limits>

#include "parse/linear_cells.h"
#include "parse/quantity.h"

namespace parse {
namespace {

// What stood before a part of a row.
enum class Break : uint8_t { kBlank, kNewLine, kBlankLine };

struct RowPart {
  TextLine text;
  Break before = Break::kBlank;
  bool measure = false;  // reads as a measure by itself
};

struct Row {
  TextLine label;  // empty text: none
  std::vector<RowPart> parts;
};

bool LooksLikeMeasure(const TextLine& line, const WordLists& words) {
  constexpr size_t kLongest = 24;
  if (line.text.size() > kLongest) return false;
  const Quantity quantity = ReadQuantity(Utf8(line.text), words);
  if (quantity.state != State::kStated) return true;
  return quantity.value && !quantity.doubtful;
}

std::vector<Row> SplitRows(const std::vector<TextLine>& body, const ReadTools& tools) {
  std::vector<Row> rows;
  char32_t style = 0;
  for (size_t i = 0; i < body.size(); ++i) {
    const TextLine& line = body[i];
    const auto mark = tools.join.marks.LabelAt(line.text, 0);
    // All labels are of the first one's kind: ① or １． but not both.
    const auto kind_of = [&] {
      const char32_t last = line.text[mark->length - 1].c;
      return last >= 0x2460 && last <= 0x24FF ? U'\u2460' : last > 0x7F || last < U'0' || last > U'9' ? last : U'1';
    };
    const bool starts = mark && mark->numbered && (rows.empty() || style == kind_of());
    if (starts) {
      style = kind_of();
      Row row;
      row.label = SliceLine(line, 0, mark->length);
      rows.push_back(std::move(row));
    } else if (rows.empty()) {
      rows.emplace_back();
    }
    Break before = i > 0 && BlankLineBetween(body[i - 1], line) ? Break::kBlankLine : Break::kNewLine;
    const size_t from = starts ? mark->length : 0;
    const TextLine rest = SliceLine(line, from, line.text.size());
    for (TextLine& part : SplitAtBlanks(rest)) {
      rows.back().parts.push_back({std::move(part), before, false});
      rows.back().parts.back().measure = LooksLikeMeasure(rows.back().parts.back().text, tools.words);
      before = Break::kBlank;
    }
  }
  return rows;
}

// Parts to columns, in order: the cheapest way. Costs are counted in doubts: 1 = one thing
// that a reader would wonder about.
class PartAssignment {
 public:
  // `set_apart`: blank lines or list marks part the cells of this table, so that a mere new
  // line hardly does.
  PartAssignment(const Row& row, const std::vector<const ColumnRule*>& columns, bool set_apart,
                 const ReadTools& tools)
      : row_(row), columns_(columns), set_apart_(set_apart), tools_(tools) {
    has_measures_ = std::any_of(columns.begin(), columns.end(), [](const ColumnRule* column) {
      return column->role == ColumnRole::kMeasure;
    });
  }

  // column[i]: of part i. Returns the cost.
  double Run(std::vector<size_t>* column) {
    const size_t parts = row_.parts.size(), columns = columns_.size();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    std::vector<std::vector<double>> best(columns + 1, std::vector<double>(parts + 1, kInfinite));
    std::vector<std::vector<size_t>> from(columns + 1, std::vector<size_t>(parts + 1, 0));
    best[0][0] = 0;
    for (size_t c = 0; c < columns; ++c) {
      for (size_t begin = 0; begin <= parts; ++begin) {
        if (best[c][begin] == kInfinite) continue;
        for (size_t end = begin; end <= parts; ++end) {
          const double cost = best[c][begin] + CellCost(c, begin, end);
          if (cost < best[c + 1][end] - 1e-9) {
            best[c + 1][end] = cost;
            from[c + 1][end] = begin;
          }
        }
      }
    }
    column->assign(parts, 0);
    for (size_t c = columns, end = parts; c > 0; --c) {
      const size_t begin = from[c][end];
      for (size_t i = begin; i < end; ++i) (*column)[i] = c - 1;
      end = begin;
    }
    return best[columns][parts];
  }

 private:
  double CellCost(size_t column, size_t begin, size_t end) const {
    const bool measure = columns_[column]->role == ColumnRole::kMeasure;
    // An empty cell in a row that has texts.
    if (begin == end) return measure ? 1.5 : column == 0 ? 2 : 1;
    double cost = 0;
    for (size_t i = begin; i < end; ++i) {
      const RowPart& part = row_.parts[i];
      if (measure) {
        cost += part.measure ? 0 : i == begin ? 1.2 : 0.6;
        if (i > begin) cost += part.before == Break::kBlank ? 1 : 0.8;
        continue;
      }
      if (part.measure && has_measures_) cost += 0.6;
      if (i == begin) continue;
      switch (part.before) {
        case Break::kBlank:
          // A new item after a blank on the same line is a new cell.
          cost += Marked(i) ? 1.2 : 0.25;
          break;
        case Break::kNewLine:
          break;
        case Break::kBlankLine:
          cost += WordGoesOn(i) ? 0 : Marked(i) && Marked(begin) ? 0.15 : 0.55;
          break;
      }
    }
    // A cell that begins in the middle of a line's run of text.
    if (begin > 0 && row_.parts[begin].before == Break::kNewLine && !measure &&
        !row_.parts[begin - 1].measure)
      cost += set_apart_ ? 1.2 : Marked(begin) ? 0.3 : 0.6;
    if (begin > 0 && row_.parts[begin].before == Break::kBlankLine && WordGoesOn(begin)) cost += 1;
    return cost;
  }

  bool Marked(size_t part) const {
    return tools_.join.marks.At(row_.parts[part].text.text, 0).has_value();
  }

  bool WordGoesOn(size_t part) const {
    std::u32string text = Characters(row_.parts[part - 1].text.text);
    const size_t at = text.size();
    text += Characters(row_.parts[part].text.text);
    return tools_.join.morphology.WordCrosses(text, at);
  }

  const Row& row_;
  const std::vector<const ColumnRule*>& columns_;
  bool set_apart_;
  bool has_measures_ = false;
  const ReadTools& tools_;
};

bool CellsSetApart(const std::vector<Row>& rows, const ReadTools& tools) {
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    for (size_t i = 1; i < row.parts.size(); ++i) {
      if (row.parts[i].before == Break::kBlankLine) return true;
      if (row.parts[i].before == Break::kBlank && tools.join.marks.At(row.parts[i].text.text, 0))
        return true;
    }
    return false;
  });
}

// The list marks with which cells beside the key begin. A line in a key cell that begins with
// one of them, beside empty cells, may belong to those.
std::u32string MarksBesideKey(const Grid& grid, int key, const ReadTools& tools) {
  std::u32string marks;
  for (const GridCell& cell : grid.cells) {
    if (cell.row == 0 || cell.column == key || cell.Blank()) continue;
    const auto mark = tools.join.marks.At(cell.lines.front().text, 0);
    if (mark && !mark->numbered) marks += cell.lines.front().text.front().c;
  }
  return marks;
}

void DoubtKeysWithForeignMarks(Grid& grid, int key, const ReadTools& tools) {
  const std::u32string marks = MarksBesideKey(grid, key, tools);
  for (size_t i = 0; i < grid.cells.size(); ++i) {
    GridCell& cell = grid.cells[i];
    if (cell.row == 0 || cell.column != key || !cell.doubt.empty()) continue;
    const bool foreign =
        std::any_of(cell.lines.begin(), cell.lines.end(), [&](const TextLine& line) {
          return marks.find(line.text.front().c) != std::u32string::npos;
        });
    if (!foreign) continue;
    for (GridCell& other : grid.cells) {
      if (other.row != cell.row || other.column == key || !other.Blank()) continue;
      other.doubt = cell.doubt = "a line of this row may belong to the next column";
    }
  }
}

// The parts of one cell as lines: those of one printed line in one piece again.
std::vector<TextLine> CellLines(const std::vector<RowPart>& parts) {
  std::vector<TextLine> lines;
  for (const RowPart& part : parts) {
    if (!lines.empty() && part.before == Break::kBlank) {
      TextLine& line = lines.back();
      line.text.push_back({U' ', part.text.page, -1});
      Append(line.text, part.text.text);
      line.folded = Fold(line.text);
      line.box = extract::Union(line.box, part.text.box);
    } else {
      lines.push_back(part.text);
    }
  }
  return lines;
}

}  // namespace

Grid ReadLinearRows(const LinearHeader& header, const std::vector<TextLine>& body,
                    const ReadTools& tools) {
  std::vector<int> first_columns;
  Grid grid = MakeLinearGrid(header, &first_columns);
  std::vector<const ColumnRule*> columns;
  std::vector<int> grid_columns;
  for (size_t c = 0; c < header.columns.size(); ++c) {
    if (header.columns[c].rule->role == ColumnRole::kLabel) continue;
    columns.push_back(header.columns[c].rule);
    grid_columns.push_back(first_columns[c]);
  }
  const std::vector<Row> rows = SplitRows(body, tools);
  const bool set_apart = CellsSetApart(rows, tools);
  for (const Row& row : rows) {
    std::vector<size_t> column_of;
    const double cost =
        row.parts.empty() ? 0 : PartAssignment(row, columns, set_apart, tools).Run(&column_of);
    constexpr double kDoubtful = 1.4;
    std::vector<GridCell> cells(grid.columns);
    std::vector<std::vector<RowPart>> parts(grid.columns);
    for (int c = 0; c < grid.columns; ++c) {
      cells[c].row = grid.rows;
      cells[c].column = c;
    }
    for (size_t i = 0; i < row.parts.size(); ++i)
      parts[grid_columns[column_of[i]]].push_back(row.parts[i]);
    for (int c = 0; c < grid.columns; ++c) {
      cells[c].lines = CellLines(parts[c]);
      if (cost >= kDoubtful) cells[c].doubt = "the columns of this row are not set apart in the text";
    }
    if (!row.label.text.empty()) {
      // The label stands before the key's text again, as it is printed.
      GridCell& key = cells[grid_columns.front()];
      key.lines.insert(key.lines.begin(), row.label);
      if (key.lines.size() > 1) {
        TextLine& line = key.lines.front();
        line.text.push_back({U' ', line.page, -1});
        Append(line.text, key.lines[1].text);
        line.folded = Fold(line.text);
        line.box = extract::Union(line.box, key.lines[1].box);
        key.lines.erase(key.lines.begin() + 1);
      }
    }
    for (GridCell& cell : cells) {
      if (!cell.lines.empty()) cell.box = cell.lines.front().box;
      grid.cells.push_back(std::move(cell));
    }
    ++grid.rows;
  }
  DoubtKeysWithForeignMarks(grid, grid_columns.front(), tools);
  return grid;
}

}  // namespace parse
