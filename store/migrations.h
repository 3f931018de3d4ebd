// The schema of the database, as numbered steps: schema/NNNN_name.sql, built into the program.
//
// Forward only. Each step is one transaction, with its row in `migration` and PRAGMA
// user_version. A step that has been released is never edited; a change is a new step.
#ifndef STORE_MIGRATIONS_H_
#define STORE_MIGRATIONS_H_

#include <SQLiteCpp/Database.h>

#include <span>
#include <string_view>

namespace store {

inline constexpr int kApplicationId = 0x6A697A6E;  // "jizn"; PRAGMA application_id

struct Migration {
  int number = 0;  // from 1, without gaps
  const char* name = nullptr;
  const char* sql = nullptr;
};

std::span<const Migration> Migrations();
int LatestVersion();

// Runs what is missing. Throws SQLite::Exception; a step that fails leaves no trace.
void Migrate(SQLite::Database& database);

}  // namespace store

#endif  // STORE_MIGRATIONS_H_
