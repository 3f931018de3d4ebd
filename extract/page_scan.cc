#include "extract/page_scan.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace extract {
namespace {

constexpr double kEnoughDpi = 250;   // a coarser picture is enlarged
constexpr double kLeastSkew = 0.03;  // degrees: turning blurs, less is left as it is
constexpr double kMostSkew = 7;      // degrees: what Leptonica looks for
constexpr float kLeastSkewConfidence = 2.5F;
constexpr int kInk = 165;               // of 255, on a background made white
constexpr double kShortestRuling = 20;  // points
constexpr double kSureRuling = 60;      // points: no stroke of a character is as long
constexpr double kThickestRuling = 4;   // points
constexpr double kMeets = 3;            // points: the end of a ruling and the line it ends on
constexpr double kSpeck = 0.6;          // points: ink with no side longer than this is dust

constexpr int kPaleBorder = 2;  // pixels

struct BoxaDeleter {
  void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};

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

std::vector<Blob> BoxesOf(Pix* mask) {
  std::vector<Blob> boxes;
  const std::unique_ptr<Boxa, BoxaDeleter> found(pixConnCompBB(mask, 8));
  if (!found) return boxes;
  const int count = boxaGetCount(found.get());
  boxes.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, width = 0, height = 0;
    boxaGetBoxGeometry(found.get(), i, &x, &y, &width, &height);
    boxes.push_back({x, y, x + width, y + height});
  }
  return boxes;
}

PixPtr InkOf(Pix* grey) { return PixPtr(pixThresholdToBinary(grey, kInk)); }

// Makes the paper, and pale fills, as white as the margins of what is cut out.
void WhitenPaper(PixPtr* grey) {
  constexpr int kTileWidth = 10, kTileHeight = 15, kDark = 60, kFewest = 40, kSmooth = 2;
  constexpr int kPaper = 250;
  if (PixPtr normal{pixBackgroundNorm(grey->get(), nullptr, nullptr, kTileWidth, kTileHeight, kDark,
                                      kFewest, kPaper, kSmooth, 1)})
    grey->swap(normal);
  constexpr int kBlackest = 20, kWhitest = 235;  // noise of the scanner lies beyond
  pixGammaTRC(grey->get(), grey->get(), 1.0F, kBlackest, kWhitest);
}

// Does one end of `line` lie on a line across it?
bool Meets(const Ruling& line, const std::vector<Ruling>& across, bool first) {
  const Point end = first ? line.a : line.b;
  return std::any_of(across.begin(), across.end(), [&](const Ruling& other) {
    if (line.Horizontal()) {
      return std::abs(other.a.x - end.x) < kMeets && other.a.y - kMeets < end.y &&
             end.y < other.b.y + kMeets;
    }
    return std::abs(other.a.y - end.y) < kMeets && other.a.x - kMeets < end.x &&
           end.x < other.b.x + kMeets;
  });
}

double LengthOf(const Ruling& ruling) {
  return ruling.Horizontal() ? ruling.b.x - ruling.a.x : ruling.b.y - ruling.a.y;
}

// Without the strokes of characters: a short line borders a cell only where both ends meet
// lines across it.
std::vector<Ruling> WithoutStrokes(const std::vector<Ruling>& horizontal,
                                   const std::vector<Ruling>& vertical) {
  std::vector<Ruling> kept;
  const auto keep = [&kept](const std::vector<Ruling>& lines, const std::vector<Ruling>& across) {
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept), [&](const Ruling& line) {
      return LengthOf(line) >= kSureRuling ||
             (Meets(line, across, true) && Meets(line, across, false));
    });
  };
  keep(horizontal, vertical);
  keep(vertical, horizontal);
  return kept;
}

}  // namespace

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

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

  const auto pixels = [this](double points) {
    return std::max(1, static_cast<int>(std::lround(points / PointsPerPixel())));
  };
  const int length = pixels(kShortestRuling);
  // A line that is not quite straight is a stair: thickened, its steps overlap.
  const PixPtr thick_h(pixDilateBrick(nullptr, ink.get(), 1, 3));
  const PixPtr thick_v(pixDilateBrick(nullptr, ink.get(), 3, 1));
  const PixPtr runs_h(pixOpenBrick(nullptr, thick_h.get(), length, 1));
  const PixPtr runs_v(pixOpenBrick(nullptr, thick_v.get(), 1, length));
  const auto as_rulings = [&](Pix* runs, bool horizontal) {
    std::vector<Ruling> rulings;
    for (const Blob& box : BoxesOf(runs)) {
      const double scale = PointsPerPixel();
      const int thickness = (horizontal ? box.Height() : box.Width()) - 2;
      if (thickness * scale > kThickestRuling) continue;
      Ruling ruling;
      const double across = (horizontal ? box.y0 + box.y1 : box.x0 + box.x1) / 2.0 * scale;
      ruling.a = horizontal ? Point{box.x0 * scale, across} : Point{across, box.y0 * scale};
      ruling.b = horizontal ? Point{box.x1 * scale, across} : Point{across, box.y1 * scale};
      ruling.width = static_cast<float>(std::max(1, thickness) * scale);
      rulings.push_back(ruling);
    }
    return rulings;
  };
  const std::vector<Ruling> horizontal = as_rulings(runs_h.get(), true);
  const std::vector<Ruling> vertical = as_rulings(runs_v.get(), false);
  rulings_ = WithoutStrokes(horizontal, vertical);

  // The lines' pixels, and their blurred borders, out of the picture.
  const PixPtr mask(pixCreateTemplate(ink.get()));
  for (const Ruling& ruling : rulings_) {
    const double scale = PointsPerPixel();
    const int half = std::max(1, static_cast<int>(std::ceil(ruling.width / scale / 2))) + 2;
    const auto x0 = static_cast<int>(ruling.a.x / scale), y0 = static_cast<int>(ruling.a.y / scale);
    const auto x1 = static_cast<int>(ruling.b.x / scale), y1 = static_cast<int>(ruling.b.y / scale);
    const int grow_x = ruling.Horizontal() ? 2 : half, grow_y = ruling.Horizontal() ? half : 2;
    pixRasterop(mask.get(), x0 - grow_x, y0 - grow_y, x1 - x0 + 2 * grow_x, y1 - y0 + 2 * grow_y,
                PIX_SET, nullptr, 0, 0);
  }
  pixSetMasked(grey.get(), mask.get(), 255);
  pixSubtract(ink.get(), ink.get(), mask.get());
  grey_ = std::move(grey);
  ink_ = std::move(ink);

  const double speck = kSpeck / PointsPerPixel();
  blobs_ = BoxesOf(ink_.get());
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
