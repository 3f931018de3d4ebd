// What other rules would do to one stored sheet: each value that people decided on judged by their
// word, every other one by the machine's of today. Pure functions.
#ifndef APP_SHEET_TRIAL_H_
#define APP_SHEET_TRIAL_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/rehearsal.h"

namespace app {

enum class Effect : uint8_t {
  kFixed,    // a person's value that the machine did not read and now would
  kBroken,   // one that it reads and would not; or a decision that would find no place
  kChanged,  // another value, and no person's word says which is right
};
std::string_view EffectName(Effect effect);  // "fixed", "broken", "changed"

struct TriedValue {
  Effect effect = Effect::kChanged;
  std::string pointer;  // into the sheet as it is; of a value that is new: as it would be
  std::string field;    // "goal.progress"; "" of a decision without a place
  std::string rule;     // that read it, or now would; "" of a decision without a place
  parse::Status status = parse::Status::kParsed;
  std::string decided;        // a person's value; "" where nobody decided
  std::string before, after;  // what the machine reads and would read
};

struct TrialCounts {
  int fixed = 0, broken = 0, changed = 0, unchanged = 0;
  TrialCounts& operator+=(const TrialCounts& other);
  void Count(Effect effect);
  bool AllUnchanged() const { return fixed == 0 && broken == 0 && changed == 0; }
};

// A figure of the sheet as it is and as it would be.
template <typename T>
struct BeforeAfter {
  T before{}, after{};
};

struct SheetTrial {
  std::vector<TriedValue> values;  // broken, fixed, then changed; in the order of the sheet
  TrialCounts counts;
  std::map<std::string, TrialCounts> by_rule;
  BeforeAfter<std::string> form;      // "" where none is recognised
  BeforeAfter<int> review, leftover;  // findings of the machine; pieces of text
};

// Texts are compared as the contract has it (parse/compare.h).
SheetTrial JudgeTrial(const store::Rehearsal& rehearsal);

// The same for a sheet that people checked as a whole and that is kept as gold: `before` and
// `after` are two parses of it.
SheetTrial JudgeAgainstGold(const parse::ParsedSheet& gold, const parse::ParsedSheet& before,
                            const parse::ParsedSheet& after);

}  // namespace app

#endif  // APP_SHEET_TRIAL_H_
