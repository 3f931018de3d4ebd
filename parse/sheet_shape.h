// jizen-sheet/1 as a table: which records there are, with which fields and lists.
// Source: sheet.schema.json of the contract. The one place in C++ that knows it.
#ifndef PARSE_SHEET_SHAPE_H_
#define PARSE_SHEET_SHAPE_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "parse/sheet.h"

namespace parse {

enum class FieldType : uint8_t { kText, kNumber, kInteger, kTexts };

struct FieldShape {
  std::string_view name;
  FieldType type = FieldType::kText;
  bool nullable = false;  // null where the form lacks it; else "" (or [])
  bool optional = false;  // left out altogether where null (value_max)
  // The field of the same record whose printed text it is made from; "" where it is printed itself.
  std::string_view derived_from = {};
};

struct ListShape {
  std::string_view name;    // "goals"
  std::string_view record;  // "goal"
  // The field that it stands before in the JSON; "" after all fields.
  std::string_view before = {};
  bool optional = false;  // left out altogether where empty (parts)
};

struct RecordShape {
  std::string_view kind;
  std::span<const FieldShape> fields;
  std::span<const ListShape> lists;
  // The fields that tell a reader which record of its list it is: the printed number or heading,
  // and the wording. "" where there is no such field.
  std::string_view label = {};
  std::string_view key = {};

  const FieldShape* Find(std::string_view field) const;
  const ListShape* FindList(std::string_view list) const;
};

// Every kind, the sheet first, parents before children.
std::span<const RecordShape> Shapes();
// nullptr if there is no such kind.
const RecordShape* ShapeOf(std::string_view kind);

// A record of `kind` with all its fields (null or "" as the shape says) and empty lists.
// REQUIRES: ShapeOf(kind) != nullptr.
Record MakeRecord(std::string_view kind);

}  // namespace parse

#endif  // PARSE_SHEET_SHAPE_H_
