// The reading half of sheet_json.h.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "parse/sheet_json.h"

namespace parse {
namespace {

using Json = nlohmann::ordered_json;
using Problem = SheetJsonError::Problem;

template <typename T>
using Result = tl::expected<T, SheetJsonError>;

tl::unexpected<SheetJsonError> Failure(Problem problem, std::string pointer, std::string detail) {
  return tl::make_unexpected(SheetJsonError{problem, std::move(pointer), std::move(detail)});
}

std::string StringMember(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> NumberMember(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

int PageMember(const Json& object) {
  return static_cast<int>(std::clamp(NumberMember(object, "page").value_or(1), 1.0, 1e9));
}

Place ReadPlace(const Json& object) {
  Place place;
  place.page = PageMember(object);
  const auto box = object.find("bbox");
  if (box == object.end() || !box->is_array() || box->size() != 4) return place;
  extract::Rect rect;
  double* const sides[] = {&rect.x0, &rect.y0, &rect.x1, &rect.y1};
  for (size_t i = 0; i < 4; ++i) {
    if (!(*box)[i].is_number()) return place;
    *sides[i] = (*box)[i].get<double>();
  }
  place.box = rect;
  return place;
}

Status ReadStatus(const std::string& name) {
  if (name == "accepted") return Status::kAccepted;
  return name == "corrected" ? Status::kCorrected : Status::kParsed;
}

Evidence ReadEvidence(const Json& object) {
  Evidence evidence;
  const auto places = object.find("places");
  if (places != object.end() && places->is_array()) {
    for (const Json& place : *places) evidence.places.push_back(ReadPlace(place));
  } else if (object.contains("page")) {
    evidence.places.push_back(ReadPlace(object));
  }
  evidence.rule = StringMember(object, "rule");
  evidence.confidence = NumberMember(object, "confidence").value_or(1);
  evidence.printed = StringMember(object, "printed");
  evidence.status = ReadStatus(StringMember(object, "status"));
  return evidence;
}

Result<Record> ReadRecord(const Json& json, const RecordShape& shape, const std::string& pointer);

Result<RecordList> ReadList(const Json& json, const ListShape& shape, const std::string& pointer) {
  RecordList list{std::string(shape.name), {}};
  const auto found = json.find(list.name);
  if (found == json.end() && shape.optional) return list;
  if (found == json.end()) return Failure(Problem::kMissing, pointer, "no such list");
  if (!found->is_array()) return Failure(Problem::kWrongType, pointer, "not a list");
  for (const Json& entry : *found) {
    auto record = ReadRecord(entry, *ShapeOf(shape.record),
                             pointer + "/" + std::to_string(list.records.size()));
    if (!record) return tl::make_unexpected(record.error());
    list.records.push_back(std::move(*record));
  }
  return list;
}

Result<Record> ReadRecord(const Json& json, const RecordShape& shape, const std::string& pointer) {
  if (!json.is_object()) return Failure(Problem::kWrongType, pointer, "not an object");
  Record record = MakeRecord(shape.kind);
  for (size_t i = 0; i < shape.fields.size(); ++i) {
    const FieldShape& field = shape.fields[i];
    const std::string field_pointer = pointer + "/" + EscapePointerToken(field.name);
    const auto found = json.find(record.fields[i].name);
    if (found == json.end()) {
      if (field.optional) continue;
      return Failure(Problem::kMissing, field_pointer, "no such field");
    }
    auto value = ValueFromJson(*found, field);
    if (!value) return Failure(value.error().problem, field_pointer, value.error().detail);
    record.fields[i].value = std::move(*value);
  }
  for (size_t i = 0; i < shape.lists.size(); ++i) {
    auto list =
        ReadList(json, shape.lists[i], pointer + "/" + EscapePointerToken(shape.lists[i].name));
    if (!list) return tl::make_unexpected(list.error());
    record.lists[i] = std::move(*list);
  }
  return record;
}

// `fields`, `review` and `leftover`: all may be missing.
Result<void> ReadEvidenceParts(const Json& json, ParsedSheet& sheet) {
  if (const auto fields = json.find("fields"); fields != json.end() && fields->is_object()) {
    for (const auto& [pointer, evidence] : fields->items()) {
      const Target target = Resolve(sheet.sheet, pointer);
      if (target.field == nullptr)
        return Failure(Problem::kUnknownPointer, pointer, "fields names no field of the sheet");
      if (!evidence.is_object()) return Failure(Problem::kWrongType, pointer, "not an object");
      target.field->evidence = ReadEvidence(evidence);
    }
  }
  if (const auto review = json.find("review"); review != json.end() && review->is_array()) {
    for (const Json& entry : *review) {
      if (!entry.is_object()) return Failure(Problem::kWrongType, "/review", "not an object");
      sheet.review.push_back({StringMember(entry, "path"), StringMember(entry, "reason"),
                              StringMember(entry, "detail")});
    }
  }
  if (const auto leftover = json.find("leftover"); leftover != json.end() && leftover->is_array()) {
    for (const Json& entry : *leftover) {
      if (!entry.is_object()) return Failure(Problem::kWrongType, "/leftover", "not an object");
      sheet.leftover.push_back({ReadPlace(entry), StringMember(entry, "text")});
    }
  }
  return {};
}

}  // namespace

Result<Value> ValueFromJson(const Json& json, const FieldShape& shape) {
  if (json.is_null()) {
    if (shape.nullable) return Value();
    return Failure(Problem::kWrongType, "", "null is no value of this field");
  }
  switch (shape.type) {
    case FieldType::kText:
      if (json.is_string()) return Value(json.get<std::string>());
      return Failure(Problem::kWrongType, "", "not a string");
    case FieldType::kNumber:
    case FieldType::kInteger: {
      if (!json.is_number()) return Failure(Problem::kWrongType, "", "not a number");
      const auto number = json.get<double>();
      if (shape.type == FieldType::kInteger && number != std::trunc(number))
        return Failure(Problem::kWrongType, "", "not a whole number");
      return Value(number);
    }
    case FieldType::kTexts: {
      if (!json.is_array()) return Failure(Problem::kWrongType, "", "not a list of strings");
      std::vector<std::string> texts;
      for (const Json& text : json) {
        if (!text.is_string()) return Failure(Problem::kWrongType, "", "not a list of strings");
        texts.push_back(text.get<std::string>());
      }
      return Value(std::move(texts));
    }
  }
  return Failure(Problem::kWrongType, "", "a field of unknown type");
}

Result<ParsedSheet> FromJson(const Json& json) {
  if (!json.is_object()) return Failure(Problem::kWrongType, "", "not an object");
  if (StringMember(json, "format") != "jizen-sheet/1")
    return Failure(Problem::kOtherFormat, "/format", "not a jizen-sheet/1");
  auto record = ReadRecord(json, *ShapeOf("sheet"), "");
  if (!record) return tl::make_unexpected(record.error());
  ParsedSheet sheet;
  sheet.sheet = std::move(*record);
  sheet.form = StringMember(json, "form");
  sheet.recognised = !json.contains("form") || !sheet.form.empty();
  if (const auto rest = ReadEvidenceParts(json, sheet); !rest)
    return tl::make_unexpected(rest.error());
  return sheet;
}

Result<ParsedSheet> FromJsonText(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return Failure(Problem::kNotJson, "", "not JSON");
  return FromJson(json);
}

}  // namespace parse
