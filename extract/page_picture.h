// One page of a PDF as a picture, drawn by Poppler.
//
// The bytes come from outside and may be hostile: call this only in a child process under
// limits (child_process.h). Errors are typed; exceptions of Poppler do not leave here.
#ifndef EXTRACT_PAGE_PICTURE_H_
#define EXTRACT_PAGE_PICTURE_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/grey_picture.h"

namespace extract {

struct PictureSize {
  int page = 1;               // from 1
  double dots_per_inch = 96;  // 1 .. 600
  int most_pixels = 40'000'000;
};

// A PNG. The error says in English, for a log, why there is none.
tl::expected<std::string, std::string> DrawPage(std::string_view pdf, const PictureSize& size);

// The page in grey, for OCR. A page that is one scanned picture is drawn at that picture's own
// resolution, `picture_dpi`, so that nothing is resampled; any other (0) at 300 dpi. Never more
// than 40 million pixels. Empty where the page cannot be drawn.
GreyPicture DrawGreyPage(std::string_view pdf, int page, double picture_dpi);

}  // namespace extract

#endif  // EXTRACT_PAGE_PICTURE_H_
