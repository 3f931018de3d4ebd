#include "store/new_correction.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "store/corrections.h"
#include "store/list_change.h"
#include "store/record_finder.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;
using Outcome = Store::Outcome;
using Result = tl::expected<StoredCorrection, Store::Decided>;

tl::unexpected<Store::Decided> Refused(Outcome outcome, int64_t id = 0) {
  return tl::unexpected(Store::Decided{outcome, id});
}

[[noreturn]] void BadValue(const std::string& why) {
  throw StoreError(StoreError::Kind::kBadValue, why);
}

Json ParsedValue(const std::string& json) {
  Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) BadValue("not JSON");
  return parsed;
}

class EntryMaker {
 public:
  EntryMaker(const parse::ParsedSheet& machine, const std::vector<StoredCorrection>& log,
             const Store::Correction& correction)
      : log_(log), asked_(correction), now_(Attach(machine, EntriesInForce(log))) {
    entry_.path = correction.path;
    entry_.kind = correction.kind;
    entry_.author = correction.author;
    entry_.note = correction.note;
    entry_.batch = correction.batch;
    entry_.detail = correction.detail_json;
    if (!entry_.detail.empty() && !ParsedValue(entry_.detail).is_object())
      BadValue("detail: not an object");
  }

  Result Make() {
    if (asked_.kind == "redo") return Undo(NextRedo(log_, asked_.author));
    switch (ScopeOf(asked_.kind)) {
      case ChangeScope::kField:
      case ChangeScope::kPart:
        return OfPart();
      case ChangeScope::kRecords:
        return OfRecords();
      case ChangeScope::kSheetState:
        return OfState();
      case ChangeScope::kUndo:
        return OfUndo();
      case ChangeScope::kNone:
        break;
    }
    BadValue("no such kind of correction: " + asked_.kind);
  }

 private:
  // ---- A field, or a part that is accepted ----

  Result OfPart() {
    const parse::ConstTarget target = parse::Resolve(now_.sheet.sheet, asked_.path);
    const bool needs_field = ScopeOf(asked_.kind) == ChangeScope::kField;
    if (target.record == nullptr || (needs_field && target.field == nullptr))
      return Refused(Outcome::kNoSuchPart);
    if (target.field != nullptr) entry_.field = target.field->name;
    if (target.list != nullptr) entry_.field = target.list->name;
    const std::vector<PlacedRecord> records = PlacedRecords(now_.sheet.sheet);
    const size_t number = NumberOf(records, target.record);
    const auto holder = now_.Holder(static_cast<int>(number), entry_.field);
    if (asked_.seen && holder && *holder > *asked_.seen)
      return Refused(Outcome::kConflict, *holder);
    entry_.record = IdentityOf(records, number);
    entry_.machine = MachineJson(*target.record, entry_.field);
    entry_.value =
        needs_field ? NewValue(*target.record, *target.field) : ValueNow(static_cast<int>(number));
    if (holder && TakesItsPlace(*holder)) entry_.supersedes = EndOfChain(log_, *holder);
    return entry_;
  }

  static size_t NumberOf(const std::vector<PlacedRecord>& records, const parse::Record* record) {
    const auto placed =
        std::find_if(records.begin(), records.end(),
                     [record](const PlacedRecord& entry) { return entry.record == record; });
    return static_cast<size_t>(placed - records.begin());
  }

  // A field of a record that a person made is held by the entry that made it, which stays.
  bool TakesItsPlace(int64_t holder) const {
    const auto found = std::find_if(log_.begin(), log_.end(),
                                    [holder](const auto& entry) { return entry.id == holder; });
    return found != log_.end() && ScopeOf(found->kind) != ChangeScope::kRecords;
  }

  // Accepting a field means the value that is shown: an earlier correction's, if there is one.
  std::string ValueNow(int record) const {
    for (const Decision& decision : now_.decisions)
      if (decision.record == record && decision.field == entry_.field)
        return parse::ValueToJson(decision.value).dump();
    return entry_.machine;
  }

  // The new value as JSON, in the one way that it is stored.
  std::string NewValue(const parse::Record& record, const parse::Field& field) const {
    const parse::RecordShape* record_shape = parse::ShapeOf(record.kind);
    const parse::FieldShape* shape =
        record_shape == nullptr ? nullptr : record_shape->Find(field.name);
    if (shape == nullptr) BadValue(field.name + ": no field of a sheet");
    const auto value = parse::ValueFromJson(WantedValue(*shape), *shape);
    if (!value) BadValue(field.name + ": " + value.error().detail);
    return parse::ValueToJson(*value).dump();
  }

  Json WantedValue(const parse::FieldShape& shape) const {
    if (asked_.kind == "not-applicable") return nullptr;
    if (asked_.kind != "blank" && asked_.kind != "illegible") return ParsedValue(asked_.value_json);
    if (shape.type == parse::FieldType::kTexts) return Json::array();
    if (shape.type == parse::FieldType::kText) return "";
    return nullptr;
  }

  // ---- Which records there are ----

  Result OfRecords() {
    const size_t slash = asked_.path.rfind('/');
    if (slash == std::string::npos || slash == 0) return Refused(Outcome::kNoSuchPart);
    const std::string list_path = asked_.path.substr(0, slash);
    const std::string step = asked_.path.substr(slash + 1);
    const parse::ConstTarget target = parse::Resolve(now_.sheet.sheet, list_path);
    if (target.list == nullptr) return Refused(Outcome::kNoSuchPart);
    list_ = target.list;
    list_path_ = list_path;
    records_ = PlacedRecords(now_.sheet.sheet);
    entry_.path = list_path;
    entry_.field = target.list->name;
    entry_.record = IdentityOf(records_, NumberOf(records_, target.record));
    const parse::RecordShape* owner = parse::ShapeOf(target.record->kind);
    const parse::ListShape* shape = owner == nullptr ? nullptr : owner->FindList(entry_.field);
    if (shape == nullptr) return Refused(Outcome::kNoSuchPart);
    kind_ = shape->record;
    if (const auto other = ChangedSince()) return Refused(Outcome::kConflict, *other);

    const int size = static_cast<int>(list_->records.size());
    const int at = step == "-" ? size : IndexIn(step);
    if (at < 0 || at > size || (at == size && asked_.kind != "add"))
      return Refused(Outcome::kNoSuchPart);
    Fill(at);
    entry_.detail = DetailOf(change_);
    entry_.value = ValueOf(change_);
    Json machine = Json::array();
    for (const RecordThen& taken : change_.taken)
      machine.push_back(Json::parse(taken.json, nullptr, /*allow_exceptions=*/false));
    entry_.machine = machine.dump();
    return entry_;
  }

  static int IndexIn(const std::string& step) {
    const bool digits =
        !step.empty() && step.size() < 7 &&
        std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::stoi(step) : -1;
  }

  // An entry about this list, or anything in it, that the author has not seen.
  std::optional<int64_t> ChangedSince() const {
    if (!asked_.seen) return std::nullopt;
    for (const StoredCorrection& entry : log_)
      if (entry.id > *asked_.seen && parse::Covers(list_path_, entry.path)) return entry.id;
    return std::nullopt;
  }

  void Fill(int at) {
    if (asked_.kind == "add") return FillAdd(at);
    change_.taken.push_back(Then(at));
    if (asked_.kind == "reorder") FillReorder(at);
    if (asked_.kind == "split") FillSplit(at);
    if (asked_.kind == "merge") FillMerge(at);
    CountAlike();
  }

  void FillAdd(int at) {
    auto record = RecordFromParts(
        asked_.value_json.empty() ? Json::object() : ParsedValue(asked_.value_json), kind_);
    if (!record) BadValue(record.error());
    change_.put.push_back(std::move(*record));
    if (at > 0) change_.after = Then(at - 1);
    CountAlike();
  }

  void FillReorder(int from) {
    const Json index = ParsedValue(asked_.value_json);
    const int size = static_cast<int>(list_->records.size());
    if (!index.is_number_integer() || index.get<int64_t>() < 0 || index.get<int64_t>() >= size)
      BadValue("reorder: the value is the new index, from 0");
    const int to = index.get<int>();
    if (to > 0) change_.after = Then(to > from ? to : to - 1);
  }

  void FillSplit(int at) {
    const Json parts = ParsedValue(asked_.value_json);
    if (!parts.is_array() || parts.size() < 2)
      BadValue("split: the value is an array of two or more");
    for (const Json& part : parts) {
      auto record = RecordFromParts(part, kind_);
      if (!record) BadValue(record.error());
      if (change_.put.empty()) *record = WithRest(*record, part, Current(at));
      change_.put.push_back(std::move(*record));
    }
  }

  // The fields and lists that `part` does not name, from the record that is cut.
  static parse::Record WithRest(parse::Record record, const Json& part,
                                const parse::Record& whole) {
    for (parse::Field& field : record.fields)
      if (!part.contains(field.name))
        if (const parse::Field* from = whole.Find(field.name)) field.value = from->value;
    for (parse::RecordList& list : record.lists)
      if (!part.contains(list.name))
        if (const parse::RecordList* from = whole.FindList(list.name)) list = *from;
    return record;
  }

  void FillMerge(int at) {
    int other = at + 1;
    if (!asked_.value_json.empty()) {
      const Json index = ParsedValue(asked_.value_json);
      if (!index.is_number_integer()) BadValue("merge: the value is the index of the other record");
      other = static_cast<int>(std::clamp<int64_t>(index.get<int64_t>(), -1, 1'000'000));
    }
    if (other < 0 || other == at || other >= static_cast<int>(list_->records.size()))
      BadValue("merge: there is no such other record");
    change_.taken.push_back(Then(other));
    change_.put.push_back(Merged(Current(std::min(at, other)), Current(std::max(at, other))));
  }

  void CountAlike() {
    for (const parse::Record& put : change_.put) {
      const auto alike = std::count_if(list_->records.begin(), list_->records.end(),
                                       [&put](const parse::Record& record) {
                                         return MachineJson(record, "") == MachineJson(put, "");
                                       });
      change_.alike = std::max(change_.alike, static_cast<int>(alike));
    }
  }

  RecordThen Then(int position) const {
    const parse::Record& record = list_->records[static_cast<size_t>(position)];
    const size_t number = NumberOf(records_, &record);
    return {IdentityOf(records_, number), records_[number].pointer, MachineJson(record, "")};
  }

  // With the values in force.
  parse::Record Current(int position) {
    if (!current_) {
      current_ = now_.sheet.sheet;
      for (const Decision& decision : now_.decisions)
        if (parse::Field* field = parse::Resolve(*current_, decision.pointer).field)
          field->value = decision.value;
    }
    return parse::Resolve(*current_, list_path_).list->records[static_cast<size_t>(position)];
  }

  // ---- The sheet as a whole, and the log itself ----

  Result OfState() {
    const Json state = ParsedValue(asked_.value_json);
    constexpr std::array<std::string_view, 4> kStates = {"to-review", "postponed", "reviewed",
                                                         "rejected"};
    if (!state.is_string() ||
        std::find(kStates.begin(), kStates.end(), state.get<std::string>()) == kStates.end())
      BadValue("no such state");
    entry_.path = "";
    entry_.machine = "null";
    entry_.value = state.dump();
    for (const StoredCorrection& entry : EntriesInForce(log_))
      if (entry.kind == "state") entry_.supersedes = EndOfChain(log_, entry.id);
    return entry_;
  }

  Result OfUndo() {
    if (asked_.value_json.empty()) return Undo(NextUndo(log_, asked_.author));
    const Json id = ParsedValue(asked_.value_json);
    if (!id.is_number_integer()) BadValue("undo: the value is the number of an entry");
    return Undo(id.get<int64_t>());
  }

  Result Undo(std::optional<int64_t> id) {
    if (!id) return Refused(Outcome::kNothing);
    const auto found =
        std::find_if(log_.begin(), log_.end(), [id](const auto& entry) { return entry.id == *id; });
    if (found == log_.end() || !StandingEntries(log_).contains(*id))
      return Refused(Outcome::kNothing);
    StoredCorrection undo = UndoOf(*found, asked_.author);
    undo.note = asked_.note;
    return undo;
  }

  const std::vector<StoredCorrection>& log_;
  const Store::Correction& asked_;
  const Attachment now_;
  StoredCorrection entry_;
  ListChange change_;
  const parse::RecordList* list_ = nullptr;
  std::string list_path_;
  std::string_view kind_;  // of the list's records
  std::vector<PlacedRecord> records_;
  std::optional<parse::Record> current_;
};

}  // namespace

Result MakeEntry(const parse::ParsedSheet& machine, const std::vector<StoredCorrection>& log,
                 const Store::Correction& correction) {
  return EntryMaker(machine, log, correction).Make();
}

StoredCorrection UndoOf(const StoredCorrection& entry, std::string_view author) {
  StoredCorrection undo;
  undo.path = entry.path;
  undo.record = entry.record;
  undo.field = entry.field;
  undo.machine = entry.machine;
  undo.kind = "undo";
  undo.value = "null";
  undo.undoes = entry.id;
  undo.author = author;
  return undo;
}

std::vector<StoredCorrection> EntriesOfBatch(const std::vector<StoredCorrection>& log,
                                             std::string_view batch) {
  const std::set<int64_t> standing = StandingEntries(log);
  std::vector<StoredCorrection> entries;
  for (auto entry = log.rbegin(); entry != log.rend(); ++entry)
    if (entry->batch == batch && !entry->undoes && standing.contains(entry->id))
      entries.push_back(*entry);
  return entries;
}

}  // namespace store
