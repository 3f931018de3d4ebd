// Bytes <-> BASE64 (RFC 4648, section 4), without line breaks.
#ifndef EXTRACT_BASE64_H_
#define EXTRACT_BASE64_H_

#include <optional>
#include <string>
#include <string_view>

namespace extract {

std::string ToBase64(std::string_view bytes);
// nullopt where the text is none, or its padding is missing.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace extract

#endif  // EXTRACT_BASE64_H_
