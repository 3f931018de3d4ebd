// Which area and which indicator of one year's sheet is which of the next one's. Pure functions.
//
// Certainty  0..1: of links that are stated with certainty c, about a share c is right. How it is
//            made from likeness, units and values stands in year_match.cc; its weights were set
//            on corpus/make/year_series.py --wording tuning, and tests/years_test.py measures it
//            on other wordings.
// Who        A link of kCertainLink or more is made by itself; one from kProposedLink on is
//            proposed to people; below there is none. What a person said holds, whatever is
//            computed.
// Parts      An indicator that was split or merged has several links; only one of them can be made
//            without a person.
#ifndef STORE_YEAR_MATCH_H_
#define STORE_YEAR_MATCH_H_

#include <optional>
#include <vector>

#include "parse/morphology.h"
#include "store/year_decisions.h"
#include "store/year_sheets.h"

namespace store {

inline constexpr double kCertainLink = 0.9, kProposedLink = 0.5;

// By position: sheet in the list given, area in the sheet, indicator in the area.
struct PlaceOfPart {
  size_t sheet = 0, area = 0;
  std::optional<size_t> indicator;  // none: the area itself
  friend bool operator==(const PlaceOfPart&, const PlaceOfPart&) = default;
  friend auto operator<=>(const PlaceOfPart&, const PlaceOfPart&) = default;
};

enum class LinkState : uint8_t { kAutomatic, kProposed, kConfirmed, kRefused };

struct YearLink {
  PlaceOfPart a, b;  // of a sheet and a later one
  double certainty = 0;
  LinkState state = LinkState::kProposed;
  bool part = false;  // one was split into several, or several merged into one
  // Made or confirmed: the two are one and the same from then on.
  bool Holds() const { return state == LinkState::kAutomatic || state == LinkState::kConfirmed; }
};

// The links between each sheet and the next one of the list; sheets of one submitter, in order.
// Refused ones are among them, so that people can see what they refused.
std::vector<YearLink> LinkSheets(const std::vector<YearSheet>& sheets,
                                 const std::vector<IdentityDecision>& decisions,
                                 const parse::Morphology& morphology);

}  // namespace store

#endif  // STORE_YEAR_MATCH_H_
