#include "tests/zip_bytes.h"

#include <zlib.h>

namespace tests {
namespace {

void Add(std::string* out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> (8 * i)));
}

std::string Deflated(const std::string& bytes) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// What the local header and the directory have in common.
std::string Fields(const ZipFile& file, const std::string& packed) {
  constexpr uint32_t kDeflate = 8, kDate = 0x5A21;
  std::string out;
  Add(&out, 20, 2);
  Add(&out, file.locked ? 1 : 0, 2);
  Add(&out, kDeflate, 2);
  Add(&out, 0, 2);
  Add(&out, kDate, 2);
  Add(&out,
      crc32(0, reinterpret_cast<const Bytef*>(file.bytes.data()),
            static_cast<uInt>(file.bytes.size())),
      4);
  Add(&out, packed.size(), 4);
  Add(&out, file.false_size.value_or(static_cast<uint32_t>(file.bytes.size())), 4);
  Add(&out, file.name.size(), 2);
  Add(&out, 0, 2);
  return out;
}

}  // namespace

std::string ZipBytes(const std::vector<ZipFile>& files) {
  std::string out, directory;
  int count = 0;
  for (const ZipFile& file : files) {
    const std::string packed = Deflated(file.bytes);
    const std::string fields = Fields(file, packed);
    const size_t offset = out.size();
    out += "PK\x03\x04" + fields + file.name + packed;
    for (int i = 0; i < file.times; ++i, ++count) {
      directory += "PK\x01\x02";
      Add(&directory, 20, 2);
      directory += fields;
      directory.append(10, '\0');
      Add(&directory, offset, 4);
      directory += file.name;
    }
  }
  const size_t begin = out.size();
  out += directory + "PK\x05\x06";
  Add(&out, 0, 4);
  Add(&out, static_cast<uint64_t>(count), 2);
  Add(&out, static_cast<uint64_t>(count), 2);
  Add(&out, directory.size(), 4);
  Add(&out, begin, 4);
  Add(&out, 0, 2);
  return out;
}

}  // namespace tests
