// Any text: ReadQuantity gives a quantity that keeps the promises of jizen-sheet/1.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "parse/quantity.h"

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

bool IsSound(const parse::Quantity& quantity) {
  using parse::Comparator;
  if (quantity.doubtful == quantity.doubt.empty()) return false;
  if (quantity.value.has_value() == (quantity.comparator == Comparator::kNone)) return false;
  if (quantity.value_max.has_value() != (quantity.comparator == Comparator::kRange)) return false;
  if (quantity.unit && !quantity.value) return false;
  if (quantity.value && quantity.state != parse::State::kStated) return false;
  return !quantity.value || std::isfinite(*quantity.value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const parse::WordLists words = LoadBuiltInWords();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!IsSound(parse::ReadQuantity(text, words))) std::abort();
  return 0;
}
