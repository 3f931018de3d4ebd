#include "app/csv_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "parse/fold.h"
#include "parse/printed_text.h"

namespace app {
namespace {

// What a formula begins with, full-width ones too (a Japanese Excel takes them), and the blanks
// that a spreadsheet skips before them.
constexpr std::u32string_view kFormulaStarts = U"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\u2212";

// The longest text that is still looked at as a number or date.
constexpr size_t kLongestNumber = 255;

// What numbers and dates are written with, folded: figures, signs, eras and their letters, the
// signs for year, month, day, hour, minute, second, percent and money.
constexpr std::u32string_view kNumberCharacters =
    U"0123456789.,:/+-%()$\u00A5\\eErhstm"
    U"\u5E74\u6708\u65E5\u6642\u5206\u79D2"
    U"\u4EE4\u548C\u5E73\u6210\u662D\u5927\u6B63\u660E\u6CBB\u5143";

bool LooksLikeANumber(std::u32string_view text) {
  if (text.size() > kLongestNumber) return false;
  const std::u32string folded = parse::Fold(text).text;
  if (folded == U"true" || folded == U"false") return true;
  const bool figure =
      std::any_of(folded.begin(), folded.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return figure && folded.find_first_not_of(kNumberCharacters) == std::u32string::npos;
}

}  // namespace

std::string CsvText(std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of("\",\r\n") == std::string_view::npos &&
                     text.front() != ' ' && text.back() != ' ';
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string CsvCell(const store::Cell& cell, store::ColumnType type) {
  if (const auto* text = std::get_if<std::string>(&cell)) return CsvText(*text);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{}", *number);
  if (const auto* integer = std::get_if<int64_t>(&cell)) {
    if (type == store::ColumnType::kBoolean) return *integer != 0 ? "true" : "false";
    return fmt::format("{}", *integer);
  }
  return "";
}

bool NeedsGuard(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  const std::u32string characters = parse::ToUtf32(text);
  if (characters.empty()) return false;
  return kFormulaStarts.find(characters.front()) != std::u32string_view::npos ||
         LooksLikeANumber(characters);
}

std::string GuardedText(std::string_view text) {
  std::string guarded = NeedsGuard(text) ? "'" : "";
  return guarded.append(text);
}

}  // namespace app
