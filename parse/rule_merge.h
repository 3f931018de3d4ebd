// A form that says `base = "..."`: the base's rules with the changes of this file put in. Sees
// toml++, as rule_file.cc does; all else takes the outcome for a file like any other.
//
// What the file says holds; what it does not say is the base's. A list is replaced, or changed by
// `key.add`, `key.first`, `key.remove`; sections, tables and parts go by their id, columns by
// their field (and kind) with `columns.change`.
#ifndef PARSE_RULE_MERGE_H_
#define PARSE_RULE_MERGE_H_

#include <toml++/toml.h>

#include <functional>
#include <string>

namespace parse {

// A mistake at a place of one of the two files; the key dotted.
using ReportMistake =
    std::function<void(const toml::source_region& at, std::string key, std::string message)>;

// Moves what `base` has and `changes` lacks into `changes`; nodes keep the place they came from.
void MergeRules(toml::table& changes, toml::table base, const ReportMistake& report);

// Does the value read as changes to a list: nothing but add, first, remove, change?
bool IsListChange(const toml::node& value);

}  // namespace parse

#endif  // PARSE_RULE_MERGE_H_
