#include "app/load_ocr.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "app/messages.h"

namespace app {

std::shared_ptr<extract::Ocr> LoadOcr() {
  auto model = extract::OcrModel::Load();
  if (model) return std::make_shared<extract::Ocr>(std::move(*model));
  fmt::print(stderr, "jizen: {}\n",
             Say("warning: {} is missing: scanned pages cannot be read. Install the package "
                 "tesseract-ocr-jpn.",
                 model.error()));
  return nullptr;
}

}  // namespace app
