// Any line: `load` takes a result from it or says what is wrong, and what it takes is sound.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/result_line.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto head = app::HeadOfLine(line);
  const auto taken = app::FromLine(line);
  if (!taken) return 0;
  if (!head || head->path != taken->result.source.path) std::abort();
  // It survives another round.
  const auto again = app::FromLine(app::ToLine(taken->result, taken->made_by));
  if (!again || again->result.source.path != taken->result.source.path) std::abort();
  if (!(again->result.sheet == taken->result.sheet)) std::abort();
  return 0;
}
