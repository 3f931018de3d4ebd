// What a person says of two parts of different years' sheets -> the log of such decisions.
#ifndef APP_YEAR_LINK_H_
#define APP_YEAR_LINK_H_

#include <string>
#include <tl/expected.hpp>

#include "parse/rules.h"
#include "store/store.h"
#include "store/year_decisions.h"

namespace app {

struct LinkRequest {
  struct Part {
    std::string sheet, path;  // id; JSON Pointer of an area or indicator
  };
  Part a, b;  // in any order
  store::Verdict verdict = store::Verdict::kSame;
  std::string author, note;
};

enum class LinkProblem : uint8_t {
  kNoSuchPart,
  kOtherSubmitter,  // or not the current edition
  kNotComparable,   // an area with an indicator, or not of neighbouring sheets
};

// Keeps the decision with the certainty that the program had stated. On the disk on return.
tl::expected<void, LinkProblem> DecideLink(const store::Store& store,
                                           store::YearDecisions& decisions,
                                           const parse::RuleSet& rules, const LinkRequest& request);

}  // namespace app

#endif  // APP_YEAR_LINK_H_
