// Any bytes: DecodeLayers gives layers or an error. The input is tried as it is, and as the
// body of a valid frame, so that the fuzzer need not learn to compress.
#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/layer_codec.h"

namespace {

constexpr size_t kMaxSize = size_t{16} << 20;

void TryDecode(std::string_view bytes) {
  const auto layers = extract::DecodeLayers(bytes, kMaxSize);
  if (!layers) return;
  // What decodes is sound: it survives another round.
  const std::string stored = extract::EncodeLayers(*layers);
  const auto again = extract::DecodeLayers(stored);
  if (!again || again->pages.size() != layers->pages.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  TryDecode(bytes);
  std::string framed("JZL\x01", 4);
  const size_t header = framed.size();
  framed.resize(header + ZSTD_compressBound(size));
  const size_t packed =
      ZSTD_compress(framed.data() + header, framed.size() - header, data, size, 1);
  if (ZSTD_isError(packed) != 0) return 0;
  framed.resize(header + packed);
  TryDecode(framed);
  return 0;
}
