// Any bytes: the reader gives layers or a typed error, within its limits.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/layer_codec.h"
#include "extract/read_source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const extract::ReadLimits limits{
      .pages = 20, .glyphs_per_page = 20'000, .rulings_per_page = 20'000, .glyphs = 50'000};
  const auto layers = extract::ReadSource(bytes, limits);
  if (!layers) return 0;
  if (layers->pages.empty()) std::abort();
  // What was read can be stored and is the same when it comes back.
  const std::string stored = extract::EncodeLayers(*layers);
  const auto again = extract::DecodeLayers(stored);
  if (!again || extract::EncodeLayers(*again) != stored) std::abort();
  return 0;
}
