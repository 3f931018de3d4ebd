#include "extract/page_scan.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <utility>

#include "extract/scan_rulings.h"

namespace extract {
namespace {

constexpr double kEnoughDpi = 250;   // a coarser picture is enlarged
constexpr double kLeastSkew = 0.03;  // degrees: turning blurs, less is left as it is
constexpr double kMostSkew = 7;      // degrees: what Leptonica looks for
constexpr float kLeastSkewConfidence = 2.5F;
constexpr int kInk = 165;       // of 255, on a background made white
constexpr double kSpeck = 0.6;  // points: ink with no side longer than this is dust

constexpr int kPaleBorder = 2;  // pixels

PixPtr FromPicture(const GreyPicture& picture) {
  PixPtr pix(pixCreate(picture.width, picture.height, 8));
  if (!pix) return pix;
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* row = pixGetData(pix.get()) + static_cast<ptrdiff_t>(y) * pixGetWpl(pix.get());
    const uint8_t* from =
        picture.pixels.data() + static_cast<size_t>(y) * static_cast<size_t>(picture.width);
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(row, x, from[x]);
  }
  return pix;
}

PixPtr InkOf(Pix* grey) { return PixPtr(pixThresholdToBinary(grey, kInk)); }

struct NumaDeleter {
  void operator()(Numa* numa) const { numaDestroy(&numa); }
};

// The grey of the darker print of the page: light print is made black.
int BlackOf(Pix* grey) {
  constexpr int kBlackest = 20, kPalest = 140;
  constexpr float kDarker = 0.25F;  // of the print
  const std::unique_ptr<Numa, NumaDeleter> histogram(pixGetGrayHistogram(grey, /*factor=*/2));
  if (!histogram) return kBlackest;
  float print = 0, sum = 0;
  numaGetSumOnInterval(histogram.get(), 0, kPalest, &print);
  for (int level = 0; level < kPalest; ++level) {
    float count = 0;
    numaGetFValue(histogram.get(), level, &count);
    sum += count;
    if (sum > kDarker * print) return std::max(kBlackest, level);
  }
  return kBlackest;
}

// Makes the paper, and pale fills, as white as the margins of what is cut out.
void WhitenPaper(PixPtr* grey) {
  constexpr int kTileWidth = 10, kTileHeight = 15, kDark = 60, kFewest = 40, kSmooth = 2;
  constexpr int kPaper = 250;
  if (PixPtr normal{pixBackgroundNorm(grey->get(), nullptr, nullptr, kTileWidth, kTileHeight, kDark,
                                      kFewest, kPaper, kSmooth, 1)})
    grey->swap(normal);
  constexpr int kWhitest = 235;  // noise of the scanner lies beyond
  pixGammaTRC(grey->get(), grey->get(), 1.0F, BlackOf(grey->get()), kWhitest);
}

}  // namespace

PageScan::PageScan(const GreyPicture& picture) : dpi_(picture.dpi) {
  if (picture.empty() || !(picture.dpi > 0)) return;
  setMsgSeverity(L_SEVERITY_NONE);
  PixPtr grey = FromPicture(picture);
  if (!grey) return;
  WhitenPaper(&grey);
  if (dpi_ < kEnoughDpi) {
    const float factor = 2;
    if (PixPtr larger{pixScaleGrayLI(grey.get(), factor, factor)}) {
      grey.swap(larger);
      dpi_ *= factor;
    }
  }
  float angle = 0, confidence = 0;
  if (pixFindSkew(InkOf(grey.get()).get(), &angle, &confidence) == 0 &&
      confidence >= kLeastSkewConfidence && std::abs(angle) >= kLeastSkew &&
      std::abs(angle) < kMostSkew) {
    constexpr double kRadians = 3.14159265358979 / 180;
    if (PixPtr straight{pixRotate(grey.get(), static_cast<float>(kRadians * angle),
                                  L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0)}) {
      grey.swap(straight);
      skew_ = angle;
    }
  }
  PixPtr ink = InkOf(grey.get());
  if (!ink) return;

  ScanRulings found = FindScanRulings(ink.get(), PointsPerPixel());
  if (!found.pixels) return;
  rulings_ = std::move(found.rulings);
  pixSetMasked(grey.get(), found.pixels.get(), 255);
  pixSubtract(ink.get(), ink.get(), found.pixels.get());
  grey_ = std::move(grey);
  ink_ = std::move(ink);

  const double speck = kSpeck / PointsPerPixel();
  blobs_ = PiecesOf(ink_.get());
  std::erase_if(blobs_, [speck](const Blob& blob) {
    return blob.Width() <= speck && blob.Height() <= speck;
  });
  std::sort(blobs_.begin(), blobs_.end(), [](const Blob& a, const Blob& b) {
    return std::tie(a.y0, a.x0, a.y1, a.x1) < std::tie(b.y0, b.x0, b.y1, b.x1);
  });
}

PixPtr PageScan::CutOut(const Blob& box, const CutShape& shape) const {
  const int high = std::max(shape.height, box.Height());
  const int pitch = box.Width() + shape.margin;
  PixPtr cut(pixCreate(shape.margin + shape.copies * pitch, high, 8));
  if (!cut || !grey_) return nullptr;
  pixSetAllGray(cut.get(), 255);
  // With the pale borders of its strokes.
  const int x0 = std::max(0, box.x0 - kPaleBorder), y0 = std::max(0, box.y0 - kPaleBorder);
  const int width = box.x1 + kPaleBorder - x0, height = box.y1 + kPaleBorder - y0;
  for (int copy = 0; copy < shape.copies; ++copy) {
    pixRasterop(cut.get(), shape.margin + copy * pitch - (box.x0 - x0),
                (high - box.Height()) / 2 - (box.y0 - y0), width, height, PIX_SRC, grey_.get(), x0,
                y0);
  }
  if (shape.softened) {
    if (PixPtr soft{pixBlockconvGray(cut.get(), nullptr, 1, 1)}) cut.swap(soft);
  }
  if (shape.stretch != 1) {
    if (PixPtr wide{pixScaleGeneral(cut.get(), static_cast<float>(shape.stretch), 1, 0, 0)})
      cut.swap(wide);
  }
  return cut;
}

InkColumns PageScan::InkIn(const Blob& box) const {
  InkColumns columns(static_cast<size_t>(std::max(0, box.Width())));
  if (!ink_) return columns;
  for (int y = box.y0; y < box.y1; ++y) {
    const l_uint32* row =
        pixGetData(ink_.get()) + static_cast<ptrdiff_t>(y) * pixGetWpl(ink_.get());
    for (int x = box.x0; x < box.x1; ++x) {
      if (GET_DATA_BIT(row, x) == 0) continue;
      std::vector<InkRun>& runs = columns[static_cast<size_t>(x - box.x0)];
      if (runs.empty() || runs.back().to < y - box.y0) runs.push_back({y - box.y0, y - box.y0});
      runs.back().to = y - box.y0 + 1;
    }
  }
  return columns;
}

}  // namespace extract
