#include "parse/table_match.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include "parse/pair_match.h"
#include "parse/paragraphs.h"
#include "parse/wording_match.h"
#include "parse/wording_words.h"

namespace parse {
namespace {

constexpr size_t kLongestHeader = 48;  // folded characters

// Cells of the header rows above one grid column, top to bottom, each once.
std::vector<const GridCell*> HeaderPath(const Grid& grid, int row, int rows, int column) {
  std::vector<const GridCell*> path;
  for (int r = row; r < row + rows; ++r) {
    const GridCell* cell = grid.At(r, column);
    if (cell && (path.empty() || path.back() != cell)) path.push_back(cell);
  }
  return path;
}

std::vector<ColumnGroup> GroupColumns(const Grid& grid, int row, int rows) {
  std::vector<ColumnGroup> groups;
  std::vector<const GridCell*> before;
  for (int column = 0; column < grid.columns; ++column) {
    std::vector<const GridCell*> path = HeaderPath(grid, row, rows, column);
    if (column > 0 && path == before && !path.empty()) {
      groups.back().last = column;
      continue;
    }
    ColumnGroup group;
    group.first = group.last = column;
    if (!path.empty()) {
      group.x0 = path.back()->box.x0;
      group.x1 = path.back()->box.x1;
    }
    for (const GridCell* cell : path) {
      for (const TextLine& line : cell->lines) JoinWrapped(group.heading, line.text);
      if (group.doubt.empty()) group.doubt = cell->doubt;
    }
    groups.push_back(std::move(group));
    before = std::move(path);
  }
  return groups;
}

// Can each heading name a column beyond doubt? Cheaper than a full match, for the many rows of
// a body.
bool MayBeSure(const std::vector<FoldedText>& headings, const TableRule& rule,
               const WordLists& words, bool by_words) {
  return std::all_of(headings.begin(), headings.end(), [&](const FoldedText& heading) {
    if (heading.text.empty()) return true;
    if (heading.text.size() > kLongestHeader) return false;
    const bool is_wording = std::any_of(
        rule.columns.begin(), rule.columns.end(),
        [&](const ColumnRule& column) { return IsWording(heading.text, column.header); });
    if (is_wording) return true;
    const std::vector<double> scores = ColumnScores(MakeBare(heading.text, words), rule, by_words);
    return std::any_of(scores.begin(), scores.end(), [](double s) { return s >= kSureScore; });
  });
}

const ColumnRule* ColumnNamed(const FoldedText& heading, double least, const TableRule& rule,
                              const WordLists& words, bool by_words) {
  if (heading.text.empty() || heading.text.size() > kLongestHeader) return nullptr;
  const std::vector<double> scores = ColumnScores(MakeBare(heading.text, words), rule, by_words);
  const auto best = std::max_element(scores.begin(), scores.end());
  return best != scores.end() && *best >= least ? &rule.columns[best - scores.begin()] : nullptr;
}

double BestScore(const FoldedText& heading, const TableRule& rule, const WordLists& words) {
  const BareWording bare = MakeBare(heading.text, words);
  double best = 0;
  for (const ColumnRule& column : rule.columns) best = std::max(best, Score(bare, column.header));
  return best;
}

// Under a header that spans several columns the lower row tells them apart.
void UseLowerHeader(const std::vector<const GridCell*>& path, const TableRule& rule, bool by_words,
                    const WordLists& words, ColumnGroup* group, FoldedText* heading) {
  PrintedText text;
  for (const TextLine& line : path.back()->lines) JoinWrapped(text, line.text);
  FoldedText lower = Fold(text);
  FoldedText upper = Fold(Joined(path.front()->lines));
  // A wording in between is nearly one of the two columns below a role's header.
  const ColumnRule* below = ColumnNamed(lower, kLeastScore, rule, words, by_words);
  const ColumnRule* above = ColumnNamed(upper, kSureScore, rule, words, by_words);
  const bool role =
      below && (below->role == ColumnRole::kSectors || below->role == ColumnRole::kRole);
  if (!role && above && above->role == ColumnRole::kRole) {
    *heading = std::move(upper);
    return;
  }
  const double score = BestScore(lower, rule, words);
  const bool spans = path.front()->column_span > path.back()->column_span;
  if (!role && (!spans || score < kSureScore || score <= BestScore(*heading, rule, words))) return;
  *heading = std::move(lower);
  if (role) return;
  for (const GridCell* cell : path) {
    if (cell == path.back()) break;
    for (const TextLine& line : cell->lines) Append(group->above, line.text);
  }
  group->heading = std::move(text);
}

std::optional<TableMatch> MatchRow(const Grid& grid, int row, int rows, const TableRule& rule,
                                   bool only_sure, bool by_words, const WordLists& words) {
  TableMatch match;
  match.rule = &rule;
  match.header_row = row;
  match.header_rows = rows;
  match.groups = GroupColumns(grid, row, rows);
  std::vector<FoldedText> headings;
  for (const ColumnGroup& group : match.groups) headings.push_back(Fold(group.heading));
  if (only_sure && rows == 1 && !MayBeSure(headings, rule, words, by_words)) return std::nullopt;
  if (rows > 1) {
    for (size_t i = 0; i < match.groups.size(); ++i) {
      const auto path = HeaderPath(grid, row, rows, match.groups[i].first);
      if (path.size() > 1)
        UseLowerHeader(path, rule, by_words, words, &match.groups[i], &headings[i]);
    }
  }
  std::vector<const ColumnRule*> columns;
  std::vector<double> scores;
  match.score = ScoreHeader(headings, rule, words, by_words, &columns, &scores);
  if (match.score <= 0) return std::nullopt;
  for (size_t i = 0; i < columns.size(); ++i) {
    match.groups[i].rule = columns[i];
    match.groups[i].score = scores[i];
  }
  return match;
}

// One cell over the whole width: a title or a remark, no header of columns.
bool IsTitleRow(const Grid& grid, int row) {
  const GridCell* cell = grid.At(row, 0);
  return cell && grid.columns > 1 && cell->column_span == grid.columns;
}

// Below a table's header only a row that is a header beyond doubt begins another table.
bool Sure(const TableMatch& match) {
  return std::all_of(match.groups.begin(), match.groups.end(), [](const ColumnGroup& group) {
    return group.rule ? group.score >= kSureScore : group.heading.empty();
  });
}

// Digits, with signs perhaps, but no letter of any script.
bool IsFigure(std::u32string_view text) {
  const auto any = [text](auto is) {
    return std::any_of(text.begin(), text.end(),
                       [is](char32_t c) { return is(static_cast<UChar32>(c)) != 0; });
  };
  return any(u_isdigit) && !any(u_isalpha);
}

// Which rows of a grid may be a header, by what is cheap to see: a large table of figures has
// hundreds that are none.
class HeaderRows {
 public:
  HeaderRows(const Grid& grid, const FormRules& form)
      : tallest_(grid.rows, 1), named_(grid.rows, 0), any_(NamesFigures(form)) {
    for (const GridCell& cell : grid.cells) {
      if (cell.Blank()) continue;
      tallest_[cell.row] = std::max(tallest_[cell.row], cell.row_span);
      const bool named = std::any_of(cell.lines.begin(), cell.lines.end(),
                                     [](const auto& line) { return !IsFigure(line.folded.text); });
      if (!named) continue;
      for (int row = cell.row; row < cell.row + cell.row_span; ++row) ++named_[row];
    }
  }

  // The height of the tallest cell that begins in the row and holds text.
  int Tallest(int row) const { return tallest_[row]; }

  // A header has two headings at least.
  bool MayBe(int row, int rows) const {
    return any_ || std::accumulate(named_.begin() + row, named_.begin() + row + rows, 0) >= 2;
  }

 private:
  // Is a column named by figures alone?
  static bool NamesFigures(const FormRules& form) {
    return std::any_of(form.tables.begin(), form.tables.end(), [](const TableRule& table) {
      return std::any_of(table.columns.begin(), table.columns.end(), [](const ColumnRule& column) {
        const auto& variants = column.header.variants;
        return std::any_of(variants.begin(), variants.end(), IsFigure);
      });
    });
  }

  std::vector<int> tallest_, named_;
  bool any_;
};

}  // namespace

std::vector<double> ColumnScores(const BareWording& heading, const TableRule& table,
                                 bool by_words) {
  std::vector<double> scores;
  std::vector<const Wording*> rivals;
  for (const ColumnRule& column : table.columns) {
    scores.push_back(Score(heading, column.header));
    rivals.push_back(&column.header);
  }
  if (by_words) RaiseByWords(heading, rivals, &scores);
  return scores;
}

double ScoreHeader(const std::vector<FoldedText>& headings, const TableRule& table,
                   const WordLists& words, bool by_words, std::vector<const ColumnRule*>* columns,
                   std::vector<double>* scores) {
  struct Pair {
    double score;
    size_t heading, column;
  };
  std::vector<Pair> pairs;
  for (size_t h = 0; h < headings.size(); ++h) {
    const std::u32string& text = headings[h].text;
    // A sentence is no header.
    if (text.empty() || text.size() > kLongestHeader || text.find(0x3002) != std::u32string::npos)
      continue;
    const BareWording bare = MakeBare(headings[h].text, words);
    const std::vector<double> of_columns = ColumnScores(bare, table, by_words);
    for (size_t c = 0; c < table.columns.size(); ++c) {
      const double score = IsWording(text, table.columns[c].header) ? 1 : of_columns[c];
      if (score >= kLeastScore) pairs.push_back({score, h, c});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.heading != b.heading ? a.heading < b.heading : a.column < b.column;
  });
  columns->assign(headings.size(), nullptr);
  scores->assign(headings.size(), 0);
  std::set<size_t> taken;
  double total = 0;
  int matched = 0;
  for (const Pair& pair : pairs) {
    const ColumnRule& column = table.columns[pair.column];
    const bool repeatable = column.role == ColumnRole::kMeasure;
    if ((*columns)[pair.heading] || (!repeatable && taken.contains(pair.column))) continue;
    (*columns)[pair.heading] = &column;
    (*scores)[pair.heading] = pair.score;
    taken.insert(pair.column);
    total += pair.score;
    ++matched;
  }
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].required && !taken.contains(c)) return 0;
  }
  return matched >= 2 ? total : 0;
}

std::vector<TableMatch> MatchTables(const Grid& grid, const FormRules& form,
                                    const WordLists& words) {
  std::vector<TableMatch> matches;
  const HeaderRows header_rows(grid, form);
  for (int row = 0; row < grid.rows;) {
    if (IsTitleRow(grid, row)) {
      ++row;
      continue;
    }
    std::optional<TableMatch> best;
    const int tallest = header_rows.Tallest(row);
    for (int rows = 1; rows <= std::min(3, grid.rows - row); ++rows) {
      if (rows > 1 && IsTitleRow(grid, row + rows - 1)) break;
      if (rows < std::min(tallest, 3) || !header_rows.MayBe(row, rows)) continue;
      for (const TableRule& rule : form.tables) {
        // Rows that no cell holds together would only lend each other words.
        const bool by_words = grid.ruled && rows == tallest;
        auto match = MatchRow(grid, row, rows, rule, !matches.empty(), by_words, words);
        if (!match || (!matches.empty() && !Sure(*match))) continue;
        if (!best || match->score > best->score + 1e-9) best = std::move(match);
      }
    }
    if (!best) {
      ++row;
      continue;
    }
    if (!matches.empty()) matches.back().end_row = row;
    row += best->header_rows;
    best->end_row = grid.rows;
    matches.push_back(std::move(*best));
  }
  if (matches.empty()) {
    if (auto pairs = MatchPairs(grid, form, words)) matches.push_back(std::move(*pairs));
  }
  return matches;
}

TableMatch MatchContinuation(const Grid& grid, const TableMatch& before) {
  TableMatch match;
  match.header_rows = 0;
  match.end_row = grid.rows;
  if (before.groups.empty()) return match;  // pairs are known by their labels
  // Where each grid column begins: the left edge of a cell that starts there.
  std::vector<double> left(grid.columns, NAN);
  for (const GridCell& cell : grid.cells) left[cell.column] = cell.box.x0;
  const double tolerance = 6;  // points; the same table is drawn at the same place
  for (const ColumnGroup& group : before.groups) {
    ColumnGroup mine = group;
    mine.first = -1;
    for (int column = 0; column < grid.columns; ++column) {
      if (left[column] >= group.x0 - tolerance && left[column] < group.x1 - tolerance) {
        if (mine.first < 0) mine.first = column;
        mine.last = column;
      }
    }
    if (mine.first < 0 || std::abs(left[mine.first] - group.x0) > tolerance) return match;
    match.groups.push_back(std::move(mine));
  }
  if (std::abs(grid.box.x1 - before.groups.back().x1) > 2 * tolerance) return match;
  match.rule = before.rule;
  match.score = before.score;
  return match;
}

}  // namespace parse
