// Any text file: ParseDocument gives a sheet whose account closes, and the same one again. The
// input is tried as it is, and behind the title of the form, so that it is read as a sheet.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/read_source.h"
#include "parse/parse_document.h"

namespace {

parse::RuleSet LoadRules() {
  auto rules = parse::RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
  if (!rules) std::abort();
  return std::move(*rules);
}

void TryParse(std::string_view text, const parse::RuleSet& rules) {
  const extract::ReadLimits limits{
      .pages = 20, .glyphs_per_page = 20'000, .rulings_per_page = 1, .glyphs = 50'000};
  const auto layers = extract::ReadSource(text, limits);
  if (!layers) return;
  const parse::ParsedSheet sheet = parse::ParseDocument(*layers, rules);
  if (sheet.account.size() != layers->pages.size()) std::abort();
  for (const parse::PageAccount& page : sheet.account) {
    if (page.printed != page.in_fields + page.in_form + page.in_leftover) std::abort();
  }
  if (!(parse::ParseDocument(*layers, rules) == sheet)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const parse::RuleSet rules = LoadRules();
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (text.rfind("%PDF", 0) == 0) return 0;  // fuzz_read_source reads those
  TryParse(text, rules);
  TryParse("「事前課題」シート\n" + text, rules);
  return 0;
}
