#include "parse/sheet_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "parse/printed_text.h"

namespace parse {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "jizen-sheet/1";

// nlohmann's dump() throws on bytes that are no UTF-8; here they become U+FFFD.
std::string ValidUtf8(std::string_view text) { return ToUtf8(ToUtf32(text)); }

// A member that is known to be new: operator[] would first search all others.
void Append(Json::object_t& object, std::string_view key, Json value) {
  object.push_back({std::string(key), std::move(value)});
}

Json NumberToJson(double value) {
  constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return nullptr;
  if (value == std::trunc(value) && std::abs(value) <= kExactIntegers)
    return static_cast<int64_t>(value);
  return value;
}

Json Rounded(double value) { return NumberToJson(std::round(value * 100) / 100); }

Json BoxToJson(const extract::Rect& box) {
  return Json::array({Rounded(box.x0), Rounded(box.y0), Rounded(box.x1), Rounded(box.y1)});
}

std::string_view StatusName(Status status) {
  switch (status) {
    case Status::kParsed:
      return "parsed";
    case Status::kAccepted:
      return "accepted";
    case Status::kCorrected:
      return "corrected";
  }
  return "parsed";
}

// The places on the page of `first`, as one.
Place OnSamePage(const std::vector<Place>& places, const Place& first) {
  Place all = first;
  for (const Place& place : places) {
    if (place.page != first.page || !place.box) continue;
    all.box = all.box ? extract::Union(*all.box, *place.box) : *place.box;
  }
  return all;
}

Json PlaceToJson(const Place& place) {
  Json::object_t object;
  Append(object, "page", place.page);
  if (place.box) Append(object, "bbox", BoxToJson(*place.box));
  return object;
}

Json EvidenceToJson(const Evidence& evidence) {
  Json::object_t object;
  if (!evidence.places.empty()) {
    const Place first = OnSamePage(evidence.places, evidence.places.front());
    Append(object, "page", first.page);
    if (first.box) Append(object, "bbox", BoxToJson(*first.box));
  }
  if (!evidence.rule.empty()) Append(object, "rule", ValidUtf8(evidence.rule));
  Append(object, "confidence", Rounded(std::clamp(evidence.confidence, 0.0, 1.0)));
  Append(object, "status", StatusName(evidence.status));
  Append(object, "printed", ValidUtf8(evidence.printed));
  const auto same_page = [&](const Place& place) {
    return place.page == evidence.places.front().page;
  };
  if (!std::all_of(evidence.places.begin(), evidence.places.end(), same_page)) {
    Json places = Json::array();
    for (const Place& place : evidence.places) places.push_back(PlaceToJson(place));
    Append(object, "places", std::move(places));
  }
  return object;
}

bool HasEvidence(const Evidence& evidence) {
  return !evidence.places.empty() || !evidence.rule.empty() || evidence.status != Status::kParsed;
}

// A list whose records the tree does not have is still an empty list in the JSON.
Json ListToJson(const Record& record, std::string_view name) {
  Json array = Json::array();
  const RecordList* list = record.FindList(name);
  if (list == nullptr) return array;
  for (const Record& child : list->records) array.push_back(RecordToJson(child));
  return array;
}

Json FieldToJson(const Field* field, const FieldShape& shape) {
  if (field != nullptr && !std::holds_alternative<std::monostate>(field->value))
    return ValueToJson(field->value);
  if (shape.nullable) return nullptr;
  return shape.type == FieldType::kTexts ? Json::array() : Json("");
}

void AppendRecord(Json::object_t& object, const Record& record) {
  const RecordShape* shape = ShapeOf(record.kind);
  if (shape == nullptr) return;
  for (const FieldShape& field_shape : shape->fields) {
    for (const ListShape& list : shape->lists) {
      if (list.before == field_shape.name) Append(object, list.name, ListToJson(record, list.name));
    }
    Json value = FieldToJson(record.Find(field_shape.name), field_shape);
    if (!field_shape.optional || !value.is_null())
      Append(object, field_shape.name, std::move(value));
  }
  for (const ListShape& list : shape->lists) {
    if (!list.before.empty()) continue;
    Json records = ListToJson(record, list.name);
    if (!list.optional || !records.empty()) Append(object, list.name, std::move(records));
  }
}

// The steps of a pointer, unescaped; empty optional: no pointer at all.
std::optional<std::vector<std::string>> Steps(std::string_view pointer) {
  std::vector<std::string> steps;
  if (pointer.empty()) return steps;
  if (pointer.front() != '/') return std::nullopt;
  for (size_t i = 0; i < pointer.size(); ++i) {
    const char c = pointer[i];
    if (c == '/') {
      steps.emplace_back();
    } else if (c != '~') {
      steps.back() += c;
    } else if (++i < pointer.size() && (pointer[i] == '0' || pointer[i] == '1')) {
      steps.back() += pointer[i] == '0' ? '~' : '/';
    } else {
      return std::nullopt;
    }
  }
  return steps;
}

std::optional<size_t> ArrayIndex(std::string_view step, size_t size) {
  constexpr size_t kMostDigits = 9;
  if (step.empty() || step.size() > kMostDigits) return std::nullopt;
  if (step.front() == '0' && step.size() > 1) return std::nullopt;  // RFC 6901: no leading zeros
  size_t index = 0;
  for (const char c : step) {
    if (c < '0' || c > '9') return std::nullopt;
    index = index * 10 + static_cast<size_t>(c - '0');
  }
  return index < size ? std::optional(index) : std::nullopt;
}

// One walk for the const and the other version.
template <typename TargetType, typename RecordType>
TargetType ResolveIn(RecordType& sheet, std::string_view pointer) {
  const auto steps = Steps(pointer);
  if (!steps) return {};
  TargetType target{&sheet, nullptr, nullptr};
  for (const std::string& step : *steps) {
    if (target.field != nullptr) return {};
    if (target.list != nullptr) {
      const auto index = ArrayIndex(step, target.list->records.size());
      if (!index) return {};
      target = {&target.list->records[*index], nullptr, nullptr};
    } else {
      target.field = target.record->Find(step);
      target.list = target.record->FindList(step);
      if (target.field == nullptr && target.list == nullptr) return {};
    }
  }
  return target;
}

}  // namespace

Json ValueToJson(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return ValidUtf8(*text);
  if (const auto* number = std::get_if<double>(&value)) return NumberToJson(*number);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    Json array = Json::array();
    for (const std::string& text : *texts) array.push_back(ValidUtf8(text));
    return array;
  }
  return nullptr;
}

Json RecordToJson(const Record& record) {
  Json::object_t object;
  AppendRecord(object, record);
  return object;
}

Json ToJson(const ParsedSheet& sheet, const SourceInfo& source) {
  Json::object_t source_json;
  Append(source_json, "file", ValidUtf8(source.file));
  Append(source_json, "sha256", source.sha256);
  Append(source_json, "media_type", source.media_type);
  Append(source_json, "pages", source.pages);

  Json::object_t object;
  Append(object, "format", kFormat);
  Append(object, "source", std::move(source_json));
  Append(object, "form", ValidUtf8(sheet.form));
  // An unrecognised sheet has no records: it is shown as an empty one.
  AppendRecord(object, ShapeOf(sheet.sheet.kind) == nullptr ? MakeRecord("sheet") : sheet.sheet);

  Json::object_t fields;
  VisitFields(sheet.sheet, "", [&](const std::string& pointer, const Record&, const Field& field) {
    if (HasEvidence(field.evidence)) Append(fields, pointer, EvidenceToJson(field.evidence));
  });
  Append(object, "fields", std::move(fields));

  Json review = Json::array();
  for (const Finding& finding : sheet.review) {
    Json::object_t entry;
    Append(entry, "path", ValidUtf8(finding.path));
    Append(entry, "reason", ValidUtf8(finding.reason));
    if (!finding.detail.empty()) Append(entry, "detail", ValidUtf8(finding.detail));
    review.push_back(std::move(entry));
  }
  Append(object, "review", std::move(review));

  Json leftover = Json::array();
  for (const Leftover& piece : sheet.leftover) {
    Json entry = PlaceToJson(piece.place);
    entry["text"] = ValidUtf8(piece.text);
    leftover.push_back(std::move(entry));
  }
  Append(object, "leftover", std::move(leftover));
  return object;
}

Target Resolve(Record& sheet, std::string_view pointer) {
  return ResolveIn<Target>(sheet, pointer);
}

ConstTarget Resolve(const Record& sheet, std::string_view pointer) {
  return ResolveIn<ConstTarget>(sheet, pointer);
}

std::string EscapePointerToken(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

bool Covers(std::string_view path, std::string_view pointer) {
  if (pointer.substr(0, path.size()) != path) return false;
  return pointer.size() == path.size() || pointer[path.size()] == '/';
}

}  // namespace parse
