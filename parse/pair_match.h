// Tables of labels and values without a header: known by the labels alone. Label and value may
// stand side by side several times, and a group's label left of several labels.
#ifndef PARSE_PAIR_MATCH_H_
#define PARSE_PAIR_MATCH_H_

#include <optional>
#include <string_view>
#include <vector>

#include "parse/table_match.h"

namespace parse {

// The text is one of the wordings as it stands, its number included: months, an age.
bool IsWording(std::u32string_view folded, const Wording& wording);

// The row of `part` that the text is the label of; nullptr: none. `group`: the text left of it,
// empty where none is.
const PartRow* FindPartRow(const PartRule& part, const FoldedText& label, const FoldedText& group,
                           const WordLists& words);

// The grid as the table of one of the form's parts with pairs; nothing where too few of its
// labels are known.
std::optional<TableMatch> MatchPairs(const Grid& grid, const FormRules& form,
                                     const WordLists& words);

// The same for a grid that stands below the part's heading.
std::optional<TableMatch> MatchPairsBelow(const Grid& grid, const TableRule& rule);

// One label and the cells of its value, of one row of a grid.
struct LabelledCells {
  const GridCell* group = nullptr;
  const GridCell* label = nullptr;
  std::vector<const GridCell*> values;
  const PartRow* known = nullptr;
};
// In reading order; each row's cells once.
std::vector<LabelledCells> PairsOf(const Grid& grid, const PartRule& part, const WordLists& words);

}  // namespace parse

#endif  // PARSE_PAIR_MATCH_H_
