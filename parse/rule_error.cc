#include <fmt/format.h>
#include <unicode/uchar.h>

#include <string>

#include "parse/printed_text.h"
#include "parse/rules.h"

namespace parse {
namespace {

// Blanks as wide as the character is on a screen, so that the caret stands below its place.
std::string BlanksUnder(char32_t c) {
  if (c == U'\t') return "\t";
  const auto code_point = static_cast<UChar32>(c);
  switch (u_charType(code_point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return "";
    default:
      break;
  }
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? "  " : " ";
}

}  // namespace

std::string RuleError::Format() const {
  const std::string place = line > 0 ? fmt::format("{}:{}:{}", file, line, column) : file;
  const std::string_view separator = key.empty() ? "" : ": ";
  std::string text = fmt::format("{}: {}{}{}", place, key, separator, message);
  if (line <= 0 || source_line.empty()) return text;
  text += fmt::format("\n  {}\n  ", source_line);
  const std::u32string characters = ToUtf32(source_line);
  const size_t before = column > 0 ? static_cast<size_t>(column) - 1 : 0;
  for (size_t i = 0; i < before && i < characters.size(); ++i) text += BlanksUnder(characters[i]);
  return text + "^";
}

}  // namespace parse
