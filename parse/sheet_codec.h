// A parsed sheet <-> bytes, for the pipe from the reading process. Decode never
// trusts its input (it is a fuzz target); Decode(Encode(x)) == x.
#ifndef PARSE_SHEET_CODEC_H_
#define PARSE_SHEET_CODEC_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "parse/sheet.h"

namespace parse {

std::string EncodeSheet(const ParsedSheet& sheet);
tl::expected<ParsedSheet, std::string> DecodeSheet(std::string_view bytes);

}  // namespace parse

#endif  // PARSE_SHEET_CODEC_H_
