// A grey picture of a page -> set straight, its drawn lines found and taken out, the rest as
// pieces of ink.
//
// Units   Pixels of the straightened picture; rulings in points.
// Errors  None: a picture in which nothing can be found has no rulings and no ink.
#ifndef EXTRACT_PAGE_SCAN_H_
#define EXTRACT_PAGE_SCAN_H_

#include <vector>

#include "extract/grey_picture.h"
#include "extract/page.h"
#include "extract/pix.h"
#include "extract/sign_shapes.h"

namespace extract {

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
    int margin = 0;      // left, right and between copies, in pixels
    int height = 0;      // of the whole, with the box in the middle; at least the box's
    int copies = 1;      // side by side
    double stretch = 1;  // of the width
    bool softened = false;
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
