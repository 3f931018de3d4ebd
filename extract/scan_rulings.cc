#include "extract/scan_rulings.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>

namespace extract {
namespace {

// Points.
constexpr double kShortestRuling = 20;
constexpr double kSureRuling = 60;  // no stroke of a character is as long
constexpr double kThickestRuling = 4;
constexpr double kDeepestBow = 9;  // from the highest to the lowest place of a long line
constexpr double kMeets = 3;       // the end of a ruling and the line it ends on
constexpr double kBreak = 1.2;     // in a solid line, printed or scanned badly
constexpr double kThinDash = 1.6, kLongestDash = 12, kDashGap = 2.9;
constexpr double kShortestDashed = 8;
constexpr std::ptrdiff_t kFewestDashes = 3;
constexpr double kDashedEnd = 4.5;  // what a corner or a crossing hides of a dashed line

constexpr int kPaleBorder = 2;  // pixels
// Pixels by which lines are thickened, half on each side: a line that is not quite straight is a
// stair, whose steps overlap then.
constexpr int kThickened = 2;

struct PixaDeleter {
  void operator()(Pixa* pixa) const { pixaDestroy(&pixa); }
};

// One direction of the page.
class Axis {
 public:
  Axis(bool horizontal, double points_per_pixel)
      : horizontal_(horizontal), points_per_pixel_(points_per_pixel) {}

  bool horizontal() const { return horizontal_; }
  double Along(const Blob& box) const {
    return points_per_pixel_ * (horizontal_ ? box.Width() : box.Height());
  }
  double Across(const Blob& box) const {
    return points_per_pixel_ * (horizontal_ ? box.Height() : box.Width());
  }
  int Pixels(double points) const {
    return std::max(1, static_cast<int>(std::lround(points / points_per_pixel_)));
  }
  using Brick = Pix* (*)(Pix*, Pix*, l_int32, l_int32);
  // A brick as long as `along` points.
  PixPtr Apply(Brick change, Pix* pix, double along) const {
    const int length = Pixels(along);
    return PixPtr(horizontal_ ? change(nullptr, pix, length, 1) : change(nullptr, pix, 1, length));
  }
  PixPtr Thickened(Pix* pix) const {
    const int across = kThickened + 1;
    return PixPtr(horizontal_ ? pixDilateBrick(nullptr, pix, 1, across)
                              : pixDilateBrick(nullptr, pix, across, 1));
  }

 private:
  bool horizontal_;
  double points_per_pixel_;
};

// A line, and its pixels.
struct Line {
  Ruling ruling;
  Blob box;
  PixPtr pixels;
};

void Set(Pix* pix, const Blob& box) {
  pixRasterop(pix, box.x0, box.y0, box.Width(), box.Height(), PIX_SET, nullptr, 0, 0);
}

std::ptrdiff_t CountInside(const std::vector<Blob>& pieces, const Blob& box) {
  return std::count_if(pieces.begin(), pieces.end(), [&box](const Blob& piece) {
    const int x = (piece.x0 + piece.x1) / 2, y = (piece.y0 + piece.y1) / 2;
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
  });
}

// The ink, and dashes and dots in a row joined to one line.
PixPtr WithDashesJoined(Pix* ink, const std::vector<Blob>& pieces, const Axis& axis) {
  PixPtr dashes(pixCreateTemplate(ink));
  if (!dashes) return dashes;
  std::vector<Blob> thin;
  std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(thin), [&axis](const Blob& piece) {
    return axis.Across(piece) <= kThinDash && axis.Along(piece) <= kLongestDash;
  });
  for (const Blob& piece : thin) Set(dashes.get(), piece);
  const PixPtr joined = axis.Apply(pixCloseSafeBrick, axis.Thickened(dashes.get()).get(), kDashGap);
  const PixPtr runs = axis.Apply(pixOpenBrick, joined.get(), kShortestDashed);
  if (!runs) return PixPtr();
  for (const Blob& run : PiecesOf(runs.get())) {
    if (CountInside(thin, run) >= kFewestDashes) continue;  // strokes of characters
    pixRasterop(runs.get(), run.x0, run.y0, run.Width(), run.Height(), PIX_CLR, nullptr, 0, 0);
  }
  PixPtr lines = axis.Apply(pixDilateBrick, runs.get(), 2 * kDashedEnd);
  pixOr(lines.get(), lines.get(), ink);
  return lines;
}

std::vector<Line> LinesOf(Pix* runs, const Axis& axis, double points_per_pixel) {
  std::vector<Line> lines;
  Pixa* parts = nullptr;
  Boxa* boxes = pixConnComp(runs, &parts, 8);
  const std::unique_ptr<Pixa, PixaDeleter> owner(parts);
  boxaDestroy(&boxes);
  if (!owner) return lines;
  for (int i = 0; i < pixaGetCount(parts); ++i) {
    int x = 0, y = 0, width = 0, height = 0, area = 0;
    pixaGetBoxGeometry(parts, i, &x, &y, &width, &height);
    const Blob box = {x, y, x + width, y + height};
    PixPtr pixels(pixaGetPix(parts, i, L_CLONE));
    pixCountPixels(pixels.get(), &area, nullptr);
    const bool horizontal = axis.horizontal();
    // The box of a line that bows is higher than the line is thick.
    const double thickness = static_cast<double>(area) / (horizontal ? width : height) - kThickened;
    if (thickness * points_per_pixel > kThickestRuling || axis.Across(box) > kDeepestBow) continue;
    Ruling ruling;
    const double scale = points_per_pixel;
    const double across = (horizontal ? box.y0 + box.y1 : box.x0 + box.x1) / 2.0 * scale;
    ruling.a = horizontal ? Point{box.x0 * scale, across} : Point{across, box.y0 * scale};
    ruling.b = horizontal ? Point{box.x1 * scale, across} : Point{across, box.y1 * scale};
    ruling.width = static_cast<float>(std::max(1.0, thickness) * scale);
    lines.push_back({ruling, box, std::move(pixels)});
  }
  return lines;
}

// Does one end of `line` lie on a line across it?
bool Meets(const Ruling& line, const std::vector<Line>& across, bool first) {
  const Point end = first ? line.a : line.b;
  return std::any_of(across.begin(), across.end(), [&](const Line& at) {
    const Ruling& other = at.ruling;
    if (line.Horizontal()) {
      return std::abs(other.a.x - end.x) < kMeets && other.a.y - kMeets < end.y &&
             end.y < other.b.y + kMeets;
    }
    return std::abs(other.a.y - end.y) < kMeets && other.a.x - kMeets < end.x &&
           end.x < other.b.x + kMeets;
  });
}

// No stroke of a character: a short line borders a cell only where both ends meet lines across.
bool IsRuling(const Line& line, const std::vector<Line>& across) {
  const Ruling& ruling = line.ruling;
  const double length = ruling.Horizontal() ? ruling.b.x - ruling.a.x : ruling.b.y - ruling.a.y;
  return length >= kSureRuling || (Meets(ruling, across, true) && Meets(ruling, across, false));
}

}  // namespace

ScanRulings FindScanRulings(Pix* ink, double points_per_pixel) {
  ScanRulings found;
  found.pixels.reset(pixCreateTemplate(ink));
  if (!found.pixels) return found;
  const std::vector<Blob> pieces = PiecesOf(ink);
  const auto lines_along = [&](const Axis& axis) {
    const PixPtr joined = WithDashesJoined(ink, pieces, axis);
    if (!joined) return std::vector<Line>();
    const PixPtr whole = axis.Apply(pixCloseSafeBrick, axis.Thickened(joined.get()).get(), kBreak);
    const PixPtr runs = axis.Apply(pixOpenBrick, whole.get(), kShortestRuling);
    return runs ? LinesOf(runs.get(), axis, points_per_pixel) : std::vector<Line>();
  };
  const std::vector<Line> horizontal = lines_along(Axis(true, points_per_pixel));
  const std::vector<Line> vertical = lines_along(Axis(false, points_per_pixel));
  const auto keep = [&found](const std::vector<Line>& lines, const std::vector<Line>& across) {
    for (const Line& line : lines) {
      if (!IsRuling(line, across)) continue;
      found.rulings.push_back(line.ruling);
      pixRasterop(found.pixels.get(), line.box.x0, line.box.y0, line.box.Width(), line.box.Height(),
                  PIX_PAINT, line.pixels.get(), 0, 0);
    }
  };
  keep(horizontal, vertical);
  keep(vertical, horizontal);
  constexpr int kBrick = 2 * kPaleBorder + 1;
  pixDilateBrick(found.pixels.get(), found.pixels.get(), kBrick, kBrick);
  return found;
}

}  // namespace extract
