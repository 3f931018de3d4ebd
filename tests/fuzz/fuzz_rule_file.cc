// Any bytes: a rule file is read or has a mistake with a place in it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "parse/word_lists.h"

namespace {

void Walk(parse::RuleTable table, int depth) {
  if (depth > 20) return;
  for (const std::string& key : table.Keys()) {
    table.Text(key);
    table.RequiredTexts(key);
    table.Flag(key);
    table.Integer(key);
    table.Number(key);
    table.Error(key, "x\nx", 1);
    if (const auto inner = table.Table(key)) Walk(*inner, depth + 1);
    for (const parse::RuleTable& inner : table.Tables(key)) Walk(inner, depth + 1);
  }
  table.Finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 10'000) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::vector<parse::RuleError> errors;
  if (const auto file = parse::RuleFile::Parse("x.toml", bytes, &errors)) {
    Walk(file->Root(), 0);
  } else if (errors.empty()) {
    std::abort();
  }
  // The keys that are looked for, and the suggestions for those that are not.
  for (const char* name : {"words/quantities.toml", "words/eras.toml", "words/submitters.toml"})
    parse::LoadWordLists({{name, bytes}}, &errors);
  for (const parse::RuleError& error : errors) {
    if (error.Format().empty() || error.line < 0) std::abort();
  }
  return 0;
}
