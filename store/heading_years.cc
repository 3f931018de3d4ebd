#include "store/heading_years.h"

#include <chrono>
#include <vector>

#include "store/connection.h"

namespace store {
namespace {

constexpr std::chrono::seconds kBusyTimeout(10);

std::vector<std::string> HeadingsToRead(Connection& connection, const std::string& rules_hash) {
  std::vector<std::string> headings;
  Query query(connection,
              "SELECT DISTINCT f.text FROM current_field f "
              "WHERE f.name = 'heading' AND f.text IS NOT NULL "
              "AND NOT EXISTS (SELECT 1 FROM heading_year y "
              "                WHERE y.heading = f.text AND y.rules_hash = ?1) "
              "ORDER BY 1",
              rules_hash);
  while (query.Step()) headings.push_back(query.Text(0));
  return headings;
}

}  // namespace

void RenewHeadingYears(const std::filesystem::path& file, const std::string& rules_hash,
                       const std::function<HeadingYear(std::string_view)>& year_of) {
  Connection connection(file, Store::Mode::kReadWrite, kBusyTimeout);
  Guarded([&] {
    const std::vector<std::string> headings = HeadingsToRead(connection, rules_hash);
    if (headings.empty()) return;
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    for (const std::string& heading : headings) {
      const HeadingYear year = year_of(heading);
      Query(connection,
            "INSERT OR REPLACE INTO heading_year (heading, fiscal_year, years_later, rules_hash) "
            "VALUES (?1, ?2, ?3, ?4)",
            heading, year.fiscal_year, year.years_later, rules_hash)
          .Run();
    }
    transaction.commit();
  });
}

}  // namespace store
