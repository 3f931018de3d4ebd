// Several readings of one row -> the one that most of them support.
#ifndef EXTRACT_ROW_VOTES_H_
#define EXTRACT_ROW_VOTES_H_

#include <vector>

#include "extract/text_recogniser.h"

namespace extract {

// `first` is the best reading as such. Where the other two agree against it, in a character, in
// one more or in one less, they are followed. What is not read alike by all three is no surer
// than a half.
std::vector<RecognisedCharacter> OutvoteFirst(std::vector<RecognisedCharacter> first,
                                              const std::vector<RecognisedCharacter>& second,
                                              const std::vector<RecognisedCharacter>& third);

}  // namespace extract

#endif  // EXTRACT_ROW_VOTES_H_
