#include "extract/slides.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "extract/fills.h"
#include "extract/slide_order.h"

namespace extract {
namespace {

struct PartGrid {
  size_t columns, rows;
};
// More parts first: what is four slides also looks like two.
constexpr std::array<PartGrid, 6> kGrids = {{{3, 3}, {2, 3}, {3, 2}, {2, 2}, {1, 2}, {2, 1}}};

constexpr double kOffCentre = 0.05;  // of the paper: how far a band may be from where it should
// Of the paper: a band between slides. White between two lines goes across a whole page, too,
// so that bands across must be wider.
constexpr double kNarrowestDown = 0.012, kNarrowestAcross = 0.025;
constexpr double kWhole = 0.9;      // of the paper: what is as long as this is its background
constexpr double kSamePlace = 2;    // points
constexpr double kSameShare = 0.6;  // of the parts begin a line at the same place

bool IsBlank(const Glyph& glyph) {
  return glyph.text.find_first_not_of(" \t") == std::string::npos || glyph.text == "\u3000";
}

// One direction of the paper in steps of a point: where any sheet of paper has print.
class Profile {
 public:
  explicit Profile(double length) : printed_(static_cast<size_t>(std::ceil(length)) + 1) {}

  void Mark(double from, double to) {
    const auto last = static_cast<double>(printed_.size() - 1);
    const auto begin = static_cast<size_t>(std::clamp(std::floor(from), 0.0, last));
    const auto end = static_cast<size_t>(std::clamp(std::ceil(to), 0.0, last));
    std::fill(printed_.begin() + static_cast<ptrdiff_t>(begin),
              printed_.begin() + static_cast<ptrdiff_t>(end), true);
  }

  // The middles of the bands that part the paper into `parts`; empty if one is missing.
  std::vector<double> Bands(size_t parts, double narrowest) const {
    std::vector<double> bands;
    const auto length = static_cast<double>(printed_.size() - 1);
    for (size_t i = 1; i < parts; ++i) {
      const double middle = length * static_cast<double>(i) / static_cast<double>(parts);
      const auto band = WidestBand(middle - kOffCentre * length, middle + kOffCentre * length);
      if (band.second - band.first < narrowest * length) return {};
      bands.push_back((band.first + band.second) / 2);
    }
    return bands;
  }

 private:
  // Of those whose middle lies in the range; white at the paper's edges is no band.
  std::pair<double, double> WidestBand(double from, double to) const {
    std::pair<double, double> widest = {0, 0};
    for (size_t begin = 0; begin < printed_.size();) {
      size_t end = begin;
      while (end < printed_.size() && !printed_[end]) ++end;
      const auto a = static_cast<double>(begin), b = static_cast<double>(end);
      const bool inside = begin > 0 && end < printed_.size();
      if (inside && (a + b) / 2 >= from && (a + b) / 2 <= to &&
          b - a > widest.second - widest.first)
        widest = {a, b};
      begin = end + 1;
    }
    return widest;
  }

  std::vector<bool> printed_;
};

struct Paper {
  Profile across, down;
};

// Rulings mark the direction in which they run: one that lies in a band parts the slides.
Paper ProfileOf(const std::vector<const PageLayer*>& pages) {
  const double width = pages.front()->width, height = pages.front()->height;
  Paper paper{Profile(width), Profile(height)};
  for (const PageLayer* page : pages) {
    for (const Glyph& glyph : page->glyphs) {
      if (IsBlank(glyph)) continue;
      paper.across.Mark(glyph.box.x0, glyph.box.x1);
      paper.down.Mark(glyph.box.y0, glyph.box.y1);
    }
    for (const Ruling& ruling : page->rulings) {
      const double length = ruling.b.x - ruling.a.x + ruling.b.y - ruling.a.y;
      // Slides have white backgrounds that may touch.
      const bool background =
          ruling.origin == Ruling::Origin::kFillEdge &&
          (IsPaperColour(ruling.rgb) || length >= kWhole * (ruling.Horizontal() ? width : height));
      if (background) continue;
      if (ruling.Horizontal()) {
        paper.across.Mark(ruling.a.x, ruling.b.x);
      } else {
        paper.down.Mark(ruling.a.y, ruling.b.y);
      }
    }
    for (const Picture& picture : page->pictures) {
      if (picture.box.Area() >= kWhole * width * height) continue;
      paper.across.Mark(picture.box.x0, picture.box.x1);
      paper.down.Mark(picture.box.y0, picture.box.y1);
    }
  }
  return paper;
}

// The parts of a sheet of paper: cut positions from edge to edge.
struct Cuts {
  std::vector<double> x, y;
  SlideOrder order;
  std::vector<Rect> slides;  // what is filled of each part

  size_t Parts() const { return (x.size() - 1) * (y.size() - 1); }
  size_t PartAt(double px, double py) const { return Row(py) * (x.size() - 1) + Step(x, px); }
  Rect Box(size_t part) const {
    const size_t column = part % (x.size() - 1), row = part / (x.size() - 1);
    return {x[column], y[row], x[column + 1], y[row + 1]};
  }

 private:
  size_t Row(double py) const { return Step(y, py); }
  static size_t Step(const std::vector<double>& cuts, double at) {
    const auto inner = std::upper_bound(cuts.begin() + 1, cuts.end() - 1, at);
    return static_cast<size_t>(inner - cuts.begin()) - 1;
  }
};

using Place = std::pair<long, long>;  // in steps of kSamePlace

// Where the lines of each part of a sheet of paper begin, and what stands there alone.
struct PartLines {
  std::vector<std::set<Place>> starts;
  std::vector<std::vector<std::string>> pieces;
  std::vector<std::vector<std::string>> lowest;  // the pieces of each part's last line
};

// A line begins at a glyph with nothing beside it on the left.
PartLines LinesOfParts(const PageLayer& page, const Cuts& cuts) {
  std::vector<std::map<long, std::vector<const Glyph*>>> parts(cuts.Parts());
  for (const Glyph& glyph : page.glyphs) {
    if (IsBlank(glyph)) continue;
    const size_t part = cuts.PartAt(glyph.box.CenterX(), glyph.box.CenterY());
    parts[part][std::lround(glyph.box.CenterY() / kSamePlace)].push_back(&glyph);
  }
  PartLines lines{std::vector<std::set<Place>>(parts.size()),
                  std::vector<std::vector<std::string>>(parts.size()),
                  std::vector<std::vector<std::string>>(parts.size())};
  for (size_t part = 0; part < parts.size(); ++part) {
    for (auto& [row, glyphs] : parts[part]) {
      std::sort(glyphs.begin(), glyphs.end(),
                [](const Glyph* a, const Glyph* b) { return a->box.x0 < b->box.x0; });
      std::vector<std::string> pieces;
      for (size_t i = 0; i < glyphs.size(); ++i) {
        const Rect& box = glyphs[i]->box;
        if (i == 0 || box.x0 - glyphs[i - 1]->box.x1 > 1.5 * box.Height()) {
          lines.starts[part].insert({std::lround(box.x0 / kSamePlace), row});
          pieces.emplace_back();
        }
        pieces.back() += glyphs[i]->text;
      }
      lines.lowest[part] = pieces;
      std::move(pieces.begin(), pieces.end(), std::back_inserter(lines.pieces[part]));
    }
  }
  return lines;
}

bool Begins(const std::set<Place>& starts, const Place& place) {
  for (long dx : {0, -1, 1}) {
    for (long dy : {0, -1, 1}) {
      if (starts.contains({place.first + dx, place.second + dy})) return true;
    }
  }
  return false;
}

// Does each part of the grid begin its lines at a place of its own, from paper to paper?
bool PartsAreAlike(const std::vector<PartLines>& papers, size_t count) {
  std::vector<std::vector<std::set<Place>>> parts(count);
  for (const PartLines& paper : papers) {
    for (size_t part = 0; part < count; ++part) {
      if (!paper.starts[part].empty()) parts[part].push_back(paper.starts[part]);
    }
  }
  // The last sheet of paper may be half empty: a part that is there once proves nothing.
  size_t alike = 0;
  for (const std::vector<std::set<Place>>& sheets : parts) {
    if (sheets.empty()) return false;
    if (sheets.size() < 2) continue;
    std::set<Place> places;
    for (const std::set<Place>& starts : sheets) places.insert(starts.begin(), starts.end());
    const bool same = std::any_of(places.begin(), places.end(), [&](const Place& place) {
      const auto times = std::count_if(sheets.begin(), sheets.end(),
                                       [&](const auto& starts) { return Begins(starts, place); });
      return static_cast<double>(times) >= kSameShare * static_cast<double>(sheets.size());
    });
    if (!same) return false;
    ++alike;
  }
  return alike > 0;
}

// Pages beside each other are printed on paper (ISO and JIS sizes, letter), not shown on a
// screen: a screen's slide with two columns of text is one slide.
bool MayStandSideBySide(const PageLayer& paper) {
  const double ratio = std::max(paper.width, paper.height) / std::min(paper.width, paper.height);
  return std::abs(ratio - std::sqrt(2.0)) < 0.015 || std::abs(ratio - 11 / 8.5) < 0.015;
}

Rect Moved(const Rect& box, const Point& corner) {
  return {box.x0 - corner.x, box.y0 - corner.y, box.x1 - corner.x, box.y1 - corner.y};
}

Point Moved(const Point& point, const Point& corner) {
  return {point.x - corner.x, point.y - corner.y};
}

// Paper and slides differ in shape, and printers have margins: without the white around it,
// what stands at a slide's edge stands at the edge of its layer. One box for each part.
std::vector<Rect> SlideBoxes(const std::vector<const PageLayer*>& pages, const Cuts& cuts) {
  constexpr double kMargin = 12;  // points
  std::vector<std::optional<Rect>> filled(cuts.Parts());
  for (const PageLayer* page : pages) {
    for (const Glyph& glyph : page->glyphs) {
      if (IsBlank(glyph)) continue;
      std::optional<Rect>& box = filled[cuts.PartAt(glyph.box.CenterX(), glyph.box.CenterY())];
      box = box ? Union(*box, glyph.box) : glyph.box;
    }
  }
  std::vector<Rect> slides;
  for (size_t part = 0; part < filled.size(); ++part) {
    const Rect whole = cuts.Box(part);
    const Rect box = filled[part].value_or(whole);
    slides.push_back(Intersection(
        whole, {box.x0 - kMargin, box.y0 - kMargin, box.x1 + kMargin, box.y1 + kMargin}));
  }
  return slides;
}

// Slides fill their parts alike: a part that only ever holds a page's last lines is none.
bool FilledAlike(const std::vector<Rect>& slides) {
  constexpr double kLeast = 0.5;
  double width = 0, height = 0;
  for (const Rect& slide : slides) {
    width = std::max(width, slide.Width());
    height = std::max(height, slide.Height());
  }
  return std::all_of(slides.begin(), slides.end(), [&](const Rect& slide) {
    return slide.Width() >= kLeast * width && slide.Height() >= kLeast * height;
  });
}

std::optional<Cuts> FindCuts(const std::vector<const PageLayer*>& pages) {
  const PageLayer& first = *pages.front();
  const Paper paper = ProfileOf(pages);
  for (const PartGrid& grid : kGrids) {
    if (grid.rows == 1 && !MayStandSideBySide(first)) continue;
    Cuts cuts;
    cuts.x = paper.across.Bands(grid.columns, kNarrowestDown);
    cuts.y = paper.down.Bands(grid.rows, kNarrowestAcross);
    if (cuts.x.size() + 1 != grid.columns || cuts.y.size() + 1 != grid.rows) continue;
    cuts.x.insert(cuts.x.begin(), 0);
    cuts.x.push_back(first.width);
    cuts.y.insert(cuts.y.begin(), 0);
    cuts.y.push_back(first.height);
    std::vector<PartLines> papers;
    papers.reserve(pages.size());
    for (const PageLayer* page : pages) papers.push_back(LinesOfParts(*page, cuts));
    PiecesOfParts pieces, lowest;
    for (PartLines& lines : papers) {
      pieces.push_back(std::move(lines.pieces));
      lowest.push_back(std::move(lines.lowest));
    }
    cuts.slides = SlideBoxes(pages, cuts);
    const bool alike = PartsAreAlike(papers, cuts.Parts()) && FilledAlike(cuts.slides);
    if (!alike && !NumbersCountOn(grid.columns, grid.rows, lowest)) continue;
    cuts.order = OrderByNumbers(grid.columns, grid.rows, first.place.printed, pieces);
    return cuts;
  }
  return std::nullopt;
}

void CutPage(const PageLayer& page, const Cuts& cuts, std::vector<PageLayer>* slides) {
  std::vector<PageLayer> parts(cuts.Parts());
  for (size_t part = 0; part < parts.size(); ++part) {
    const Rect& box = cuts.slides[part];
    parts[part].number = page.number;
    parts[part].unit = page.unit;
    parts[part].width = box.Width();
    parts[part].height = box.Height();
    parts[part].read_by_ocr = page.read_by_ocr;
    parts[part].place = page.place;
    parts[part].place.corner = {box.x0, box.y0};
    parts[part].fonts = page.fonts;
  }
  for (Glyph glyph : page.glyphs) {
    PageLayer& part = parts[cuts.PartAt(glyph.box.CenterX(), glyph.box.CenterY())];
    glyph.box = Moved(glyph.box, part.place.corner);
    part.glyphs.push_back(std::move(glyph));
  }
  for (Ruling ruling : page.rulings) {
    PageLayer& part =
        parts[cuts.PartAt((ruling.a.x + ruling.b.x) / 2, (ruling.a.y + ruling.b.y) / 2)];
    ruling.a = Moved(ruling.a, part.place.corner);
    ruling.b = Moved(ruling.b, part.place.corner);
    part.rulings.push_back(ruling);
  }
  for (const Picture& picture : page.pictures) {
    PageLayer& part = parts[cuts.PartAt(picture.box.CenterX(), picture.box.CenterY())];
    part.pictures.push_back({Moved(picture.box, part.place.corner)});
  }
  const auto empty = [](const PageLayer& part) {
    return part.glyphs.empty() && part.pictures.empty();
  };
  // What the last sheet of paper leaves empty was never a slide; but every sheet gives one.
  const bool blank = std::all_of(parts.begin(), parts.end(), empty);
  for (const size_t part : cuts.order) {
    if (empty(parts[part]) && !(blank && part == cuts.order.front())) continue;
    slides->push_back(std::move(parts[part]));
  }
}

}  // namespace

std::optional<SourceLayers> CutIntoSlides(const SourceLayers& layers) {
  std::vector<const PageLayer*> pages;
  for (const PageLayer& page : layers.pages) {
    if (page.unit != Unit::kPoints) return std::nullopt;
    if (page.glyphs.empty()) continue;
    pages.push_back(&page);
    const PageLayer& first = *pages.front();
    if (std::abs(page.width - first.width) > 1 || std::abs(page.height - first.height) > 1)
      return std::nullopt;
  }
  if (pages.empty()) return std::nullopt;
  const std::optional<Cuts> cuts = FindCuts(pages);
  if (!cuts) return std::nullopt;
  SourceLayers slides;
  slides.media_type = layers.media_type;
  slides.warnings = layers.warnings;
  for (const PageLayer& page : layers.pages) CutPage(page, *cuts, &slides.pages);
  return slides;
}

}  // namespace extract
