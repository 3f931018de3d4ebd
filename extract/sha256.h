// SHA-256, the identity of a file's bytes.
#ifndef EXTRACT_SHA256_H_
#define EXTRACT_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

namespace extract {

// 64 hexadecimal digits, lower case.
std::string Sha256(std::string_view bytes);

// The same, of bytes that come piece by piece.
class Sha256Builder {
 public:
  Sha256Builder();
  Sha256Builder(Sha256Builder&&) noexcept;
  Sha256Builder& operator=(Sha256Builder&&) noexcept;
  ~Sha256Builder();

  void Add(std::string_view bytes);
  // Of all that was added. REQUIRES: called once, at the end.
  std::string Hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace extract

#endif  // EXTRACT_SHA256_H_
