// How wide a text is on a terminal, and where it may be broken.
//
// Units   Columns of a terminal: a full-width or wide character (UAX #11: F, W) has two, a
//         combining or invisible one none, all others one. Ambiguous ones (① ○ →) count as
//         one, as terminals with a UTF-8 locale draw them.
// Input   Valid UTF-8 without control characters (printable.h), '\n' where it is named.
#ifndef APP_TEXT_WIDTH_H_
#define APP_TEXT_WIDTH_H_

#include <string>
#include <string_view>
#include <vector>

namespace app {

int TextWidth(std::string_view text);

// The text with spaces up to `columns`; as it is where it is wider.
std::string PadRight(std::string_view text, int columns);
std::string PadLeft(std::string_view text, int columns);

// Lines of at most `columns`, broken where Japanese and Latin typesetting allows (ICU's rules:
// no line begins with 、。）), or anywhere where a word alone is too wide. '\n' always breaks.
// At least one line. REQUIRES: columns >= 2.
std::vector<std::string> WrapText(std::string_view text, int columns);

}  // namespace app

#endif  // APP_TEXT_WIDTH_H_
