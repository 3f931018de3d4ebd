// What a database needs besides its sheets: is it whole, and a copy of it. Used by Store.
#ifndef STORE_UPKEEP_H_
#define STORE_UPKEEP_H_

#include <filesystem>
#include <string>
#include <vector>

#include "store/connection.h"

namespace store {

// What is wrong, in English, one line each; empty where all is well. Looks at SQLite's own
// structure, foreign keys, that each source has its page layers and its sheet, and that each
// page's printed characters are all accounted for. The caller holds a read transaction.
std::vector<std::string> FindFaults(Connection& connection);

// Copies the database as it is now into `to`, which appears whole under its name or not at all.
// Others may read and write meanwhile. A file that is there is replaced if it is a database of
// this program, else refused (StoreError::kNotADatabase).
void CopyDatabase(Connection& connection, const std::filesystem::path& to);

}  // namespace store

#endif  // STORE_UPKEEP_H_
