// What a person does on the review page: requests as JSON -> the store. Plain functions, no
// socket.
#ifndef APP_REVIEW_ACTIONS_H_
#define APP_REVIEW_ACTIONS_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "store/store.h"

namespace app {

struct ActionResult {
  int status = 200;  // of HTTP
  std::string body;  // JSON
};

// `request` is whatever came. 400 where it has not the shape said, 404 where there is no such
// sheet or part, 409 where another person decided there since the sheet was loaded.

// {"path", "kind", "value", "detail", "note", "author", "seen"} -> the sheet as it is now.
ActionResult DecideAction(store::Store& store, const std::string& sheet,
                          const nlohmann::ordered_json& request);
// {"path", "text", "author"}: keeps a text that is not saved yet.
ActionResult DraftAction(store::Store& store, const std::string& sheet,
                         const nlohmann::ordered_json& request);
// {"changes": [{"sheet", "path", "kind", "value", "seen"}], "author"} -> {"batch", "done",
// "refused": [{"sheet", "path", "why"}]}
ActionResult BulkAction(store::Store& store, const nlohmann::ordered_json& request);
// {"batch", "author"} -> {"undone"}
ActionResult UndoBatchAction(store::Store& store, const nlohmann::ordered_json& request);
// {"size", "author"}: draws a sample.
ActionResult DrawSampleAction(store::Store& store, const nlohmann::ordered_json& request);
// {"sample", "position", "right"}
ActionResult AnswerSampleAction(store::Store& store, const nlohmann::ordered_json& request);

}  // namespace app

#endif  // APP_REVIEW_ACTIONS_H_
