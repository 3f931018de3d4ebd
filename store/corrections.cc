#include "store/corrections.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "parse/compare.h"
#include "parse/likeness.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

// The value of a stored row; nullopt if the field of today cannot hold it.
std::optional<parse::Value> ReadValue(const std::string& json, std::string_view kind,
                                      std::string_view field) {
  const parse::RecordShape* record = parse::ShapeOf(kind);
  const parse::FieldShape* shape = record == nullptr ? nullptr : record->Find(field);
  if (shape == nullptr) return std::nullopt;
  const Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) return std::nullopt;
  auto value = parse::ValueFromJson(parsed, *shape);
  return value ? std::optional(std::move(*value)) : std::nullopt;
}

// Text that stands in the same place by more than chance: longer than a mark or a code word.
bool TellsMuch(const std::string& json) {
  constexpr size_t kChanceBytes = 12;  // three ideographs and the quotation marks, about
  return json.size() > kChanceBytes;
}

struct Found {
  size_t record = 0;
  bool reads_the_same = true;  // false: it is only the most likely one
};

class RecordFinder {
 public:
  explicit RecordFinder(const parse::Record& sheet) : records_(PlacedRecords(sheet)) {
    for (size_t i = 0; i < records_.size(); ++i) identities_.push_back(IdentityOf(records_, i));
  }

  const PlacedRecord& At(size_t index) const { return records_[index]; }

  // The surest sign first. A sign that fits several records alike decides nothing.
  std::optional<Found> Find(const StoredCorrection& correction) const {
    const RecordIdentity& old = correction.record;
    const std::string old_path = RecordPath(correction);

    std::vector<size_t> fitting =
        Where([&](size_t, const RecordIdentity& now) { return now == old; });
    if (!fitting.empty()) {
      const auto record = OneOfTwins(fitting, old_path, correction);
      return record ? std::optional(Found{*record, true}) : std::nullopt;
    }

    const std::string corrected_key = CorrectedKey(correction);
    fitting = Where([&](size_t, const RecordIdentity& now) {
      return SamePlace(now, old) && !now.key.empty() &&
             (now.key == old.key || now.key == corrected_key);
    });
    if (fitting.size() == 1) return Found{fitting.front(), false};

    fitting = Where([&](size_t, const RecordIdentity& now) {
      return SamePlace(now, old) && !now.label.empty() && now.label == old.label;
    });
    if (fitting.size() == 1) return Found{fitting.front(), false};

    fitting = Where([&](size_t i, const RecordIdentity& now) {
      return records_[i].pointer == old_path && now.kind == old.kind && now.list == old.list &&
             TellsMuch(correction.machine) && MachineNow(i, correction) == correction.machine;
    });
    if (fitting.size() == 1) return Found{fitting.front(), false};

    fitting = Where([&](size_t, const RecordIdentity& now) {  // the area's name was read anew
      return now.kind == old.kind && now.list == old.list && now.owner == old.owner &&
             now.label == old.label && now.key == old.key && !now.key.empty();
    });
    if (fitting.size() == 1) return Found{fitting.front(), false};
    const auto record = MostAlike(old);
    return record ? std::optional(Found{*record, false}) : std::nullopt;
  }

  std::string MachineNow(size_t index, const StoredCorrection& correction) const {
    return MachineJson(*records_[index].record, correction.field);
  }

 private:
  template <typename Predicate>
  std::vector<size_t> Where(const Predicate& predicate) const {
    std::vector<size_t> fitting;
    for (size_t i = 0; i < records_.size(); ++i)
      if (predicate(i, identities_[i])) fitting.push_back(i);
    return fitting;
  }

  static bool SamePlace(const RecordIdentity& a, const RecordIdentity& b) {
    return a.kind == b.kind && a.list == b.list && a.area == b.area && a.owner == b.owner;
  }

  static std::string RecordPath(const StoredCorrection& correction) {
    if (correction.field.empty()) return correction.path;
    return correction.path.substr(0, correction.path.rfind('/'));
  }

  // Where a person corrected the very wording that names the record, the machine may by now
  // read what that person wrote.
  static std::string CorrectedKey(const StoredCorrection& correction) {
    const parse::RecordShape* shape = parse::ShapeOf(correction.record.kind);
    if (shape == nullptr || shape->key.empty() || shape->key != correction.field) return {};
    const auto value = ReadValue(correction.value, correction.record.kind, correction.field);
    return value ? parse::ComparableText(*value) : std::string();
  }

  // Records that read the same: told apart by the value in question, then by their place.
  std::optional<size_t> OneOfTwins(const std::vector<size_t>& twins, const std::string& old_path,
                                   const StoredCorrection& correction) const {
    if (twins.size() == 1) return twins.front();
    std::vector<size_t> unchanged;
    for (const size_t twin : twins)
      if (MachineNow(twin, correction) == correction.machine) unchanged.push_back(twin);
    if (unchanged.size() == 1) return unchanged.front();
    for (const size_t twin : unchanged.empty() ? twins : unchanged)
      if (records_[twin].pointer == old_path) return twin;
    return std::nullopt;
  }

  // The one record of the same list in the same area that is clearly more like the old one than
  // any other: its wording was read with a few characters more or less.
  std::optional<size_t> MostAlike(const RecordIdentity& old) const {
    constexpr double kAlike = 0.7, kClearly = 0.1;  // of 1: a third of the text read anew
    const parse::CharacterPairs owner(old.owner), label(old.label), key(old.key);
    double best = 0, second = 0;
    std::optional<size_t> found;
    for (size_t i = 0; i < records_.size(); ++i) {
      const RecordIdentity& now = identities_[i];
      if (now.kind != old.kind || now.list != old.list || now.area != old.area) continue;
      const double alike = (Likeness(owner, parse::CharacterPairs(now.owner)) +
                            Likeness(label, parse::CharacterPairs(now.label)) +
                            2 * Likeness(key, parse::CharacterPairs(now.key))) /
                           4;
      if (alike > best) {
        second = std::exchange(best, alike);
        found = i;
      } else {
        second = std::max(second, alike);
      }
    }
    return best >= kAlike && best - second >= kClearly ? found : std::nullopt;
  }

  std::vector<PlacedRecord> records_;
  std::vector<RecordIdentity> identities_;
};

Json Parsed(const std::string& json) {
  Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? Json() : parsed;
}

CorrectionFinding Detached(const StoredCorrection& correction) {
  const Json detail = {{"path", correction.path},
                       {"machine", Parsed(correction.machine)},
                       {"human", Parsed(correction.value)}};
  return {correction.id, {"", "correction-detached", detail.dump()}};
}

CorrectionFinding ToReview(const StoredCorrection& correction, const std::string& pointer,
                           const char* reason, const std::string& machine_now) {
  const Json detail = {{"path", correction.path},
                       {"old", Parsed(correction.machine)},
                       {"new", Parsed(machine_now)},
                       {"human", Parsed(correction.value)}};
  return {correction.id, {pointer, reason, detail.dump()}};
}

// An accepted value is the machine's of then, unless a person had set another one before.
parse::Status StatusOf(const StoredCorrection& correction) {
  const bool as_read = correction.kind == "accept" && correction.value == correction.machine;
  return as_read ? parse::Status::kAccepted : parse::Status::kCorrected;
}

}  // namespace

std::string MachineJson(const parse::Record& record, std::string_view field) {
  if (field.empty()) return parse::RecordToJson(record).dump();
  if (const parse::Field* found = record.Find(field))
    return parse::ValueToJson(found->value).dump();
  const parse::RecordList* list = record.FindList(field);
  if (list == nullptr) return {};
  Json array = Json::array();
  for (const parse::Record& entry : list->records) array.push_back(parse::RecordToJson(entry));
  return array.dump();
}

Attachment Attach(const parse::Record& sheet, const std::vector<StoredCorrection>& corrections) {
  Attachment attachment;
  if (corrections.empty()) return attachment;
  const RecordFinder finder(sheet);
  // Field -> the correction that holds there; a later one takes the place of an earlier.
  struct Holder {
    const StoredCorrection* correction = nullptr;
    bool reads_the_same = true;
  };
  std::map<std::pair<size_t, std::string>, Holder> holders;
  for (const StoredCorrection& correction : corrections) {
    const std::optional<Found> found = finder.Find(correction);
    if (!found || finder.MachineNow(found->record, correction).empty()) {
      attachment.findings.push_back(Detached(correction));
      continue;
    }
    Holder& holder = holders[{found->record, correction.field}];
    // Two that stood on different records now meet on one: the earlier is shown, not lost.
    if (holder.correction != nullptr) attachment.findings.push_back(Detached(*holder.correction));
    holder = {&correction, found->reads_the_same};
  }
  for (const auto& [target, holder] : holders) {
    const auto& [index, field] = target;
    const StoredCorrection* correction = holder.correction;
    const PlacedRecord& placed = finder.At(index);
    const std::string pointer =
        field.empty() ? placed.pointer : placed.pointer + "/" + parse::EscapePointerToken(field);
    const std::string now = finder.MachineNow(index, *correction);
    const bool is_field = placed.record->Find(field) != nullptr;
    std::optional<parse::Value> value;
    if (is_field) value = ReadValue(correction->value, placed.record->kind, field);
    if (is_field && !value) {
      attachment.findings.push_back(Detached(*correction));
      continue;
    }
    if (now != correction->value) {
      if (now != correction->machine) {
        attachment.findings.push_back(ToReview(*correction, pointer, "correction-conflict", now));
      } else if (!holder.reads_the_same) {
        attachment.findings.push_back(ToReview(*correction, pointer, "correction-moved", now));
      }
    }
    if (!is_field) {
      attachment.accepted_parts.push_back(
          {correction->id, static_cast<int>(index), field, pointer, now == correction->machine});
      continue;
    }
    attachment.decisions.push_back({correction->id, static_cast<int>(index), field, pointer,
                                    StatusOf(*correction), std::move(*value)});
  }
  std::sort(attachment.findings.begin(), attachment.findings.end(),
            [](const CorrectionFinding& a, const CorrectionFinding& b) {
              return a.correction < b.correction;
            });
  return attachment;
}

std::optional<int64_t> Attachment::Holder(int record, std::string_view field) const {
  for (const Decision& decision : decisions)
    if (decision.record == record && decision.field == field) return decision.correction;
  for (const AcceptedPart& part : accepted_parts)
    if (part.record == record && part.field == field) return part.correction;
  return std::nullopt;
}

}  // namespace store
