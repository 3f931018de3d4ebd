// Any text: a fiscal year that is found stands in the text and is one that people live in.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "parse/fiscal_year.h"

namespace {

parse::WordLists LoadBuiltInWords() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* name : {"eras.toml", "quantities.toml", "submitters.toml"}) {
    std::ifstream stream(std::string(JIZEN_SOURCE_DIR "/rules/words/") + name, std::ios::binary);
    files.emplace_back(name, std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  std::vector<parse::RuleError> errors;
  parse::WordLists words = parse::LoadWordLists(files, &errors);
  if (!errors.empty()) std::abort();
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const parse::WordLists words = LoadBuiltInWords();
  const std::u32string text =
      parse::ToUtf32(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const bool need_nendo : {false, true}) {
    const auto year = parse::FindFiscalYear(text, words, need_nendo);
    if (!year) continue;
    if (year->begin >= year->end || year->end > text.size()) std::abort();
    if (year->year < 1800 || year->year > 9999) std::abort();
  }
  if (const auto relative = parse::FindRelativeFiscalYear(text);
      relative && (*relative < -1 || *relative > 1)) {
    std::abort();
  }
  return 0;
}
