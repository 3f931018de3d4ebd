#include "extract/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace extract {

struct Sha256Builder::Context {
  Context() : digest(EVP_MD_CTX_new()) {
    if (digest == nullptr || EVP_DigestInit_ex(digest, EVP_sha256(), nullptr) != 1)
      throw std::runtime_error("OpenSSL has no SHA-256");
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(digest); }

  EVP_MD_CTX* digest;
};

Sha256Builder::Sha256Builder() : context_(std::make_unique<Context>()) {}
Sha256Builder::Sha256Builder(Sha256Builder&&) noexcept = default;
Sha256Builder& Sha256Builder::operator=(Sha256Builder&&) noexcept = default;
Sha256Builder::~Sha256Builder() = default;

void Sha256Builder::Add(std::string_view bytes) {
  EVP_DigestUpdate(context_->digest, bytes.data(), bytes.size());
}

std::string Sha256Builder::Hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(context_->digest, digest.data(), &size);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += kDigits[digest[i] >> 4U];
    hex += kDigits[digest[i] & 0xFU];
  }
  return hex;
}

std::string Sha256(std::string_view bytes) {
  Sha256Builder builder;
  builder.Add(bytes);
  return builder.Hex();
}

}  // namespace extract
