// The picture of one line of print -> its characters, by Tesseract. text_recogniser.cc is the
// only file that includes Tesseract.
//
// Files    LoadModel reads one file. A TextRecogniser made from it opens no file at all, so
//          that it can be made, and used, where none may be opened any more: load the model
//          before untrusted bytes are touched.
// Threads  One at a time. Tesseract is kept from starting its own: what is read does not
//          depend on the machine.
#ifndef EXTRACT_TEXT_RECOGNISER_H_
#define EXTRACT_TEXT_RECOGNISER_H_

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

struct Pix;

namespace extract {

// Tesseract's data for horizontal Japanese print, a few megabytes.
struct OcrModel {
  std::string name;
  std::string bytes;

  // From $TESSDATA_PREFIX if it is set, else from where Debian keeps it. The error says what is
  // missing.
  static tl::expected<OcrModel, std::string> Load();
};

struct RecognisedCharacter {
  std::string text;                       // UTF-8, not empty, no white space
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;  // pixels of the picture
  float confidence = 0;                   // 0..1, as Tesseract says
};

class TextRecogniser {
 public:
  explicit TextRecogniser(const OcrModel& model);  // std::runtime_error: the model is damaged
  ~TextRecogniser();
  TextRecogniser(const TextRecogniser&) = delete;
  TextRecogniser& operator=(const TextRecogniser&) = delete;

  // `line`: grey, 8 bits a pixel, dark on white, one horizontal line with a white margin.
  // Left to right; empty where nothing is recognised.
  std::vector<RecognisedCharacter> ReadLine(Pix* line);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace extract

#endif  // EXTRACT_TEXT_RECOGNISER_H_
