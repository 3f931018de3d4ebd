#include "app/cp932.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <array>
#include <stdexcept>

#include "parse/printed_text.h"

namespace app {
namespace {

constexpr const char* kName = "ibm-943_P15A-2003";  // ICU's name of Windows code page 932
constexpr std::string_view kGeta = "\x81\xAC";

// Characters of the same look that Unicode has twice: the one that is no part of CP932, and the
// one that is.
struct Twin {
  char32_t lacking, there;
};
constexpr std::array kTwins = {
    Twin{0x301C, 0xFF5E},  // wave dash
    Twin{0x2212, 0xFF0D},  // minus
    Twin{0x2016, 0x2225},  // double vertical line
    Twin{0x2014, 0x2015},  // dash
    Twin{0x00A2, 0xFFE0},  // cent
    Twin{0x00A3, 0xFFE1},  // pound
    Twin{0x00AC, 0xFFE2},  // not
};

}  // namespace

struct Cp932Encoder::Converter {
  Converter() {
    UErrorCode status = U_ZERO_ERROR;
    icu = ucnv_open(kName, &status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no converter for CP932");
    ucnv_setFallback(icu, 0);
    ucnv_setFromUCallBack(icu, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { ucnv_close(icu); }

  // "" where CP932 has no such character, or it would come back as another one.
  std::string Exactly(char32_t c) const {
    std::array<UChar, 2> units{};
    int32_t length = 0;
    U16_APPEND_UNSAFE(units, length, static_cast<UChar32>(c));
    std::array<char, 8> bytes{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size =
        ucnv_fromUChars(icu, bytes.data(), bytes.size(), units.data(), length, &status);
    if (U_FAILURE(status) || size <= 0) return "";
    std::array<UChar, 8> back{};
    status = U_ZERO_ERROR;
    const int32_t back_length =
        ucnv_toUChars(icu, back.data(), back.size(), bytes.data(), size, &status);
    if (U_FAILURE(status) || back_length != length || back[0] != units[0] || back[1] != units[1])
      return "";
    return {bytes.data(), static_cast<size_t>(size)};
  }

  UConverter* icu = nullptr;
};

Cp932Encoder::Cp932Encoder() : converter_(std::make_unique<Converter>()) {}
Cp932Encoder::~Cp932Encoder() = default;

const Cp932Encoder::Encoded& Cp932Encoder::Encode(char32_t c) {
  const auto found = known_.find(c);
  if (found != known_.end()) return found->second;
  Encoded encoded{converter_->Exactly(c), true};
  // ICU exchanges these three control characters, as IBM's code pages do.
  if (c < 0x80) encoded = {std::string(1, static_cast<char>(c)), true};
  if (encoded.bytes.empty()) {
    encoded = {std::string(kGeta), false};
    for (const Twin& twin : kTwins)
      if (twin.lacking == c) encoded.bytes = converter_->Exactly(twin.there);
  }
  return known_.emplace(c, std::move(encoded)).first->second;
}

void Cp932Encoder::Append(std::string_view text, std::string& bytes, std::vector<char32_t>& lost) {
  for (const char32_t c : parse::ToUtf32(text)) {
    const Encoded& encoded = Encode(c);
    bytes += encoded.bytes;
    if (!encoded.exact) lost.push_back(c);
  }
}

}  // namespace app
