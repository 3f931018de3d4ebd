#include "extract/pix.h"

#include <leptonica/allheaders.h>

namespace extract {
namespace {

struct BoxaDeleter {
  void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};

}  // namespace

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

std::vector<Blob> PiecesOf(Pix* ink) {
  std::vector<Blob> pieces;
  const std::unique_ptr<Boxa, BoxaDeleter> found(pixConnCompBB(ink, 8));
  if (!found) return pieces;
  const int count = boxaGetCount(found.get());
  pieces.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, width = 0, height = 0;
    boxaGetBoxGeometry(found.get(), i, &x, &y, &width, &height);
    pieces.push_back({x, y, x + width, y + height});
  }
  return pieces;
}

}  // namespace extract
