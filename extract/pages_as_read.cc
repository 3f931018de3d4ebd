#include "extract/pages_as_read.h"

#include <algorithm>
#include <utility>

#include "extract/slides.h"
#include "extract/upright.h"

namespace extract {

std::optional<SourceLayers> PagesAsRead(const SourceLayers& shown) {
  const bool turned = std::any_of(shown.pages.begin(), shown.pages.end(), [](const auto& page) {
    return PrintedDirection(page) != Direction::kRight;
  });
  if (!turned) return CutIntoSlides(shown);
  SourceLayers upright = shown;
  for (PageLayer& page : upright.pages) TurnUpright(PrintedDirection(page), &page);
  std::optional<SourceLayers> slides = CutIntoSlides(upright);
  return slides ? std::move(slides) : std::move(upright);
}

Rect OnPage(const PagePlace& place, const Rect& box) {
  const Rect upright = {box.x0 + place.corner.x, box.y0 + place.corner.y, box.x1 + place.corner.x,
                        box.y1 + place.corner.y};
  return TurnedBack(place, upright);
}

}  // namespace extract
