// What the review page shows, as JSON: plain functions over the store, no socket.
#ifndef APP_REVIEW_VIEWS_H_
#define APP_REVIEW_VIEWS_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.h"

namespace app {

using ReviewJson = nlohmann::ordered_json;

// {"sheets": [...], "failed": [...]}: what waits for a person.
ReviewJson QueueView(const store::Store& store);

// One sheet with its values in force, what holds them, the log and the author's drafts.
// nullopt: there is no such sheet.
std::optional<ReviewJson> SheetForReview(const store::Store& store, const std::string& sheet,
                                         const std::string& author);

// The words of one page with their boxes: {"width", "height", "unit", "lines": [{"bbox",
// "glyphs": [[text, x0, y0, x1, y1], ...]}]}. nullopt: there is no such page.
std::optional<ReviewJson> PageWords(const store::Store& store, const std::string& sheet, int page);

// The page as SVG, drawn from the stored page layer: where there is no PDF to draw. No markup
// of the sheet's text survives. nullopt: there is no such page.
std::optional<std::string> PageDrawing(const store::Store& store, const std::string& sheet,
                                       int page);

// The log of a sheet, or of all ("").
ReviewJson LogView(const store::Store& store, const std::string& sheet);

ReviewJson FieldOverSheets(const store::Store& store, const std::string& kind,
                           const std::string& list, const std::string& field);

// The sample's fields and, of all samples together, the exact upper bound of the share of silent
// errors for each form and year.
ReviewJson QualityView(const store::Store& store);

// The exact (Clopper-Pearson) one-sided upper bound of a share at 95 %: `wrong` of `checked`.
double UpperBoundOfShare(int checked, int wrong);

}  // namespace app

#endif  // APP_REVIEW_VIEWS_H_
