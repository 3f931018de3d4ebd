// A page that shows print, but has no text, -> the glyphs and rulings that a reader sees.
//
// The picture is set straight, its rulings are found and taken out, the print of each cell and
// of what lies outside is cut into rows, and each row is read by Tesseract. What comes out is a
// page layer as any other, marked as read by OCR, each glyph with its confidence.
//
// Every piece of ink that is no ruling and no dust is in a glyph: where Tesseract reads
// nothing, the glyph is U+FFFD.
#ifndef EXTRACT_OCR_H_
#define EXTRACT_OCR_H_

#include <memory>
#include <vector>

#include "extract/grey_picture.h"
#include "extract/page.h"
#include "extract/page_scan.h"
#include "extract/scan_rows.h"
#include "extract/text_recogniser.h"

namespace extract {

// A row of print, and the size of characters around it, in pixels.
struct SizedRow {
  ScanRow row;
  double size = 0;
};

// Holds the model from the start; the recogniser is made for the first page that needs it and
// opens no file. Copies share the model, each makes its own recogniser.
class Ocr {
 public:
  explicit Ocr(OcrModel model);
  ~Ocr();
  Ocr(const Ocr&) = delete;
  Ocr& operator=(const Ocr&) = delete;

  // Replaces glyphs and rulings of `layer` by what the picture of the page shows.
  void ReadPage(const GreyPicture& picture, PageLayer* layer);

  int pages_read() const { return pages_read_; }  // so far

 private:
  // A page whose text runs to the right, and how it ran on the picture.
  struct Upright {
    Direction printed = Direction::kRight;
    double width = 0, height = 0;  // points
    PageScan scan;
    std::vector<SizedRow> rows;
  };
  Upright FindUpright(const GreyPicture& picture, const PageLayer& layer);
  double SurenessOfSample(const Upright& page);

  std::vector<RecognisedCharacter> ReadCut(const PageScan& scan, const ScanRow& row,
                                           const PageScan::CutShape& shape);
  std::vector<RecognisedCharacter> ReadRow(const PageScan& scan, const ScanRow& row, double size);

  OcrModel model_;
  int pages_read_ = 0;
  std::unique_ptr<TextRecogniser> recogniser_;
};

}  // namespace extract

#endif  // EXTRACT_OCR_H_
