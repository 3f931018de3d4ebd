#include "store/data_description.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "store/connection.h"

namespace store {
namespace {

std::vector<std::string> Texts(const std::string& json) {
  std::vector<std::string> texts;
  for (const auto& entry : nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false))
    if (entry.is_string()) texts.push_back(entry.get<std::string>());
  return texts;
}

constexpr std::array kTypes = {
    std::pair{ColumnType::kString, std::string_view("string")},
    std::pair{ColumnType::kInteger, std::string_view("integer")},
    std::pair{ColumnType::kNumber, std::string_view("number")},
    std::pair{ColumnType::kBoolean, std::string_view("boolean")},
    std::pair{ColumnType::kDatetime, std::string_view("datetime")},
};

ColumnType TypeNamed(std::string_view name) {
  for (const auto& [type, type_name] : kTypes)
    if (type_name == name) return type;
  return ColumnType::kString;
}

std::vector<ColumnDescription> ReadColumns(Connection& connection, const std::string& entity) {
  std::vector<ColumnDescription> columns;
  Query query(connection,
              "SELECT name, type, required, allowed, pattern, minimum, code, title_ja, title_en, "
              "description_ja, description_en FROM data_dictionary WHERE entity = ?1 "
              "ORDER BY position",
              entity);
  while (query.Step()) {
    ColumnDescription& column = columns.emplace_back();
    column.name = query.Text(0);
    column.type = TypeNamed(query.Text(1));
    column.required = query.Int(2) != 0;
    if (!query.IsNull(3)) column.allowed = Texts(query.Text(3));
    column.pattern = query.TextOrNull(4).value_or("");
    if (!query.IsNull(5)) column.minimum = query.Integer(5);
    column.code = query.Int(6) != 0;
    column.title = {query.Text(7), query.Text(8)};
    column.description = {query.Text(9), query.Text(10)};
  }
  return columns;
}

}  // namespace

std::string_view TypeName(ColumnType type) {
  for (const auto& [other, name] : kTypes)
    if (other == type) return name;
  return "";
}

std::vector<EntityDescription> ReadDataDescription(Connection& connection) {
  std::vector<EntityDescription> entities;
  Query query(connection,
              "SELECT entity, title_ja, title_en, description_ja, description_en, key, "
              "coalesce(parent, ''), coalesce(parent_columns, '[]') "
              "FROM data_entity ORDER BY position");
  while (query.Step()) {
    EntityDescription& entity = entities.emplace_back();
    entity.name = query.Text(0);
    entity.title = {query.Text(1), query.Text(2)};
    entity.description = {query.Text(3), query.Text(4)};
    entity.key = Texts(query.Text(5));
    entity.parent = query.Text(6);
    entity.parent_columns = Texts(query.Text(7));
    entity.columns = ReadColumns(connection, entity.name);
  }
  return entities;
}

}  // namespace store
