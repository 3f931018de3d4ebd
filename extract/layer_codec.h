// Page layers <-> bytes (versioned, zstd-compressed), for the database and for the
// pipe from the reading process.
//
// Decode never trusts its input: every length is checked, and what does not fit is
// an error, never a crash (it is a fuzz target). Decode(Encode(x)) == x, box
// coordinates kept to 1/1000 point.
#ifndef EXTRACT_LAYER_CODEC_H_
#define EXTRACT_LAYER_CODEC_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/page.h"

namespace extract {

std::string EncodeLayers(const SourceLayers& layers);
tl::expected<SourceLayers, std::string> DecodeLayers(std::string_view bytes);

}  // namespace extract

#endif  // EXTRACT_LAYER_CODEC_H_
