// SHA-256, the identity of a file's bytes. The only file that sees OpenSSL.
#ifndef EXTRACT_SHA256_H_
#define EXTRACT_SHA256_H_

#include <string>
#include <string_view>

namespace extract {

// 64 hexadecimal digits, lower case.
std::string Sha256(std::string_view bytes);

}  // namespace extract

#endif  // EXTRACT_SHA256_H_
