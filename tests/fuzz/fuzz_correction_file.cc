// Any bytes as a table of corrections, CSV or workbook: a table or a message, and what is read is
// bounded by the file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/review_table_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto table = app::ReadReviewTableHere(bytes);
  if (!table && table.error().empty()) std::abort();
  return 0;
}
