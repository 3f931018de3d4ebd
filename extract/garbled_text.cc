#include "extract/garbled_text.h"

#include <string_view>

#include "extract/utf8.h"

namespace extract {
namespace {

// Fewer kanji prove nothing: a cover, a list of names.
constexpr size_t kLeastKanji = 40;
// Running Japanese has a hiragana to every one or two kanji, a table of figures one to ten.
constexpr size_t kKanjiToHiragana = 33;
constexpr double kSignsToKanji = 0.15;

bool IsKanji(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x2E80 && c <= 0x2FDF); }
bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

// Latin letters and the signs that Japanese text has little use for.
bool IsForeign(char32_t c) {
  if (c <= U' ' || c > 0x024F || (c >= U'0' && c <= U'9')) return false;
  constexpr std::u32string_view kUsual = U"()-./,:%+&~<>*=";
  return kUsual.find(c) == std::u32string_view::npos;
}

// Counts the letters that stand in words: Latin letters that took the place of kana make none.
// Kanji with foreign words between them are the labels of a table in two languages.
class WordLetters {
 public:
  void Take(char32_t c) {
    const bool small = c >= U'a' && c <= U'z', capital = c >= U'A' && c <= U'Z';
    if (!small && (!capital || length_ > 0)) End();
    if (!small && !capital) return;
    ++length_;
    vowel_ = vowel_ || std::u32string_view(U"aeiouyAEIOUY").find(c) != std::u32string_view::npos;
  }
  void End() {
    constexpr size_t kLeast = 4;
    if (length_ >= kLeast && vowel_) count_ += length_;
    length_ = 0;
    vowel_ = false;
  }
  size_t count() const { return count_; }

 private:
  size_t length_ = 0, count_ = 0;
  bool vowel_ = false;
};

// Latin letters and signs that are as wide as ideographs: the codes of a font whose table of
// characters was lost.
bool IsMiscoded(const PageLayer& page) {
  constexpr size_t kLeastGlyphs = 20;
  constexpr double kWide = 0.97;  // em; of Latin letters none but W and the like comes near
  constexpr double kShare = 0.4;
  size_t printed = 0, wide = 0;
  for (const Glyph& glyph : page.glyphs) {
    size_t at = 0;
    const char32_t c = glyph.text.empty() ? U' ' : NextCodePoint(glyph.text, &at);
    if (c == U' ' || c == 0x3000 || c == 0x00A0) continue;
    ++printed;
    const bool upright = glyph.direction == Direction::kDown || glyph.direction == Direction::kUp;
    const double advance = upright ? glyph.box.Height() : glyph.box.Width();
    if ((c <= 0x024F || glyph.private_use) && advance >= kWide * glyph.size) ++wide;
  }
  return printed >= kLeastGlyphs && page.unit == Unit::kPoints && !page.read_by_ocr &&
         static_cast<double>(wide) >= kShare * static_cast<double>(printed);
}

}  // namespace

bool IsGarbled(const PageLayer& page) {
  if (IsMiscoded(page)) return true;
  size_t kanji = 0, hiragana = 0, foreign = 0;
  WordLetters words;
  for (const Glyph& glyph : page.glyphs) {
    for (size_t at = 0; at < glyph.text.size();) {
      const char32_t c = NextCodePoint(glyph.text, &at);
      if (IsKanji(c)) ++kanji;
      if (IsHiragana(c)) ++hiragana;
      if (IsForeign(c)) ++foreign;
      words.Take(c);
    }
  }
  words.End();
  if (2 * words.count() > foreign) return false;
  return kanji >= kLeastKanji && hiragana * kKanjiToHiragana < kanji &&
         static_cast<double>(foreign) >= kSignsToKanji * static_cast<double>(kanji);
}

}  // namespace extract
