#include "parse/part_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parse/item_reader.h"
#include "parse/quantity_fields.h"
#include "parse/sheet_shape.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

constexpr const char* kValueColumn = "value";  // of pairs
constexpr const char* kTextColumn = "text";    // of items

class PartFiller {
 public:
  PartFiller(const PartRule& part, const ReadTools& tools, const PartHolder& holder,
             SheetBuilder& builder)
      : part_(part),
        tools_(tools),
        builder_(builder),
        place_(PlaceOfPart(holder, part, builder)),
        rows_(*place_.record.FindList("rows")) {}

  void ReadRows(const Grid& grid, const TableMatch& match) {
    const ColumnGroup* label = nullptr;
    const ColumnGroup* key = nullptr;
    for (const ColumnGroup& group : match.groups) {
      if (!group.rule && !group.heading.empty())
        builder_.AddFinding(place_.path, "column-unknown", Utf8(group.heading));
      if (group.rule) builder_.TakeAsForm(group.heading);
      if (!group.rule) continue;
      if (group.rule->role == ColumnRole::kLabel && !label) label = &group;
      if (group.rule->required && !key) key = &group;
    }
    constexpr size_t kFew = 4;  // columns; more of them are a calendar, whose cells reach over some
    if (!grid.ruled && match.groups.size() > kFew)
      builder_.AddFinding(place_.path, "table-doubtful", "cells may reach over several columns");
    const int begin = match.header_row + match.header_rows;
    for (int row = begin; row < match.end_row;) {
      int end = row + 1;
      for (const ColumnGroup* group : {label, label ? nullptr : key}) {
        if (!group) continue;
        for (const GridCell* cell : CellsUnder(grid, *group, row, row + 1))
          end = std::max(end, std::min(cell->row + cell->row_span, match.end_row));
      }
      const bool goes_on = row == begin && match.header_rows == 0 && label &&
                           !rows_.records.empty() &&
                           TextOf(CellsUnder(grid, *label, row, end), tools_).empty();
      if (goes_on) {
        AppendToLast(grid, match, row, end);
      } else if (!IsNoteRow(grid, match, row)) {
        ReadRow(grid, match, label, row, end);
      }
      row = end;
    }
  }

  void ReadPairs(const Grid& grid) {
    for (const LabelledCells& pair : PairsOf(grid, part_, tools_.words)) {
      Record row = MakeRecord("row");
      const std::string path = NextRow();
      if (pair.group && !pair.group->Blank())
        builder_.SetText(row, "group", TextOf({pair.group}, tools_), RuleId());
      SetLabel(row, path, TextOf({pair.label}, tools_), pair.known);
      const bool quantity = pair.known && pair.known->quantity;
      RecordList& cells = *row.FindList("cells");
      for (const GridCell* value : pair.values) {
        const std::string number = std::to_string(cells.records.size() + 1);
        const std::string name =
            cells.records.empty() ? kValueColumn : kValueColumn + ("-" + number);
        AddCell(cells, path, name, {}, 1, {value}, grid.page, quantity);
      }
      if (pair.values.empty())
        builder_.AddFinding(path, "text-doubtful", "a label without a value beside it");
      rows_.records.push_back(std::move(row));
    }
  }

  void ReadItemLines(const std::vector<TextLine>& lines, double page_width) {
    // Items are read as in any section, then put into rows at the same places.
    RecordList items{"rows", rows_.records};
    ReadItems(lines, page_width, tools_, RuleId(), place_.path + "/rows", items, builder_);
    for (size_t i = rows_.records.size(); i < items.records.size(); ++i) {
      Record& item = items.records[i];
      Record row = MakeRecord("row");
      Field& label = *row.Find("label");
      Field& marker = *item.Find("marker");
      label.value = std::move(marker.value);
      label.evidence = std::move(marker.evidence);
      Record cell = MakeRecord("cell");
      *cell.Find("text") = std::move(*item.Find("text"));
      builder_.SetValue(cell, "column", std::string(kTextColumn), {}, RuleId());
      row.FindList("cells")->records.push_back(std::move(cell));
      rows_.records.push_back(std::move(row));
    }
  }

  // "label value" on a line, the value right of its label, or on the next line.
  void ReadPairLines(const std::vector<TextLine>& lines) {
    std::vector<LabelledLine> labels;
    for (const TextLine& line : lines) {
      const auto found = LabelAtStart(line);
      if (!found) continue;
      labels.push_back({&line, found->row, Trim(Slice(line.text, 0, found->end)), {}, false});
      PrintedText rest = Trim(Slice(line.text, found->end, line.text.size()));
      if (!rest.empty()) labels.back().values.push_back(std::move(rest));
    }
    size_t next = 0;  // the first label after the line at hand
    std::vector<const TextLine*> groups;
    for (const TextLine& line : lines) {
      if (IsGroup(line)) {
        groups.push_back(&line);
        continue;
      }
      if (next < labels.size() && labels[next].line == &line) {
        ++next;
        continue;
      }
      if (LabelledLine* beside = LabelBeside(labels, line)) {
        beside->values.push_back(line.text);
      } else if (next > 0 && SidesUnknown(labels)) {
        labels[next - 1].values.push_back(line.text);
        labels[next - 1].doubtful = true;
      }
    }
    std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) {
      return std::pair(a.line->page, a.line->box.y0) < std::pair(b.line->page, b.line->box.y0);
    });
    for (const LabelledLine& label : labels) PutPair(label, groups);
  }

 private:
  struct LabelledLine {
    const TextLine* line;
    const PartRow* row;
    PrintedText label;
    std::vector<PrintedText> values;
    bool doubtful;  // a value that does not stand on the label's own line
  };

  bool Says(const TextLine& line, const Wording& wording) const {
    return !wording.variants.empty() &&
           (IsWording(line.folded.text, wording) ||
            Score(MakeBare(line.folded.text, tools_.words), wording) >= kSureScore);
  }

  bool IsGroup(const TextLine& line) const {
    return std::any_of(part_.rows.begin(), part_.rows.end(),
                       [&](const PartRow& row) { return Says(line, row.group); });
  }

  // The label on the same row of the page, left of the line.
  static LabelledLine* LabelBeside(std::vector<LabelledLine>& labels, const TextLine& line) {
    LabelledLine* nearest = nullptr;
    for (LabelledLine& label : labels) {
      const extract::Rect& box = label.line->box;
      const bool same_row = label.line->page == line.page && line.box.CenterY() >= box.y0 &&
                            line.box.CenterY() <= box.y1;
      if (!same_row || box.x1 > line.box.x0 + 0.5) continue;
      if (!nearest || box.x1 > nearest->line->box.x1) nearest = &label;
    }
    return nearest;
  }

  // Text in reading order: all lines begin at the same place, labels and values alike.
  static bool SidesUnknown(const std::vector<LabelledLine>& labels) {
    return std::all_of(labels.begin(), labels.end(),
                       [](const LabelledLine& label) { return label.line->size <= 0; });
  }

  struct LabelFound {
    const PartRow* row;
    size_t end;  // of the label in the line's text
  };

  std::optional<LabelFound> LabelAtStart(const TextLine& line) const {
    std::optional<LabelFound> best;
    size_t longest = 0;
    const BareWording bare = MakeBare(line.folded.text, tools_.words);
    for (const PartRow& row : part_.rows) {
      for (const std::u32string& variant : row.label.variants) {
        if (variant.size() <= longest) continue;
        auto end = EndOfLabel(line, 0, variant);
        if (!end && bare.begin > 0) end = EndOfLabel(line, bare.begin, variant);
        if (!end) continue;
        longest = variant.size();
        best = LabelFound{&row, *end};
      }
    }
    return best;
  }

  // Where the value begins in a line that begins with a label, from folded `begin` on. A label
  // ends at a blank, a colon or with its line, or it is the beginning of another word.
  static std::optional<size_t> EndOfLabel(const TextLine& line, size_t begin,
                                          const std::u32string& label) {
    if (line.folded.text.compare(begin, label.size(), label) != 0) return std::nullopt;
    const size_t end =
        line.folded.SourceRange(begin, begin + label.size(), line.text.size()).second;
    size_t past = end;
    while (past < line.text.size() &&
           (IsBlank(line.text[past].c) || Fold(Slice(line.text, past, past + 1)).text == U":"))
      ++past;
    if (past == end && past < line.text.size()) return std::nullopt;
    return past;
  }

  void PutPair(const LabelledLine& pair, const std::vector<const TextLine*>& groups) {
    Record row = MakeRecord("row");
    const std::string path = NextRow();
    for (const TextLine* group : groups) {
      if (group->page == pair.line->page && Says(*group, pair.row->group))
        builder_.SetText(row, "group", group->text, RuleId());
    }
    SetLabel(row, path, pair.label, pair.row);
    Record cell = MakeRecord("cell");
    PrintedText text;
    for (const PrintedText& value : pair.values) {
      if (!text.empty()) text.push_back({U'\n', value.front().page, -1});
      Append(text, value);
    }
    const std::string cell_path = path + "/cells/0";
    builder_.SetValue(cell, "column", std::string(kValueColumn), {}, RuleId());
    builder_.SetText(cell, "text", text, RuleId());
    if (pair.row->quantity)
      SetQuantityFields(cell, Utf8(text), text, RuleId(), cell_path, tools_.words, builder_);
    if (pair.values.size() != 1 || pair.doubtful) {
      builder_.AddFinding(cell_path, "text-doubtful",
                          pair.values.empty() ? "a label without a value beside it"
                                              : "the value may be another label's");
    }
    row.FindList("cells")->records.push_back(std::move(cell));
    rows_.records.push_back(std::move(row));
  }

  std::string NextRow() const {
    return place_.path + "/rows/" + std::to_string(rows_.records.size());
  }

  std::string RuleId(std::string_view column = {}) const {
    const std::string id = tools_.form.id + "/" + part_.id;
    return column.empty() ? id : id + "/" + std::string(column);
  }

  // A row merged over all columns holds a remark: the form's, or it is left over.
  bool IsNoteRow(const Grid& grid, const TableMatch& match, int row) {
    const GridCell* cell = grid.At(row, 0);
    if (!cell || cell->column_span < grid.columns || match.groups.size() < 2 || cell->Blank())
      return false;
    const PrintedText text = Joined(cell->lines);
    const FoldedText folded = Fold(text);
    for (const Wording& note : tools_.form.notes) {
      for (const std::u32string& variant : note.variants)
        if (Similarity(folded.text, variant) > 0.8) builder_.TakeAsForm(text);
    }
    return true;
  }

  void ReadRow(const Grid& grid, const TableMatch& match, const ColumnGroup* label, int row,
               int end) {
    Record record = MakeRecord("row");
    const std::string path = NextRow();
    const PartRow* known = nullptr;
    if (label) {
      const auto cells = CellsUnder(grid, *label, row, end);
      const PrintedText text = TextOf(cells, tools_);
      known = FindPartRow(part_, Fold(text), {}, tools_.words);
      SetLabel(record, path, text, known, cells.empty() ? nullptr : cells.front(), grid.page);
    }
    RecordList& list = *record.FindList("cells");
    bool any = label != nullptr && !record.Text("label").empty();
    for (const ColumnGroup& group : match.groups) {
      if (&group == label || (!group.rule && group.heading.empty())) continue;
      const GridCell* first = grid.At(row, group.first);
      if (first && first->column < group.first) continue;  // merged into the column before
      const auto cells = CellsUnder(grid, group, row, end);
      const std::string name = group.rule ? group.rule->field : "";
      const bool quantity = (known && known->quantity) || (group.rule && group.rule->quantity);
      const double score = group.rule ? group.score : 0.5;
      Record& cell = AddCell(list, path, name, group.heading, score, cells, grid.page, quantity);
      any = any || !cell.Text("text").empty();
      const std::string cell_path = path + "/cells/" + std::to_string(list.records.size() - 1);
      if (group.rule && group.score < kSureScore)
        builder_.AddFinding(cell_path + "/heading", "header-approximate", Utf8(group.heading));
      SetUntil(match, group, cells, cell);
    }
    if (any || !label) rows_.records.push_back(std::move(record));
  }

  // A cell merged over several columns: the last of them is named, too.
  void SetUntil(const TableMatch& match, const ColumnGroup& group,
                const std::vector<const GridCell*>& cells, Record& cell) {
    int last = group.last;
    for (const GridCell* one : cells) last = std::max(last, one->column + one->column_span - 1);
    const ColumnGroup* until = nullptr;
    for (const ColumnGroup& other : match.groups) {
      if (other.first > group.last && other.first <= last && !other.heading.empty()) until = &other;
    }
    if (until && !cell.Text("text").empty())
      builder_.SetText(cell, "until", until->heading, RuleId());
  }

  void AppendToLast(const Grid& grid, const TableMatch& match, int row, int end) {
    RecordList& cells = *rows_.records.back().FindList("cells");
    for (const ColumnGroup& group : match.groups) {
      if (!group.rule || group.rule->role == ColumnRole::kLabel) continue;
      const PrintedText text = TextOf(CellsUnder(grid, group, row, end), tools_);
      for (Record& cell : cells.records) {
        if (cell.Text("column") == group.rule->field) builder_.AppendText(cell, "text", text);
      }
    }
  }

  void SetLabel(Record& row, const std::string& path, const PrintedText& text, const PartRow* known,
                const GridCell* blank = nullptr, int page = 0) {
    if (text.empty() && blank) {
      builder_.SetBlank(row, "label", page, blank->box, RuleId());
      return;
    }
    builder_.SetText(row, "label", text, RuleId());
    if (known) {
      builder_.SetValue(row, "name", known->name, text, RuleId());
    } else if (!part_.rows.empty()) {
      builder_.AddFinding(path, "row-unknown", Utf8(text));
    }
  }

  Record& AddCell(RecordList& cells, const std::string& row_path, const std::string& column,
                  const PrintedText& heading, double score,
                  const std::vector<const GridCell*>& from, int page, bool quantity) {
    const std::string path = row_path + "/cells/" + std::to_string(cells.records.size());
    Record cell = MakeRecord("cell");
    const std::string rule = RuleId(column);
    builder_.SetValue(cell, "column", column, heading, rule, score);
    if (!heading.empty()) builder_.SetText(cell, "heading", heading, rule, score);
    const PrintedText text = TextOf(from, tools_);
    SetFromCells(cell, "text", path, from, text, page, rule, score, builder_);
    if (quantity) SetQuantityFields(cell, Utf8(text), text, rule, path, tools_.words, builder_);
    cells.records.push_back(std::move(cell));
    return cells.records.back();
  }

  const PartRule& part_;
  const ReadTools& tools_;
  SheetBuilder& builder_;
  PartPlace place_;
  RecordList& rows_;
};

}  // namespace

PartPlace PlaceOfPart(const PartHolder& holder, const PartRule& part, SheetBuilder& builder) {
  RecordList& parts = *holder.record.FindList("parts");
  const std::string path = holder.path + "/parts/";
  for (size_t i = 0; i < parts.records.size(); ++i) {
    if (parts.records[i].Text("part") == part.id)
      return {parts.records[i], path + std::to_string(i), false};
  }
  parts.records.push_back(MakeRecord("part"));
  Record& record = parts.records.back();
  builder.SetValue(record, "part", part.id, {}, part.id);
  return {record, path + std::to_string(parts.records.size() - 1), true};
}

void SetPartHeading(const PartHolder& holder, const PartRule& part, const PrintedText& heading,
                    double score, const ReadTools& tools, SheetBuilder& builder) {
  const PartPlace place = PlaceOfPart(holder, part, builder);
  if (!place.record.Text("heading").empty()) {
    builder.TakeAsForm(heading);
    return;
  }
  builder.SetText(place.record, "heading", heading, tools.form.id + "/" + part.id, score);
  if (score < kSureScore)
    builder.AddFinding(place.path + "/heading", "header-approximate", Utf8(heading));
}

void ReadPartTable(const Grid& grid, const TableMatch& match, const ReadTools& tools,
                   const PartHolder& holder, SheetBuilder& builder) {
  const PartRule& part = tools.form.parts[static_cast<size_t>(match.rule->part)];
  if (!grid.doubt.empty())
    builder.AddFinding(PlaceOfPart(holder, part, builder).path, "table-doubtful", grid.doubt);
  PartFiller filler(part, tools, holder, builder);
  if (match.groups.empty()) {
    filler.ReadPairs(grid);
  } else {
    filler.ReadRows(grid, match);
  }
}

void ReadPartLines(const std::vector<TextLine>& lines, double page_width, const PartRule& part,
                   const ReadTools& tools, const PartHolder& holder, SheetBuilder& builder) {
  PartFiller filler(part, tools, holder, builder);
  if (part.content == PartContent::kPairs) {
    filler.ReadPairLines(lines);
  } else {
    filler.ReadItemLines(lines, page_width);
  }
}

}  // namespace parse
