#include "extract/poppler_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

// Poppler's headers are not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <splash/SplashBitmap.h>
#pragma GCC diagnostic pop

namespace extract {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kUsualDpi = 300;                 // of print that is no scan
constexpr double kLeastDpi = 72, kMostDpi = 600;  // of a scan
constexpr double kMostPixels = 40e6;

// The resolution of the largest picture on a page.
class ResolutionDevice : public OutputDev {
 public:
  double dpi() const { return dpi_; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return false; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask_colors,
                 bool in_line) override {
    Measure(*state, width, height);
    // The base class reads over the bytes of an inline image.
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask_colors,
                         in_line);
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool in_line) override {
    Measure(*state, width, height);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
  }

 private:
  void Measure(const GfxState& state, int width, int height) {
    const auto& matrix = state.getCTM();  // of the picture: its sides in points
    const double wide = std::hypot(matrix[0], matrix[1]);
    const double high = std::hypot(matrix[2], matrix[3]);
    if (!(wide * high > area_) || width <= 0 || height <= 0) return;
    area_ = wide * high;
    dpi_ = kPointsPerInch * std::max(width / wide, height / high);
  }

  double area_ = 0, dpi_ = 0;
};

double ResolutionOf(PDFDoc* doc, int number) {
  ResolutionDevice device;
  doc->displayPage(&device, number, kPointsPerInch, kPointsPerInch, /*rotate=*/0,
                   /*useMediaBox=*/false, /*crop=*/true, /*printing=*/false);
  return device.dpi();
}

}  // namespace

GreyPicture DrawPage(PDFDoc* doc, int number) {
  double dpi = ResolutionOf(doc, number);
  // A drawing on top of a coarse picture would be drawn too coarsely to be read.
  dpi = std::isfinite(dpi) && dpi >= kLeastDpi ? std::min(dpi, kMostDpi) : kUsualDpi;
  double wide = doc->getPageCropWidth(number), high = doc->getPageCropHeight(number);
  if (!(wide > 0) || !(high > 0)) return {};
  if (doc->getPageRotate(number) % 180 != 0) std::swap(wide, high);
  const double inches = wide * high / (kPointsPerInch * kPointsPerInch);
  dpi = std::min(dpi, std::sqrt(kMostPixels / inches));

  std::array<unsigned char, 4> white{255, 255, 255, 255};
  SplashOutputDev device(splashModeMono8, /*bitmapRowPad=*/1, /*reverseVideo=*/false, white.data());
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(doc);
  doc->displayPage(&device, number, dpi, dpi, /*rotate=*/0, /*useMediaBox=*/false,
                   /*crop=*/true, /*printing=*/false);
  SplashBitmap* bitmap = device.getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) return {};
  GreyPicture picture;
  picture.width = bitmap->getWidth();
  picture.height = bitmap->getHeight();
  picture.dpi = dpi;
  picture.pixels.reserve(static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const unsigned char* row =
        bitmap->getDataPtr() + static_cast<ptrdiff_t>(y) * bitmap->getRowSize();
    picture.pixels.insert(picture.pixels.end(), row, row + picture.width);
  }
  return picture;
}

}  // namespace extract
