// Rows of `correction`, and what follows from them: `decision` and the findings about
// corrections. The caller holds the transaction.
#ifndef STORE_CORRECTION_ROWS_H_
#define STORE_CORRECTION_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "parse/sheet.h"
#include "store/connection.h"
#include "store/corrections.h"

namespace store {

// Those that no later one supersedes, by id.
std::vector<StoredCorrection> LiveCorrections(Connection& connection, const std::string& sha256);

// Brings the corrections of a source together with the machine's values of its sheet, and
// writes `decision` and findings anew.
void RenewDecisions(Connection& connection, int64_t sheet, const std::string& sha256,
                    const parse::Record& machine_values);

// Puts the decided values into machine values that were read from the same database.
void ApplyDecisions(Connection& connection, int64_t sheet, parse::Record& values);

// Appends a correction; false if `machine_values` has no such part.
// Throws StoreError::kBadValue.
bool AppendCorrection(Connection& connection, const std::string& sha256,
                      const parse::Record& machine_values, const Store::Correction& correction);

}  // namespace store

#endif  // STORE_CORRECTION_ROWS_H_
