// The values of one sheet <-> rows of `sheet`, `record`, `field`, `finding`, `leftover` and
// `account`. The caller holds the transaction.
#ifndef STORE_SHEET_ROWS_H_
#define STORE_SHEET_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "parse/sheet.h"
#include "store/connection.h"

namespace store {

// REQUIRES: no rows of this sheet.
void InsertSheet(Connection& connection, int64_t sheet, int64_t run,
                 const parse::ParsedSheet& values);
void DeleteSheet(Connection& connection, int64_t sheet);

// Its records, findings, leftovers and account anew, the row of `sheet` as it is.
// REQUIRES: no rows of `decision` for it.
void RewriteSheet(Connection& connection, int64_t sheet, const parse::ParsedSheet& values);

enum class WhichFindings : uint8_t {
  kOpen,          // what a person should look at
  kOfTheMachine,  // all that the parse found
};
// The values as in `field`; a person's are in `decision`. An empty optional: no such sheet.
std::optional<parse::ParsedSheet> ReadSheet(Connection& connection, int64_t sheet,
                                            WhichFindings findings = WhichFindings::kOpen);

// The columns text, number and json of a value; at most one is not null.
struct ValueColumns {
  std::optional<std::string> text;
  std::optional<double> number;
  std::optional<std::string> json;
};
ValueColumns ToColumns(const parse::Value& value);
// The value in the columns `text`, `number` and `json` of the query's row.
parse::Value ValueFrom(Query& query, int text, int number, int json);

}  // namespace store

#endif  // STORE_SHEET_ROWS_H_
