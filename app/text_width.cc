#include "app/text_width.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <memory>

namespace app {
namespace {

int CharacterWidth(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return c == 0x00AD ? 1 : 0;  // a soft hyphen is drawn
    default:
      break;
  }
  if (c >= 0x1160 && c <= 0x11FF) return 0;  // vowels and finals of Hangul join their initial
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

int WidthOf(const icu::UnicodeString& text, int32_t begin, int32_t end) {
  int width = 0;
  for (int32_t i = begin; i < end; i = text.moveIndex32(i, 1))
    width += CharacterWidth(text.char32At(i));
  return width;
}

std::string Utf8(const icu::UnicodeString& text, int32_t begin, int32_t end) {
  std::string out;
  text.tempSubStringBetween(begin, end).toUTF8String(out);
  return out;
}

// Collects the lines of one paragraph.
class LineBuilder {
 public:
  LineBuilder(const icu::UnicodeString& text, int columns, std::vector<std::string>* lines)
      : text_(text), columns_(columns), lines_(lines) {}

  // Adds [end_, end): a piece that should not be broken.
  void Add(int32_t end) {
    int32_t visible = end;  // spaces at a line's end may hang over
    while (visible > end_ && u_isUWhiteSpace(text_.char32At(visible - 1)) != 0) --visible;
    if (width_ > 0 && width_ + WidthOf(text_, end_, visible) > columns_) Break();
    if (WidthOf(text_, end_, visible) > columns_) {
      AddBroken(visible);
    }
    width_ += WidthOf(text_, end_, end);
    end_ = end;
  }

  void Finish() { lines_->push_back(Utf8(text_, begin_, end_)); }

 private:
  void Break() {
    int32_t visible = end_;
    while (visible > begin_ && u_isUWhiteSpace(text_.char32At(visible - 1)) != 0) --visible;
    lines_->push_back(Utf8(text_, begin_, visible));
    begin_ = end_;
    width_ = 0;
  }

  // A piece wider than a line: broken between characters, never before a combining mark.
  void AddBroken(int32_t end) {
    while (end_ < end) {
      const int32_t next = text_.moveIndex32(end_, 1);
      const int width = CharacterWidth(text_.char32At(end_));
      if (width > 0 && width_ + width > columns_) Break();
      width_ += width;
      end_ = next;
    }
  }

  const icu::UnicodeString& text_;
  const int columns_;
  std::vector<std::string>* const lines_;
  int32_t begin_ = 0, end_ = 0;  // the line so far
  int width_ = 0;
};

void WrapParagraph(std::string_view paragraph, int columns, std::vector<std::string>* lines) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(paragraph.data(), static_cast<int32_t>(paragraph.size())));
  LineBuilder builder(text, columns, lines);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createLineInstance(icu::Locale::getJapanese(), status));
  if (U_SUCCESS(status)) {
    breaks->setText(text);
    for (int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
      builder.Add(at);
    }
  } else {
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
      builder.Add(text.moveIndex32(at, 1));
    }
  }
  builder.Finish();
}

}  // namespace

int TextWidth(std::string_view text) {
  int width = 0;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    width += c < 0 ? 1 : CharacterWidth(c);
  }
  return width;
}

std::string PadRight(std::string_view text, int columns) {
  const int width = TextWidth(text);
  std::string out(text);
  if (width < columns) out.append(static_cast<size_t>(columns - width), ' ');
  return out;
}

std::string PadLeft(std::string_view text, int columns) {
  const int width = TextWidth(text);
  std::string out;
  if (width < columns) out.append(static_cast<size_t>(columns - width), ' ');
  return out.append(text);
}

std::vector<std::string> WrapText(std::string_view text, int columns) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    WrapParagraph(text.substr(begin, end - begin), columns, &lines);
    begin = end + 1;
  }
  return lines;
}

}  // namespace app
