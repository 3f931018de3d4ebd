#include "extract/ocr.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/page_scan.h"
#include "extract/row_glyphs.h"
#include "extract/row_votes.h"
#include "extract/scan_rows.h"
#include "extract/tables.h"
#include "extract/upright.h"

namespace extract {
namespace {

// Rows that tell whether the page stands upright, their width and height in characters, and the
// mean confidence of a page that does: upside down it is near 0.8, upright near 0.99.
constexpr size_t kSampleRows = 5;
constexpr double kLeastSample = 4, kUsualSample = 16, kHighestSample = 1.6;
constexpr double kSureUpright = 0.94, kLeastSureTurned = 0.92, kClearlySurer = 0.04;
// A row with a character less sure is read again in two other shapes.
constexpr float kSureRow = 0.91F;
constexpr double kStretch = 1.08, kMoreRoom = 1.56;
constexpr double kLeastSoftened = 36;  // pixels: strokes of smaller print would run together
constexpr double kMarginOfSize = 0.5;
constexpr double kLeastHeight = 0.7;  // of the size of characters around: a row of flat signs
// Tesseract knows lines, not single characters: a row shorter than this, in heights, is shown to
// it several times side by side.
constexpr double kShortRow = 4;
constexpr int kCopies = 4;
constexpr double kHeightOfRow =
    1.3;  // of the picture of a row: Tesseract was taught with some white

// The ink of each cell of the ruled tables; what lies in no cell stands first.
std::vector<std::vector<Blob>> InkByArea(const std::vector<Blob>& blobs, double scale,
                                         const PageLayer& ruled) {
  const RuledAreas areas = FindRuledAreas(ruled);
  std::vector<std::vector<Blob>> ink(1);
  std::vector<size_t> first_of_table;
  for (const TableGrid& grid : areas.tables) {
    first_of_table.push_back(ink.size());
    ink.resize(ink.size() + grid.table.cells.size());
  }
  for (const Blob& blob : blobs) {
    const double x = (blob.x0 + blob.x1) / 2.0 * scale, y = (blob.y0 + blob.y1) / 2.0 * scale;
    size_t area = 0;
    double smallest = 0;
    for (size_t t = 0; t < areas.tables.size(); ++t) {  // a table may stand in another's cell
      const int cell = areas.tables[t].CellAt(x, y);
      if (cell < 0) continue;
      const double size = areas.tables[t].table.cells[static_cast<size_t>(cell)].box.Area();
      if (area != 0 && size >= smallest) continue;
      area = first_of_table[t] + static_cast<size_t>(cell);
      smallest = size;
    }
    ink[area].push_back(blob);
  }
  return ink;
}

std::vector<ScanSign> SignsIn(const PageScan& scan, const ScanRow& row, double size) {
  std::vector<ScanSign> signs;
  for (const Blob& blob : row.blobs) {
    const std::string_view text = SignOf(scan.InkIn(blob), blob.Height(), size);
    if (!text.empty()) signs.push_back({blob, text});
  }
  return signs;
}

std::vector<SizedRow> RowsOf(const PageScan& scan, double width, double height) {
  PageLayer ruled;
  ruled.width = width;
  ruled.height = height;
  ruled.rulings = scan.rulings();
  const double page_size = CharacterSize(scan.blobs(), scan.dpi());
  const std::vector<Blob> print = WithoutDust(scan.blobs(), page_size);
  std::vector<SizedRow> rows;
  for (const std::vector<Blob>& ink : InkByArea(print, scan.PointsPerPixel(), ruled)) {
    if (ink.empty()) continue;
    constexpr size_t kEnoughInk = 12;
    const double size = ink.size() >= kEnoughInk ? CharacterSize(ink, scan.dpi()) : page_size;
    for (ScanRow& row : CutIntoRows(ink, size)) {
      row.signs = SignsIn(scan, row, size);
      rows.push_back({std::move(row), size});
    }
  }
  return rows;
}

// The confidence of the least sure character; 0 if nothing was read.
float SurenessOf(const std::vector<RecognisedCharacter>& characters) {
  float least = characters.empty() ? 0.0F : 1.0F;
  for (const RecognisedCharacter& c : characters) least = std::min(least, c.confidence);
  return least;
}

// Of a row that was read several times side by side, `pitch` pixels from one to the next: the
// reading that most copies agree on, placed as in the row itself.
std::vector<RecognisedCharacter> MostAgreed(std::vector<RecognisedCharacter> characters,
                                            int pitch) {
  std::vector<std::vector<RecognisedCharacter>> copies(kCopies);
  for (RecognisedCharacter& c : characters) {
    const int copy =
        std::clamp(static_cast<int>(std::floor((c.x0 + c.x1) / 2 / pitch)), 0, kCopies - 1);
    c.x0 -= copy * pitch;
    c.x1 -= copy * pitch;
    copies[static_cast<size_t>(copy)].push_back(std::move(c));
  }
  const auto text_of = [](const std::vector<RecognisedCharacter>& copy) {
    std::string text;
    for (const RecognisedCharacter& c : copy) text += c.text;
    return text;
  };
  std::map<std::string, int> votes;
  for (const auto& copy : copies) ++votes[text_of(copy)];
  const auto most = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto chosen = std::find_if(copies.begin(), copies.end(),
                                   [&](const auto& copy) { return text_of(copy) == most->first; });
  const float agreed = static_cast<float>(most->second) / kCopies;
  for (RecognisedCharacter& c : *chosen) c.confidence *= agreed;
  return std::move(*chosen);
}

}  // namespace

Ocr::Ocr(OcrModel model) : model_(std::move(model)) {}
Ocr::~Ocr() = default;

void Ocr::ReadPage(const GreyPicture& picture, PageLayer* layer) {
  if (!recogniser_) recogniser_ = std::make_unique<TextRecogniser>(model_);
  ++pages_read_;
  Upright page = FindUpright(picture, *layer);
  const PageScan& scan = page.scan;
  layer->glyphs.clear();
  layer->fonts = {"OCR"};
  layer->rulings = scan.rulings();
  layer->read_by_ocr = true;
  layer->skew = scan.skew();
  layer->width = page.width;
  layer->height = page.height;
  for (SizedRow& sized : page.rows) {
    std::vector<RecognisedCharacter> characters = ReadRow(scan, sized.row, sized.size);
    AddRowGlyphs(sized.row, sized.size, std::move(characters), scan.PointsPerPixel(),
                 &layer->glyphs);
  }
  TurnTo(page.printed, layer);
}

Ocr::Upright Ocr::FindUpright(const GreyPicture& picture, const PageLayer& layer) {
  const auto turned = [&](Direction printed) {
    const bool sideways = printed == Direction::kDown || printed == Direction::kUp;
    Upright page{
        printed,
        sideways ? layer.height : layer.width,
        sideways ? layer.width : layer.height,
        printed == Direction::kRight ? PageScan(picture) : PageScan(Turned(picture, printed)),
        {}};
    page.rows = RowsOf(page.scan, page.width, page.height);
    return page;
  };
  Upright best = turned(Direction::kRight);
  double sureness = SurenessOfSample(best);
  if (sureness >= kSureUpright) return best;
  for (const Direction printed : {Direction::kLeft, Direction::kDown, Direction::kUp}) {
    Upright page = turned(printed);
    const double other = SurenessOfSample(page);
    if (other < kLeastSureTurned || other < sureness + kClearlySurer) continue;
    sureness = other;
    best = std::move(page);
    if (sureness >= kSureUpright) break;
  }
  return best;
}

double Ocr::SurenessOfSample(const Upright& page) {
  std::vector<const SizedRow*> sample;
  for (const SizedRow& sized : page.rows) {
    const double wide = sized.row.box.Width() / sized.size;
    if (wide >= kLeastSample && sized.row.box.Height() <= kHighestSample * sized.size)
      sample.push_back(&sized);
  }
  const auto unusual = [](const SizedRow* sized) {
    return std::abs(sized->row.box.Width() / sized->size - kUsualSample);
  };
  std::stable_sort(sample.begin(), sample.end(),
                   [&](const SizedRow* a, const SizedRow* b) { return unusual(a) < unusual(b); });
  sample.resize(std::min(sample.size(), kSampleRows));
  double sum = 0;
  size_t count = 0;
  for (const SizedRow* sized : sample) {
    for (const RecognisedCharacter& c : ReadRow(page.scan, sized->row, sized->size)) {
      sum += c.confidence;
      ++count;
    }
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

std::vector<RecognisedCharacter> Ocr::ReadCut(const PageScan& scan, const ScanRow& row,
                                              const PageScan::CutShape& shape) {
  const PixPtr cut = scan.CutOut(row.box, shape);
  if (!cut) return {};
  std::vector<RecognisedCharacter> characters = recogniser_->ReadLine(cut.get());
  for (RecognisedCharacter& c : characters) {
    c.x0 = c.x0 / shape.stretch - shape.margin;
    c.x1 = c.x1 / shape.stretch - shape.margin;
  }
  return characters;
}

std::vector<RecognisedCharacter> Ocr::ReadRow(const PageScan& scan, const ScanRow& row,
                                              double size) {
  const double high = std::max<double>(row.box.Height(), kLeastHeight * size);
  const int margin = static_cast<int>(kMarginOfSize * high);
  PageScan::CutShape once{.margin = margin, .height = static_cast<int>(kHeightOfRow * high)};
  once.softened = high >= kLeastSoftened;
  std::vector<RecognisedCharacter> characters = ReadCut(scan, row, once);
  if (row.box.Width() < kShortRow * high) {
    PageScan::CutShape several = once;
    several.copies = kCopies;
    auto agreed = MostAgreed(ReadCut(scan, row, several), row.box.Width() + margin);
    if (SurenessOf(agreed) > SurenessOf(characters)) characters = std::move(agreed);
  } else if (SurenessOf(characters) < kSureRow) {
    PageScan::CutShape wide = once, high_room = once;
    wide.softened = high_room.softened = false;
    wide.stretch = kStretch;
    high_room.height = static_cast<int>(kMoreRoom * high);
    const auto second = ReadCut(scan, row, wide), third = ReadCut(scan, row, high_room);
    characters = OutvoteFirst(std::move(characters), second, third);
  }
  for (RecognisedCharacter& c : characters) {
    c.x0 += row.box.x0;
    c.x1 += row.box.x0;
  }
  return characters;
}

}  // namespace extract
