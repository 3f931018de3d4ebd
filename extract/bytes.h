// Values <-> bytes, for the codecs (layer_codec.h, parse/sheet_codec.h).
//
// Integers  Varints, 7 bits a byte, low bits first; signed ones zigzag-coded.
// Doubles   8 bytes, little endian.
// Strings   Their length in bytes as a varint, then the bytes.
// Errors    A ByteReader never reads outside its input. The first value that does not
//           fit makes ok() false for good; from then on every read gives 0 or "". So a
//           decoder may read a whole record and ask ok() once, but must take the length
//           of a list from Count(), which never promises more than the input can hold.
#ifndef EXTRACT_BYTES_H_
#define EXTRACT_BYTES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace extract {

class ByteWriter {
 public:
  void Byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void Varint(uint64_t value) {
    while (value >= 0x80) {
      Byte(static_cast<uint8_t>(value | 0x80));
      value >>= 7;
    }
    Byte(static_cast<uint8_t>(value));
  }
  void Signed(int64_t value) {
    Varint((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63));
  }
  void Double(double value) {
    const auto bits = std::bit_cast<uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) Byte(static_cast<uint8_t>(bits >> shift));
  }
  void String(std::string_view value) {
    Varint(value.size());
    bytes_.append(value);
  }
  // Without a length: the reader must know it.
  void Raw(std::string_view value) { bytes_.append(value); }

  size_t size() const { return bytes_.size(); }
  const std::string& bytes() const { return bytes_; }
  std::string Take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what a ByteWriter wrote. Keeps a view: the bytes must outlive it.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return rest_.empty(); }
  size_t remaining() const { return rest_.size(); }
  // For a decoder's own checks: a value that fits, but makes no sense.
  void Fail() {
    ok_ = false;
    rest_ = {};
  }

  uint8_t Byte() {
    if (rest_.empty()) {
      Fail();
      return 0;
    }
    const auto value = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  uint64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = Byte();
      if (shift == 63 && byte > 1) break;  // more than 64 bits
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return ok_ ? value : 0;
    }
    Fail();
    return 0;
  }
  int64_t Signed() {
    const uint64_t value = Varint();
    return static_cast<int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  // A varint that must not exceed `max`.
  uint64_t Bounded(uint64_t max) {
    const uint64_t value = Varint();
    if (value <= max) return value;
    Fail();
    return 0;
  }
  // The length of a list whose elements take at least `bytes_each` bytes of what is left.
  // REQUIRES: bytes_each > 0.
  size_t Count(size_t bytes_each = 1) {
    const uint64_t count = Varint();
    if (count <= rest_.size() / bytes_each) return static_cast<size_t>(count);
    Fail();
    return 0;
  }
  double Double() {
    const std::string_view raw = Raw(8);
    uint64_t bits = 0;
    for (size_t i = 0; i < raw.size(); ++i)
      bits |= static_cast<uint64_t>(static_cast<uint8_t>(raw[i])) << (8 * i);
    return std::bit_cast<double>(bits);
  }
  // A view into the input.
  std::string_view String() { return Raw(Varint()); }
  std::string_view Raw(uint64_t size) {
    if (size > rest_.size()) {
      Fail();
      return {};
    }
    const std::string_view value = rest_.substr(0, static_cast<size_t>(size));
    rest_.remove_prefix(static_cast<size_t>(size));
    return value;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace extract

#endif  // EXTRACT_BYTES_H_
