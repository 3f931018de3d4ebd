// The ink of a scanned page -> the lines that are drawn on it, solid, dashed or dotted, and their
// pixels. What is left of the ink is print.
//
// Units   Pixels of the picture; rulings in points.
#ifndef EXTRACT_SCAN_RULINGS_H_
#define EXTRACT_SCAN_RULINGS_H_

#include <vector>

#include "extract/page.h"
#include "extract/pix.h"

namespace extract {

struct ScanRulings {
  std::vector<Ruling> rulings;
  PixPtr pixels;  // 1 bit, as large as the ink: the lines with their blurred borders
};

// `ink`: 1 bit, set straight. A line may bow a little: paper near the fold of a book does.
ScanRulings FindScanRulings(Pix* ink, double points_per_pixel);

}  // namespace extract

#endif  // EXTRACT_SCAN_RULINGS_H_
