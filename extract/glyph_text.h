// The text of one glyph, from the code points that a font gives for it.
#ifndef EXTRACT_GLYPH_TEXT_H_
#define EXTRACT_GLYPH_TEXT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace extract {

// Unmapped, or a control character that takes room (ink that the font cannot name): U+FFFD.
// Tabs and line ends are blanks. "" if nothing is printed: characters that never have ink.
std::string GlyphText(std::span<const uint32_t> code_points, bool has_advance);

// Does it hold a code point whose meaning nobody knows: private use or U+FFFD?
bool HoldsPrivateUse(std::string_view text);

}  // namespace extract

#endif  // EXTRACT_GLYPH_TEXT_H_
