#include "store/record_identity.h"

#include "parse/compare.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace store {
namespace {

void Place(const parse::Record& record, PlacedRecord place, std::vector<PlacedRecord>& placed) {
  const int index = static_cast<int>(placed.size());
  if (record.kind == "area") place.area = index;
  place.record = &record;
  const std::optional<int> area = place.area;
  const std::string pointer = place.pointer;
  placed.push_back(std::move(place));
  for (const parse::RecordList& list : record.lists) {
    const std::string list_pointer = pointer + "/" + parse::EscapePointerToken(list.name) + "/";
    for (size_t i = 0; i < list.records.size(); ++i) {
      Place(
          list.records[i],
          {nullptr, index, area, list.name, static_cast<int>(i), list_pointer + std::to_string(i)},
          placed);
    }
  }
}

std::string Folded(const parse::Record& record, std::string_view name) {
  const parse::Field* field = name.empty() ? nullptr : record.Find(name);
  return field == nullptr ? std::string() : parse::ComparableText(field->value);
}

}  // namespace

std::vector<PlacedRecord> PlacedRecords(const parse::Record& sheet) {
  std::vector<PlacedRecord> placed;
  Place(sheet, {}, placed);
  return placed;
}

RecordIdentity IdentityOf(const std::vector<PlacedRecord>& records, size_t index) {
  const PlacedRecord& placed = records[index];
  RecordIdentity identity;
  identity.kind = placed.record->kind;
  identity.list = placed.list;
  if (placed.area && static_cast<size_t>(*placed.area) != index)
    identity.area = Folded(*records[static_cast<size_t>(*placed.area)].record, "name");
  if (placed.parent && placed.parent != placed.area && *placed.parent != 0) {
    const parse::Record& owner = *records[static_cast<size_t>(*placed.parent)].record;
    if (const parse::RecordShape* shape = parse::ShapeOf(owner.kind))
      identity.owner = Folded(owner, shape->label) + "\n" + Folded(owner, shape->key);
  }
  if (const parse::RecordShape* shape = parse::ShapeOf(identity.kind)) {
    identity.label = Folded(*placed.record, shape->label);
    identity.key = Folded(*placed.record, shape->key);
  }
  return identity;
}

}  // namespace store
