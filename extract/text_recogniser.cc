#include "extract/text_recogniser.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

// Of the OpenMP library that Tesseract is built with; its header comes with one compiler only.
extern "C" void omp_set_max_active_levels(int levels);

namespace extract {
namespace {

constexpr const char* kModel = "jpn";
constexpr std::array kFolders = {"/usr/share/tesseract-ocr/5/tessdata",
                                 "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

tl::expected<OcrModel, std::string> OcrModel::Load() {
  const std::string file = std::string(kModel) + ".traineddata";
  std::vector<std::string> folders(kFolders.begin(), kFolders.end());
  if (const char* prefix = std::getenv("TESSDATA_PREFIX")) folders = {prefix};
  for (const std::string& folder : folders) {
    OcrModel model{kModel, ReadFile(folder + "/" + file)};
    if (!model.bytes.empty()) return model;
  }
  return tl::unexpected(file);
}

struct TextRecogniser::Engine {
  tesseract::TessBaseAPI api;
};

TextRecogniser::TextRecogniser(const OcrModel& model) : engine_(std::make_unique<Engine>()) {
  tesseract::TessBaseAPI& api = engine_->api;
  if (api.Init(model.bytes.data(), static_cast<int>(model.bytes.size()), model.name.c_str(),
               tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr, nullptr, false, nullptr) != 0) {
    throw std::runtime_error("the data for OCR is damaged: " + model.name);
  }
  api.SetVariable("debug_file", "/dev/null");
  // The rows are cut already: no second search for them, which loses short and flat ones.
  api.SetPageSegMode(tesseract::PSM_RAW_LINE);
}

TextRecogniser::~TextRecogniser() = default;

std::vector<RecognisedCharacter> TextRecogniser::ReadLine(Pix* line) {
  // This thread alone: others wait in loops, which costs more than they help with one row. The
  // variable OMP_THREAD_LIMIT is read before main() only.
  omp_set_max_active_levels(0);
  tesseract::TessBaseAPI& api = engine_->api;
  api.SetImage(line);
  api.SetSourceResolution(300);
  std::vector<RecognisedCharacter> characters;
  if (api.Recognize(nullptr) != 0) return characters;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (!at) return characters;
  do {
    const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_SYMBOL));
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!text || *text.get() == '\0' || *text.get() == ' ' ||
        !at->BoundingBox(tesseract::RIL_SYMBOL, &x0, &y0, &x1, &y1))
      continue;
    RecognisedCharacter c{
        .text = text.get(),
        .x0 = static_cast<double>(x0),
        .x1 = static_cast<double>(x1),
        .y0 = static_cast<double>(y0),
        .y1 = static_cast<double>(y1),
        .confidence = std::clamp(at->Confidence(tesseract::RIL_SYMBOL) / 100, 0.0F, 1.0F)};
    characters.push_back(std::move(c));
  } while (at->Next(tesseract::RIL_SYMBOL));
  return characters;
}

}  // namespace extract
