// Leptonica's pictures, and the pieces of ink on them. Only page_scan.cc, scan_rulings.cc and
// pix.cc include Leptonica.
#ifndef EXTRACT_PIX_H_
#define EXTRACT_PIX_H_

#include <memory>
#include <vector>

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

// Of a picture with 1 bit a pixel; no order.
std::vector<Blob> PiecesOf(Pix* ink);

}  // namespace extract

#endif  // EXTRACT_PIX_H_
