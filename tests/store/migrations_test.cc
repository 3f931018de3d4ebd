// The schema is built step by step, each recorded; a step that fails leaves no trace.
#include "store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "tests/store/sample_sheets.h"

namespace {

TEST(Migrations, AreNumberedFromOneWithoutGaps) {
  int number = 0;
  for (const store::Migration& step : store::Migrations()) {
    EXPECT_EQ(step.number, ++number);
    EXPECT_EQ(std::stoi(step.name), number) << "the file name says the number";
  }
  EXPECT_EQ(store::LatestVersion(), number);
}

TEST(Migrations, EachStepIsRecorded) {
  SQLite::Database db(":memory:", SQLite::OPEN_READWRITE);
  store::Migrate(db);
  store::Migrate(db);  // nothing is left to do
  SQLite::Statement rows(db, "SELECT number, name FROM migration ORDER BY number");
  for (const store::Migration& step : store::Migrations()) {
    ASSERT_TRUE(rows.executeStep());
    EXPECT_EQ(rows.getColumn(0).getInt(), step.number);
    EXPECT_EQ(rows.getColumn(1).getString(), step.name);
  }
  EXPECT_FALSE(rows.executeStep());
  EXPECT_EQ(db.execAndGet("PRAGMA user_version").getInt(), store::LatestVersion());
  EXPECT_EQ(db.execAndGet("PRAGMA application_id").getInt(), store::kApplicationId);
}

TEST(Migrations, StepThatFailsLeavesNoTrace) {
  SQLite::Database db(":memory:", SQLite::OPEN_READWRITE);
  db.exec("CREATE TABLE correction (x)");  // in the way of the first step
  EXPECT_THROW(store::Migrate(db), SQLite::Exception);
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt(), 1);
  EXPECT_EQ(db.execAndGet("PRAGMA user_version").getInt(), 0);
}

TEST(Migrations, EveryTableIsStrictAndEveryForeignKeyHasAnIndex) {
  SQLite::Database db(":memory:", SQLite::OPEN_READWRITE);
  store::Migrate(db);
  SQLite::Statement tables(db,
                           "SELECT name, strict FROM pragma_table_list "
                           "WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  while (tables.executeStep()) {
    const std::string table = tables.getColumn(0).getString();
    EXPECT_EQ(tables.getColumn(1).getInt(), 1) << table;
    // The columns of each key must be the first ones of an index or of the primary key.
    SQLite::Statement keys(db,
                           "SELECT id, group_concat(\"from\") FROM (SELECT * FROM "
                           "pragma_foreign_key_list(?1) ORDER BY id, seq) GROUP BY id");
    keys.bind(1, table);
    while (keys.executeStep()) {
      const std::string columns = keys.getColumn(1).getString();
      SQLite::Statement index(
          db,
          "SELECT count(*) FROM (SELECT (SELECT group_concat(name) FROM (SELECT name FROM "
          "pragma_index_info(l.name) ORDER BY seqno)) || ',' AS columns "
          "FROM pragma_index_list(?1) l UNION ALL "
          "SELECT name || ',' FROM pragma_table_info(?1) WHERE pk = 1) "
          "WHERE substr(columns, 1, length(?2) + 1) = ?2 || ','");
      index.bind(1, table);
      index.bind(2, columns);
      ASSERT_TRUE(index.executeStep());
      EXPECT_GT(index.getColumn(0).getInt(), 0) << table << " (" << columns << ")";
    }
  }
}

}  // namespace
