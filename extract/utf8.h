// UTF-8, one code point at a time. Never reads outside the text; what is no code point
// counts as U+FFFD, one for each bad byte sequence.
#ifndef EXTRACT_UTF8_H_
#define EXTRACT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace extract {

inline constexpr char32_t kReplacementChar = 0xFFFD;
inline constexpr std::string_view kReplacement = "\uFFFD";

// A surrogate or a value beyond U+10FFFF is appended as U+FFFD.
void AppendUtf8(char32_t c, std::string* text);

// The code point at `*at`; moves `*at` behind it. REQUIRES: *at < text.size().
char32_t NextCodePoint(std::string_view text, size_t* at);

bool IsValidUtf8(std::string_view text);
std::string ReplaceInvalidUtf8(std::string_view text);

}  // namespace extract

#endif  // EXTRACT_UTF8_H_
