#include "store/data_reader.h"

#include <chrono>
#include <map>
#include <unordered_set>
#include <utility>

#include "store/connection.h"

namespace store {
namespace {

constexpr std::chrono::seconds kBusyTimeout(10);

constexpr const char* kSheets =
    "SELECT v.sheet, v.status FROM sheets v JOIN source o ON o.sheet_id = v.sheet "
    "JOIN sheet s ON s.id = o.id JOIN run u ON u.id = s.run "
    "WHERE (?1 IS NULL OR v.fiscal_year = ?1) "
    "AND (?2 = '' OR substr(v.submitter_code, 1, 2) = ?2 "
    "     OR (v.submitter_code IS NULL AND v.submitter = ?3)) "
    "AND (?4 = '' OR v.form = ?4 OR substr(v.form, 1, length(?4) + 1) = ?4 || '@') "
    "AND (?5 = 0 OR v.review = 0) "
    "AND (?6 = '' OR coalesce(u.ended_at, u.started_at) >= ?6 "
    "     OR EXISTS (SELECT 1 FROM correction c "
    "                WHERE c.sha256 = o.sha256 AND c.created_at >= ?6)) "
    "ORDER BY v.fiscal_year IS NULL, v.fiscal_year, v.submitter_code IS NULL, v.submitter_code, "
    "o.file, o.sheet_id";

// Names of views and columns come from the schema, never from outside.
std::string RowsOf(const EntityDescription& entity) {
  std::string sql = "SELECT ";
  for (const ColumnDescription& column : entity.columns)
    sql.append(&column == entity.columns.data() ? "" : ", ").append(column.name);
  sql += " FROM " + entity.name + " WHERE sheet = ?1 ORDER BY ";
  for (const std::string& name : entity.key)
    sql.append(&name == entity.key.data() ? "" : ", ").append(name);
  return sql;
}

Cell CellFrom(const SQLite::Column& value, ColumnType type) {
  if (value.isNull()) return std::monostate();
  switch (type) {
    case ColumnType::kInteger:
    case ColumnType::kBoolean:
      return value.getInt64();
    case ColumnType::kNumber:
      return value.getDouble();
    case ColumnType::kString:
    case ColumnType::kDatetime:
      break;
  }
  return value.getString();
}

}  // namespace

struct DataReader::Parts {
  explicit Parts(const std::filesystem::path& file)
      : connection(file, Store::Mode::kReadOnly, kBusyTimeout) {}

  Connection connection;
  std::unique_ptr<SQLite::Transaction> state;  // open from the first to the last read
  std::vector<EntityDescription> entities;
  std::map<std::string, SQLite::Statement, std::less<>> rows;  // by entity
  std::vector<Cell> cells;
};

DataReader::DataReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
DataReader::DataReader(DataReader&&) noexcept = default;
DataReader& DataReader::operator=(DataReader&&) noexcept = default;
DataReader::~DataReader() = default;

DataReader DataReader::Open(const std::filesystem::path& file) {
  auto parts = std::make_unique<Parts>(file);
  Guarded([&] {
    SQLite::Database& database = parts->connection.database();
    parts->state = std::make_unique<SQLite::Transaction>(database);
    parts->entities = ReadDataDescription(parts->connection);
    for (const EntityDescription& entity : parts->entities)
      parts->rows.emplace(entity.name, SQLite::Statement(database, RowsOf(entity)));
  });
  return DataReader(std::move(parts));
}

const std::vector<EntityDescription>& DataReader::Entities() const { return parts_->entities; }

std::vector<std::string> DataReader::Sheets(const SheetFilter& filter) const {
  const std::unordered_set<std::string> named(filter.ids.begin(), filter.ids.end());
  return Guarded([&] {
    std::vector<std::string> sheets;
    Query query(parts_->connection, kSheets, filter.fiscal_year, filter.prefecture_code,
                filter.prefecture, filter.form, filter.reviewed_only ? 1 : 0, filter.changed_since);
    while (query.Step()) {
      std::string id = query.Text(0);
      const bool wanted = named.empty() ? query.Text(1) == "imported" : named.contains(id);
      if (wanted) sheets.push_back(std::move(id));
    }
    return sheets;
  });
}

void DataReader::VisitRows(const EntityDescription& entity, std::string_view sheet,
                           const Visitor& visit) const {
  Guarded([&] {
    SQLite::Statement& query = parts_->rows.at(entity.name);
    query.bind(1, std::string(sheet));
    std::vector<Cell>& cells = parts_->cells;
    while (query.executeStep()) {
      cells.clear();
      for (size_t i = 0; i < entity.columns.size(); ++i) {
        cells.push_back(CellFrom(query.getColumn(static_cast<int>(i)), entity.columns[i].type));
      }
      visit(cells);
    }
    query.reset();
  });
}

}  // namespace store
