#include "store/corrections.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/sheet_json.h"
#include "store/correction_findings.h"
#include "store/list_change.h"
#include "store/record_finder.h"
#include "store/record_tree.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

// Plays the entries in the order in which they were made: a correction that was made on a record
// that a person had cut out of another is looked for after that cut.
class Replay {
 public:
  explicit Replay(const parse::ParsedSheet& machine) : tree_(machine.sheet) {
    attachment_.sheet = machine;
  }

  void Add(const StoredCorrection& entry) {
    switch (ScopeOf(entry.kind)) {
      case ChangeScope::kField:
      case ChangeScope::kPart:
        Hold(entry);
        break;
      case ChangeScope::kRecords:
        Rearrange(entry);
        break;
      case ChangeScope::kSheetState:
        attachment_.state = StateIn(entry.value);
        break;
      case ChangeScope::kNone:
      case ChangeScope::kUndo:
        break;
    }
  }

  Attachment Finish() && {
    Finder();  // the records as they stand at last
    for (size_t i = 0; i < finder_->size(); ++i) Settle(i);
    for (const auto& [correction, finding] : doubtful_changes_)
      attachment_.findings.push_back(finding);
    PlaceFindings();
    std::sort(attachment_.findings.begin(), attachment_.findings.end(),
              [](const CorrectionFinding& a, const CorrectionFinding& b) {
                return a.correction < b.correction;
              });
    attachment_.sheet.sheet = tree_.TakeRecords();
    return std::move(attachment_);
  }

 private:
  static std::string StateIn(const std::string& json) {
    const Json state = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    return state.is_string() ? state.get<std::string>() : std::string();
  }

  const RecordFinder& Finder() {
    if (!finder_) finder_.emplace(tree_.records());
    return *finder_;
  }

  void Detach(const StoredCorrection& entry) { attachment_.findings.push_back(Detached(entry)); }

  void Hold(const StoredCorrection& entry) {
    const auto found = Finder().Find(entry);
    if (!found || Finder().MachineNow(found->record, entry).empty()) return Detach(entry);
    Holder& holder = tree_.At(Finder().At(found->record).pointer).holders[entry.field];
    // Two that stood on different records now meet on one: the earlier is shown, not lost.
    if (holder.correction != nullptr) Detach(*holder.correction);
    holder = {&entry, found->reads_the_same};
  }

  // The record itself, as it was then.
  std::optional<FoundRecord> FindRecord(const RecordThen& record) {
    StoredCorrection wanted;
    wanted.path = record.path;
    wanted.record = record.identity;
    wanted.machine = record.json;
    return Finder().Find(wanted);
  }

  void Rearrange(const StoredCorrection& entry) {
    const std::string owner_path = entry.path.substr(0, entry.path.rfind('/'));
    const auto owner = FindRecord({entry.record, owner_path, ""});
    const parse::RecordList* list =
        owner ? Finder().At(owner->record).record->FindList(entry.field) : nullptr;
    const auto change = ReadListChange(entry.detail, entry.value, KindOf(entry));
    if (list == nullptr || !change) return Detach(entry);

    const auto owner_index = static_cast<int>(owner->record);
    bool sure = owner->reads_the_same, same = true;
    std::vector<int> positions;
    for (const RecordThen& taken : change->taken) {
      const auto found = FindRecord(taken);
      // Only the very record is taken out: one that is merely the most likely stays.
      const bool in_list =
          found && Finder().At(found->record).parent == owner_index &&
          Finder().At(found->record).list == entry.field &&
          (found->reads_the_same || SameRecord(Finder().MachineNow(found->record, {}), taken.json));
      if (!in_list) {
        if (!AlreadySo(*change, owner_index, entry)) Detach(entry);
        return;
      }
      positions.push_back(Finder().At(found->record).position);
      same = same && SameRecord(Finder().MachineNow(found->record, {}), taken.json);
    }
    std::sort(positions.begin(), positions.end());
    if (std::adjacent_find(positions.begin(), positions.end()) != positions.end())
      return Detach(entry);  // two of then are one now
    if (change->taken.empty() && AlreadySo(*change, owner_index, entry)) return;

    int at = positions.empty() ? 0 : positions.front();
    if (entry.kind == "add" || entry.kind == "reorder") {
      at = 0;
      if (change->after) {
        const auto before = FindRecord(*change->after);
        const bool there = before && Finder().At(before->record).parent == owner_index;
        at = there ? Finder().At(before->record).position + 1
                   : static_cast<int>(list->records.size());
        sure = sure && there;
      }
    }
    const std::string list_pointer =
        Finder().At(owner->record).pointer + "/" + parse::EscapePointerToken(entry.field);
    Apply(entry, *change, list_pointer, positions, at);
    if (!sure || !same) Doubt(entry, *change, list_pointer, same);
  }

  static std::string KindOf(const StoredCorrection& entry) {
    const parse::RecordShape* shape = parse::ShapeOf(entry.record.kind);
    const parse::ListShape* list = shape == nullptr ? nullptr : shape->FindList(entry.field);
    return list == nullptr ? std::string() : std::string(list->record);
  }

  void Apply(const StoredCorrection& entry, const ListChange& change,
             const std::string& list_pointer, const std::vector<int>& positions, int at) {
    attachment_.rearranged = true;
    if (entry.kind == "reorder" && positions.size() == 1) {
      tree_.Move(list_pointer, positions.front(), at > positions.front() ? at - 1 : at);
    } else {
      std::vector<parse::Record> taken = tree_.TakeOut(list_pointer, positions, entry.id);
      std::vector<parse::Record> put = change.put;
      TakeOverEvidence(taken, put);
      if (put.empty()) {
        for (const parse::Record& record : taken)
          for (parse::Leftover& printed : PrintedIn(record))
            attachment_.sheet.leftover.push_back(std::move(printed));
      }
      tree_.PutIn(list_pointer, at, std::move(put), entry);
    }
    finder_.reset();
  }

  // Does the machine by now read what the person had made of it?
  bool AlreadySo(const ListChange& change, int owner, const StoredCorrection& entry) {
    if (entry.kind == "reorder") return false;
    for (const parse::Record& wanted : change.put) {
      int alike = 0;
      for (size_t i = 0; i < Finder().size(); ++i) {
        const PlacedRecord& placed = Finder().At(i);
        if (placed.parent == owner && placed.list == entry.field &&
            SameRecord(MachineJson(*placed.record, ""), MachineJson(wanted, "")))
          ++alike;
      }
      if (alike <= change.alike) return false;
    }
    return true;
  }

  void Doubt(const StoredCorrection& entry, const ListChange& change, const std::string& pointer,
             bool same) {
    const RecordNode* put = tree_.MadeBy(entry.id);
    const char* reason = same ? "correction-moved" : "correction-conflict";
    Json now = Json::array();
    for (const RecordThen& taken : change.taken) now.push_back(Parsed(taken.json));
    doubtful_changes_[entry.id] =
        ToReview(entry, put == nullptr ? pointer : "", reason, now.dump());
  }

  void Settle(size_t index) {
    const PlacedRecord& placed = finder_->At(index);
    RecordNode& node = tree_.At(placed.pointer);
    if (node.made_by != 0) SettleMade(index, node);
    for (const auto& [field, holder] : node.holders) SettleHeld(index, field, holder);
  }

  // A record that a person made: its values are theirs.
  void SettleMade(size_t index, const RecordNode& node) {
    const PlacedRecord& placed = finder_->At(index);
    const auto doubt = doubtful_changes_.find(node.made_by);
    if (doubt != doubtful_changes_.end() && node.first_made) {
      doubt->second.finding.path = placed.pointer;
      const auto accepted = node.holders.find("");
      if (accepted != node.holders.end() && accepted->second.correction->id > node.made_by)
        doubtful_changes_.erase(doubt);
    }
    for (const parse::Field& field : placed.record->fields) {
      if (parse::IsBlank(field.value) || node.holders.contains(field.name)) continue;
      attachment_.decisions.push_back({node.made_by, static_cast<int>(index), field.name,
                                       placed.pointer + "/" + parse::EscapePointerToken(field.name),
                                       parse::Status::kCorrected, field.value});
    }
  }

  void SettleHeld(size_t index, const std::string& field, const Holder& holder) {
    const StoredCorrection* correction = holder.correction;
    const PlacedRecord& placed = finder_->At(index);
    const std::string pointer =
        field.empty() ? placed.pointer : placed.pointer + "/" + parse::EscapePointerToken(field);
    const std::string now = finder_->MachineNow(index, *correction);
    const bool is_field = placed.record->Find(field) != nullptr;
    std::optional<parse::Value> value;
    if (is_field) value = ReadValue(correction->value, placed.record->kind, field);
    if (is_field && !value) return Detach(*correction);
    if (now != correction->value) {
      if (now != correction->machine) {
        attachment_.findings.push_back(ToReview(*correction, pointer, "correction-conflict", now));
      } else if (!holder.reads_the_same) {
        attachment_.findings.push_back(ToReview(*correction, pointer, "correction-moved", now));
      }
    }
    if (!is_field) {
      attachment_.accepted_parts.push_back(
          {correction->id, static_cast<int>(index), field, pointer, now == correction->machine});
      return;
    }
    if (!correction->detail.empty()) TakePlace(*correction, pointer);
    attachment_.decisions.push_back({correction->id, static_cast<int>(index), field, pointer,
                                     StatusOf(*correction), std::move(*value)});
  }

  // A leftover that a person put into a field is left over no more; words that a person chose on
  // the page are where the value stands.
  void TakePlace(const StoredCorrection& correction, const std::string& pointer) {
    const Json detail = Json::parse(correction.detail, nullptr, /*allow_exceptions=*/false);
    if (!detail.is_object()) return;
    parse::Field* field = tree_.FieldAt(pointer);
    if (field == nullptr) return;
    if (correction.kind != "leftover") {
      if (const auto place = PlaceIn(detail)) {
        field->evidence.places = {*place};
        attachment_.rearranged = true;
      }
      return;
    }
    auto& leftover = attachment_.sheet.leftover;
    const auto found = std::find_if(leftover.begin(), leftover.end(), [&](const auto& entry) {
      return entry.place.page == IntegerIn(detail, "page") && entry.text == TextIn(detail, "text");
    });
    if (found == leftover.end()) return;
    field->evidence.places.push_back(found->place);
    leftover.erase(found);
    attachment_.rearranged = true;
  }

  // The machine's findings go with what they are about.
  void PlaceFindings() {
    attachment_.settled_by.resize(attachment_.sheet.review.size());
    if (!attachment_.rearranged) return;
    const RecordPlaces places = tree_.Places();
    for (size_t i = 0; i < attachment_.sheet.review.size(); ++i) {
      const NewPlace now = places.Of(attachment_.sheet.review[i].path);
      attachment_.sheet.review[i].path = now.pointer;
      if (now.taken_by != 0) attachment_.settled_by[i] = now.taken_by;
    }
  }

  Attachment attachment_;
  RecordTree tree_;
  std::optional<RecordFinder> finder_;
  std::map<int64_t, CorrectionFinding> doubtful_changes_;  // by entry
};

}  // namespace

Attachment Attach(const parse::ParsedSheet& machine,
                  const std::vector<StoredCorrection>& in_force) {
  if (in_force.empty()) {
    Attachment attachment;
    attachment.sheet = machine;
    attachment.settled_by.resize(machine.review.size());
    return attachment;
  }
  Replay replay(machine);
  for (const StoredCorrection& entry : in_force) replay.Add(entry);
  return std::move(replay).Finish();
}

std::optional<int64_t> Attachment::Holder(int record, std::string_view field) const {
  for (const Decision& decision : decisions)
    if (decision.record == record && decision.field == field) return decision.correction;
  for (const AcceptedPart& part : accepted_parts)
    if (part.record == record && part.field == field) return part.correction;
  return std::nullopt;
}

}  // namespace store
