// A grey picture of a page -> set straight, its drawn lines found and taken out, the rest as
// pieces of ink. page_scan.cc is the only file that includes Leptonica.
//
// Units   Pixels of the straightened picture; rulings in points.
// Errors  None: a picture in which nothing can be found has no rulings and no ink.
#ifndef EXTRACT_PAGE_SCAN_H_
#define EXTRACT_PAGE_SCAN_H_

#include <memory>
#include <vector>

#include "extract/grey_picture.h"
#include "extract/page.h"
#include "extract/sign_shapes.h"

struct Pix;

namespace extract {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

// One connected piece of ink: a stroke, a dot, a character.
struct Blob {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // x1 and y1 are past the last pixel

  int Width() const { return x1 - x0; }
  int Height() const { return y1 - y0; }
};

class PageScan {
 public:
  explicit PageScan(const GreyPicture& picture);

  double dpi() const { return dpi_; }
  double skew() const { return skew_; }  // degrees by which the picture was turned, clockwise
  // Points to one pixel.
  double PointsPerPixel() const { return 72 / dpi_; }
  const std::vector<Ruling>& rulings() const { return rulings_; }
  // Without rulings and specks of dust, from top to bottom.
  const std::vector<Blob>& blobs() const { return blobs_; }

  InkColumns InkIn(const Blob& box) const;

  struct CutShape {
    int margin = 0;  // left, right and between copies, in pixels
    int height = 0;  // of the whole, with the box in the middle; at least the box's
    int copies = 1;  // side by side
  };
  // The part of the picture in `box`, on white. nullptr: memory ran out.
  PixPtr CutOut(const Blob& box, const CutShape& shape) const;

 private:
  double dpi_ = 0, skew_ = 0;
  PixPtr grey_;  // 8 bits, without rulings
  PixPtr ink_;   // 1 bit, without rulings
  std::vector<Ruling> rulings_;
  std::vector<Blob> blobs_;
};

}  // namespace extract

#endif  // EXTRACT_PAGE_SCAN_H_
