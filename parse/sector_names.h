// Names of sectors as they are printed in role tables.
#ifndef PARSE_SECTOR_NAMES_H_
#define PARSE_SECTOR_NAMES_H_

#include <string_view>

#include "parse/form_rules.h"

namespace parse {

// A sector of the form, or several of which the form knows one: 病院・診療所. `folded` as by
// fold.h.
bool IsSectorName(std::u32string_view folded, const FormRules& form);

// A sector of the form, or several of which it knows each: 県・市町村.
bool AllSectorsKnown(std::u32string_view folded, const FormRules& form);

}  // namespace parse

#endif  // PARSE_SECTOR_NAMES_H_
