#include "extract/text_file.h"

#include <fmt/format.h>
#include <unicode/localpointer.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extract/aligned_tabs.h"
#include "extract/glyph_text.h"
#include "extract/utf8.h"

namespace extract {
namespace {

// ---- Encodings ----

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kUtf16Le = "UTF-16LE";
constexpr std::string_view kUtf16Be = "UTF-16BE";
constexpr std::string_view kIso2022Jp = "ISO-2022-JP";
constexpr std::string_view kShiftJis = "Shift_JIS";
constexpr std::string_view kEucJp = "EUC-JP";

// ICU's converter for an encoding: the variants with the rows that Windows added (①, ㈱).
const char* ConverterName(std::string_view encoding) {
  if (encoding == kShiftJis) return "windows-31j";
  if (encoding == kEucJp) return "ibm-33722_P12A_P12A-2009_U2";
  if (encoding == kIso2022Jp) return "ISO-2022-JP-2";
  return encoding == kUtf16Le ? "UTF-16LE" : "UTF-16BE";
}

// Strict: nullopt if any byte sequence is not valid in the encoding.
std::optional<std::string> Convert(std::string_view bytes, std::string_view encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUConverterPointer converter(ucnv_open(ConverterName(encoding), &status));
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(converter.getAlias(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                      &status);
  std::string utf8;
  utf8.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 4096> chunk{};
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  char32_t high = 0;  // half of a pair that was cut by the end of the chunk
  do {
    UChar* target = chunk.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.getAlias(), &target, target + chunk.size(), &source, end, nullptr,
                   /*flush=*/true, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return std::nullopt;
    for (const UChar* unit = chunk.data(); unit != target; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        high = *unit;
      } else if (U16_IS_TRAIL(*unit)) {
        AppendUtf8(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high, *unit)), &utf8);
      } else {
        AppendUtf8(*unit, &utf8);
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return utf8;
}

bool IsLayoutControl(char32_t c) { return c >= '\t' && c <= '\r'; }

// How much a text looks like Japanese (or ASCII) that someone wrote, 0 to 1. Bytes read in
// the wrong encoding give half-width katakana, rare ideographs and symbols.
double Plausibility(std::string_view utf8) {
  double sum = 0;
  size_t count = 0;
  for (size_t at = 0; at < utf8.size(); ++count) {
    const char32_t c = NextCodePoint(utf8, &at);
    const bool kana_or_full_width = (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFF5E);
    if ((c >= 0x20 && c < 0x7F) || IsLayoutControl(c) || kana_or_full_width) {
      sum += 1;
    } else if (c >= 0x4E00 && c <= 0x9FFF) {
      sum += 0.7;
    } else if (c >= 0xFF61 && c <= 0xFF9F) {
      sum += 0.2;
    } else if (c >= 0x2000 && c <= 0x33FF) {
      sum += 0.6;  // symbols
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c <= 0xF8FF)) {
      sum -= 2;  // controls, private use
    }
  }
  return count == 0 ? 1 : sum / static_cast<double>(count);
}

constexpr double kPlausible = 0.3;  // text with many half-width katakana has about 0.45

// Text in a Unicode encoding may be in any language, but holds almost no control characters.
bool HoldsText(std::string_view utf8) {
  constexpr size_t kPerControl = 100;
  size_t controls = 0, count = 0;
  for (size_t at = 0; at < utf8.size(); ++count) {
    const char32_t c = NextCodePoint(utf8, &at);
    if (c == 0) return false;
    if ((c < 0x20 && !IsLayoutControl(c)) || c == 0x7F) ++controls;
  }
  return controls * kPerControl <= count;
}

std::optional<DecodedText> ConvertIfText(std::string_view bytes, std::string_view encoding) {
  auto utf8 = Convert(bytes, encoding);
  if (!utf8 || !HoldsText(*utf8)) return std::nullopt;
  return DecodedText{std::move(*utf8), encoding, 0};
}

// UTF-8 with a few bad bytes: cut at the end, or damaged. Text in another encoding has hardly
// any sequence that is valid in UTF-8.
std::optional<DecodedText> RepairUtf8(std::string_view bytes) {
  constexpr size_t kGoodPerBad = 10;
  size_t good = 0, bad = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(bytes, &at);
    if (c == kReplacementChar && bytes.substr(begin, at - begin) != kReplacement)
      ++bad;
    else if (c >= 0x80)
      ++good;
  }
  if (good < bad * kGoodPerBad || good == 0) return std::nullopt;
  std::string utf8 = ReplaceInvalidUtf8(bytes);
  if (!HoldsText(utf8)) return std::nullopt;
  return DecodedText{std::move(utf8), kUtf8, bad};
}

// The order in which ICU's detector would try the encodings; all of them are in it.
std::vector<std::string_view> DetectorOrder(std::string_view bytes) {
  constexpr size_t kSample = size_t{64} << 10;
  std::vector<std::string_view> order;
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUCharsetDetectorPointer detector(ucsdet_open(&status));
  const std::string_view sample = bytes.substr(0, kSample);
  ucsdet_setText(detector.getAlias(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.getAlias(), &count, &status);
  constexpr std::array kAll = {kShiftJis, kEucJp, kUtf16Le, kUtf16Be};
  for (int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string_view name = ucsdet_getName(matches[i], &status);
    const auto found = std::find(kAll.begin(), kAll.end(), name);
    if (found != kAll.end()) order.push_back(*found);
  }
  for (const std::string_view encoding : kAll) {
    if (std::find(order.begin(), order.end(), encoding) == order.end()) order.push_back(encoding);
  }
  return order;
}

// Of the encodings without a mark of their own, the one that gives the most plausible text.
std::optional<DecodedText> DecodeByPlausibility(std::string_view bytes) {
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  std::optional<DecodedText> best;
  double best_score = kPlausible;
  for (const std::string_view encoding : DetectorOrder(bytes)) {
    const bool utf16 = encoding == kUtf16Le || encoding == kUtf16Be;
    // UTF-16 without a mark shows by the zero bytes of its line ends, digits and blanks; two
    // bytes of any text make some ideograph.
    if (has_nul != utf16) continue;
    auto text = ConvertIfText(bytes, encoding);
    if (!text) continue;
    const double score = Plausibility(text->utf8);
    if (score <= best_score) continue;
    best = std::move(text);
    best_score = score;
  }
  return best;
}

bool HasIso2022Escape(std::string_view bytes) {
  for (const std::string_view escape : {"\x1B$B", "\x1B$@", "\x1B(J", "\x1B(I"}) {
    if (bytes.find(escape) != std::string_view::npos) return true;
  }
  return false;
}

// ---- Columns ----

bool IsBlankChar(char32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000 || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool JoinsGlyphBefore(char32_t c) {
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

bool IsIgnorable(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR && c != 0xAD;
}

enum class Width { kNarrow, kWide, kAmbiguous };

Width WidthClass(char32_t c) {
  if (c < 0x80) return Width::kNarrow;
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return Width::kWide;
    case U_EA_AMBIGUOUS:
      return Width::kAmbiguous;
    default:
      return Width::kNarrow;
  }
}

// Text in columns is padded so that columns line up, but programs count differently: by
// width, as a terminal shows it, or by characters, as pdftotext -layout does.
struct Grid {
  bool by_width = true;
  bool ambiguous_is_wide = false;

  int Columns(char32_t c) const {
    if (!by_width) return 1;
    const Width width = WidthClass(c);
    return width == Width::kWide || (width == Width::kAmbiguous && ambiguous_is_wide) ? 2 : 1;
  }
  int After(char32_t c, int column) const {
    return c == '\t' ? (column / 8 + 1) * 8 : column + Columns(c);
  }
};

std::vector<std::u32string> SplitLines(std::string_view utf8) {
  std::vector<std::u32string> lines(1);
  char32_t before = 0;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = NextCodePoint(utf8, &at);
    if (c == '\n' || c == '\r' || c == '\v') {
      if (!(c == '\n' && before == '\r')) lines.emplace_back();
    } else {
      lines.back() += c;
    }
    before = c;
  }
  if (lines.back().empty()) lines.pop_back();  // the last line's end
  return lines;
}

// Where text begins after a gap of two blanks or more.
std::vector<int> ColumnStarts(std::u32string_view line, const Grid& grid) {
  std::vector<int> starts;
  int column = 0, blanks = 0;
  for (const char32_t c : line) {
    if (IsBlankChar(c)) {
      ++blanks;
    } else {
      if (blanks >= 2) starts.push_back(column);
      blanks = 0;
    }
    column = grid.After(c, column);
  }
  return starts;
}

// How many columns of one line go on in the next.
int Aligned(const std::vector<std::u32string>& lines, const Grid& grid) {
  int aligned = 0;
  std::vector<int> last;
  for (const std::u32string& line : lines) {
    if (line.empty()) continue;
    std::vector<int> starts = ColumnStarts(line, grid);
    for (const int start : starts)
      aligned += std::binary_search(last.begin(), last.end(), start) ? 1 : 0;
    last = std::move(starts);
  }
  return aligned;
}

Grid ChooseGrid(const std::vector<std::u32string>& lines) {
  size_t wide = 0, printed = 0;
  for (const std::u32string& line : lines) {
    for (const char32_t c : line) {
      if (IsBlankChar(c)) continue;
      ++printed;
      wide += WidthClass(c) == Width::kWide ? 1 : 0;
    }
  }
  Grid by_width{.by_width = true, .ambiguous_is_wide = 2 * wide >= printed};
  const Grid by_character{.by_width = false};
  return Aligned(lines, by_character) > Aligned(lines, by_width) ? by_character : by_width;
}

void AppendGlyphs(const std::u32string& line, int row, const Grid& grid, PageLayer* layer) {
  int column = 0;
  bool after_glyph = false;
  for (const char32_t c : line) {
    if (IsIgnorable(c)) continue;
    if (after_glyph && JoinsGlyphBefore(c)) {
      AppendUtf8(c, &layer->glyphs.back().text);
      continue;
    }
    const int next = grid.After(c, column);
    after_glyph = !IsBlankChar(c);
    if (after_glyph) {
      Glyph& glyph = layer->glyphs.emplace_back();
      const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
      AppendUtf8(control ? kReplacementChar : c, &glyph.text);
      glyph.private_use = HoldsPrivateUse(glyph.text);
      glyph.box = {static_cast<double>(column), static_cast<double>(row), static_cast<double>(next),
                   static_cast<double>(row + 1)};
    }
    column = next;
    layer->width = std::max(layer->width, static_cast<double>(column));
  }
}

bool IsBlankText(std::string_view utf8) {
  for (size_t at = 0; at < utf8.size();) {
    if (!IsBlankChar(NextCodePoint(utf8, &at))) return false;
  }
  return true;
}

std::vector<std::string_view> SplitPages(std::string_view utf8) {
  std::vector<std::string_view> pages;
  for (;;) {
    const size_t end = utf8.find('\f');
    pages.push_back(utf8.substr(0, end));
    if (end == std::string_view::npos) break;
    utf8.remove_prefix(end + 1);
  }
  if (pages.size() > 1 && IsBlankText(pages.back())) pages.pop_back();
  return pages;
}

}  // namespace

std::optional<std::string> FromCp932(std::string_view bytes) { return Convert(bytes, kShiftJis); }

std::optional<DecodedText> DecodeText(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return ConvertIfText(bytes.substr(2), kUtf16Le);
  if (bytes.starts_with("\xFE\xFF")) return ConvertIfText(bytes.substr(2), kUtf16Be);
  if (HasIso2022Escape(bytes)) {
    if (auto text = ConvertIfText(bytes, kIso2022Jp)) return text;
  }
  if (IsValidUtf8(bytes) && HoldsText(bytes)) return DecodedText{std::string(bytes), kUtf8, 0};
  if (auto text = RepairUtf8(bytes)) return text;
  return DecodeByPlausibility(bytes);
}

PageLayer LayOutText(std::string_view utf8, int number) {
  PageLayer layer;
  layer.number = number;
  layer.unit = Unit::kCharacters;
  layer.fonts.emplace_back();
  std::vector<std::u32string> lines = SplitLines(utf8);
  const Grid grid = ChooseGrid(lines);
  AlignTabs([&](char32_t c) { return IsIgnorable(c) || JoinsGlyphBefore(c) ? 0 : grid.Columns(c); },
            &lines);
  layer.glyphs.reserve(utf8.size() / 3);
  for (size_t row = 0; row < lines.size(); ++row)
    AppendGlyphs(lines[row], static_cast<int>(row), grid, &layer);
  layer.height = static_cast<double>(lines.size());
  return layer;
}

tl::expected<SourceLayers, ReadError> ReadText(std::string_view bytes, const ReadLimits& limits,
                                               const PageProgress& progress) {
  const auto text = DecodeText(bytes);
  if (!text)
    return tl::unexpected(ReadError{ReadFailure::kNotSupported, 0, "neither PDF nor text"});
  const std::vector<std::string_view> pages = SplitPages(text->utf8);
  if (pages.size() > static_cast<size_t>(std::max(0, limits.pages))) {
    return tl::unexpected(
        ReadError{ReadFailure::kTooLarge, 0,
                  fmt::format("{} pages, at most {}", pages.size(), limits.pages)});
  }
  SourceLayers layers;
  layers.media_type = MediaType::kPlainText;
  if (text->replaced > 0)
    layers.warnings.push_back(fmt::format("{} byte sequences are not UTF-8", text->replaced));
  size_t glyphs = 0;
  for (size_t i = 0; i < pages.size(); ++i) {
    const int number = static_cast<int>(i + 1);
    if (progress) progress(number, static_cast<int>(pages.size()));
    // A code point has at most 4 bytes: so many bytes are too many glyphs for sure, unless most
    // of them are blanks, and then they are no sheet either.
    const bool fits = pages[i].size() / 4 <= limits.glyphs_per_page;
    if (fits) layers.pages.push_back(LayOutText(pages[i], number));
    const size_t count = fits ? layers.pages.back().glyphs.size() : 0;
    glyphs += count;
    if (!fits || count > limits.glyphs_per_page || glyphs > limits.glyphs)
      return tl::unexpected(ReadError{ReadFailure::kTooLarge, number, "too many characters"});
  }
  return layers;
}

}  // namespace extract
