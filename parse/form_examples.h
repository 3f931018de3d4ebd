// A form's own examples: a printed text, and what the form must take it for. `jizen rules check`
// runs them.
#ifndef PARSE_FORM_EXAMPLES_H_
#define PARSE_FORM_EXAMPLES_H_

#include <vector>

#include "parse/form_rules.h"
#include "parse/word_lists.h"

namespace parse {

// Reads [[example]]. REQUIRES: the form's sections and tables are read.
void LoadExamples(RuleTable& root, FormRules& form);

// The examples that fail, each with what came out instead.
std::vector<RuleError> FailingExamples(const FormRules& form, const WordLists& words);

}  // namespace parse

#endif  // PARSE_FORM_EXAMPLES_H_
