// Rows of a table in plain text: each begins with a label that counts on from the one before.
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parse/linear_cells.h"
#include "parse/quantity.h"
#include "parse/row_labels.h"

namespace parse {
namespace {

// What stood before a part of a row.
enum class Break : uint8_t { kBlank, kNewLine, kBlankLine };

struct RowPart {
  TextLine text;
  Break before = Break::kBlank;
  bool weak = false;     // the blank before may stand in a text: beside Latin letters or digits
  bool measure = false;  // reads as a measure by itself
};

struct Row {
  TextLine label;  // empty text: none
  std::vector<RowPart> parts;
};

bool IsNarrow(char32_t c) { return c > U' ' && c < 0x7F; }

bool IsKatakana(char32_t c) { return uscript_hasScript(static_cast<UChar32>(c), USCRIPT_KATAKANA); }

}  // namespace

bool IsBlankInText(const PrintedText& before, const PrintedText& after) {
  const char32_t left = before.back().c, right = after.front().c;
  const auto is = [](char32_t c, UCharCategory category) {
    return u_charType(static_cast<UChar32>(c)) == category;
  };
  return IsNarrow(left) != IsNarrow(right) || is(left, U_START_PUNCTUATION) ||
         is(right, U_END_PUNCTUATION) || (IsKatakana(left) && IsKatakana(right));
}

bool LooksLikeMeasure(const TextLine& line, const WordLists& words) {
  constexpr size_t kLongest = 24;
  if (line.text.size() > kLongest) return false;
  const Quantity quantity = ReadQuantity(Utf8(line.text), words);
  if (quantity.state != State::kStated) return true;
  return quantity.value && !quantity.doubtful;
}

namespace {

// Two parts of one printed line in one piece again.
TextLine JoinOnLine(const TextLine& left, const TextLine& right) {
  TextLine line = left;
  line.text.push_back({U' ', line.page, -1});
  Append(line.text, right.text);
  line.folded = Fold(line.text);
  line.box = extract::Union(line.box, right.box);
  return line;
}

// Does the blank between the two stand inside a text beyond doubt? In a bracket, beside the sign
// of a range, between a number and its unit.
bool MustJoin(const TextLine& left, const TextLine& right, const WordLists& words) {
  int open = 0;
  for (const char32_t c : left.folded.text) {
    const auto category = u_charType(static_cast<UChar32>(c));
    if (category == U_START_PUNCTUATION) ++open;
    if (category == U_END_PUNCTUATION && open > 0) --open;
  }
  if (open > 0) return true;
  const auto is_range = [](char32_t c) { return c == U'~' || c == 0x301C || c == 0xFF5E; };
  if (left.text.size() > 1 && is_range(left.text.back().c)) return true;
  if (right.text.size() > 1 && is_range(right.text.front().c)) return true;
  if (u_isdigit(static_cast<UChar32>(left.text.back().c)) == 0 || left.text.size() > 5)
    return false;
  const std::u32string& rest = right.folded.text;
  return std::any_of(words.units.begin(), words.units.end(), [&](const std::u32string& unit) {
    return !unit.empty() && rest.rfind(unit, 0) == 0 && rest.size() <= unit.size() + 4;
  });
}

// A measure, or the first line of one: 60人以 / 上.
bool MayBeMeasure(const TextLine& line, const WordLists& words) {
  constexpr size_t kShort = 6;
  const bool number = u_isdigit(static_cast<UChar32>(line.text.front().c)) != 0;
  return LooksLikeMeasure(line, words) || (number && line.text.size() <= kShort);
}

std::vector<Row> SplitRows(const std::vector<TextLine>& body, const ReadTools& tools) {
  std::vector<Row> rows;
  const std::vector<RowStart> starts_of_rows = FindRowStarts(body, tools);
  for (size_t i = 0; i < body.size(); ++i) {
    const TextLine& line = body[i];
    const auto start = std::find_if(starts_of_rows.begin(), starts_of_rows.end(),
                                    [&](const RowStart& row) { return row.line == i; });
    const bool starts = start != starts_of_rows.end();
    if (starts) {
      Row row;
      row.label = SliceLine(line, 0, start->length);
      rows.push_back(std::move(row));
    } else if (rows.empty()) {
      rows.emplace_back();
    }
    Break before =
        i > 0 && BlankLineBetween(body[i - 1], line) ? Break::kBlankLine : Break::kNewLine;
    const size_t from = starts ? start->length : 0;
    const TextLine rest = SliceLine(line, from, line.text.size());
    for (TextLine& part : SplitAtBlanks(rest)) {
      std::vector<RowPart>& parts = rows.back().parts;
      const bool same_line = before == Break::kBlank && !parts.empty();
      const TextLine* last = same_line ? &parts.back().text : nullptr;
      const auto list_mark = last ? tools.join.marks.At(last->text, 0) : std::nullopt;
      if (list_mark && list_mark->length == last->text.size()) {
        // A mark and its text.
        parts.back().text = JoinOnLine(*last, part);
        parts.back().measure = false;
        continue;
      }
      if (last && MustJoin(*last, part, tools.words)) {
        parts.back().text = JoinOnLine(*last, part);
        parts.back().measure = MayBeMeasure(parts.back().text, tools.words);
        continue;
      }
      const bool weak = last && IsBlankInText(last->text, part.text);
      RowPart next{std::move(part), before, weak, false};
      next.measure = MayBeMeasure(next.text, tools.words);
      parts.push_back(std::move(next));
      before = Break::kBlank;
    }
  }
  return rows;
}

// How often a column's items begin with a list mark (・ ⇒ …): an office keeps to its marks.
using MarkUse = std::map<char32_t, std::vector<int>>;

// Parts to columns: the cheapest way. Costs are counted in doubts: 1 = one thing that a reader
// would wonder about. The parts of a printed line stand in columns from left to right; a new
// line may begin any cell or go on with any.
class PartAssignment {
 public:
  // `set_apart`: blank lines or list marks part the cells of this table, so that a mere new
  // line hardly does.
  PartAssignment(const Row& row, const std::vector<const ColumnRule*>& columns, bool set_apart,
                 const MarkUse& mark_use, const ReadTools& tools)
      : row_(row), columns_(columns), set_apart_(set_apart), mark_use_(mark_use), tools_(tools) {
    has_measures_ = std::any_of(columns.begin(), columns.end(), [](const ColumnRule* column) {
      return column->role == ColumnRole::kMeasure;
    });
  }

  struct Result {
    std::vector<size_t> column;  // of each part
    double cost = 0;
    std::vector<bool> doubtful;  // of each column: a way nearly as cheap gives it another text
  };

  Result Run() {
    std::vector<Way> ways = {{std::vector<int>(columns_.size(), kNone), {}, 0}};
    for (size_t part = 0; part < row_.parts.size(); ++part) {
      std::vector<Way> next;
      for (const Way& way : ways) {
        for (size_t c = 0; c < columns_.size(); ++c) {
          const double cost = PartCost(way, part, c);
          if (cost >= kNever) continue;
          next.push_back(way);
          next.back().last[c] = static_cast<int>(part);
          next.back().column.push_back(c);
          next.back().cost += cost;
        }
      }
      KeepBest(next);
      ways = std::move(next);
    }
    for (Way& way : ways) way.cost += EmptyCost(way);
    KeepBest(ways);
    Result result{ways.front().column, ways.front().cost,
                  std::vector<bool>(columns_.size(), false)};
    // Without blank lines or marks between cells, hardly anything says where one ends.
    const double near = set_apart_ || has_measures_ ? 0.4 : 0.8;
    for (const Way& way : ways) {
      if (way.cost > result.cost + near) break;
      for (size_t i = 0; i < way.column.size(); ++i) {
        if (way.column[i] == result.column[i]) continue;
        result.doubtful[way.column[i]] = true;
        result.doubtful[result.column[i]] = true;
      }
    }
    return result;
  }

 private:
  static constexpr int kNone = -1;
  static constexpr double kNever = 100;
  struct Way {
    std::vector<int> last;       // of each column: its last part
    std::vector<size_t> column;  // of each part so far
    double cost = 0;
  };

  static void KeepBest(std::vector<Way>& ways) {
    constexpr size_t kMostWays = 80;
    std::stable_sort(ways.begin(), ways.end(),
                     [](const Way& a, const Way& b) { return a.cost < b.cost; });
    if (ways.size() > kMostWays) ways.resize(kMostWays);
  }

  bool IsMeasure(size_t column) const { return columns_[column]->role == ColumnRole::kMeasure; }

  double PartCost(const Way& way, size_t i, size_t c) const {
    const RowPart& part = row_.parts[i];
    const int last = way.last[c];
    double cost = 0;
    if (IsMeasure(c)) {
      cost += last == kNone ? (part.measure ? 0 : 1.2) : (part.measure ? 0.8 : 0.5);
    } else if (part.measure && has_measures_) {
      cost += 0.6;
    }
    if (const auto use = mark_use_.find(part.text.text.front().c);
        use != mark_use_.end() && use->second[c] == 0 && Marked(i))
      cost += 0.6;
    if (i == 0) return cost + (c == 0 ? 0 : 0.2);
    const size_t before = way.column[i - 1];
    if (part.before == Break::kBlank) {
      if (c < before) return kNever;
      // A new item after a blank on the same line is a new cell.
      if (c == before) {
        if (part.weak) return cost - (IsMeasure(c) && last != kNone ? cost : 0) + 0.05;
        if (IsMeasure(c) || Marked(i)) return cost + (IsMeasure(c) ? 0.5 : 1.2);
        // A sentence that has ended is a cell sooner than one that has not.
        const Ends& left = EndsOf(i - 1);
        const bool ended = left.punctuated || tools_.join.marks.EndsClause(left.last_word);
        return cost + (ended ? 0.6 : 0.25);
      }
      if (part.weak) cost += IsMeasure(c) ? 0.3 : 0.7;
      if (last != kNone) return cost + GoOnCost(way, i, c);
      return cost + TornCost(i);
    }
    if (last == kNone) {
      if (c < before) cost += 1.2;
      // A cell after one that was left out or is yet to come.
      if (part.before == Break::kNewLine) {
        if (!IsMeasure(c) && !IsMeasure(before))
          cost += Marked(i) ? (set_apart_ ? 0.8 : 0.3) : (set_apart_ ? 1.2 : 0.6);
        if (IsMeasure(c) && !IsMeasure(before) && set_apart_) cost += 0.3;
      }
      return cost + TornCost(i);
    }
    if (c == before) {
      if (part.before == Break::kNewLine) return cost + Regret(way, i, c);
      if (Continues(i - 1, i)) return cost;
      if (!Marked(i)) return cost + 0.55;
      return cost + (Marked(First(way, c)) ? 0.15 : 0.75);
    }
    return cost + GoOnCost(way, i, c);
  }

  // A cell goes on after a part of another one.
  double GoOnCost(const Way& way, size_t i, size_t c) const {
    const auto last = static_cast<size_t>(way.last[c]);
    if (!Near(last, i)) return Continues(last, i) ? 0.6 : 1.2;
    if (row_.parts[i].before == Break::kBlank) return Fit(last, i);
    // Lines that stand side by side are often printed in turn.
    return (row_.parts[i - 1].before == Break::kBlank ? 0.1 : 0.3) + Regret(way, i, c);
  }

  bool Near(size_t last, size_t i) const {
    constexpr size_t kMostParts = 4;
    return i - last <= kMostParts && !BlankLineAfter(last, i);
  }

  // How much worse the line goes on with this column's text than with the best one's.
  double Regret(const Way& way, size_t i, size_t c) const {
    const double here = Fit(static_cast<size_t>(way.last[c]), i);
    double best = here;
    for (size_t other = 0; other < columns_.size(); ++other) {
      const int last = way.last[other];
      if (last != kNone && !IsMeasure(other) && Near(static_cast<size_t>(last), i))
        best = std::min(best, Fit(static_cast<size_t>(last), i));
    }
    return here - best;
  }

  // 0: a word goes on from the one line to the other; 1: no sentence would.
  double Fit(size_t from, size_t to) const {
    if (Continues(from, to)) return 0;
    if (Marked(to)) return 0.2;
    const Ends& left = EndsOf(from);
    const bool dependent = tools_.join.marks.Dependent(EndsOf(to).first_word);
    if (tools_.join.marks.Tying(left.last_detail)) return dependent ? 0.9 : 0.1;
    if (left.punctuated) return dependent ? 1 : 0.45;
    if (tools_.join.marks.Dependent(left.last_word)) return 0.3;
    if (dependent) return 0.05;
    return tools_.join.marks.EndsClause(left.last_word) ? 0.35 : 0.2;
  }

  struct Ends {
    std::string first_word, last_word, last_detail;  // parts of speech
    bool punctuated = false;
  };
  const Ends& EndsOf(size_t part) const {
    const auto known = ends_.find(part);
    if (known != ends_.end()) return known->second;
    Ends ends;
    const std::u32string text = Characters(row_.parts[part].text.text);
    const std::vector<Token> tokens = tools_.join.morphology.Tokenize(text);
    if (!tokens.empty()) {
      ends.first_word = tokens.front().part_of_speech;
      ends.last_word = tokens.back().part_of_speech;
      ends.last_detail = tokens.back().detail;
      ends.punctuated = u_ispunct(static_cast<UChar32>(text.back())) != 0;
    }
    return ends_[part] = std::move(ends);
  }

  // A cell that begins in the middle of a word.
  double TornCost(size_t i) const {
    for (size_t before = i; before-- > 0 && Near(before, i);) {
      if (Continues(before, i)) return 0.8;
    }
    return 0;
  }

  double EmptyCost(const Way& way) const {
    double cost = 0;
    if (row_.parts.empty()) return 0;
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (way.last[c] == kNone) cost += IsMeasure(c) ? 1.5 : c == 0 ? 2 : 1;
    }
    return cost;
  }

  bool BlankLineAfter(size_t from, size_t to) const {
    for (size_t i = from + 1; i <= to; ++i) {
      if (row_.parts[i].before == Break::kBlankLine) return true;
    }
    return false;
  }

  static size_t First(const Way& way, size_t column) {
    return static_cast<size_t>(std::find(way.column.begin(), way.column.end(), column) -
                               way.column.begin());
  }

  bool Marked(size_t part) const {
    return tools_.join.marks.At(row_.parts[part].text.text, 0).has_value();
  }

  // Does a word go on from the one part to the other?
  bool Continues(size_t from, size_t to) const {
    const std::pair<size_t, size_t> key{from, to};
    if (const auto known = continues_.find(key); known != continues_.end()) return known->second;
    std::u32string text = Characters(row_.parts[from].text.text);
    const size_t at = text.size();
    text += Characters(row_.parts[to].text.text);
    const bool crosses = !Marked(to) && tools_.join.morphology.WordCrosses(text, at);
    continues_[key] = crosses;
    return crosses;
  }

  const Row& row_;
  const std::vector<const ColumnRule*>& columns_;
  bool set_apart_;
  const MarkUse& mark_use_;
  bool has_measures_ = false;
  const ReadTools& tools_;
  // What MeCab said, by part.
  mutable std::map<std::pair<size_t, size_t>, bool> continues_;
  mutable std::map<size_t, Ends> ends_;
};

constexpr double kDoubtful = 1.4;  // a row of this cost

// The marks of the cells that are certain without knowing them.
MarkUse CountMarks(const std::vector<Row>& rows, const std::vector<const ColumnRule*>& columns,
                   bool set_apart, const ReadTools& tools) {
  MarkUse use;
  for (const Row& row : rows) {
    const PartAssignment::Result found = PartAssignment(row, columns, set_apart, {}, tools).Run();
    if (found.cost >= kDoubtful) continue;
    for (size_t i = 0; i < row.parts.size(); ++i) {
      const size_t column = found.column[i];
      const auto mark = tools.join.marks.At(row.parts[i].text.text, 0);
      if (!mark || mark->numbered || found.doubtful[column]) continue;
      std::vector<int>& counts = use[row.parts[i].text.text.front().c];
      counts.resize(columns.size(), 0);
      ++counts[column];
    }
  }
  return use;
}

// A table without labels: a row may begin after any blank line. The cheapest way to part them.
std::vector<Row> SplitAtGaps(const Row& whole, const std::vector<const ColumnRule*>& columns,
                             const ReadTools& tools) {
  constexpr double kRowCost = 0.35;  // so that one row is not made two for nothing
  constexpr size_t kMostGaps = 24;
  constexpr size_t kMostParts = 80;
  std::vector<size_t> starts = {0};
  for (size_t i = 1; i < whole.parts.size(); ++i) {
    if (whole.parts[i].before == Break::kBlankLine) starts.push_back(i);
  }
  if (starts.size() < 2 || starts.size() > kMostGaps || whole.parts.size() > kMostParts)
    return {whole};
  starts.push_back(whole.parts.size());
  const auto row_of = [&](size_t from, size_t to) {
    Row row;
    row.parts.assign(whole.parts.begin() + static_cast<std::ptrdiff_t>(starts[from]),
                     whole.parts.begin() + static_cast<std::ptrdiff_t>(starts[to]));
    return row;
  };
  // best[g]: of the parts before gap g; from[g]: where its last row begins.
  std::vector<double> best(starts.size(), 1e9);
  std::vector<size_t> from(starts.size(), 0);
  best[0] = 0;
  for (size_t to = 1; to < starts.size(); ++to) {
    for (size_t begin = 0; begin < to; ++begin) {
      const Row row = row_of(begin, to);
      const double cost =
          best[begin] + kRowCost + PartAssignment(row, columns, true, {}, tools).Run().cost;
      if (cost < best[to] - 1e-9) {
        best[to] = cost;
        from[to] = begin;
      }
    }
  }
  std::vector<Row> rows;
  for (size_t to = starts.size() - 1; to > 0; to = from[to]) rows.push_back(row_of(from[to], to));
  std::reverse(rows.begin(), rows.end());
  return rows;
}

// At least so many now and another number as the goal: the two may have changed places.
bool BaselineLooksLikeTarget(const std::vector<const ColumnRule*>& columns,
                             const std::vector<const GridCell*>& cells, const WordLists& words) {
  bool aims_now = false, aims_later = false;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (columns[c]->role != ColumnRole::kMeasure || cells[c]->lines.empty()) continue;
    const Quantity quantity = ReadQuantity(Utf8(Joined(cells[c]->lines)), words);
    const bool aims = quantity.comparator == Comparator::kAtLeast;
    (columns[c]->kind == "target" ? aims_later : aims_now) |= aims;
  }
  return aims_now && !aims_later;
}

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
      lines.back() = JoinOnLine(lines.back(), part.text);
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
  std::vector<Row> rows = SplitRows(body, tools);
  const bool unlabelled = rows.size() == 1 && rows.front().label.text.empty();
  if (unlabelled) rows = SplitAtGaps(rows.front(), columns, tools);
  const bool set_apart = CellsSetApart(rows, tools);
  const MarkUse mark_use = CountMarks(rows, columns, set_apart, tools);
  double highest_cost = 0;
  for (const Row& row : rows) {
    const PartAssignment::Result found =
        PartAssignment(row, columns, set_apart, mark_use, tools).Run();
    highest_cost = std::max(highest_cost, found.cost);
    std::vector<GridCell> cells(grid.columns);
    std::vector<std::vector<RowPart>> parts(grid.columns);
    for (int c = 0; c < grid.columns; ++c) {
      cells[c].row = grid.rows;
      cells[c].column = c;
    }
    for (size_t i = 0; i < row.parts.size(); ++i)
      parts[grid_columns[found.column[i]]].push_back(row.parts[i]);
    for (int c = 0; c < grid.columns; ++c) {
      cells[c].lines = CellLines(parts[c]);
      if (found.cost >= kDoubtful)
        cells[c].doubt = "the columns of this row are not set apart in the text";
    }
    for (size_t c = 0; c < columns.size(); ++c) {
      GridCell& cell = cells[grid_columns[c]];
      if (found.doubtful[c] && cell.doubt.empty())
        cell.doubt = "a line of this row may belong to another column";
    }
    std::vector<const GridCell*> by_column;
    for (const int column : grid_columns) by_column.push_back(&cells[column]);
    if (BaselineLooksLikeTarget(columns, by_column, tools.words)) {
      for (size_t c = 0; c < columns.size(); ++c) {
        if (columns[c]->role == ColumnRole::kMeasure)
          cells[grid_columns[c]].doubt = "the values of this row may stand in each other's place";
      }
    }
    if (!row.label.text.empty()) {
      // The label stands before the key's text again, as it is printed.
      GridCell& key = cells[grid_columns.front()];
      key.lines.insert(key.lines.begin(), row.label);
      if (key.lines.size() > 1) {
        key.lines.front() = JoinOnLine(key.lines.front(), key.lines[1]);
        key.lines.erase(key.lines.begin() + 1);
      }
    }
    for (GridCell& cell : cells) {
      if (!cell.lines.empty()) cell.box = cell.lines.front().box;
      grid.cells.push_back(std::move(cell));
    }
    ++grid.rows;
  }
  // Without a label before each row nobody knows how many there are.
  const bool crowded = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    return row.label.text.empty() && row.parts.size() > columns.size();
  });
  if (crowded || (unlabelled && rows.size() > 1))
    grid.doubt = "no labels set the rows of this table apart";
  // Labels keep the doubts of one row from the others, unless it swallowed several.
  const bool labelled = rows.size() > 1 && !rows.front().label.text.empty();
  const bool swallowed = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    return row.parts.size() > 3 * columns.size();
  });
  if (highest_cost >= 2 * kDoubtful && (!labelled || swallowed))
    grid.doubt = "rows and columns of this table are not set apart in the text";
  DoubtKeysWithForeignMarks(grid, grid_columns.front(), tools);
  return grid;
}

}  // namespace parse
