#include "parse/pair_match.h"

#include <algorithm>
#include <set>

#include "parse/wording_match.h"

namespace parse {
namespace {

FoldedText TextOf(const GridCell* cell) {
  return cell && !cell->Blank() ? Fold(Joined(cell->lines)) : FoldedText();
}

bool Agrees(const FoldedText& text, const Wording& wording, const WordLists& words) {
  return !text.text.empty() && (IsWording(text.text, wording) ||
                                Score(MakeBare(text.text, words), wording) >= kSureScore);
}

bool IsLabel(const FoldedText& text, const PartRule& part, const WordLists& words) {
  return std::any_of(part.rows.begin(), part.rows.end(), [&](const PartRow& row) {
    return Agrees(text, row.label, words) || Agrees(text, row.group, words);
  });
}

// The cells of one row of the grid, left to right, those that reach down into it included.
std::vector<const GridCell*> CellsOfRow(const Grid& grid, int row) {
  std::vector<const GridCell*> cells;
  for (int column = 0; column < grid.columns; ++column) {
    const GridCell* cell = grid.At(row, column);
    if (cell && (cells.empty() || cells.back() != cell)) cells.push_back(cell);
  }
  return cells;
}

// The columns in which labels stand, groups' labels included.
std::set<int> LabelColumns(const Grid& grid, const PartRule& part, const WordLists& words) {
  std::set<int> columns;
  for (const GridCell& cell : grid.cells) {
    if (!cell.Blank() && IsLabel(TextOf(&cell), part, words)) columns.insert(cell.column);
  }
  if (columns.empty()) columns.insert(0);
  return columns;
}

}  // namespace

bool IsWording(std::u32string_view folded, const Wording& wording) {
  return std::find(wording.variants.begin(), wording.variants.end(), folded) !=
         wording.variants.end();
}

const PartRow* FindPartRow(const PartRule& part, const FoldedText& label, const FoldedText& group,
                           const WordLists& words) {
  const PartRow* best = nullptr;
  double best_score = 0;
  const BareWording bare = MakeBare(label.text, words);
  for (const PartRow& row : part.rows) {
    const bool grouped = !row.group.variants.empty();
    if (grouped && !Agrees(group, row.group, words)) continue;
    // Of two rows that read alike, the one whose group is named.
    const double alike = IsWording(label.text, row.label) ? 1 : Score(bare, row.label);
    const double score = alike + (grouped ? 0.01 : 0);
    if (score < kSureScore || score <= best_score) continue;
    best = &row;
    best_score = score;
  }
  return best;
}

std::vector<LabelledCells> PairsOf(const Grid& grid, const PartRule& part, const WordLists& words) {
  std::vector<LabelledCells> pairs;
  const std::set<int> label_columns = LabelColumns(grid, part, words);
  std::set<const GridCell*> taken;
  for (int row = 0; row < grid.rows; ++row) {
    const std::vector<const GridCell*> cells = CellsOfRow(grid, row);
    for (size_t i = 0; i < cells.size();) {
      if (!label_columns.contains(cells[i]->column)) {
        ++i;
        continue;
      }
      LabelledCells pair;
      pair.label = cells[i++];
      // Two columns of labels: the left one is the group's.
      while (i < cells.size() && label_columns.contains(cells[i]->column) &&
             cells[i]->column == pair.label->column + pair.label->column_span &&
             label_columns.contains(pair.label->column) && pair.label->row_span > 1) {
        pair.group = pair.label;
        pair.label = cells[i++];
      }
      while (i < cells.size() && !label_columns.contains(cells[i]->column)) {
        if (taken.insert(cells[i]).second) pair.values.push_back(cells[i]);
        ++i;
      }
      if (!taken.insert(pair.label).second) continue;
      if (pair.label->Blank()) continue;
      pair.known = FindPartRow(part, TextOf(pair.label), TextOf(pair.group), words);
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

std::optional<TableMatch> MatchPairs(const Grid& grid, const FormRules& form,
                                     const WordLists& words) {
  constexpr double kLeastShare = 0.4;  // of the pairs: known by their label
  std::optional<TableMatch> best;
  for (const TableRule& rule : form.tables) {
    if (rule.layout != TableLayout::kPairs) continue;
    const PartRule& part = form.parts[static_cast<size_t>(rule.part)];
    const std::vector<LabelledCells> pairs = PairsOf(grid, part, words);
    std::set<const PartRow*> known;
    for (const LabelledCells& pair : pairs) {
      if (pair.known && !pair.values.empty()) known.insert(pair.known);
    }
    const auto count = static_cast<double>(known.size());
    if (count < 2 || count < kLeastShare * static_cast<double>(pairs.size())) continue;
    if (best && best->score >= count) continue;
    best = MatchPairsBelow(grid, rule);
    if (best) best->score = count;
  }
  return best;
}

std::optional<TableMatch> MatchPairsBelow(const Grid& grid, const TableRule& rule) {
  if (grid.columns < 2) return std::nullopt;
  TableMatch match;
  match.rule = &rule;
  match.header_rows = 0;
  match.end_row = grid.rows;
  match.score = 1;
  return match;
}

}  // namespace parse
