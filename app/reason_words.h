// The short codes of the contract in words for a person, in their language. Those that the review
// page shows as well stand in review/words.*.json.
#ifndef APP_REASON_WORDS_H_
#define APP_REASON_WORDS_H_

#include <string>
#include <string_view>

namespace app {

// Why a file could not be used and what can be done: "damaged", "locked", ... An unknown code
// comes back as it is, here and below.
std::string FailureWords(std::string_view code);
// The reason alone, in a few words, for a table.
std::string FailureName(std::string_view code);

// Why a person should look at a value: "text-doubtful", "no-text-layer", ...
std::string ReviewWords(std::string_view code);

// What exactly is doubtful, as a finding's detail says it: "may be a year", "page 3". What a
// detail quotes from the sheet comes back as it is.
std::string DetailWords(std::string_view detail);

// A field, record or list of jizen-sheet/1 by its name in JSON: "expected_outcome" -> "expected
// outcome" in the person's language.
std::string FieldWords(std::string_view name);

// A pointer for a person: "/areas/0/goals/1/progress" -> "area 1, goal 2, progress". "" is the
// sheet as a whole.
std::string PointerWords(std::string_view pointer);

}  // namespace app

#endif  // APP_REASON_WORDS_H_
