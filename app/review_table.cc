#include "app/review_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>

#include "app/cp932.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "extract/sha256.h"
#include "extract/text_file.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace app {

const std::array<std::string_view, kReviewColumns> kReviewColumnNames = {
    "row",    "seal", "sheet",   "seen",    "path",  "submitter", "year", "place",
    "reason", "page", "printed", "machine", "value", "decision",  "note"};

namespace {

using Json = nlohmann::ordered_json;
using Column = ReviewColumn;

template <typename Row>
auto& At(Row& row, Column column) {
  return row[static_cast<size_t>(column)];
}

std::string SealOf(const ReviewRow& row) {
  std::string sealed;
  for (size_t i = 0; i < kFirstEditable; ++i) {
    if (i == static_cast<size_t>(Column::kSeal)) continue;
    sealed += row[i];
    sealed += '\x1f';
  }
  constexpr size_t kDigits = 16;
  return extract::Sha256(sealed).substr(0, kDigits);
}

// What a spreadsheet keeps of a text: lines end with LF.
std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : ValidUtf8(text))
    if (c != '\r') plain += c;
  return plain;
}

std::string TextOf(const parse::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return Plain(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    return Plain(fmt::format("{}", fmt::join(*texts, " / ")));
  if (std::holds_alternative<double>(value)) return parse::ValueToJson(value).dump();
  return "";
}

// The field's new value as JSON; nullopt where it cannot hold such a text.
std::optional<std::string> JsonFor(const std::string& text, const parse::FieldShape& shape) {
  if (text.empty() && shape.nullable) return "null";
  Json json = text;
  if (shape.type == parse::FieldType::kTexts) {
    json = Json::array();
    for (size_t begin = 0; begin <= text.size();) {
      const size_t end = std::min(text.find(" / ", begin), text.size());
      if (end > begin) json.push_back(text.substr(begin, end - begin));
      begin = end + 3;
    }
  } else if (shape.type != parse::FieldType::kText) {
    json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_number()) return std::nullopt;
  }
  return json.dump();
}

// 2026/1/2, 1-2-26: what a spreadsheet makes of a text such as 1-2.
bool LooksLikeADate(std::string_view text) {
  int separators = 0, digits = 0;
  for (const char c : text) {
    if (c == '/' || c == '-') {
      ++separators;
    } else if (c >= '0' && c <= '9') {
      ++digits;
    } else {
      return false;
    }
  }
  return separators == 2 && digits >= 3;
}

// The text as it is after a way through CP932.
std::string ThroughCp932(Cp932Encoder& encoder, const std::string& text) {
  std::string bytes;
  std::vector<char32_t> lost;
  encoder.Append(text, bytes, lost);
  return extract::FromCp932(bytes).value_or(text);
}

class Taker {
 public:
  Taker(store::Store& store, const ReadTable& table, const std::string& author)
      : store_(store), table_(table), author_(author) {
    std::random_device random;
    report_.batch = fmt::format("{:08x}{:08x}", random(), random());
    report_.remarks = table.remarks;
  }

  TableReport Take() && {
    if (!FindColumns()) {
      report_.refused.push_back({1, Tr("the first row is not that of a table for review")});
      return std::move(report_);
    }
    for (size_t line = 1; line < table_.rows.size(); ++line) {
      const auto row = RowAt(line);
      if (!row) continue;
      const std::string why = TakeRow(line, *row);
      if (!why.empty()) report_.refused.push_back({line + 1, why});
    }
    RemarkOnRows();
    return std::move(report_);
  }

 private:
  bool FindColumns() {
    if (table_.rows.empty()) return false;
    for (size_t i = 0; i < kReviewColumns; ++i) {
      const auto& names = table_.rows.front();
      const auto is_name = [i](const ReadCell& cell) { return cell.text == kReviewColumnNames[i]; };
      if (std::count_if(names.begin(), names.end(), is_name) != 1) return false;
      columns_[i] =
          static_cast<size_t>(std::find_if(names.begin(), names.end(), is_name) - names.begin());
      if (columns_[i] != i) moved_columns_ = true;
    }
    if (moved_columns_) report_.remarks.emplace_back(Tr("columns were moved or added"));
    return true;
  }

  // nullopt for the row of labels and for empty ones.
  std::optional<std::vector<ReadCell>> RowAt(size_t line) const {
    const std::vector<ReadCell>& cells = table_.rows[line];
    const bool empty = std::all_of(cells.begin(), cells.end(),
                                   [](const ReadCell& cell) { return cell.text.empty(); });
    if (empty || (line == 1 && IsLabels(cells))) return std::nullopt;
    std::vector<ReadCell> row(kReviewColumns);
    for (size_t i = 0; i < kReviewColumns; ++i)
      if (columns_[i] < cells.size()) row[i] = cells[columns_[i]];
    return row;
  }

  bool IsLabels(const std::vector<ReadCell>& cells) const {
    const size_t seal = columns_[static_cast<size_t>(Column::kSeal)];
    return seal >= cells.size() || cells[seal].text.size() != 16;
  }

  // "" or why it is refused.
  std::string TakeRow(size_t line, const std::vector<ReadCell>& cells) {
    ReviewRow row;
    for (size_t i = 0; i < kReviewColumns; ++i) row[i] = Plain(cells[i].text);
    if (!Sealed(row)) return Tr("something was changed that must stay as it was");
    if (!rows_.insert(At(row, Column::kRow)).second) return Tr("this row stands here twice");
    NoteOrder(line, At(row, Column::kRow));
    const std::string sheet = SheetOf(row);
    const auto stored = store_.Load(sheet);
    if (!stored) return Tr("the database has no such sheet");
    const std::string path = At(row, Column::kPath);
    const parse::ConstTarget target = parse::Resolve(stored->sheet.sheet, path);
    if (target.record == nullptr) return Tr("the sheet has no such place any more");

    const std::string& value = At(row, Column::kValue);
    const bool changed = value != At(row, Column::kMachine);
    const std::string& decision = At(row, Column::kDecision);
    if (!changed && decision.empty()) {
      ++report_.untouched;
      return "";
    }
    if (changed && !decision.empty())
      return Tr("a new value and a decision: only one of them is possible");
    store::Store::Correction correction;
    correction.path = path;
    correction.author = author_;
    correction.note = At(row, Column::kNote);
    correction.batch = report_.batch;
    correction.seen = std::stoll(At(row, Column::kSeen));
    if (changed) {
      const std::string why = FillValue(target, row, cells, correction);
      if (!why.empty()) return why;
    } else if (decision == "ok") {
      correction.kind = "accept";
    } else if (decision == "blank" || decision == "illegible" || decision == "not-applicable") {
      correction.kind = decision;
    } else {
      return Say("{}: there is no such decision", ForTerminal(decision));
    }
    return Decide(sheet, target, row, correction, changed);
  }

  // A file in CP932 has lost characters already when its seal is looked at.
  bool Sealed(ReviewRow& row) {
    if (SealOf(row) == At(row, Column::kSeal)) return true;
    if (!table_.lossy) return false;
    if (originals_.empty()) {
      for (ReviewRow& original : RowsForReview(store_, {})) {
        const std::string place = PlaceOf(original);
        originals_[place] = std::move(original);
      }
    }
    const auto found = originals_.find(PlaceOf(row));
    if (found == originals_.end()) return false;
    ReviewRow original = found->second;
    At(original, Column::kRow) = At(row, Column::kRow);
    At(original, Column::kSeen) = At(row, Column::kSeen);
    At(original, Column::kSeal) = SealOf(original);
    ReviewRow lossy = original;
    for (std::string& cell : lossy) cell = ThroughCp932(encoder_, cell);
    for (size_t i = 0; i < kFirstEditable; ++i)
      if (row[i] != lossy[i]) return false;
    for (size_t i = 0; i <= kFirstEditable; ++i)
      if (row[i] == lossy[i]) row[i] = original[i];
    return true;
  }

  static std::string PlaceOf(const ReviewRow& row) {
    return fmt::format("{} {}", At(row, Column::kSheet), At(row, Column::kPath));
  }
  static std::string SheetOf(const ReviewRow& row) { return At(row, Column::kSheet); }

  std::string FillValue(const parse::ConstTarget& target, const ReviewRow& row,
                        const std::vector<ReadCell>& cells, store::Store::Correction& correction) {
    if (target.field == nullptr) return Tr("a whole row has no value of its own");
    const parse::FieldShape* shape = parse::ShapeOf(target.record->kind)->Find(target.field->name);
    if (shape == nullptr) return Tr("the sheet has no such place any more");
    const std::string& value = At(row, Column::kValue);
    const bool number_field =
        shape->type == parse::FieldType::kNumber || shape->type == parse::FieldType::kInteger;
    if (At(cells, Column::kValue).number && !number_field)
      return Tr("the spreadsheet has made a number or a date of the text");
    if (LooksLikeADate(value) && !LooksLikeADate(At(row, Column::kMachine)))
      return Tr("the value looks like a date that the spreadsheet has made");
    const std::string geta = "\xE3\x80\x93";
    const bool lost = value.find(geta) != std::string::npos &&
                      At(row, Column::kMachine).find(geta) == std::string::npos;
    if (table_.lossy && lost) return Tr("the value has a character that CP932 lacks");
    const auto json = JsonFor(value, *shape);
    if (!json) return Tr("this field holds a number");
    correction.kind = "set";
    correction.value_json = *json;
    return "";
  }

  std::string Decide(const std::string& sheet, const parse::ConstTarget& target,
                     const ReviewRow& row, const store::Store::Correction& correction,
                     bool changed) {
    const std::string now = target.field == nullptr ? "" : TextOf(target.field->value);
    if (now != At(row, Column::kMachine)) return Tr("the database has another value there by now");
    try {
      const auto decided = store_.Decide(sheet, correction);
      if (decided.outcome == store::Store::Outcome::kConflict)
        return Tr("somebody decided on it after the table was written");
      if (decided.outcome != store::Store::Outcome::kDone)
        return Tr("the sheet has no such place any more");
    } catch (const store::StoreError& error) {
      if (error.kind() != store::StoreError::Kind::kBadValue) throw;
      return Say("the value does not fit: {}", ForTerminal(error.what()));
    }
    ++(changed ? report_.changed : report_.confirmed);
    return "";
  }

  void NoteOrder(size_t line, const std::string& row) {
    const size_t slash = std::min(row.find('/'), row.size());
    const int number = std::atoi(row.substr(0, slash).c_str());
    if (slash < row.size()) expected_ = std::atoi(row.c_str() + slash + 1);
    if (number < last_ && moved_at_ == 0) moved_at_ = line + 1;
    last_ = number;
  }

  void RemarkOnRows() {
    if (moved_at_ != 0)
      report_.remarks.push_back(Say("the rows stand in another order, from line {} on", moved_at_));
    const int missing = expected_ - static_cast<int>(rows_.size());
    if (missing > 0)
      report_.remarks.push_back(SayCount("{} row is missing or was refused for what was changed",
                                         "{} rows are missing or were refused for what was changed",
                                         static_cast<unsigned long>(missing)));
  }

  store::Store& store_;
  const ReadTable& table_;
  const std::string& author_;
  TableReport report_;
  std::array<size_t, kReviewColumns> columns_{};
  bool moved_columns_ = false;
  std::set<std::string> rows_;
  std::map<std::string, ReviewRow> originals_;  // by PlaceOf
  Cp932Encoder encoder_;
  int expected_ = 0, last_ = 0;
  size_t moved_at_ = 0;
};

void AddRows(const store::Store& store, const store::StoredSheet& stored,
             std::vector<ReviewRow>& rows) {
  const store::SheetSummary& summary = stored.summary;
  int64_t seen = 0;
  for (const store::CorrectionEntry& entry : store.Corrections(summary.id))
    seen = std::max(seen, entry.id);
  std::map<std::string, std::string> reasons;  // by place
  std::vector<std::string> order;
  for (const parse::Finding& finding : stored.sheet.review) {
    std::string& words = reasons[finding.path];
    if (words.empty()) order.push_back(finding.path);
    words += (words.empty() ? "" : "; ") + ReviewWords(finding.reason);
  }
  for (const std::string& path : order) {
    const parse::ConstTarget target = parse::Resolve(stored.sheet.sheet, path);
    if (target.record == nullptr) continue;
    ReviewRow& row = rows.emplace_back();
    At(row, Column::kSheet) = summary.id;
    At(row, Column::kSeen) = std::to_string(seen);
    At(row, Column::kPath) = path;
    At(row, Column::kSubmitter) = Plain(summary.submitter);
    if (summary.fiscal_year) At(row, Column::kYear) = std::to_string(*summary.fiscal_year);
    At(row, Column::kPlace) = Plain(PointerWords(path));
    At(row, Column::kReason) = Plain(reasons[path]);
    if (target.field == nullptr) continue;
    const parse::Evidence& evidence = target.field->evidence;
    if (!evidence.places.empty())
      At(row, Column::kPage) = std::to_string(evidence.places.front().page);
    At(row, Column::kPrinted) = Plain(evidence.printed);
    At(row, Column::kMachine) = At(row, Column::kValue) = TextOf(target.field->value);
  }
}

}  // namespace

std::array<std::string, kReviewColumns> ReviewColumnLabels() {
  return {"",
          "",
          "",
          "",
          "",
          Tr("submitter"),
          Tr("year"),
          Tr("place"),
          Tr("why it is listed"),
          Tr("page"),
          Tr("printed"),
          Tr("value now"),
          Tr("right value (change it here)"),
          Tr("or: ok, blank, illegible, not-applicable"),
          Tr("note")};
}

std::vector<ReviewRow> RowsForReview(const store::Store& store,
                                     const std::vector<std::string>& sheets) {
  std::vector<ReviewRow> rows;
  std::vector<std::string> ids = sheets;
  if (ids.empty())
    for (const store::SheetSummary& summary : store.List()) ids.push_back(summary.id);
  for (const std::string& id : ids)
    if (const auto stored = store.Load(id)) AddRows(store, *stored, rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    At(rows[i], Column::kRow) = fmt::format("{}/{}", i + 1, rows.size());
    At(rows[i], Column::kSeal) = SealOf(rows[i]);
  }
  return rows;
}

TableReport TakeReviewTable(store::Store& store, const ReadTable& table,
                            const std::string& author) {
  return Taker(store, table, author).Take();
}

}  // namespace app
