#include "app/year_link.h"

#include <algorithm>
#include <utility>

#include "app/year_books.h"

namespace app {
namespace {

bool HasSheet(const SubmitterSheets& submitter, const std::string& id) {
  return std::any_of(submitter.sheets.begin(), submitter.sheets.end(),
                     [&](const store::SheetSummary& sheet) { return sheet.id == id; });
}

store::YearPart NameOf(const store::YearBook& book, const store::PlaceOfPart& place) {
  const store::YearSheet& sheet = book.sheets[place.sheet];
  const store::YearArea& area = book.AreaAt(place);
  return place.indicator ? store::PartOf(sheet, area, book.IndicatorAt(place))
                         : store::PartOf(sheet, area);
}

}  // namespace

tl::expected<void, LinkProblem> DecideLink(const store::Store& store,
                                           store::YearDecisions& decisions,
                                           const parse::RuleSet& rules,
                                           const LinkRequest& request) {
  const std::vector<SubmitterSheets> all = Submitters(store);
  const auto submitter = std::find_if(all.begin(), all.end(), [&](const SubmitterSheets& one) {
    return HasSheet(one, request.a.sheet) && HasSheet(one, request.b.sheet);
  });
  if (submitter == all.end()) return tl::unexpected(LinkProblem::kOtherSubmitter);
  const store::YearBook book = BookOf(store, *submitter, decisions.All(), rules);
  auto a = PlaceAt(book, request.a.sheet, request.a.path);
  auto b = PlaceAt(book, request.b.sheet, request.b.path);
  if (!a || !b) return tl::unexpected(LinkProblem::kNoSuchPart);
  if (b->sheet < a->sheet) std::swap(a, b);
  if (a->sheet + 1 != b->sheet || a->indicator.has_value() != b->indicator.has_value())
    return tl::unexpected(LinkProblem::kNotComparable);
  store::IdentityDecision decision;
  decision.of_areas = !a->indicator;
  decision.a = NameOf(book, *a);
  decision.b = NameOf(book, *b);
  decision.verdict = request.verdict;
  decision.author = request.author;
  decision.note = request.note;
  for (const store::YearLink& link : book.links)
    if (link.a == *a && link.b == *b && link.certainty > 0) decision.certainty = link.certainty;
  decisions.Append(decision);
  return {};
}

}  // namespace app
