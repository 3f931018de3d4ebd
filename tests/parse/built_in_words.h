// The word lists of rules/words, as the program itself reads them.
#ifndef TESTS_PARSE_BUILT_IN_WORDS_H_
#define TESTS_PARSE_BUILT_IN_WORDS_H_

#include <string>
#include <utility>
#include <vector>

#include "parse/word_lists.h"

namespace tests {

// (name, bytes) of the files in rules/words.
std::vector<std::pair<std::string, std::string>> BuiltInWordFiles();
// Loaded once; a mistake in a file ends the test program.
const parse::WordLists& BuiltInWords();

}  // namespace tests

#endif  // TESTS_PARSE_BUILT_IN_WORDS_H_
