// Which sheets are editions of one another (schema/0005_editions.sql). The caller holds the
// transaction.
#ifndef STORE_EDITIONS_H_
#define STORE_EDITIONS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "store/connection.h"

namespace store {

// Writes the sheet's key anew from the values in force. A sheet that does not say its year and
// its submitter is no edition of anything.
void RenewEdition(Connection& connection, int64_t sheet);

// The ids of the neighbouring editions.
std::optional<std::string> EditionBefore(Connection& connection, int64_t sheet);
std::optional<std::string> EditionAfter(Connection& connection, int64_t sheet);

}  // namespace store

#endif  // STORE_EDITIONS_H_
