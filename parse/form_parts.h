// [[part]] of a form: parts that the schema of a sheet does not have.
#ifndef PARSE_FORM_PARTS_H_
#define PARSE_FORM_PARTS_H_

#include "parse/form_rules.h"
#include "parse/form_words.h"

namespace parse {

// Reads [[part]]: the part, its heading among the sections and its table among the tables.
void LoadParts(RuleTable& root, const FormWords& words, FormRules& form);

// Two sections, tables or parts with the same id: a mistake.
void CheckIds(RuleTable& root, const FormRules& form);

}  // namespace parse

#endif  // PARSE_FORM_PARTS_H_
