// UTF-8 -> CP932, the Shift_JIS of Windows. What it lacks is never dropped: it becomes the geta
// mark, or its twin of the same look, and is reported.
#ifndef APP_CP932_H_
#define APP_CP932_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace app {

class Cp932Encoder {
 public:
  Cp932Encoder();
  Cp932Encoder(const Cp932Encoder&) = delete;
  Cp932Encoder& operator=(const Cp932Encoder&) = delete;
  ~Cp932Encoder();

  // Appends `text` to `bytes`; characters that do not come back as they are go to `lost`.
  void Append(std::string_view text, std::string& bytes, std::vector<char32_t>& lost);

 private:
  struct Encoded {
    std::string bytes;
    bool exact = false;
  };
  const Encoded& Encode(char32_t c);
  struct Converter;
  std::unique_ptr<Converter> converter_;
  std::unordered_map<char32_t, Encoded> known_;
};

}  // namespace app

#endif  // APP_CP932_H_
