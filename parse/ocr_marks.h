// What is special about a sheet that was read by OCR: every value is listed for review, and
// places are given on the page as it was handed in, not as it was set straight.
#ifndef PARSE_OCR_MARKS_H_
#define PARSE_OCR_MARKS_H_

#include <vector>

#include "extract/page.h"
#include "parse/sheet.h"
#include "parse/sheet_builder.h"

namespace parse {

// A finding `ocr` for each page that OCR read (print that it missed is in no field) and for each
// value that has its print there. Call it when the sheet is complete.
void ListOcrValues(const extract::SourceLayers& layers, SheetBuilder& builder);

// Turns the boxes of evidence and leftovers back by the skew of their page.
void PlaceAsShown(const extract::SourceLayers& layers, ParsedSheet* sheet);

}  // namespace parse

#endif  // PARSE_OCR_MARKS_H_
