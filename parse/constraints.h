// [[constraint]] of a form: what must hold on a sheet that was filled in as it should be. A value
// that breaks one stays as it is read; a finding says what is wrong.
#ifndef PARSE_CONSTRAINTS_H_
#define PARSE_CONSTRAINTS_H_

#include "parse/form_rules.h"
#include "parse/form_words.h"
#include "parse/sheet_builder.h"

namespace parse {

void LoadConstraints(RuleTable& root, const FormWords& words, FormRules& form);

// Adds a finding `rule-broken` for each record or list that breaks a constraint.
void CheckConstraints(const FormRules& form, SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_CONSTRAINTS_H_
