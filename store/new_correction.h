// A decision of a person -> the row that is appended for it. Pure functions.
#ifndef STORE_NEW_CORRECTION_H_
#define STORE_NEW_CORRECTION_H_

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "parse/sheet.h"
#include "store/correction_log.h"
#include "store/store.h"

namespace store {

// `log`: all entries about the sheet, by id. The error is never kDone.
// Throws StoreError::kBadValue where the part cannot hold such a value.
tl::expected<StoredCorrection, Store::Decided> MakeEntry(const parse::ParsedSheet& machine,
                                                         const std::vector<StoredCorrection>& log,
                                                         const Store::Correction& correction);

StoredCorrection UndoOf(const StoredCorrection& entry, std::string_view author);
// Those of a batch that stand and are no undo, the last first.
std::vector<StoredCorrection> EntriesOfBatch(const std::vector<StoredCorrection>& log,
                                             std::string_view batch);

}  // namespace store

#endif  // STORE_NEW_CORRECTION_H_
