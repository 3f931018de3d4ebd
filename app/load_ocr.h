// The data that scanned pages are read with.
#ifndef APP_LOAD_OCR_H_
#define APP_LOAD_OCR_H_

#include <memory>

#include "extract/ocr.h"

namespace app {

// To be called before a reading process starts: it may open no file. nullptr, and a warning on
// standard error, where the data is not installed.
std::shared_ptr<extract::Ocr> LoadOcr();

}  // namespace app

#endif  // APP_LOAD_OCR_H_
