// Rows of `correction`, and what follows from them: `decision` and the findings about
// corrections. The caller holds the transaction.
#ifndef STORE_CORRECTION_ROWS_H_
#define STORE_CORRECTION_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/connection.h"
#include "store/corrections.h"

namespace store {

// All entries about a source, by id.
std::vector<StoredCorrection> ReadLog(Connection& connection, const std::string& sha256);
// The same for people; "": of all sources.
std::vector<CorrectionEntry> ReadEntries(Connection& connection, std::string_view sheet_id);
std::vector<std::string> SourcesOfBatch(Connection& connection, std::string_view batch);

// Returns the id.
int64_t AppendEntry(Connection& connection, const std::string& sha256,
                    const StoredCorrection& entry);

// Brings the corrections of a source together with what the machine read, and writes the sheet
// as people arranged it, `decision` and findings anew.
void RenewDecisions(Connection& connection, int64_t sheet, const std::string& sha256,
                    const parse::ParsedSheet& machine);

// What the machine read, whatever people changed. An empty optional: no such sheet.
std::optional<parse::ParsedSheet> ReadMachineSheet(Connection& connection, int64_t sheet);

// Puts the decided values into values that were read from the same database.
void ApplyDecisions(Connection& connection, int64_t sheet, parse::Record& values);

}  // namespace store

#endif  // STORE_CORRECTION_ROWS_H_
