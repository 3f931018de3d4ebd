// What the database holds, in words: the entities that are exported and their columns. Read from
// the views data_entity and data_dictionary (schema/0004_data_dictionary.sql), the one place that
// says it.
#ifndef STORE_DATA_DESCRIPTION_H_
#define STORE_DATA_DESCRIPTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

class Connection;

struct BothLanguages {
  std::string ja, en;
};

enum class ColumnType : uint8_t { kString, kInteger, kNumber, kBoolean, kDatetime };
std::string_view TypeName(ColumnType type);  // "string", "integer", ...

struct ColumnDescription {
  std::string name;
  ColumnType type = ColumnType::kString;
  bool required = false;             // never null
  std::vector<std::string> allowed;  // the values there are; empty: any
  std::string pattern;               // regular expression of its values; "": any
  std::optional<int64_t> minimum;
  bool code = false;  // an identifier that no program may take for a number
  BothLanguages title, description;
};

struct EntityDescription {
  std::string name;  // of the view
  BothLanguages title, description;
  std::vector<ColumnDescription> columns;
  std::vector<std::string> key;             // names of columns; no two rows have the same
  std::string parent;                       // "" for the first entity
  std::vector<std::string> parent_columns;  // name the parent's key, in its order
};

// Parents before children.
std::vector<EntityDescription> ReadDataDescription(Connection& connection);

}  // namespace store

#endif  // STORE_DATA_DESCRIPTION_H_
