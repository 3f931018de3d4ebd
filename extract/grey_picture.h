// A page as a grey picture: what OCR reads.
#ifndef EXTRACT_GREY_PICTURE_H_
#define EXTRACT_GREY_PICTURE_H_

#include <cstdint>
#include <vector>

namespace extract {

struct GreyPicture {
  int width = 0, height = 0;
  double dpi = 0;               // pixels to an inch of the page as shown
  std::vector<uint8_t> pixels;  // row by row from the top, 0 = black; width * height of them

  bool empty() const { return pixels.empty(); }
};

}  // namespace extract

#endif  // EXTRACT_GREY_PICTURE_H_
