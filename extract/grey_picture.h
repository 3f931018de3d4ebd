// A page as a grey picture: what OCR reads.
#ifndef EXTRACT_GREY_PICTURE_H_
#define EXTRACT_GREY_PICTURE_H_

#include <cstdint>
#include <vector>

#include "extract/page.h"

namespace extract {

struct GreyPicture {
  int width = 0, height = 0;
  double dpi = 0;               // pixels to an inch of the page as shown
  std::vector<uint8_t> pixels;  // row by row from the top, 0 = black; width * height of them

  bool empty() const { return pixels.empty(); }
};

// Turned so that text which ran in direction `printed` runs to the right.
GreyPicture Turned(const GreyPicture& picture, Direction printed);

}  // namespace extract

#endif  // EXTRACT_GREY_PICTURE_H_
