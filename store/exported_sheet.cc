#include "store/exported_sheet.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "store/record_finder.h"
#include "store/record_identity.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kConflict = "correction-conflict";

// A finding on a value that a person decided: what the machine read then and now.
struct Conflict {
  Json old_value, new_value;
  std::string path;  // of the value, when it was decided
};

const parse::FieldShape* ShapeOfField(const std::string& kind, const std::string& field) {
  const parse::RecordShape* record = parse::ShapeOf(kind);
  return record == nullptr ? nullptr : record->Find(field);
}

class Splitter {
 public:
  explicit Splitter(const parse::ParsedSheet& exported) { out_.machine = exported; }

  ExportedSheet Split(std::string_view state) && {
    TakeFindings();
    const parse::ParsedSheet exported = out_.machine;
    const std::vector<PlacedRecord> records = PlacedRecords(exported.sheet);
    for (size_t i = 0; i < records.size(); ++i) TakeFields(records, i);
    // As the findings stood: they are made anew in the order of the entries.
    for (const std::string& path : in_order_)
      if (auto entry = of_conflicts_.extract(path))
        out_.entries.push_back(std::move(entry.mapped()));
    if (state == "postponed" || state == "rejected") TakeState(state);
    return std::move(out_);
  }

 private:
  bool IsDecided(const std::string& path) {
    const parse::Target target = parse::Resolve(out_.machine.sheet, path);
    return target.field != nullptr && target.field->evidence.status != parse::Status::kParsed;
  }

  void TakeFindings() {
    std::vector<parse::Finding> kept;
    for (parse::Finding& finding : out_.machine.review) {
      if (!IsDecided(finding.path)) {
        kept.push_back(std::move(finding));
        continue;
      }
      const Json detail = Json::parse(finding.detail, nullptr, /*allow_exceptions=*/false);
      const bool known = finding.reason == kConflict && detail.is_object() &&
                         detail.contains("old") && detail.contains("new") &&
                         detail.contains("path") && detail["path"].is_string() &&
                         !conflicts_.contains(finding.path);
      if (known) {
        conflicts_[finding.path] = {detail["old"], detail["new"],
                                    detail["path"].get<std::string>()};
        in_order_.push_back(finding.path);
      } else {
        finding.path = "";
        kept.push_back(std::move(finding));
      }
    }
    out_.machine.review = std::move(kept);
  }

  // The record's fields that a person decided on: an entry each, and the machine's value again.
  void TakeFields(const std::vector<PlacedRecord>& records, size_t index) {
    const PlacedRecord& placed = records[index];
    for (const parse::Field& field : placed.record->fields) {
      if (field.evidence.status == parse::Status::kParsed) continue;
      const std::string path = placed.pointer + "/" + parse::EscapePointerToken(field.name);
      StoredCorrection entry;
      entry.path = path;
      entry.record = IdentityOf(records, index);
      entry.field = field.name;
      entry.value = parse::ValueToJson(field.value).dump();
      entry.machine = entry.value;
      entry.kind = field.evidence.status == parse::Status::kAccepted ? "accept" : "set";
      parse::Field& stored = *parse::Resolve(out_.machine.sheet, path).field;
      stored.evidence.status = parse::Status::kParsed;
      const auto conflict = conflicts_.find(path);
      if (conflict == conflicts_.end()) {
        out_.entries.push_back(std::move(entry));
        continue;
      }
      entry.path = conflict->second.path;
      entry.machine = conflict->second.old_value.dump();
      if (const parse::FieldShape* shape = ShapeOfField(placed.record->kind, field.name)) {
        if (auto value = parse::ValueFromJson(conflict->second.new_value, *shape))
          stored.value = std::move(*value);
      }
      of_conflicts_.emplace(path, std::move(entry));
    }
  }

  void TakeState(std::string_view state) {
    StoredCorrection entry;
    entry.kind = "state";
    entry.machine = "null";
    entry.value = Json(state).dump();
    out_.entries.push_back(std::move(entry));
  }

  ExportedSheet out_;
  std::map<std::string, Conflict> conflicts_;  // by path
  std::map<std::string, StoredCorrection> of_conflicts_;
  std::vector<std::string> in_order_;
};

}  // namespace

ExportedSheet SplitDecisions(const parse::ParsedSheet& exported, std::string_view state) {
  return Splitter(exported).Split(state);
}

}  // namespace store
