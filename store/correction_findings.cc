#include "store/correction_findings.h"

#include <nlohmann/json.hpp>

namespace store {

using Json = nlohmann::ordered_json;

Json Parsed(const std::string& json) {
  Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? Json() : parsed;
}

int IntegerIn(const Json& detail, const char* name) {
  const auto found = detail.find(name);
  return found != detail.end() && found->is_number_integer() ? found->get<int>() : 0;
}

std::string TextIn(const Json& detail, const char* name) {
  const auto found = detail.find(name);
  return found != detail.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<parse::Place> PlaceIn(const Json& detail) {
  const int page = IntegerIn(detail, "page");
  const auto box = detail.find("bbox");
  if (page < 1 || box == detail.end() || !box->is_array() || box->size() != 4) return std::nullopt;
  for (const Json& side : *box)
    if (!side.is_number()) return std::nullopt;
  return parse::Place{page, extract::Rect{(*box)[0].get<double>(), (*box)[1].get<double>(),
                                          (*box)[2].get<double>(), (*box)[3].get<double>()}};
}

CorrectionFinding Detached(const StoredCorrection& correction) {
  const Json detail = {{"path", correction.path},
                       {"machine", Parsed(correction.machine)},
                       {"human", Parsed(correction.value)}};
  return {correction.id, {"", "correction-detached", detail.dump()}};
}

CorrectionFinding ToReview(const StoredCorrection& correction, const std::string& pointer,
                           const char* reason, const std::string& machine_now) {
  const Json detail = {{"path", correction.path},
                       {"old", Parsed(correction.machine)},
                       {"new", Parsed(machine_now)},
                       {"human", Parsed(correction.value)}};
  return {correction.id, {pointer, reason, detail.dump()}};
}

parse::Status StatusOf(const StoredCorrection& correction) {
  const bool as_read = correction.kind == "accept" && correction.value == correction.machine;
  return as_read ? parse::Status::kAccepted : parse::Status::kCorrected;
}

}  // namespace store
