#include "parse/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <vector>

#include "parse/radicals.h"

namespace parse {
namespace {

// What is made one besides NFKC.
enum class Strength : uint8_t {
  kCompare,  // the contract's equality
  kMatch,    // also case, middle dots, and characters that only choose a glyph variant
};

// A kana that U+30FC may prolong.
bool IsKana(char32_t c) {
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
         (c >= 0x31F0 && c <= 0x31FF) || c == kProlongedSound;
}

// Neither NFKC nor the unifications below change it, whatever stands beside it; only a sound
// mark or another combining character after it does (CombinesBackward).
bool IsPlain(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A1 && c <= 0x30FA);
}

bool CombinesBackward(const UNormalizer2* normalizer, char32_t c) {
  if (IsPlain(c) || c < 0x300) return false;
  return unorm2_hasBoundaryBefore(normalizer, static_cast<UChar32>(c)) == 0;
}

char32_t Unified(char32_t c, Strength strength) {
  switch (c) {
    case 0x2010:  // hyphens and dashes of all lengths
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2043:
    case 0x2212:  // minus
    case 0x2500:  // box drawing, typed as a dash
    case 0x2501:
      return kFoldedDash;
    case 0x223C:
    case 0x223D:
    case 0x2053:
    case 0x301C:
    case 0x3030:
      return kFoldedTilde;
    case 0x3007:  // the ideograph zero
    case 0x25EF:
    case 0x26AA:
    case 0x2B55:
      return kFoldedCircle;
    case 0x26AB:
    case 0x2B24:
      return 0x25CF;
    case 0x00B7:
    case 0x2022:
    case 0x2027:
    case 0x2219:
    case 0x22C5:
      return strength == Strength::kMatch ? kFoldedMiddleDot : c;
    default:
      return c;
  }
}

class Folder {
 public:
  explicit Folder(Strength strength) : strength_(strength) {
    UErrorCode status = U_ZERO_ERROR;
    normalizer_ = strength == Strength::kMatch ? unorm2_getNFKCCasefoldInstance(&status)
                                               : unorm2_getNFKCInstance(&status);
  }

  FoldedText Run(std::u32string_view text) {
    folded_.text.reserve(text.size());
    folded_.source.reserve(text.size());
    folded_.source_end.reserve(text.size());
    for (size_t begin = 0; begin < text.size();) {
      size_t end = begin + 1;
      while (end < text.size() && CombinesBackward(normalizer_, text[end])) ++end;
      if (end == begin + 1 && IsPlain(text[begin])) {
        folded_.text.push_back(text[begin]);
        Map(begin, end);
      } else if (end == begin + 1 && text[begin] < 0x80) {
        PutAscii(text[begin], begin);
      } else {
        PutNormalized(text.substr(begin, end - begin), begin);
      }
      begin = end;
    }
    return std::move(folded_);
  }

 private:
  void Map(size_t begin, size_t end) {
    folded_.source.push_back(begin);
    folded_.source_end.push_back(end);
  }

  void PutAscii(char32_t c, size_t at) {
    if (IsBlank(c)) return;
    if (strength_ == Strength::kMatch && c >= U'A' && c <= U'Z') c += U'a' - U'A';
    folded_.text.push_back(c);
    Map(at, at + 1);
  }

  // Dashes and the mark of a long vowel look alike: after kana it is the mark.
  void Put(char32_t c, size_t begin, size_t end) {
    if (IsBlank(c)) return;
    c = Unified(c, strength_);
    if (c == kProlongedSound && (folded_.text.empty() || !IsKana(folded_.text.back())))
      c = kFoldedDash;
    folded_.text.push_back(c);
    Map(begin, end);
  }

  // `segment`: one character and those that combine with it.
  void PutNormalized(std::u32string_view segment, size_t begin) {
    const size_t end = begin + segment.size();
    // NFKC takes the small tilde to a blank and a combining tilde.
    if (segment.size() == 1 && segment[0] == 0x02DC) return Put(kFoldedTilde, begin, end);
    units_.clear();
    for (const char32_t printed : segment) AppendUnits(IdeographOfRadical(printed));
    normalized_.resize(units_.size() * 2 + 18);  // 18: the longest expansion of one character
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = Normalize(&status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
      normalized_.resize(static_cast<size_t>(length));
      status = U_ZERO_ERROR;
      length = Normalize(&status);
    }
    if (U_FAILURE(status)) return Put(segment[0], begin, end);
    for (int32_t i = 0; i < length;) {
      UChar32 c = 0;
      U16_NEXT(normalized_.data(), i, length, c);
      Put(static_cast<char32_t>(c), begin, end);
    }
  }

  int32_t Normalize(UErrorCode* status) {
    return unorm2_normalize(normalizer_, units_.data(), static_cast<int32_t>(units_.size()),
                            normalized_.data(), static_cast<int32_t>(normalized_.size()), status);
  }

  void AppendUnits(char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x10000) {
      units_.push_back(static_cast<UChar>(c));
    } else {
      units_.push_back(U16_LEAD(c));
      units_.push_back(U16_TRAIL(c));
    }
  }

  Strength strength_;
  const UNormalizer2* normalizer_ = nullptr;
  FoldedText folded_;
  std::vector<UChar> units_, normalized_;
};

}  // namespace

std::pair<size_t, size_t> FoldedText::SourceRange(size_t begin, size_t end,
                                                  size_t input_size) const {
  if (begin >= end) {
    const size_t at = begin < source.size() ? source[begin] : input_size;
    return {at, at};
  }
  return {source[begin], source_end[end - 1]};
}

FoldedText Fold(std::u32string_view text) { return Folder(Strength::kMatch).Run(text); }

FoldedText Fold(const PrintedText& text) { return Fold(Characters(text)); }

std::string FoldForCompare(std::string_view utf8) {
  return ToUtf8(Folder(Strength::kCompare).Run(ToUtf32(utf8)).text);
}

std::string FoldUtf8(std::string_view utf8) { return ToUtf8(Fold(ToUtf32(utf8)).text); }

}  // namespace parse
