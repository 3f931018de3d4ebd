#include "store/editions.h"

#include <nlohmann/json.hpp>

#include "parse/fold.h"

namespace store {
namespace {

// "" where the sheet does not say enough.
std::string KeyOf(Connection& connection, int64_t sheet) {
  std::optional<int64_t> year;
  std::string submitter, code, meeting;
  Query query(connection,
              "SELECT name, text, number FROM current_field WHERE sheet = ?1 AND record = 0 "
              "AND name IN ('fiscal_year', 'submitter', 'submitter_code', 'meeting')",
              sheet);
  while (query.Step()) {
    const std::string name = query.Text(0);
    if (name == "fiscal_year" && !query.IsNull(2)) year = query.Integer(2);
    if (name == "submitter") submitter = parse::FoldUtf8(query.Text(1));
    if (name == "submitter_code") code = query.Text(1);
    if (name == "meeting") meeting = parse::FoldUtf8(query.Text(1));
  }
  if (!year || (code.empty() && submitter.empty())) return "";
  // The code where there is one: the name may be printed with or without its prefecture.
  return nlohmann::json::array({*year, code.empty() ? submitter : code, meeting}).dump();
}

std::optional<std::string> Neighbour(Connection& connection, const char* sql, int64_t sheet) {
  Query query(connection, sql, sheet);
  return query.Step() ? std::optional(query.Text(0)) : std::nullopt;
}

}  // namespace

void RenewEdition(Connection& connection, int64_t sheet) {
  const std::string key = KeyOf(connection, sheet);
  Query(connection, "DELETE FROM edition WHERE sheet = ?1", sheet).Run();
  if (key.empty()) return;
  Query(connection, "INSERT INTO edition (sheet, key) VALUES (?1, ?2)", sheet, key).Run();
}

std::optional<std::string> EditionBefore(Connection& connection, int64_t sheet) {
  return Neighbour(connection,
                   "SELECT o.sheet_id FROM edition e JOIN edition b ON b.key = e.key "
                   "AND b.sheet < e.sheet JOIN source o ON o.id = b.sheet WHERE e.sheet = ?1 "
                   "ORDER BY b.sheet DESC LIMIT 1",
                   sheet);
}

std::optional<std::string> EditionAfter(Connection& connection, int64_t sheet) {
  return Neighbour(connection,
                   "SELECT o.sheet_id FROM edition e JOIN edition b ON b.key = e.key "
                   "AND b.sheet > e.sheet JOIN source o ON o.id = b.sheet WHERE e.sheet = ?1 "
                   "ORDER BY b.sheet LIMIT 1",
                   sheet);
}

}  // namespace store
