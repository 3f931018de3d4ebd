// Page layers <-> bytes (versioned, zstd-compressed), for the database and for the
// pipe from the reading process.
//
// Decode never trusts its input: every length is checked, and what does not fit is
// an error, never a crash (it is a fuzz target). Decode(Encode(x)) == x for a layer that
// RoundToStored has rounded (ReadSource does), else to 1/1000 point.
#ifndef EXTRACT_LAYER_CODEC_H_
#define EXTRACT_LAYER_CODEC_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/page.h"

namespace extract {

// Encode keeps coordinates and sizes to 1/1000. Rounding them when a file is read makes
// that what is parsed now and what is parsed again from the database is the same.
void RoundToStored(PageLayer* layer);

std::string EncodeLayers(const SourceLayers& layers);

// `max_size`: the most bytes that may come out of the decompression. What they hold takes up
// to 20 times as much memory.
inline constexpr size_t kMaxDecodedSize = size_t{256} << 20;
tl::expected<SourceLayers, std::string> DecodeLayers(std::string_view bytes,
                                                     size_t max_size = kMaxDecodedSize);

}  // namespace extract

#endif  // EXTRACT_LAYER_CODEC_H_
