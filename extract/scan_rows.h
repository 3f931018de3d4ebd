// The ink of one area of a page -> rows of print: cut along white bands, across and down, until
// no more can be cut. Knows nothing of characters.
#ifndef EXTRACT_SCAN_ROWS_H_
#define EXTRACT_SCAN_ROWS_H_

#include <string_view>
#include <vector>

#include "extract/page_scan.h"

namespace extract {

// Where the shape of the ink alone says which sign it is (sign_shapes.h).
struct ScanSign {
  Blob box;
  std::string_view text;
};

struct ScanRow {
  Blob box;                     // of all its ink
  std::vector<Blob> blobs;      // from left to right
  std::vector<ScanSign> signs;  // set by the reader of the row
};

// The size of a character, in pixels: the larger side of most pieces of ink that are no dots.
double CharacterSize(const std::vector<Blob>& blobs, double dpi);

// Without dust: specks much smaller than a character that stand far from all other ink.
std::vector<Blob> WithoutDust(std::vector<Blob> blobs, double size);

// `size`: of the characters on the page. Rows from top to bottom; every blob is in one of them.
std::vector<ScanRow> CutIntoRows(const std::vector<Blob>& blobs, double size);

}  // namespace extract

#endif  // EXTRACT_SCAN_ROWS_H_
