#include "extract/row_ruled_tables.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "extract/box_index.h"
#include "extract/row_ruled_grid.h"
#include "extract/rulings.h"
#include "extract/text_strips.h"

namespace extract {
namespace {

constexpr double kShortestRule = 72.0;   // points: of a table that is worth the name
constexpr double kShortestPart = 8.0;    // points: of a line across some columns
constexpr double kSameEnd = 3.0;         // points: ends nearer than this end together
constexpr double kNoStrip = 6.0;         // points: a blank strip so thin is a double line
constexpr double kBetweenColumns = 1.0;  // em: a gap in a row that may part columns
constexpr double kOverhang = 3.0;        // points: print that begins as far outside still belongs
constexpr size_t kMostRules = 1000;      // more is a drawing

class Finder {
 public:
  Finder(const PageLayer& layer, const RuledAreas& ruled)
      : width_(layer.width), text_(layer), tables_(Boxes(ruled)) {
    for (const Edge& edge : JoinRulings(layer, FindFills(layer)).horizontal) {
      const double x = (edge.from + edge.to) / 2;
      if (edge.to - edge.from >= kShortestPart && !InTable({x, edge.at, x, edge.at}))
        rules_.push_back(edge);
    }
  }

  std::vector<TableGrid> Find() {
    std::vector<TableGrid> found;
    if (rules_.size() > kMostRules) return found;
    std::vector<uint8_t> taken(rules_.size(), 0);
    for (size_t i = 0; i < rules_.size(); ++i) {  // sorted by y
      if (taken[i] != 0 || rules_[i].to - rules_[i].from < kShortestRule) continue;
      std::vector<Edge> together;
      for (size_t k = i; k < rules_.size(); ++k) {
        if (std::abs(rules_[k].from - rules_[i].from) > kSameEnd ||
            std::abs(rules_[k].to - rules_[i].to) > kSameEnd)
          continue;
        taken[k] = 1;
        together.push_back(rules_[k]);
      }
      if (together.size() >= 3) FindAmong(together, &found);
    }
    return found;
  }

 private:
  static std::vector<Rect> Boxes(const RuledAreas& ruled) {
    std::vector<Rect> boxes;
    for (const TableGrid& grid : ruled.tables) {
      const Rect& box = grid.table.box;
      boxes.push_back({box.x0 - 2, box.y0 - 2, box.x1 + 2, box.y1 + 2});
    }
    return boxes;
  }

  bool InTable(const Rect& place) const {
    return tables_.ForEach(place, [](uint32_t) { return true; });
  }

  // Runs of strips with columns, between rules of one extent.
  void FindAmong(const std::vector<Edge>& rules, std::vector<TableGrid>* found) const {
    std::vector<RuledStrip> run;
    const auto finish = [&] {
      if (run.size() >= 2) {
        std::optional<TableGrid> grid = MakeRowRuledGrid(rules[0].from, rules[0].to, run);
        if (grid) found->push_back(std::move(*grid));
      }
      run.clear();
    };
    for (size_t i = 1; i < rules.size(); ++i) {
      std::optional<RuledStrip> strip = StripBetween(rules[i - 1], rules[i]);
      if (strip && strip->rows.empty() && strip->y1 - strip->y0 <= kNoStrip) {
        if (!run.empty()) run.back().y1 = strip->y1;
      } else if (strip && !strip->rows.empty()) {
        run.push_back(std::move(*strip));
      } else {
        finish();
      }
    }
    finish();
  }

  // Nothing where what stands between the rules does not stand in columns.
  std::optional<RuledStrip> StripBetween(const Edge& above, const Edge& below) const {
    const Rect box{above.from - kOverhang, above.at, above.to + kOverhang, below.at};
    if (InTable(box)) return std::nullopt;
    RuledStrip strip{.y0 = above.at, .y1 = below.at, .rows = text_.RowsIn(box), .across_some = {}};
    size_t parted = 0;
    for (const TextRow& row : strip.rows) parted += row.Parts(kBetweenColumns) > 1 ? 1 : 0;
    if (2 * parted < strip.rows.size()) return std::nullopt;
    // Print that runs over the ends of the rules belongs to something else.
    for (const TextRow& row : text_.RowsIn({0, box.y0, width_, box.y1})) {
      for (const TextPiece& piece : row.pieces) {
        const bool over_left = piece.x0 < box.x0 && piece.x1 > box.x0 + row.em;
        const bool over_right = piece.x1 > box.x1 && piece.x0 < box.x1 - row.em;
        if (over_left || over_right) return std::nullopt;
      }
    }
    for (const Edge& edge : rules_) {
      const bool inside = edge.from >= box.x0 && edge.to <= box.x1;
      if (inside && edge.at > box.y0 + kReach && edge.at < box.y1 - kReach)
        strip.across_some.push_back(edge);
    }
    return strip;
  }

  double width_;
  TextStrips text_;
  BoxIndex tables_;
  std::vector<Edge> rules_;
};

}  // namespace

std::vector<TableGrid> FindRowRuledTables(const PageLayer& layer, const RuledAreas& ruled) {
  return Finder(layer, ruled).Find();
}

}  // namespace extract
