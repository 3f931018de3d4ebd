// Is the text of a page what a reader sees on it? Scans have none, little, or the guesses of
// another program's OCR; a damaged font gives text without meaning.
#ifndef EXTRACT_PAGE_TEXT_H_
#define EXTRACT_PAGE_TEXT_H_

#include "extract/page.h"

namespace extract {

// Pictures on most of the page, and at most a little visible text: a stamp, a page number.
bool IsScan(const PageLayer& layer);

// Has the page print that a reader sees and a program cannot read? A scan, or glyphs most of
// which have no known meaning, or a garbled text layer.
bool NeedsOcr(const PageLayer& layer);

// After OCR of a page that has some text of its own, is that to be kept? Visible text is, where
// the picture holds little more (the background of a title); text behind a scan where the
// picture is too poor to be read again.
bool OwnTextIsBetter(const PageLayer& own, const PageLayer& by_ocr);

// The text that another program's OCR put behind a scan: marks it as read by OCR.
void MarkTextBehindScan(PageLayer* layer);

}  // namespace extract

#endif  // EXTRACT_PAGE_TEXT_H_
