// A PDF -> page layers, through Poppler's internal interface. poppler_device.cc is the only
// file that includes Poppler.
//
// Poppler keeps settings and its error callback per process; they are set up at the first
// call. Use one thread at a time.
#ifndef EXTRACT_POPPLER_DEVICE_H_
#define EXTRACT_POPPLER_DEVICE_H_

#include <string_view>
#include <tl/expected.hpp>

#include "extract/page.h"
#include "extract/read_source.h"

namespace extract {

// Reads all pages: printed glyphs, rulings and pictures, as shown (crop box, /Rotate). What
// Poppler complains of becomes a warning, the first 20. A page that cannot be read is an
// empty layer with a warning, so that page numbers stay those that a viewer counts. Pages that
// need it (NeedsOcr) are read by `ocr`, unless it is nullptr.
tl::expected<SourceLayers, ReadError> ReadPdf(std::string_view bytes, const ReadLimits& limits,
                                              const PageProgress& progress, Ocr* ocr = nullptr);

}  // namespace extract

#endif  // EXTRACT_POPPLER_DEVICE_H_
