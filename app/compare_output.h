// What changed from one sheet to another, as JSON and as text for a terminal.
#ifndef APP_COMPARE_OUTPUT_H_
#define APP_COMPARE_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "parse/rules.h"
#include "store/sheet_changes.h"
#include "store/store.h"

namespace app {

struct SheetComparison {
  store::SheetSummary a, b;  // the earlier, the later one
  std::vector<store::SheetChange> changes;
};

// In the order given. REQUIRES: both are there.
SheetComparison CompareStored(const store::Store& store, const std::string& a, const std::string& b,
                              const std::vector<store::IdentityDecision>& decisions,
                              const parse::RuleSet& rules);

// {"a": {...}, "b": {...}, "counts": {"same", "changed", "added", "removed"}, "changes": [{"kind",
// "section", "area", "record", "field", "a", "b", "a_text", "b_text", "pieces": [["both", "…"]]}]}
nlohmann::ordered_json ComparisonJson(const SheetComparison& comparison);
// Side by side; what is the same only with `all`.
std::string ComparisonText(const SheetComparison& comparison, bool all, int columns);

}  // namespace app

#endif  // APP_COMPARE_OUTPUT_H_
