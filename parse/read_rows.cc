// One record a row: goals, indicators.
#include <algorithm>
#include <map>

#include "parse/quantity_fields.h"
#include "parse/sheet_shape.h"
#include "parse/table_reader.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

class RowReader {
 public:
  RowReader(const Grid& grid, const TableMatch& match, const ReadTools& tools,
            const std::string& path, Record& area, SheetBuilder& builder)
      : grid_(grid),
        match_(match),
        tools_(tools),
        list_path_(path + "/" + match.rule->into),
        list_(*area.FindList(match.rule->into)),
        record_kind_(ShapeOf("area")->FindList(match.rule->into)->record),
        builder_(builder) {}

  void Run() {
    ChooseKeyAndLabel();
    const int begin = match_.header_row + match_.header_rows;
    FindBareLabels(begin);
    bool first = true;
    for (int row = begin; row < match_.end_row;) {
      const int end = RecordEnd(row);
      if (IsNoteRow(row) || IsBlank(row, end)) {
        row = end;
        continue;
      }
      if (!(first && JoinToLast(row, end))) ReadRecord(row, end);
      first = false;
      row = end;
    }
  }

 private:
  void ChooseKeyAndLabel() {
    for (const ColumnGroup& group : match_.groups) {
      if (!group.rule) continue;
      if (group.rule->role == ColumnRole::kLabel) label_ = &group;
      if (!key_ && group.rule->role == ColumnRole::kText &&
          (group.rule->labelled || group.rule->required))
        key_ = &group;
    }
    if (label_) return;
    // A narrow column without a header that holds nothing but numbers is the label's.
    for (const ColumnGroup& group : match_.groups) {
      if (group.rule || !group.heading.empty() || group.first >= key_->first) continue;
      bool labels = false;
      for (const GridCell* cell :
           CellsUnder(grid_, group, match_.header_row + match_.header_rows, match_.end_row)) {
        if (cell->Blank()) continue;
        const PrintedText text = Trim(Joined(cell->lines));
        const auto mark = tools_.join.marks.LabelAt(text, 0);
        labels = mark && mark->length == text.size();
        if (!labels) break;
      }
      if (labels) label_ = &group;
    }
  }

  // Rows of one record: as far as the cells of its key (or label) reach.
  int RecordEnd(int row) const {
    int end = row + 1;
    for (const ColumnGroup* group : {key_, label_}) {
      if (!group) continue;
      for (const GridCell* cell : CellsUnder(grid_, *group, row, row + 1))
        end = std::max(end, cell->row + cell->row_span);
    }
    return std::min(end, match_.end_row);
  }

  // Numbers without a sign of their own are labels where the rows count on: １… ２… ３…
  void FindBareLabels(int begin) {
    if (label_ || !key_ || !key_->rule->labelled) return;
    std::vector<std::pair<int, PrintedText>> keys;
    for (int row = begin; row < match_.end_row; row = RecordEnd(row)) {
      PrintedText text = TextOf(CellsUnder(grid_, *key_, row, RecordEnd(row)), tools_);
      if (!text.empty()) keys.emplace_back(row, std::move(text));
    }
    std::map<int, size_t> lengths;
    // Overleaf the rows count on from those before; the first may be the rest of a cut one.
    const int before = static_cast<int>(list_.records.size());
    for (const int from : {1, before + 1}) {
      for (const size_t skipped : {0, 1}) {
        if (skipped > 0 && (before == 0 || keys.size() < 2)) continue;
        lengths.clear();
        for (size_t i = skipped; i < keys.size(); ++i) {
          const auto length =
              tools_.join.marks.CountLength(keys[i].second, from + static_cast<int>(i - skipped));
          if (!length) break;
          lengths[keys[i].first] = *length;
        }
        if (!keys.empty() && lengths.size() == keys.size() - skipped) break;
        lengths.clear();
      }
      if (!lengths.empty()) break;
    }
    if (lengths.empty()) return;
    // One row alone counts nothing: "１か所…" may be its text.
    if (keys.size() == 1 && before == 0) single_bare_label_ = keys.front().first;
    bare_labels_ = std::move(lengths);
  }

  // A row merged over all columns holds a remark, no record.
  bool IsNoteRow(int row) {
    const GridCell* cell = grid_.At(row, 0);
    if (!cell || cell->column_span < grid_.columns || match_.groups.size() < 2 || cell->Blank())
      return false;
    const PrintedText text = Joined(cell->lines);
    const FoldedText folded = Fold(text);
    for (const Wording& note : tools_.form.notes) {
      for (const std::u32string& variant : note.variants) {
        if (Similarity(folded.text, variant) > 0.8) builder_.TakeAsForm(text);
      }
    }
    return true;
  }

  // Rows that the form offers and nobody filled in.
  bool IsBlank(int row, int end) const {
    return std::all_of(grid_.cells.begin(), grid_.cells.end(), [&](const GridCell& cell) {
      return cell.row >= end || cell.row + cell.row_span <= row || cell.Blank();
    });
  }

  bool JoinToLast(int row, int end) {
    if (list_.records.empty()) return false;
    Record& last = list_.records.back();
    const Field* key = last.Find(key_->rule->field);
    const PageNumber page = PageOf(*key);
    if (page == 0 || page > grid_.page) return false;
    const PrintedText key_text = TextOf(CellsUnder(grid_, *key_, row, end), tools_);
    PrintedText label_text;
    if (label_) label_text = TextOf(CellsUnder(grid_, *label_, row, end), tools_);
    const bool labelled =
        !label_text.empty() || tools_.join.marks.LabelAt(key_text, 0) || bare_labels_.contains(row);
    const bool last_labelled = !last.Text("label").empty();
    const bool goes_on = !labelled && (last_labelled || key_text.empty());
    if (!goes_on) return false;
    bool any = false;
    const std::string path = list_path_ + "/" + std::to_string(list_.records.size() - 1);
    size_t measure = 0;
    for (const ColumnGroup& group : match_.groups) {
      if (!group.rule || &group == label_) continue;
      const PrintedText text = TextOf(CellsUnder(grid_, group, row, end), tools_);
      if (group.rule->role == ColumnRole::kMeasure) {
        RecordList* measures = last.FindList("measures");
        if (measures && measure < measures->records.size() && !text.empty()) {
          Record& cut = measures->records[measure];
          builder_.AppendText(cut, "text", text);
          const std::string measure_path = path + "/measures/" + std::to_string(measure);
          builder_.DropFindings(measure_path);
          SetQuantity(cut, std::string(cut.Text("text")), text, RuleId(group.rule->kind),
                      measure_path);
        }
        ++measure;
      } else if (!text.empty()) {
        builder_.AppendText(last, group.rule->field, text);
      }
      any = any || !text.empty();
    }
    return any;
  }

  using PageNumber = int;
  // One more than the index of the field's last page; 0 if it has none.
  static PageNumber PageOf(const Field& field) {
    return field.evidence.places.empty() ? 0 : field.evidence.places.back().page;
  }

  void ReadRecord(int row, int end) {
    const std::string path = list_path_ + "/" + std::to_string(list_.records.size());
    Record record = MakeRecord(record_kind_);
    kinds_.clear();
    if (label_) {
      const auto cells = CellsUnder(grid_, *label_, row, end);
      SetFromCells(record, "label", path, cells, TextOf(cells, tools_), grid_.page, RuleId("label"),
                   1, builder_);
    }
    for (const ColumnGroup& group : match_.groups) {
      if (!group.rule || &group == label_) continue;
      if (group.rule->role == ColumnRole::kMeasure) {
        ReadMeasure(group, row, end, path, record);
        continue;
      }
      const auto cells = CellsUnder(grid_, group, row, end);
      PrintedText text = TextOf(cells, tools_);
      if (group.rule->labelled && !label_) TakeLabel(row, path, text, record);
      SetFromCells(record, group.rule->field, path, cells, text, grid_.page,
                   RuleId(group.rule->field), group.score, builder_);
      NoteDoubts(group, cells, row, path + "/" + group.rule->field);
    }
    list_.records.push_back(std::move(record));
  }

  void NoteDoubts(const ColumnGroup& group, const std::vector<const GridCell*>& cells, int row,
                  const std::string& pointer) {
    if (group.score < kSureScore)
      builder_.AddFinding(pointer, "header-approximate", Utf8(group.heading));
    for (const GridCell* cell : cells) {
      if (cell->row < row && !cell->Blank())
        builder_.AddFinding(pointer, "merged-cell", "the cell reaches over several rows");
    }
  }

  void TakeLabel(int row, const std::string& path, PrintedText& text, Record& record) {
    size_t length = 0;
    if (const auto mark = tools_.join.marks.LabelAt(text, 0)) {
      length = mark->length;
    } else if (const auto bare = bare_labels_.find(row); bare != bare_labels_.end()) {
      if (row == single_bare_label_ && StartsWithUnit(text, bare->second)) return;
      length = bare->second;
      if (row == single_bare_label_) {
        builder_.AddFinding(path + "/label", "text-doubtful", "a number may belong to the text");
        builder_.AddFinding(path + "/" + key_->rule->field, "text-doubtful",
                            "the number before it may belong to the text");
      }
    }
    if (length == 0) return;
    builder_.SetText(record, "label", Slice(text, 0, length), RuleId("label"));
    text = Trim(Slice(text, length, text.size()));
  }

  bool StartsWithUnit(const PrintedText& text, size_t at) const {
    const std::u32string rest = Fold(Slice(text, at, text.size())).text;
    return std::any_of(tools_.words.units.begin(), tools_.words.units.end(),
                       [&](const std::u32string& unit) { return rest.rfind(unit, 0) == 0; });
  }

  void ReadMeasure(const ColumnGroup& group, int row, int end, const std::string& record_path,
                   Record& record) {
    RecordList& measures = *record.FindList("measures");
    const std::string path = record_path + "/measures/" + std::to_string(measures.records.size());
    Record measure = MakeRecord("measure");
    const auto cells = CellsUnder(grid_, group, row, end);
    const PrintedText text = TextOf(cells, tools_);
    const bool repeated = kinds_[group.rule->kind]++ > 0;
    const std::string rule = RuleId(group.rule->kind);
    builder_.SetValue(measure, "kind", repeated ? group.rule->repeat_kind : group.rule->kind,
                      group.heading, rule, group.score);
    builder_.SetText(measure, "heading", group.heading, rule, group.score);
    SetFromCells(measure, "text", path, cells, text, grid_.page, rule, group.score, builder_);
    SetQuantity(measure, Utf8(text), text, rule, path);
    if (!group.doubt.empty()) builder_.AddFinding(path + "/heading", "text-doubtful", group.doubt);
    // A text in the wrong column leaves another one without: no measure of the row is certain.
    for (const GridCell* cell : cells) {
      if (!cell->doubt.empty())
        builder_.AddFinding(record_path + "/measures", "text-doubtful", cell->doubt);
    }
    NoteDoubts(group, cells, row, path);
    measures.records.push_back(std::move(measure));
  }

  // What the text says as a number; `source` are the glyphs that say it.
  void SetQuantity(Record& measure, const std::string& text, const PrintedText& source,
                   const std::string& rule, const std::string& path) {
    SetQuantityFields(measure, text, source, rule, path, tools_.words, builder_);
  }

  std::string RuleId(std::string_view part) const {
    return tools_.form.id + "/" + match_.rule->id + "/" + std::string(part);
  }

  const Grid& grid_;
  const TableMatch& match_;
  const ReadTools& tools_;
  const std::string list_path_;
  RecordList& list_;
  const std::string_view record_kind_;
  SheetBuilder& builder_;
  const ColumnGroup* key_ = nullptr;
  const ColumnGroup* label_ = nullptr;
  std::map<std::string, int> kinds_;
  std::map<int, size_t> bare_labels_;  // by row: the length of a label without a sign
  int single_bare_label_ = -1;         // its row, where only one row has a text
};

}  // namespace

void ReadRows(const Grid& grid, const TableMatch& match, const ReadTools& tools,
              const std::string& path, Record& area, SheetBuilder& builder) {
  RowReader(grid, match, tools, path, area, builder).Run();
}

}  // namespace parse
