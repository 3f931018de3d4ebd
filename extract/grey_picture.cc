#include "extract/grey_picture.h"

#include <cstddef>
#include <utility>

namespace extract {

GreyPicture Turned(const GreyPicture& picture, Direction printed) {
  const bool sideways = printed == Direction::kDown || printed == Direction::kUp;
  GreyPicture turned = picture;
  if (sideways) std::swap(turned.width, turned.height);
  // Where a row of the turned picture begins in the other, and the steps along it.
  const auto width = static_cast<ptrdiff_t>(picture.width);
  const auto height = static_cast<ptrdiff_t>(picture.height);
  ptrdiff_t first = 0, next_row = width, next_pixel = 1;
  switch (printed) {
    case Direction::kRight:
      break;
    case Direction::kDown:
      first = width - 1, next_row = -1, next_pixel = width;
      break;
    case Direction::kLeft:
      first = width * height - 1, next_row = -width, next_pixel = -1;
      break;
    case Direction::kUp:
      first = (height - 1) * width, next_row = 1, next_pixel = -width;
      break;
  }
  size_t to = 0;
  for (int y = 0; y < turned.height; ++y) {
    ptrdiff_t from = first + y * next_row;
    for (int x = 0; x < turned.width; ++x, from += next_pixel)
      turned.pixels[to++] = picture.pixels[static_cast<size_t>(from)];
  }
  return turned;
}

}  // namespace extract
