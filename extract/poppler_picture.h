// A page of an open PDF -> a grey picture, drawn by Poppler's Splash.
//
// Seen by poppler_device.cc only: it speaks of Poppler's document.
#ifndef EXTRACT_POPPLER_PICTURE_H_
#define EXTRACT_POPPLER_PICTURE_H_

#include "extract/grey_picture.h"

class PDFDoc;

namespace extract {

// Draws page `number` (from 1) as shown. A page that is one scanned picture comes at that
// picture's own resolution, so that nothing is resampled; any other at 300 dpi. Never more than
// 40 million pixels. Empty where the page cannot be drawn.
GreyPicture DrawPage(PDFDoc* doc, int number);

}  // namespace extract

#endif  // EXTRACT_POPPLER_PICTURE_H_
