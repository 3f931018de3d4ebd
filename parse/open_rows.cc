#include "parse/open_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "parse/row_labels.h"
#include "parse/sector_names.h"

namespace parse {
namespace {

double LineHeight(const OpenBody& body) {
  std::vector<double> heights;
  for (const OpenColumn& column : body.columns)
    for (const TextLine& line : column.lines) heights.push_back(line.box.Height());
  if (heights.empty()) return 1;
  std::nth_element(heights.begin(),
                   heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                   heights.end());
  return std::max(heights[heights.size() / 2], 1e-3);
}

struct Span {
  double top, bottom;
};

bool HoldsSectors(const OpenColumn& column) {
  return column.sectors || (column.rule && column.rule->role == ColumnRole::kSectors);
}

// The lines of some columns as stripes: what overlaps in height is one.
std::vector<Span> Stripes(const std::vector<const OpenColumn*>& columns, double least_gap) {
  std::vector<Span> spans;
  for (const OpenColumn* column : columns)
    for (const TextLine& line : column->lines) spans.push_back({line.box.y0, line.box.y1});
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.top != b.top ? a.top < b.top : a.bottom < b.bottom;
  });
  std::vector<Span> stripes;
  for (const Span& span : spans) {
    if (!stripes.empty() && span.top <= stripes.back().bottom + least_gap) {
      stripes.back().bottom = std::max(stripes.back().bottom, span.bottom);
    } else {
      stripes.push_back(span);
    }
  }
  return stripes;
}

// A text that goes on over `y` at its usual pitch: the cut goes through a paragraph.
bool TextGoesOver(const OpenColumn& column, double y, double height) {
  const TextLine* above = nullptr;
  const TextLine* below = nullptr;
  std::vector<double> gaps;
  for (size_t i = 0; i < column.lines.size(); ++i) {
    const TextLine& line = column.lines[i];
    if (line.box.CenterY() < y) above = &line;
    if (line.box.CenterY() >= y && !below) below = &line;
    if (i > 0) gaps.push_back(line.box.y0 - column.lines[i - 1].box.y1);
  }
  if (!above || !below) return false;
  const double usual = *std::min_element(gaps.begin(), gaps.end());
  return below->box.y0 - above->box.y1 < usual + 0.25 * height;
}

class RowCutter {
 public:
  RowCutter(const OpenBody& body, int first_row, const ReadTools& tools)
      : body_(body), tools_(tools), first_row_(first_row), height_(LineHeight(body)) {}

  std::vector<GridCell> Run(int* rows, std::string* doubt) {
    cuts_.resize(body_.columns.size());
    if (body_.layout == TableLayout::kGrouped) {
      CutGroups();
    } else {
      CutRows();
    }
    std::vector<GridCell> cells = MakeCells(rows);
    if (PlainText() && doubt_.empty()) CheckPlainCells(cells);
    *doubt = doubt_;
    return cells;
  }

 private:
  // --- rows that begin with a label, lie between rulings, or stand apart -----------------

  void CutRows() {
    const OpenColumn* key = nullptr;
    for (const OpenColumn& column : body_.columns) {
      if (!key && column.rule && column.rule->role == ColumnRole::kText) key = &column;
    }
    if (!key) return;
    if (!key->rules.empty() || body_.columns.front().rules.size() > 1) {
      for (size_t c = 0; c < body_.columns.size(); ++c) cuts_[c] = body_.columns[c].rules;
      return;
    }
    std::vector<double> cuts = CutsAtLabels(*key);
    if (cuts.empty()) cuts = PlainText() ? CutsAtValues(*key) : CutsAtGaps();
    for (auto& column_cuts : cuts_) column_cuts = cuts;
  }

  // Above each line of the key (or label) column that begins with a label, in the widest gap
  // between it and the row before.
  std::vector<double> CutsAtLabels(const OpenColumn& key) {
    const OpenColumn* labels = &key;
    for (const OpenColumn& column : body_.columns) {
      if (column.rule && column.rule->role == ColumnRole::kLabel) labels = &column;
    }
    std::vector<const TextLine*> starts;
    int count = 0;
    std::optional<std::u32string> style;  // all labels are of one kind
    for (const TextLine& line : labels->lines) {
      const bool bare = tools_.join.marks.CountLength(line.text, count + 1).has_value() &&
                        (count > 0 || labels->lines.size() > 1);
      const auto label = LabelStyle(line, tools_.join.marks);
      if (!bare && (!label || (style && *style != *label))) continue;
      if (label && !style) style = label;
      starts.push_back(&line);
      ++count;
    }
    std::vector<double> cuts;
    for (size_t i = 1; i < starts.size(); ++i)
      cuts.push_back(CutBetween(starts[i - 1]->box.y0, starts[i]->box.y0, AllColumns()));
    // Text above the first label belongs to no row that begins with one.
    if (!starts.empty() && starts.front()->box.y0 > body_.top + height_ &&
        std::any_of(labels->lines.begin(), labels->lines.end(),
                    [&](const TextLine& line) { return line.box.y1 <= starts.front()->box.y0; }))
      doubt_ = "a text stands above the first label";
    return cuts;
  }

  // In the widest stripe without text between two heights; near the lower one where all are
  // alike, as texts stand at the top of their cells.
  double CutBetween(double upper, double lower, const std::vector<const OpenColumn*>& columns) {
    std::vector<Span> stripes = Stripes(columns, 0);
    double best = lower - 0.1 * height_, width = 0.05 * height_;
    for (size_t i = 1; i < stripes.size(); ++i) {
      const double from = stripes[i - 1].bottom, to = stripes[i].top;
      if (from < upper || to > lower + 0.3 * height_) continue;
      if (to - from >= width - 0.05 * height_) {
        width = std::max(width, to - from);
        best = (from + to) / 2;
      }
    }
    return best;
  }

  bool PlainText() const {
    return std::any_of(body_.columns.begin(), body_.columns.end(), [](const OpenColumn& column) {
      return !column.lines.empty() && column.lines.front().size <= 0;
    });
  }

  // Plain text shows no space between rows: a row begins where its key has a value beside it.
  std::vector<double> CutsAtValues(const OpenColumn& key) {
    std::vector<double> cuts;
    for (size_t i = 1; i < key.lines.size(); ++i) {
      const double top = key.lines[i].box.y0;
      const bool beside =
          std::any_of(body_.columns.begin(), body_.columns.end(), [&](const OpenColumn& column) {
            const bool value = column.rule && column.rule->role == ColumnRole::kMeasure;
            return value &&
                   std::any_of(column.lines.begin(), column.lines.end(), [&](const TextLine& line) {
                     return std::abs(line.box.y0 - top) < 0.3 * height_;
                   });
          });
      if (beside) cuts.push_back(top - 0.1 * height_);
    }
    if (key.lines.size() > 1) doubt_ = "no labels set the rows of this table apart";
    return cuts;
  }

  // Without labels and rules: where all columns leave clearly more than the usual space.
  std::vector<double> CutsAtGaps() {
    const std::vector<Span> stripes = Stripes(AllColumns(), 0);
    std::vector<double> gaps;
    for (size_t i = 1; i < stripes.size(); ++i)
      gaps.push_back(stripes[i].top - stripes[i - 1].bottom);
    std::vector<double> cuts;
    if (gaps.empty()) return cuts;
    std::vector<double> sorted = gaps;
    std::sort(sorted.begin(), sorted.end());
    // The widest jump between neighbouring sizes parts line gaps from row gaps.
    double threshold = sorted.front() + 0.35 * height_;
    double jump = 0.2 * height_;
    for (size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i] - sorted[i - 1] > jump) {
        jump = sorted[i] - sorted[i - 1];
        threshold = (sorted[i] + sorted[i - 1]) / 2;
      }
    }
    if (sorted.back() < threshold) {
      doubt_ = "nothing sets the rows of this table apart";
      return cuts;
    }
    for (size_t i = 1; i < stripes.size(); ++i) {
      if (gaps[i - 1] > threshold) cuts.push_back((stripes[i].top + stripes[i - 1].bottom) / 2);
    }
    return cuts;
  }

  std::vector<const OpenColumn*> AllColumns() const {
    std::vector<const OpenColumn*> all;
    for (const OpenColumn& column : body_.columns) all.push_back(&column);
    return all;
  }

  // --- challenges with sectors -----------------------------------------------------------

  void CutGroups() {
    int sectors = -1, role = -1, challenge = -1, policy = -1;
    for (size_t c = 0; c < body_.columns.size(); ++c) {
      const OpenColumn& column = body_.columns[c];
      const int at = static_cast<int>(c);
      if (HoldsSectors(column)) {
        sectors = at;
      } else if (column.rule && column.rule->role == ColumnRole::kRole) {
        role = at;
      } else if (column.rule && column.rule->role == ColumnRole::kText) {
        (challenge < 0 ? challenge : policy) = at;
      }
    }
    if (sectors < 0 || challenge < 0) {
      doubt_ = "no column of sectors was found";
      return;
    }
    for (size_t c = 0; c < body_.columns.size(); ++c) cuts_[c] = body_.columns[c].rules;
    const std::vector<SectorName> names =
        FindSectorNames(body_.columns[sectors].lines, body_.sector_names, tools_);
    const bool ruled_sectors = body_.columns[sectors].rules.size() + 1 >= names.size();
    ruled_sectors_ = ruled_sectors && names.size() > 1;
    if (!ruled_sectors) CutAtNames(names, sectors, role);
    if (cuts_[challenge].empty()) CutChallenges(names, sectors, challenge, policy);
    // A challenge ends a role, too.
    for (int c : {sectors, role, policy}) {
      if (c < 0) continue;
      for (double cut : cuts_[challenge]) AddCut(cuts_[c], cut);
    }
  }

  void AddCut(std::vector<double>& cuts, double cut) const {
    const bool known = std::any_of(cuts.begin(), cuts.end(), [&](double other) {
      return std::abs(other - cut) < 0.5 * height_;
    });
    if (known) return;
    cuts.insert(std::upper_bound(cuts.begin(), cuts.end(), cut), cut);
  }

  void CutAtNames(const std::vector<SectorName>& names, int sectors, int role) {
    const std::vector<double> rules = cuts_[sectors];
    cuts_[sectors].clear();
    if (role >= 0) cuts_[role].clear();
    for (size_t i = 1; i < names.size(); ++i) {
      const auto rule = std::find_if(rules.begin(), rules.end(), [&](double y) {
        return y > names[i - 1].top && y < names[i].bottom && y < names[i].top + 0.3 * height_;
      });
      double cut = rule != rules.end() ? *rule : names[i].top - 0.15 * height_;
      bool merged = false;
      if (rule == rules.end() && role >= 0) {
        const OpenColumn& texts = body_.columns[role];
        const bool beside =
            std::any_of(texts.lines.begin(), texts.lines.end(), [&](const TextLine& line) {
              return std::abs(line.box.y0 - names[i].top) < 0.3 * height_;
            });
        const std::optional<double> gap = GapBefore(texts, names[i - 1], names[i]);
        if (beside) {
          if (TextGoesOver(texts, cut, height_)) crossed_.insert(cut);
        } else if (gap) {
          cut = *gap;
        } else if (TextGoesOver(texts, cut, height_)) {
          // Rows grow with their texts: one that runs past the next name is merged with it. In
          // plain text nothing shows how far a row grows.
          const std::optional<double> line_break = BreakOfPlainText(texts, names[i - 1], names[i]);
          merged = !line_break;
          cut = line_break.value_or(cut);
          if (texts.lines.front().size <= 0) crossed_.insert(cut);
        }
      }
      AddCut(cuts_[sectors], cut);
      if (role >= 0 && !merged) AddCut(cuts_[role], cut);
    }
    inferred_names_ = true;
  }

  // Of the line ends between two names the one nearest to their middle at which no word goes on;
  // none on a page that knows sizes.
  std::optional<double> BreakOfPlainText(const OpenColumn& texts, const SectorName& before,
                                         const SectorName& name) const {
    std::optional<double> best;
    const double middle = (before.bottom + name.top) / 2;
    for (size_t i = 1; i < texts.lines.size(); ++i) {
      const TextLine& above = texts.lines[i - 1];
      const TextLine& below = texts.lines[i];
      if (below.size > 0 || below.box.y0 <= before.top || above.box.y1 > name.bottom) continue;
      std::u32string text = Characters(above.text);
      const size_t at = text.size();
      text += Characters(below.text);
      const double y = (above.box.y1 + below.box.y0) / 2;
      if (tools_.join.morphology.WordCrosses(text, at)) continue;
      if (!best || std::abs(y - middle) < std::abs(*best - middle)) best = y;
    }
    return best;
  }

  // The gap between two texts that is nearest above the middle of the later name.
  std::optional<double> GapBefore(const OpenColumn& texts, const SectorName& before,
                                  const SectorName& name) const {
    std::optional<double> cut;
    const std::vector<Span> stripes = Stripes({&texts}, 0.45 * height_);
    for (size_t s = 1; s < stripes.size(); ++s) {
      const double from = stripes[s - 1].bottom, to = stripes[s].top;
      if (from > before.top && to < name.bottom && from < name.top + 0.2 * height_)
        cut = std::min((from + to) / 2, name.top - 0.05 * height_);
    }
    return cut;
  }

  // A new challenge begins where a sector comes again, or where a text in both columns begins
  // beside a sector's name after a gap.
  void CutChallenges(const std::vector<SectorName>& names, int sectors, int challenge, int policy) {
    std::set<std::u32string> seen;
    double top = body_.top;
    for (size_t i = 0; i < names.size(); ++i) {
      const bool again = seen.contains(names[i].folded);
      // Where rulings part the sectors, they would part the challenges, too.
      const bool starts =
          i > 0 && !ruled_sectors_ && StartsBeside(challenge, names[i], top) &&
          (policy < 0 || StartsBeside(policy, names[i], {}) || !HasTextNear(policy, names[i]));
      if (again || starts) {
        seen.clear();
        top = names[i].top - 0.3 * height_;
        double cut = names[i].top - 0.15 * height_;
        for (double other : cuts_[sectors]) {
          if (other > names[i - 1].bottom - 0.5 * height_ && other < names[i].top + 0.3 * height_)
            cut = other;
        }
        if (TextGoesOver(body_.columns[challenge], cut, height_) && !starts) crossed_.insert(cut);
        cuts_[challenge].push_back(cut);
        if (policy >= 0) AddCut(cuts_[policy], cut);
      }
      seen.insert(names[i].folded);
    }
  }

  // Does a text begin at the height of the name, with a gap above it? With `below`: and is
  // there another text between that height and its beginning?
  bool StartsBeside(int column, const SectorName& name, std::optional<double> below) const {
    const std::vector<TextLine>& lines = body_.columns[column].lines;
    for (const Span& stripe : Stripes({&body_.columns[column]}, 0.6 * height_)) {
      if (std::abs(stripe.top - name.top) >= 0.9 * height_) continue;
      if (!below) return true;
      return std::any_of(lines.begin(), lines.end(), [&](const TextLine& line) {
        return line.box.y0 >= *below && line.box.y1 <= stripe.top;
      });
    }
    return false;
  }

  bool HasTextNear(int column, const SectorName& name) const {
    return std::any_of(
        body_.columns[column].lines.begin(), body_.columns[column].lines.end(),
        [&](const TextLine& line) { return line.box.y1 > name.top && line.box.y0 < name.bottom; });
  }

  // --- cells -------------------------------------------------------------------------------

  std::vector<GridCell> MakeCells(int* rows) {
    // All cuts of all columns, near ones as one, make the rows.
    std::vector<double> all;
    for (std::vector<double>& cuts : cuts_) {
      std::sort(cuts.begin(), cuts.end());
      std::erase_if(cuts, [&](double y) {
        return y < body_.top + 0.3 * height_ || y > body_.bottom - 0.3 * height_;
      });
      for (double cut : cuts) {
        if (std::none_of(all.begin(), all.end(),
                         [&](double other) { return std::abs(other - cut) < 0.4 * height_; }))
          all.push_back(cut);
      }
    }
    std::sort(all.begin(), all.end());
    std::vector<double> edges = {body_.top};
    edges.insert(edges.end(), all.begin(), all.end());
    edges.push_back(body_.bottom);
    const int count = static_cast<int>(edges.size()) - 1;
    std::vector<GridCell> cells;
    for (size_t c = 0; c < body_.columns.size(); ++c) {
      int from = 0;
      for (int r = 1; r <= count; ++r) {
        const bool cut = r == count || std::any_of(cuts_[c].begin(), cuts_[c].end(), [&](double y) {
                           return std::abs(y - edges[r]) < 0.4 * height_;
                         });
        if (!cut) continue;
        cells.push_back(MakeCell(static_cast<int>(c), from, r, edges));
        from = r;
      }
    }
    DoubtRolesThatMayBeMerged(cells);
    DoubtTornTexts(cells);
    std::sort(cells.begin(), cells.end(), [](const GridCell& a, const GridCell& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    *rows = first_row_ + count;
    return cells;
  }

  GridCell MakeCell(int c, int from, int to, const std::vector<double>& edges) const {
    const OpenColumn& column = body_.columns[c];
    GridCell cell;
    cell.row = first_row_ + from;
    cell.row_span = to - from;
    cell.column = c;
    cell.box = {column.x0, edges[from], column.x1, edges[to]};
    for (const TextLine& line : column.lines) {
      const double y = line.box.CenterY();
      if (y >= edges[from] && y < edges[to]) cell.lines.push_back(line);
    }
    CloseRowsOfOthers(cell.lines);
    for (double y : column.doubtful) {
      if (y >= edges[from] && y < edges[to])
        cell.doubt = "a line of this row may belong to another column";
    }
    for (double cut : crossed_) {
      const bool here = cut > edges[from] - 0.5 * height_ && cut < edges[to] + 0.5 * height_;
      if (here && c > 0) cell.doubt = "a text goes over the line between two rows";
    }
    return cell;
  }

  // Lines of plain text stand on whole rows: a row that only other columns have parts two lines
  // that follow each other on paper.
  void CloseRowsOfOthers(std::vector<TextLine>& lines) const {
    double shift = 0;
    for (size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].size > 0) return;
      const double above = lines[i - 1].box.y0 + shift;
      std::set<double> between;
      for (const OpenColumn& column : body_.columns) {
        for (const TextLine& line : column.lines) {
          if (line.box.y0 > above && line.box.y0 < lines[i].box.y0) between.insert(line.box.y0);
        }
      }
      shift += static_cast<double>(between.size());
      lines[i].box.y0 -= shift;
      lines[i].box.y1 -= shift;
    }
  }

  // Without rules nobody can tell an empty role from one whose text is merged with the role
  // above.
  void DoubtRolesThatMayBeMerged(std::vector<GridCell>& cells) const {
    if (!inferred_names_) return;
    std::vector<GridCell*> roles;
    for (GridCell& cell : cells) {
      const OpenColumn& column = body_.columns[cell.column];
      if (column.rule && column.rule->role == ColumnRole::kRole && !HoldsSectors(column))
        roles.push_back(&cell);
    }
    for (size_t i = 0; i < roles.size(); ++i) {
      const bool beside_empty =
          (i > 0 && roles[i - 1]->Blank()) || (i + 1 < roles.size() && roles[i + 1]->Blank());
      if (!roles[i]->Blank() && !beside_empty) continue;
      if (roles[i]->Blank()) roles[i]->doubt = kMayShareText;
      for (GridCell& other : cells) {
        if (HoldsSectors(body_.columns[other.column]) && other.row >= roles[i]->row &&
            other.row < roles[i]->row + roles[i]->row_span)
          other.doubt = kMayShareText;
      }
    }
  }

  // Columns of plain text are inferred from blanks alone. Where that went wrong, words are torn.
  void CheckPlainCells(const std::vector<GridCell>& cells) {
    for (const GridCell& cell : cells) {
      if (cell.doubt == kTornWord) doubt_ = kTornWord;
    }
    for (const double y : body_.columns.front().doubtful) {
      const bool everywhere =
          std::all_of(body_.columns.begin(), body_.columns.end(), [y](const OpenColumn& column) {
            return std::find(column.doubtful.begin(), column.doubtful.end(), y) !=
                   column.doubtful.end();
          });
      if (everywhere) doubt_ = "a row does not fit the columns of this table";
    }
  }

  // A word that goes on in the next row was cut in two.
  void DoubtTornTexts(std::vector<GridCell>& cells) const {
    std::map<int, GridCell*> above;
    for (GridCell& cell : cells) {
      const OpenColumn& column = body_.columns[cell.column];
      if (HoldsSectors(column) || (column.rule && column.rule->role == ColumnRole::kMeasure))
        continue;
      GridCell*& before = above[cell.column];
      if (before && !before->Blank() && !cell.Blank()) {
        std::u32string text = Characters(before->lines.back().text);
        const size_t at = text.size();
        text += Characters(cell.lines.front().text);
        const bool marked = tools_.join.marks.At(cell.lines.front().text, 0) ||
                            tools_.join.marks.LabelAt(cell.lines.front().text, 0);
        if (!marked && tools_.join.morphology.WordCrosses(text, at))
          before->doubt = cell.doubt = kTornWord;
      }
      before = &cell;
    }
  }

  static constexpr const char* kTornWord = "a word goes on in the next row";
  static constexpr const char* kMayShareText = "an empty role may share the text beside it";

  const OpenBody& body_;
  const ReadTools& tools_;
  int first_row_;
  double height_;
  std::vector<std::vector<double>> cuts_;  // by column
  std::set<double> crossed_;               // cuts that go through a text
  bool inferred_names_ = false;
  bool ruled_sectors_ = false;
  std::string doubt_;
};

}  // namespace

std::vector<SectorName> FindSectorNames(const std::vector<TextLine>& lines,
                                        const std::set<std::u32string>& again,
                                        const ReadTools& tools) {
  const auto known = [&](const std::u32string& text) {
    return again.contains(text) || IsSectorName(text, tools.form);
  };
  const auto exact = [&](const std::u32string& text) {
    return std::find(tools.form.sectors.begin(), tools.form.sectors.end(), text) !=
           tools.form.sectors.end();
  };
  const auto begins_name = [&](size_t from) {
    constexpr size_t kMostLines = 4;
    std::u32string joined;
    for (size_t j = from; j < lines.size() && j < from + kMostLines; ++j) {
      joined += lines[j].folded.text;
      if (exact(joined)) return true;
    }
    return false;
  };
  std::vector<SectorName> names;
  for (size_t i = 0; i < lines.size();) {
    // A name goes on in the next line where that is close below and no name by itself, or
    // where only both are one of the form's names.
    size_t taken = 1;
    std::u32string joined = lines[i].folded.text, longest = joined;
    for (size_t j = i + 1; j < lines.size() && j < i + 5; ++j) {
      joined += lines[j].folded.text;
      const bool whole = exact(joined);
      if (!whole && exact(longest) && begins_name(j)) break;
      const bool close = lines[j].box.y0 - lines[j - 1].box.y1 < 0.45 * lines[j].box.Height();
      if (!whole && (!close || known(lines[j].folded.text))) {
        if (!close) break;
        continue;
      }
      if (!whole && j > i + taken) break;
      taken = j - i + 1;
      longest = joined;
    }
    names.push_back({lines[i].box.y0, lines[i + taken - 1].box.y1, longest});
    i += taken;
  }
  return names;
}

std::vector<GridCell> CutIntoCells(const OpenBody& body, int first_row, const ReadTools& tools,
                                   int* rows, std::string* doubt) {
  return RowCutter(body, first_row, tools).Run(rows, doubt);
}

}  // namespace parse
