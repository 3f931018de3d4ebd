#include "store/list_change.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/compare.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const RecordThen& record) {
  const RecordIdentity& identity = record.identity;
  return {{"kind", identity.kind},   {"list", identity.list},   {"area", identity.area},
          {"owner", identity.owner}, {"label", identity.label}, {"key", identity.key},
          {"path", record.path},     {"json", record.json}};
}

std::string TextAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

RecordThen RecordFrom(const Json& json) {
  return {{TextAt(json, "kind"), TextAt(json, "list"), TextAt(json, "area"), TextAt(json, "owner"),
           TextAt(json, "label"), TextAt(json, "key")},
          TextAt(json, "path"),
          TextAt(json, "json")};
}

void AddEvidence(const parse::Evidence& from, parse::Evidence& to) {
  for (const parse::Place& place : from.places)
    if (std::find(to.places.begin(), to.places.end(), place) == to.places.end())
      to.places.push_back(place);
  if (to.rule.empty()) to.rule = from.rule;
  if (from.printed.empty()) return;
  if (!to.printed.empty()) to.printed += "\n";
  to.printed += from.printed;
}

std::string KeyOf(const parse::Record& record) {
  const parse::RecordShape* shape = parse::ShapeOf(record.kind);
  const parse::Field* key = shape == nullptr ? nullptr : record.Find(shape->key);
  return key == nullptr ? std::string() : parse::ComparableText(key->value);
}

void TakeOver(const std::vector<const parse::Record*>& sources, parse::Record& record) {
  for (parse::Field& field : record.fields) {
    if (parse::IsBlank(field.value)) continue;
    for (const parse::Record* source : sources)
      if (const parse::Field* from = source->Find(field.name))
        AddEvidence(from->evidence, field.evidence);
  }
  for (parse::RecordList& list : record.lists) {
    for (parse::Record& child : list.records) {
      std::vector<const parse::Record*> same;
      for (const parse::Record* source : sources) {
        const parse::RecordList* from = source->FindList(list.name);
        if (from == nullptr) continue;
        for (const parse::Record& candidate : from->records)
          if (KeyOf(candidate) == KeyOf(child)) same.push_back(&candidate);
      }
      TakeOver(same, child);
    }
  }
}

void SortLists(Json& json) {
  for (Json& part : json) {
    if (!part.is_structured()) continue;
    SortLists(part);
    const bool of_records = part.is_array() && !part.empty() && part.front().is_object();
    if (of_records)
      std::sort(part.begin(), part.end(),
                [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
  }
}

}  // namespace

std::string DetailOf(const ListChange& change) {
  Json taken = Json::array();
  for (const RecordThen& record : change.taken) taken.push_back(ToJson(record));
  Json detail = {{"taken", std::move(taken)}, {"alike", change.alike}};
  if (change.after) detail["after"] = ToJson(*change.after);
  return detail.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string ValueOf(const ListChange& change) {
  Json put = Json::array();
  for (const parse::Record& record : change.put) put.push_back(parse::RecordToJson(record));
  return put.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ListChange> ReadListChange(const std::string& detail, const std::string& value,
                                         std::string_view kind) {
  const Json json = Json::parse(detail, nullptr, /*allow_exceptions=*/false);
  const Json put = Json::parse(value, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !put.is_array() || !json.contains("taken")) return std::nullopt;
  ListChange change;
  for (const Json& record : json["taken"]) change.taken.push_back(RecordFrom(record));
  if (json.contains("after")) change.after = RecordFrom(json["after"]);
  change.alike = json.value("alike", 0);
  for (const Json& record : put) {
    auto made = RecordFromParts(record, kind);
    if (!made) return std::nullopt;
    change.put.push_back(std::move(*made));
  }
  return change;
}

tl::expected<parse::Record, std::string> RecordFromParts(const Json& json, std::string_view kind) {
  const parse::RecordShape* shape = parse::ShapeOf(kind);
  if (shape == nullptr || !json.is_object()) return tl::unexpected(std::string("no record"));
  parse::Record record = parse::MakeRecord(kind);
  for (const auto& [name, part] : json.items()) {
    if (const parse::FieldShape* field = shape->Find(name)) {
      auto value = parse::ValueFromJson(part, *field);
      if (!value) return tl::unexpected(name + ": " + value.error().detail);
      record.Find(name)->value = std::move(*value);
      continue;
    }
    const parse::ListShape* list = shape->FindList(name);
    if (list == nullptr || !part.is_array()) return tl::unexpected(name + ": no field of a record");
    for (const Json& entry : part) {
      auto child = RecordFromParts(entry, list->record);
      if (!child) return tl::unexpected(name + ": " + child.error());
      record.FindList(name)->records.push_back(std::move(*child));
    }
  }
  return record;
}

bool SameRecord(const std::string& a, const std::string& b) {
  if (a == b) return true;
  Json first = Json::parse(a, nullptr, /*allow_exceptions=*/false);
  Json second = Json::parse(b, nullptr, /*allow_exceptions=*/false);
  SortLists(first);
  SortLists(second);
  return first == second;
}

void TakeOverEvidence(const std::vector<parse::Record>& taken, std::vector<parse::Record>& put) {
  std::vector<const parse::Record*> sources;
  for (const parse::Record& record : taken) sources.push_back(&record);
  for (parse::Record& record : put) TakeOver(sources, record);
}

parse::Record Merged(const parse::Record& first, const parse::Record& second) {
  parse::Record merged = first;
  const parse::RecordShape* shape = parse::ShapeOf(first.kind);
  for (parse::Field& field : merged.fields) {
    const parse::Field* other = second.Find(field.name);
    if (other == nullptr || parse::IsBlank(other->value)) continue;
    auto* text = std::get_if<std::string>(&field.value);
    auto* texts = std::get_if<std::vector<std::string>>(&field.value);
    if (parse::IsBlank(field.value)) {
      field.value = other->value;
    } else if (text != nullptr && std::holds_alternative<std::string>(other->value)) {
      const parse::FieldShape* of = shape == nullptr ? nullptr : shape->Find(field.name);
      const bool printed_text = of != nullptr && of->derived_from.empty();
      if (printed_text && shape->label != field.name)
        *text += "\n" + std::get<std::string>(other->value);
    } else if (texts != nullptr) {
      for (const std::string& entry : std::get<std::vector<std::string>>(other->value))
        if (std::find(texts->begin(), texts->end(), entry) == texts->end()) texts->push_back(entry);
    }
  }
  for (parse::RecordList& list : merged.lists)
    if (const parse::RecordList* other = second.FindList(list.name))
      list.records.insert(list.records.end(), other->records.begin(), other->records.end());
  return merged;
}

std::vector<parse::Leftover> PrintedIn(const parse::Record& record) {
  std::vector<parse::Leftover> printed;
  parse::VisitFields(
      record, "", [&](const std::string&, const parse::Record& holder, const parse::Field& field) {
        const parse::RecordShape* shape = parse::ShapeOf(holder.kind);
        const parse::FieldShape* of = shape == nullptr ? nullptr : shape->Find(field.name);
        if (of == nullptr || !of->derived_from.empty() || parse::IsBlank(field.value)) return;
        if (field.evidence.places.empty()) return;
        std::string text;
        if (const auto* one = std::get_if<std::string>(&field.value)) text = *one;
        if (const auto* several = std::get_if<std::vector<std::string>>(&field.value))
          for (const std::string& entry : *several) text += (text.empty() ? "" : "\n") + entry;
        if (!text.empty()) printed.push_back({field.evidence.places.front(), std::move(text)});
      });
  return printed;
}

}  // namespace store
