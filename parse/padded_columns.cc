#include "parse/padded_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "parse/linear_cells.h"
#include "parse/linear_header.h"

namespace parse {
namespace {

struct Part {
  TextLine text;
  bool joined = false;  // only one blank parts it from the one before
};

class PaddedReader {
 public:
  PaddedReader(const OpenHeader& header, const std::set<std::u32string>& sectors,
               const std::vector<TextLine>& body)
      : header_(header), sectors_(sectors) {
    std::map<double, std::vector<Part>> rows;
    for (const TextLine& line : body) {
      bool joined = false;
      for (TextLine& part : SplitAtBlanks(line)) {
        rows[line.box.y0].push_back({std::move(part), joined});
        joined = true;
      }
    }
    for (auto& [y, parts] : rows) {
      std::stable_sort(parts.begin(), parts.end(),
                       [](const Part& a, const Part& b) { return a.text.box.x0 < b.text.box.x0; });
      rows_.push_back(std::move(parts));
    }
  }

  std::vector<PaddedColumn> Run() {
    MakeColumns();
    for (size_t c = 0; c < columns_.size(); ++c) starts_.push_back(StartOf(c));
    for (const std::vector<Part>& parts : rows_) Assign(parts);
    for (size_t c = 0; c < columns_.size(); ++c) {
      PaddedColumn& column = columns_[c];
      column.x0 = starts_[c];
      column.x1 = starts_[c] + 1;
      for (const TextLine& line : column.lines) column.x1 = std::max(column.x1, line.box.x1);
    }
    return std::move(columns_);
  }

 private:
  void MakeColumns() {
    const bool own = std::any_of(header_.columns.begin(), header_.columns.end(),
                                 [](const OpenHeader::Column& column) {
                                   return column.rule && column.rule->role == ColumnRole::kSectors;
                                 });
    for (size_t h = 0; h < header_.columns.size(); ++h) {
      const ColumnRule* rule = header_.columns[h].rule;
      const bool roles = rule && rule->role == ColumnRole::kRole;
      if (roles && !own && !sectors_.empty()) columns_.push_back({rule, h, true, 0, 0, {}, {}});
      columns_.push_back({rule, h, false, 0, 0, {}, {}});
    }
  }

  bool HoldsSectors(size_t c) const {
    const PaddedColumn& column = columns_[c];
    return column.sectors || (column.rule && column.rule->role == ColumnRole::kSectors);
  }

  // The left edge that most texts of the column have; a column of values is centred, and its
  // leftmost one counts.
  double StartOf(size_t c) const {
    const extract::Rect& heading = header_.columns[columns_[c].header].box;
    std::map<double, int> edges;
    double from = -1, to = heading.CenterX();
    if (columns_[c].header > 0) {
      const extract::Rect& before = header_.columns[columns_[c].header - 1].box;
      const bool values = columns_[c].rule && columns_[c].rule->role == ColumnRole::kMeasure;
      from = values ? std::max(before.CenterX(), before.x1 - 1) : before.CenterX();
    }
    if (c > 0) from = std::max(from, starts_[c - 1] + 1);
    // Right of the sectors' names the header over both says little.
    if (c > 0 && columns_[c - 1].sectors) to = heading.x1;
    for (const Part& alone : PartsAlone()) {
      const TextLine& part = alone.text;
      const bool name = sectors_.contains(part.folded.text);
      if (HoldsSectors(c) && !name) continue;
      if (c > 0 && HoldsSectors(c - 1) && name) continue;
      if (part.box.x0 > from && part.box.x0 <= to) ++edges[part.box.x0];
    }
    if (edges.empty()) return std::max(from + 1, std::min(heading.x0, to));
    if (columns_[c].rule && columns_[c].rule->role == ColumnRole::kMeasure)
      return edges.begin()->first;
    const auto most =
        std::max_element(edges.begin(), edges.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most->first;
  }

  std::vector<Part> PartsAlone() const {
    std::vector<Part> alone;
    for (const std::vector<Part>& parts : rows_) {
      std::copy_if(parts.begin(), parts.end(), std::back_inserter(alone),
                   [](const Part& part) { return !part.joined; });
    }
    return alone;
  }

  // Of a part that stands alone.
  size_t ColumnAt(const TextLine& part) const {
    size_t column = 0;
    for (size_t c = 1; c < columns_.size(); ++c) {
      if (part.box.x0 >= starts_[c] - 1) column = c;
    }
    if (!sectors_.contains(part.folded.text) || HoldsSectors(column)) return column;
    // A sector's name right of the first column is one.
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (HoldsSectors(c) && column > 0) return c;
    }
    return column;
  }

  // The parts of one printed row.
  void Assign(const std::vector<Part>& parts) {
    size_t column = ColumnAt(parts.front().text);
    Add(column, parts.front().text, false);
    for (size_t i = 1; i < parts.size(); ++i) {
      const TextLine& part = parts[i].text;
      const bool last = column + 1 == columns_.size();
      if (i == 1 && column == 0 && IsLabel(parts.front().text) && part.box.x0 < starts_[1] - 1) {
        Add(0, part, true);
        continue;
      }
      if (!parts[i].joined) {
        // More texts than columns, or one left of its column: the columns are not these.
        if (last || ColumnAt(part) <= column) DoubtRow(part);
        column = last ? column : std::max(column + 1, ColumnAt(part));
        Add(column, part, last);
        continue;
      }
      if (const size_t sectors = SectorColumnAfter(column, part); sectors > column) {
        column = sectors;
        Add(column, part, false);
        continue;
      }
      AssignJoined(column, parts[i - 1].text, part);
    }
  }

  void DoubtRow(const TextLine& part) {
    for (PaddedColumn& column : columns_) column.doubtful.push_back(part.box.CenterY());
  }

  // Short enough to be the number of its row, with its text set apart from it.
  static bool IsLabel(const TextLine& part) {
    constexpr size_t kLongest = 3;
    return part.text.size() <= kLongest;
  }

  // A part behind a single blank: the next column's, unless that stands inside a text.
  void AssignJoined(size_t& column, const TextLine& before, const TextLine& part) {
    const bool last = column + 1 == columns_.size();
    if (last) {
      Add(column, part, true);
      return;
    }
    // A text that another one follows so closely fills its column.
    constexpr double kFilled = 0.6;
    const double width = starts_[column + 1] - starts_[column];
    const bool early =
        !sectors_.contains(before.folded.text) && part.box.x0 < starts_[column] + kFilled * width;
    const bool weak = IsBlankInText(before.text, part.text);
    const bool at_next = std::abs(part.box.x0 - starts_[column + 1]) < 0.6;
    const bool same = early || (weak && !at_next);
    if (early || weak) {
      columns_[column].doubtful.push_back(part.box.CenterY());
      columns_[column + 1].doubtful.push_back(part.box.CenterY());
    }
    if (!same) ++column;
    Add(column, part, same);
  }

  // The column of sectors' names, if the part is one and that column is right of `column`;
  // else 0.
  size_t SectorColumnAfter(size_t column, const TextLine& part) const {
    if (!sectors_.contains(part.folded.text)) return 0;
    for (size_t c = column + 1; c < columns_.size(); ++c) {
      if (HoldsSectors(c)) return c;
    }
    return 0;
  }

  void Add(size_t column, const TextLine& part, bool same_text) {
    std::vector<TextLine>& lines = columns_[column].lines;
    if (!same_text || lines.empty()) {
      lines.push_back(part);
      return;
    }
    TextLine& whole = lines.back();
    whole.text.push_back({U' ', part.page, -1});
    Append(whole.text, part.text);
    whole.folded = Fold(whole.text);
    whole.box = extract::Union(whole.box, part.box);
  }

  const OpenHeader& header_;
  const std::set<std::u32string>& sectors_;
  std::vector<std::vector<Part>> rows_;  // top to bottom
  std::vector<PaddedColumn> columns_;
  std::vector<double> starts_;
};

}  // namespace

std::vector<PaddedColumn> SplitPaddedColumns(const OpenHeader& header,
                                             const std::set<std::u32string>& sectors,
                                             const std::vector<TextLine>& body) {
  return PaddedReader(header, sectors, body).Run();
}

}  // namespace parse
