// What is said to a person about a correction that does not simply hold.
#ifndef STORE_CORRECTION_FINDINGS_H_
#define STORE_CORRECTION_FINDINGS_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "store/corrections.h"

namespace store {

// null where it is no JSON.
nlohmann::ordered_json Parsed(const std::string& json);

// Members of an entry's detail; 0, "" and nullopt where there is no such.
int IntegerIn(const nlohmann::ordered_json& detail, const char* name);
std::string TextIn(const nlohmann::ordered_json& detail, const char* name);
std::optional<parse::Place> PlaceIn(const nlohmann::ordered_json& detail);  // page and bbox

CorrectionFinding Detached(const StoredCorrection& correction);
CorrectionFinding ToReview(const StoredCorrection& correction, const std::string& pointer,
                           const char* reason, const std::string& machine_now);

// An accepted value is the machine's of then, unless a person had set another one before.
parse::Status StatusOf(const StoredCorrection& correction);

}  // namespace store

#endif  // STORE_CORRECTION_FINDINGS_H_
