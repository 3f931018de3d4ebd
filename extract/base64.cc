#include "extract/base64.h"

#include <openssl/evp.h>

#include <algorithm>

namespace extract {
namespace {

// OpenSSL counts in int.
constexpr size_t kChunk = size_t{3} << 20U;  // of bytes; a multiple of 3 needs no padding
constexpr size_t kTextChunk = kChunk / 3 * 4;

const unsigned char* Unsigned(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string ToBase64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
  size_t used = 0;
  for (size_t at = 0; at < bytes.size(); at += kChunk) {
    const std::string_view chunk = bytes.substr(at, kChunk);
    used += static_cast<size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(&text[used]),
                                                Unsigned(chunk), static_cast<int>(chunk.size())));
  }
  text.resize(used);
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const size_t padding = text.size() - std::min(text.find('='), text.size());
  if (padding > 2 || text.find_first_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  size_t used = 0;
  for (size_t at = 0; at < text.size(); at += kTextChunk) {
    const std::string_view chunk = text.substr(at, kTextChunk);
    const int got = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(&bytes[used]), Unsigned(chunk),
                                    static_cast<int>(chunk.size()));
    if (got < 0) return std::nullopt;
    used += static_cast<size_t>(got);
  }
  bytes.resize(used - padding);
  return bytes;
}

}  // namespace extract
