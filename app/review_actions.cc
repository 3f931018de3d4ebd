#include "app/review_actions.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <utility>

#include "app/review_views.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

ActionResult Result(int status, const Json& body) {
  return {status, body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

ActionResult Refusal(int status, const std::string& why) {
  return Result(status, {{"error", why}});
}

std::string TextIn(const Json& request, const char* name) {
  const auto found = request.is_object() ? request.find(name) : request.end();
  return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<int64_t> IntegerIn(const Json& request, const char* name) {
  const auto found = request.is_object() ? request.find(name) : request.end();
  return found != request.end() && found->is_number_integer() ? std::optional(found->get<int64_t>())
                                                              : std::nullopt;
}

// A member as JSON; "" where there is none.
std::string JsonIn(const Json& request, const char* name) {
  const auto found = request.is_object() ? request.find(name) : request.end();
  return found != request.end() ? found->dump() : std::string();
}

store::Store::Correction CorrectionIn(const Json& request) {
  store::Store::Correction correction;
  correction.path = TextIn(request, "path");
  correction.kind = TextIn(request, "kind");
  correction.value_json = JsonIn(request, "value");
  correction.detail_json = JsonIn(request, "detail");
  correction.author = TextIn(request, "author");
  correction.note = TextIn(request, "note");
  correction.seen = IntegerIn(request, "seen");
  return correction;
}

std::string NewBatch() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

const char* OutcomeWord(store::Store::Outcome outcome) {
  switch (outcome) {
    case store::Store::Outcome::kDone:
      return "done";
    case store::Store::Outcome::kNoSuchPart:
      return "no-such-part";
    case store::Store::Outcome::kConflict:
      return "conflict";
    case store::Store::Outcome::kNothing:
      return "nothing";
  }
  return "";
}

int StatusOf(store::Store::Outcome outcome) {
  if (outcome == store::Store::Outcome::kConflict) return 409;
  return outcome == store::Store::Outcome::kNoSuchPart ? 404 : 200;
}

}  // namespace

ActionResult DecideAction(store::Store& store, const std::string& sheet, const Json& request) {
  const store::Store::Correction correction = CorrectionIn(request);
  store::Store::Decided decided;
  try {
    decided = store.Decide(sheet, correction);
  } catch (const store::StoreError& error) {
    if (error.kind() != store::StoreError::Kind::kBadValue) throw;
    return Refusal(400, error.what());
  }
  const auto now = SheetForReview(store, sheet, correction.author);
  if (!now) return Refusal(404, "no such sheet");
  return Result(
      StatusOf(decided.outcome),
      {{"outcome", OutcomeWord(decided.outcome)}, {"entry", decided.id}, {"sheet", *now}});
}

ActionResult DraftAction(store::Store& store, const std::string& sheet, const Json& request) {
  if (!store.FindSheet(sheet)) return Refusal(404, "no such sheet");
  store.SaveDraft(sheet,
                  {TextIn(request, "author"), TextIn(request, "path"), TextIn(request, "text")});
  return Result(200, {{"outcome", "done"}});
}

ActionResult BulkAction(store::Store& store, const Json& request) {
  const auto changes = request.is_object() ? request.find("changes") : request.end();
  if (changes == request.end() || !changes->is_array())
    return Refusal(400, "changes: an array is missing");
  const std::string batch = NewBatch(), author = TextIn(request, "author");
  int done = 0;
  Json refused = Json::array();
  for (const Json& change : *changes) {
    store::Store::Correction correction = CorrectionIn(change);
    correction.author = author;
    correction.batch = batch;
    const std::string sheet = TextIn(change, "sheet");
    std::string why;
    try {
      const auto decided = store.Decide(sheet, correction);
      if (decided.outcome == store::Store::Outcome::kDone) {
        ++done;
        continue;
      }
      why = OutcomeWord(decided.outcome);
    } catch (const store::StoreError& error) {
      if (error.kind() != store::StoreError::Kind::kBadValue) throw;
      why = error.what();
    }
    refused.push_back({{"sheet", sheet}, {"path", correction.path}, {"why", why}});
  }
  return Result(200, {{"batch", batch}, {"done", done}, {"refused", std::move(refused)}});
}

ActionResult UndoBatchAction(store::Store& store, const Json& request) {
  return Result(200,
                {{"undone", store.UndoBatch(TextIn(request, "batch"), TextIn(request, "author"))}});
}

ActionResult DrawSampleAction(store::Store& store, const Json& request) {
  const auto size = IntegerIn(request, "size");
  if (!size || *size < 1 || *size > 5000) return Refusal(400, "size: from 1 to 5000");
  store.DrawSample(TextIn(request, "author"), static_cast<int>(*size));
  return Result(200, QualityView(store));
}

ActionResult AnswerSampleAction(store::Store& store, const Json& request) {
  const auto sample = IntegerIn(request, "sample"), position = IntegerIn(request, "position");
  const auto right = request.is_object() ? request.find("right") : request.end();
  if (!sample || !position || right == request.end() || !right->is_boolean())
    return Refusal(400, "sample, position and right are needed");
  if (!store.AnswerSample(*sample, static_cast<int>(*position), right->get<bool>()))
    return Refusal(404, "no such field in the sample");
  return Result(200, QualityView(store));
}

}  // namespace app
