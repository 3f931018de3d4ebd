#include "store/migrations.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <string>

namespace store {

int LatestVersion() { return Migrations().back().number; }

void Migrate(SQLite::Database& database) {
  for (const Migration& step : Migrations()) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Asked inside the transaction: another process may have done the step while we waited.
    if (database.execAndGet("PRAGMA user_version").getInt() >= step.number) continue;
    database.exec(step.sql);
    SQLite::Statement record(database, "INSERT INTO migration (number, name) VALUES (?1, ?2)");
    record.bind(1, step.number);
    record.bind(2, step.name);
    record.exec();
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(step.number));
    transaction.commit();
  }
}

}  // namespace store
