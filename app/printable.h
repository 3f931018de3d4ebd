// Bytes from outside -> text that may be shown: valid UTF-8, and on a terminal without
// anything that a terminal would obey.
#ifndef APP_PRINTABLE_H_
#define APP_PRINTABLE_H_

#include <string>
#include <string_view>

namespace app {

// Each byte that belongs to no valid UTF-8 sequence becomes U+FFFD; all else stays.
std::string ValidUtf8(std::string_view bytes);

// As ValidUtf8; control characters (with escape and the bidirectional overrides) become
// U+FFFD too. A line feed stays only with `keep_lines`.
std::string ForTerminal(std::string_view bytes, bool keep_lines = false);

}  // namespace app

#endif  // APP_PRINTABLE_H_
