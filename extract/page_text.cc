#include "extract/page_text.h"

#include <algorithm>
#include <cstddef>

#include "extract/garbled_text.h"
#include "extract/glyph_cleanup.h"

namespace extract {
namespace {

constexpr double kMostOfPage = 0.5;        // of the page's area: pictures that may be a scan
constexpr size_t kLittleText = 60;         // glyphs
constexpr double kUnreadable = 0.4;        // of the glyphs: more without a meaning is no text
constexpr float kSure = 0.9F;              // confidence of OCR
constexpr double kPoorPicture = 0.9;       // mean confidence of OCR
constexpr float kOthersConfidence = 0.5F;  // another program's, which does not say
constexpr size_t kMore = 10;               // glyphs in the picture beyond those of the text

struct Counts {
  size_t visible = 0, invisible = 0, unreadable = 0;
};

Counts CountsOf(const PageLayer& layer) {
  Counts counts;
  for (const Glyph& glyph : layer.glyphs) {
    if (IsBlank(glyph)) continue;
    ++(IsInvisible(glyph) ? counts.invisible : counts.visible);
    if (glyph.private_use) ++counts.unreadable;
  }
  return counts;
}

bool IsPicture(const PageLayer& layer) {
  double area = 0;
  for (const Picture& picture : layer.pictures) area += picture.box.Area();
  return area >= kMostOfPage * layer.width * layer.height;
}

}  // namespace

bool IsScan(const PageLayer& layer) {
  return IsPicture(layer) && CountsOf(layer).visible <= kLittleText;
}

bool NeedsOcr(const PageLayer& layer) {
  if (IsScan(layer)) return true;
  const Counts counts = CountsOf(layer);
  const auto printed = static_cast<double>(counts.visible + counts.invisible);
  return printed > 0 &&
         (static_cast<double>(counts.unreadable) > kUnreadable * printed || IsGarbled(layer));
}

bool OwnTextIsBetter(const PageLayer& own, const PageLayer& by_ocr) {
  const Counts counts = CountsOf(own);
  const auto printed = static_cast<double>(counts.visible + counts.invisible);
  if (printed == 0 || static_cast<double>(counts.unreadable) > kUnreadable * printed ||
      IsGarbled(own))
    return false;
  size_t sure = 0;
  double sum = 0;
  for (const Glyph& glyph : by_ocr.glyphs) {
    if (glyph.confidence >= kSure) ++sure;
    sum += glyph.confidence;
  }
  if (counts.invisible > 0)
    return sum < kPoorPicture * static_cast<double>(by_ocr.glyphs.size()) || sure == 0;
  return sure < counts.visible + std::max(kMore, counts.visible / 2);
}

void MarkTextBehindScan(PageLayer* layer) {
  if (layer->read_by_ocr || !IsScan(*layer)) return;
  for (Glyph& glyph : layer->glyphs) {
    if (!IsInvisible(glyph)) continue;
    glyph.confidence = kOthersConfidence;
    layer->read_by_ocr = true;
  }
}

}  // namespace extract
