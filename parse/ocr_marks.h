// What is special about pages without a text layer that can be believed: every value of theirs
// is listed for review, and what OCR read is placed on the page as it was handed in, not as it
// was set straight.
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

// The same with `garbled-text` for pages whose text is not what they show and that OCR did not
// read in its place.
void ListGarbledValues(const extract::SourceLayers& layers, SheetBuilder& builder);

// Turns the boxes of evidence and leftovers back by the skew of their page.
void PlaceAsShown(const extract::SourceLayers& layers, ParsedSheet* sheet);

}  // namespace parse

#endif  // PARSE_OCR_MARKS_H_
