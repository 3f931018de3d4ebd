#include "store/record_finder.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/compare.h"
#include "parse/likeness.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

// Text that stands in the same place by more than chance: longer than a mark or a code word.
bool TellsMuch(const std::string& json) {
  constexpr size_t kChanceBytes = 12;  // three ideographs and the quotation marks, about
  return json.size() > kChanceBytes;
}

bool SamePlace(const RecordIdentity& a, const RecordIdentity& b) {
  return a.kind == b.kind && a.list == b.list && a.area == b.area && a.owner == b.owner;
}

std::string RecordPath(const StoredCorrection& correction) {
  if (correction.field.empty()) return correction.path;
  return correction.path.substr(0, correction.path.rfind('/'));
}

// Where a person corrected the very wording that names the record, the machine may by now
// read what that person wrote.
std::string CorrectedKey(const StoredCorrection& correction) {
  const parse::RecordShape* shape = parse::ShapeOf(correction.record.kind);
  if (shape == nullptr || shape->key.empty() || shape->key != correction.field) return {};
  const auto value = ReadValue(correction.value, correction.record.kind, correction.field);
  return value ? parse::ComparableText(*value) : std::string();
}

}  // namespace

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

RecordFinder::RecordFinder(const parse::Record& sheet) : records_(PlacedRecords(sheet)) {
  for (size_t i = 0; i < records_.size(); ++i) identities_.push_back(IdentityOf(records_, i));
}

std::string RecordFinder::MachineNow(size_t index, const StoredCorrection& correction) const {
  return MachineJson(*records_[index].record, correction.field);
}

template <typename Predicate>
std::vector<size_t> RecordFinder::Where(const Predicate& predicate) const {
  std::vector<size_t> fitting;
  for (size_t i = 0; i < records_.size(); ++i)
    if (predicate(i, identities_[i])) fitting.push_back(i);
  return fitting;
}

// The surest sign first. A sign that fits several records alike decides nothing.
std::optional<FoundRecord> RecordFinder::Find(const StoredCorrection& correction) const {
  const RecordIdentity& old = correction.record;
  const std::string old_path = RecordPath(correction);

  std::vector<size_t> fitting =
      Where([&](size_t, const RecordIdentity& now) { return now == old; });
  if (!fitting.empty()) {
    const auto record = OneOfTwins(fitting, old_path, correction);
    return record ? std::optional(FoundRecord{*record, true}) : std::nullopt;
  }

  const std::string corrected_key = CorrectedKey(correction);
  fitting = Where([&](size_t, const RecordIdentity& now) {
    return SamePlace(now, old) && !now.key.empty() &&
           (now.key == old.key || now.key == corrected_key);
  });
  if (fitting.size() == 1) return FoundRecord{fitting.front(), false};

  fitting = Where([&](size_t, const RecordIdentity& now) {
    return SamePlace(now, old) && !now.label.empty() && now.label == old.label;
  });
  if (fitting.size() == 1) return FoundRecord{fitting.front(), false};

  fitting = Where([&](size_t i, const RecordIdentity& now) {
    return records_[i].pointer == old_path && now.kind == old.kind && now.list == old.list &&
           TellsMuch(correction.machine) && MachineNow(i, correction) == correction.machine;
  });
  if (fitting.size() == 1) return FoundRecord{fitting.front(), false};

  fitting = Where([&](size_t, const RecordIdentity& now) {  // the area's name was read anew
    return now.kind == old.kind && now.list == old.list && now.owner == old.owner &&
           now.label == old.label && now.key == old.key && !now.key.empty();
  });
  if (fitting.size() == 1) return FoundRecord{fitting.front(), false};
  const auto record = MostAlike(old);
  return record ? std::optional(FoundRecord{*record, false}) : std::nullopt;
}

// Records that read the same: told apart by the value in question, then by their place.
std::optional<size_t> RecordFinder::OneOfTwins(const std::vector<size_t>& twins,
                                               const std::string& old_path,
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
std::optional<size_t> RecordFinder::MostAlike(const RecordIdentity& old) const {
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

}  // namespace store
