// One connection to one database file: found, checked, brought to today's schema, and its
// prepared statements. All of SQLite's exceptions end here, as StoreError.
//
// Durability  WAL with synchronous = NORMAL: what was committed survives the end of the process
//             at any moment; a power failure may lose the last commits, but never half of one
//             and never an older one. Corrections are written with synchronous = FULL.
// Threads     One thread at a time.
#ifndef STORE_CONNECTION_H_
#define STORE_CONNECTION_H_

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.h"

namespace store {

[[noreturn]] void ThrowStoreError(const SQLite::Exception& error);

// Runs `body`; what SQLite throws in it leaves as a StoreError.
template <typename Body>
auto Guarded(const Body& body) {
  try {
    return body();
  } catch (const SQLite::Exception& error) {
    ThrowStoreError(error);
  }
}

// Throws StoreError::kNotADatabase or kNewerSchema unless the file is a database of this program.
// Looks at its bytes only.
void CheckIsOurs(const std::filesystem::path& file);

class Connection {
 public:
  // Makes the file where there is none (kReadWrite). A file that is not ours, or from a newer
  // program, is refused before SQLite opens it.
  Connection(const std::filesystem::path& file, Store::Mode mode,
             std::chrono::milliseconds busy_timeout);

  SQLite::Database& database() { return database_; }
  // Prepared on first use and kept. REQUIRES: `sql` is a string literal.
  SQLite::Statement& Prepared(const char* sql);

 private:
  SQLite::Database database_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

// A blob that lives until the query has run.
struct Blob {
  std::string_view bytes;
};

// One run of a prepared statement. It ends with the Query, so that no read stays open behind
// it: an open read would keep showing an old state of the database.
class Query {
 public:
  // Parameters are bound in order: ?1, ?2, ...
  template <typename... Values>
  Query(Connection& connection, const char* sql, const Values&... values)
      : statement_(connection.Prepared(sql)) {
    int index = 0;
    (Bind(++index, values), ...);
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  // To the next row; false after the last.
  bool Step() { return statement_.executeStep(); }
  // Of a statement without rows. Returns the number of rows changed.
  int Run() { return statement_.exec(); }

  bool IsNull(int column) { return statement_.getColumn(column).isNull(); }
  std::string Text(int column) { return statement_.getColumn(column).getString(); }
  int64_t Integer(int column) { return statement_.getColumn(column).getInt64(); }
  int Int(int column) { return statement_.getColumn(column).getInt(); }
  double Number(int column) { return statement_.getColumn(column).getDouble(); }
  std::optional<std::string> TextOrNull(int column) {
    return IsNull(column) ? std::nullopt : std::optional(Text(column));
  }

 private:
  void Bind(int index, std::nullptr_t) { statement_.bind(index); }
  void Bind(int index, int value) { statement_.bind(index, value); }
  void Bind(int index, int64_t value) { statement_.bind(index, value); }
  void Bind(int index, double value) { statement_.bind(index, value); }
  void Bind(int index, const char* value) { statement_.bind(index, value); }
  void Bind(int index, const std::string& value) { statement_.bind(index, value); }
  void Bind(int index, std::string_view value) { statement_.bind(index, std::string(value)); }
  void Bind(int index, const Blob& value);
  template <typename T>
  void Bind(int index, const std::optional<T>& value) {
    if (value) {
      Bind(index, *value);
    } else {
      Bind(index, nullptr);
    }
  }

  SQLite::Statement& statement_;
};

}  // namespace store

#endif  // STORE_CONNECTION_H_
