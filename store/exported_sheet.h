// A sheet as it was exported -> what is to be stored for it, so that it is exported the same again.
//
// An export holds the values in force and says of each whether a person decided it. What the
// machine had read there, who decided and when, it does not hold.
#ifndef STORE_EXPORTED_SHEET_H_
#define STORE_EXPORTED_SHEET_H_

#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/correction_log.h"

namespace store {

struct ExportedSheet {
  parse::ParsedSheet machine;             // its fields have no decisions
  std::vector<StoredCorrection> entries;  // in the order in which they are to be made
};

// `state`: as exported. A finding that a decision of a person needs looking at again is made anew
// from its entry where its detail says how, and else stands for the whole sheet (path "").
ExportedSheet SplitDecisions(const parse::ParsedSheet& exported, std::string_view state);

}  // namespace store

#endif  // STORE_EXPORTED_SHEET_H_
