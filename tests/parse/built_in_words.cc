#include "tests/parse/built_in_words.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tests {

std::vector<std::pair<std::string, std::string>> BuiltInWordFiles() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* name : {"eras.toml", "marks.toml", "quantities.toml", "submitters.toml"}) {
    const std::string path = std::string("words/") + name;
    std::ifstream stream(std::string(JIZEN_SOURCE_DIR "/rules/") + path, std::ios::binary);
    files.emplace_back(path, std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  return files;
}

const parse::WordLists& BuiltInWords() {
  static const parse::WordLists words = [] {
    std::vector<parse::RuleError> errors;
    parse::WordLists loaded = parse::LoadWordLists(BuiltInWordFiles(), &errors);
    for (const parse::RuleError& error : errors) std::cerr << error.Format() << "\n";
    if (!errors.empty()) std::abort();
    return loaded;
  }();
  return words;
}

}  // namespace tests
