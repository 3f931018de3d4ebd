#include "extract/scan_rows.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace extract {
namespace {

constexpr int kDeepest = 24;
constexpr double kColumnGap = 2.0;  // of a character: a white band that parts columns
constexpr double kOneRow = 1.1;     // of a character: bands that are together no higher are one
constexpr double kSmallInk = 0.35;  // of a character: ink that is a part of one

constexpr double kTwoRows = 1.55;  // of a character: a band as high holds more than one row
constexpr double kLeastRow = 0.6, kMostRow = 1.6;  // of a character: from row to row
constexpr double kRoom = 1.05;                     // of the ink's side: the room of a character
constexpr double kDust = 0.18;                     // of a character: no side of a speck is longer
constexpr double kDustAlone = 0.7;  // of a character: from a speck to the nearest print
constexpr size_t kEnough = 8;       // pieces of ink that tell the size of their characters

using Blobs = std::vector<Blob>;

Blob BoxOf(const Blobs& blobs) {
  Blob box = blobs.front();
  for (const Blob& blob : blobs) {
    box = {std::min(box.x0, blob.x0), std::min(box.y0, blob.y0), std::max(box.x1, blob.x1),
           std::max(box.y1, blob.y1)};
  }
  return box;
}

// The upper quartile of the pieces' larger sides: many pieces are parts of characters.
double UpperSide(const Blobs& blobs, double least, double most) {
  std::vector<int> sides;
  for (const Blob& blob : blobs) {
    const int side = std::max(blob.Width(), blob.Height());
    const int other = std::min(blob.Width(), blob.Height());
    // Long ones are strokes, or characters that touch.
    if (side >= least && side <= most && side <= 1.6 * other) sides.push_back(side);
  }
  if (sides.size() < kEnough) return 0;
  const auto at = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() * 3 / 4);
  std::nth_element(sides.begin(), at, sides.end());
  return *at * kRoom;
}

// The size of the characters of one band; `size` where there are too few.
double SizeIn(const Blobs& band, double size) {
  const double own = UpperSide(band, kSmallInk * size, 4 * size);
  return own > 0 ? own : size;
}

// Groups with white between them, at least `gap` wide, along one axis.
std::vector<Blobs> Cut(Blobs blobs, bool down, double gap) {
  const auto from = [down](const Blob& blob) { return down ? blob.y0 : blob.x0; };
  const auto to = [down](const Blob& blob) { return down ? blob.y1 : blob.x1; };
  std::sort(blobs.begin(), blobs.end(), [&](const Blob& a, const Blob& b) {
    return std::tuple(from(a), to(a), a.x0, a.y0) < std::tuple(from(b), to(b), b.x0, b.y0);
  });
  std::vector<Blobs> groups;
  int end = 0;
  for (const Blob& blob : blobs) {
    if (groups.empty() || from(blob) - end >= gap) {
      groups.emplace_back();
      end = to(blob);
    }
    groups.back().push_back(blob);
    end = std::max(end, to(blob));
  }
  return groups;
}

// Parts of one row of characters (the strokes of a two or three, sound marks) put together.
std::vector<Blobs> JoinParts(std::vector<Blobs> bands, double size) {
  std::vector<Blobs> joined;
  for (Blobs& band : bands) {
    if (!joined.empty()) {
      const Blob above = BoxOf(joined.back()), here = BoxOf(band);
      const int least = std::min(above.Height(), here.Height());
      if (here.y1 - above.y0 <= kOneRow * size && least < 0.6 * size &&
          here.y0 - above.y1 < 0.6 * size) {
        joined.back().insert(joined.back().end(), band.begin(), band.end());
        continue;
      }
    }
    joined.push_back(std::move(band));
  }
  return joined;
}

// Rows set so close that brackets and tails reach into the next: cut where the least ink crosses.
std::vector<Blobs> CutCloseRows(Blobs band, double size) {
  std::vector<Blobs> rows;
  for (;;) {
    const Blob box = BoxOf(band);
    if (box.Height() < kTwoRows * size) break;
    int cut = 0;
    double least = -1;
    const int from = box.y0 + static_cast<int>(kLeastRow * size);
    const int to = std::min(box.y0 + static_cast<int>(kMostRow * size),
                            box.y1 - static_cast<int>(kLeastRow * size));
    for (int y = from; y <= to; ++y) {
      double crossing = 0;
      for (const Blob& blob : band) {
        if (blob.y0 < y && y < blob.y1) crossing += std::min(y - blob.y0, blob.y1 - y);
      }
      if (least < 0 || crossing < least) {
        least = crossing;
        cut = y;
      }
    }
    if (least < 0) break;
    Blobs above, below;
    for (const Blob& blob : band) (blob.y0 + blob.y1 < 2 * cut ? above : below).push_back(blob);
    if (above.empty() || below.empty()) break;
    rows.push_back(std::move(above));
    band = std::move(below);
  }
  rows.push_back(std::move(band));
  return rows;
}

void CutInto(Blobs blobs, double size, int depth, std::vector<ScanRow>* rows) {
  std::vector<Blobs> bands;
  for (Blobs& band : JoinParts(Cut(std::move(blobs), /*down=*/true, 1), size)) {
    const double own = SizeIn(band, size);
    for (Blobs& row : CutCloseRows(std::move(band), own)) bands.push_back(std::move(row));
  }
  for (Blobs& band : bands) {
    const double high = BoxOf(band).Height();
    std::vector<Blobs> columns =
        Cut(std::move(band), /*down=*/false, kColumnGap * std::clamp(high, size, 3 * size));
    if (columns.size() == 1 || depth >= kDeepest) {
      for (Blobs& column : columns) {
        ScanRow row{BoxOf(column), std::move(column), {}};
        std::sort(row.blobs.begin(), row.blobs.end(), [](const Blob& a, const Blob& b) {
          return std::tie(a.x0, a.y0, a.x1, a.y1) < std::tie(b.x0, b.y0, b.x1, b.y1);
        });
        rows->push_back(std::move(row));
      }
      continue;
    }
    for (Blobs& column : columns) CutInto(std::move(column), size, depth + 1, rows);
  }
}

}  // namespace

double CharacterSize(const std::vector<Blob>& blobs, double dpi) {
  constexpr double kUsual = 12, kSmallest = 5, kLargest = 40;  // points
  const double size = UpperSide(blobs, kSmallest * dpi / 72, kLargest * dpi / 72);
  return size > 0 ? size : kUsual * dpi / 72;
}

std::vector<Blob> WithoutDust(std::vector<Blob> blobs, double size) {
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) {
    return std::tie(a.y0, a.x0, a.y1, a.x1) < std::tie(b.y0, b.x0, b.y1, b.x1);
  });
  const double speck = kDust * size, room = kDustAlone * size;
  const auto is_speck = [speck](const Blob& blob) {
    return blob.Width() <= speck && blob.Height() <= speck;
  };
  const auto alone = [&](const Blob& dust) {
    for (const Blob& blob : blobs) {
      if (blob.y0 > dust.y1 + room) break;
      if (blob.y1 + room >= dust.y0 && blob.x1 + room >= dust.x0 && blob.x0 <= dust.x1 + room &&
          !is_speck(blob))
        return false;
    }
    return true;
  };
  std::vector<Blob> print;
  print.reserve(blobs.size());
  std::copy_if(blobs.begin(), blobs.end(), std::back_inserter(print),
               [&](const Blob& blob) { return !is_speck(blob) || !alone(blob); });
  return print;
}

std::vector<ScanRow> CutIntoRows(const std::vector<Blob>& blobs, double size) {
  std::vector<ScanRow> rows;
  if (!blobs.empty()) CutInto(blobs, size, 0, &rows);
  return rows;
}

}  // namespace extract
