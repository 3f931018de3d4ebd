#include "extract/poppler_device.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "extract/glyph_cleanup.h"
#include "extract/glyph_text.h"
#include "extract/ocr.h"
#include "extract/page_picture.h"
#include "extract/page_text.h"
#include "extract/path_rulings.h"
#include "extract/utf8.h"

// Poppler's headers are not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>
#pragma GCC diagnostic pop

namespace extract {
namespace {

constexpr size_t kMaxWarnings = 20;
constexpr double kDpi = 72;  // one device pixel is one point

// ---- Poppler's messages ----

struct Warnings {
  std::vector<std::string> texts;
  int page = 0;  // 0: while the file is opened

  void Add(std::string_view text) {
    if (texts.size() >= kMaxWarnings) return;
    std::string line = page > 0 ? fmt::format("page {}: {}", page, text) : std::string(text);
    if (texts.empty() || texts.back() != line) texts.push_back(std::move(line));
  }
};

// Poppler's callback takes no argument of ours, so it finds the list here.
thread_local Warnings* current_warnings = nullptr;

void OnPopplerError(ErrorCategory category, Goffset position, const char* message) {
  if (current_warnings == nullptr || category == errConfig) return;
  const std::string clean = ReplaceInvalidUtf8(message);
  current_warnings->Add(position >= 0 ? fmt::format("{} (byte {})", clean, position) : clean);
}

class WarningScope {
 public:
  explicit WarningScope(Warnings* warnings) { current_warnings = warnings; }
  ~WarningScope() { current_warnings = nullptr; }
  WarningScope(const WarningScope&) = delete;
  WarningScope& operator=(const WarningScope&) = delete;
};

void SetUpPopplerOnce() {
  // Counted: drawing through the public interface neither replaces nor drops the settings.
  static const GlobalParamsIniter settings(OnPopplerError);
}

// ---- Text ----

struct FontMetrics {
  Ref id;
  uint16_t index = 0;
  double ascent = 0.88, descent = -0.12;  // of the font size
  double scale = 1;                       // of a Type 3 font: the em as a part of the font size
  bool vertical = false;
};

// What fonts say of themselves is often absurd; a box that is far off would pull a glyph into
// the next line or cell.
FontMetrics MeasureFont(const GfxFont& font, uint16_t index) {
  constexpr double kDefaultAscent = 0.88, kDefaultDescent = -0.12;  // of CJK fonts
  FontMetrics metrics{.id = *font.getID(), .index = index, .vertical = font.getWMode() != 0};
  double ascent = font.getAscent(), descent = font.getDescent();
  if (font.getType() == fontType3) {
    // The font size says nothing without the font's own matrix.
    const double* bbox = font.getFontBBox();
    const double unit = std::abs(font.getFontMatrix()[3]);
    ascent = bbox[3] * unit;
    descent = bbox[1] * unit;
    const double em = ascent - descent;
    if (std::isfinite(em) && em > 0 && (em < 0.5 || em > 2.5)) {
      metrics.scale = em;
      ascent /= em;
      descent /= em;
    }
  }
  if (!std::isfinite(ascent) || !std::isfinite(descent) || ascent - descent < 0.5) {
    ascent = kDefaultAscent;
    descent = kDefaultDescent;
  }
  // Many fonts give the room of a line, not of a character: keep its middle, one em high.
  const double middle = std::clamp((ascent + descent) / 2, 0.2, 0.5);
  const double half = std::min(ascent - descent, 1.0) / 2;
  metrics.ascent = middle + half;
  metrics.descent = middle - half;
  return metrics;
}

std::string FontName(const GfxFont& font) {
  std::string name = font.getName() ? font.getNameWithoutSubsetTag() : std::string();
  return ReplaceInvalidUtf8(name);
}

// A scan's text may be a few degrees off.
bool IsSlanted(double dx, double dy) {
  constexpr double kLeast = 0.14;  // tangent of 8 degrees
  const double longer = std::max(std::abs(dx), std::abs(dy));
  return std::min(std::abs(dx), std::abs(dy)) > kLeast * longer;
}

Direction DirectionOf(double dx, double dy) {
  if (std::abs(dx) >= std::abs(dy)) return dx >= 0 ? Direction::kRight : Direction::kLeft;
  return dy >= 0 ? Direction::kDown : Direction::kUp;
}

// ---- The output device ----

class LayerDevice : public OutputDev {
 public:
  LayerDevice(PageLayer* layer, const ReadLimits& limits) : layer_(*layer), limits_(limits) {}

  bool limit_exceeded() const { return limit_exceeded_; }
  double picture_dpi() const { return picture_dpi_; }
  // Letters are filled shapes with curves; a page has more of them than a picture of its seal.
  bool DrewOutlines() const { return curved_fills_ >= 200; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }
  // Patterns and shadings would else be unrolled into any number of small fills.
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void startPage(int, GfxState* state, XRef*) override {
    layer_.width = state->getPageWidth();
    layer_.height = state->getPageHeight();
  }

  void stroke(GfxState* state) override {
    if (Hidden() || state->getStrokeOpacity() <= 0) return;
    GfxRGB color;
    state->getStrokeRGB(&color);
    PathPaint paint = PaintWith(*state, color);
    paint.pen_width = static_cast<float>(state->getTransformedLineWidth());
    EachSubpath(*state, [&](const auto& points) { AddStroke(points, paint, &layer_.rulings); });
  }
  void fill(GfxState* state) override {
    if (Hidden() || state->getFillOpacity() <= 0) return;
    const PathPaint paint = FillPaint(*state);
    EachSubpath(*state, [&](const auto& points) {
      if (std::any_of(points.begin() + 1, points.end(), [](const auto& p) { return !p.straight; }))
        ++curved_fills_;
      AddFill(points, paint, &layer_.rulings);
    });
  }
  void eoFill(GfxState* state) override { fill(state); }

  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                         int, int, int, double, double) override {
    return FillClip(*state);
  }
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override {
    return FillClip(*state);
  }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override {
    return FillClip(*state);
  }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override {
    return FillClip(*state);
  }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override {
    return FillClip(*state);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override {
    return FillClip(*state);
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override;
  void beginActualText(GfxState*, const GooString* text) override {
    if (actual_depth_++ > 0) return;
    Unicode* code_points = nullptr;
    const int length = TextStringToUCS4(text->toStr(), &code_points);
    const std::unique_ptr<Unicode, decltype(&std::free)> owner(code_points, &std::free);
    actual_text_.assign(code_points, code_points + std::max(0, length));
    actual_first_ = layer_.glyphs.size();
  }
  void endActualText(GfxState*) override {
    if (actual_depth_ > 0 && --actual_depth_ == 0) ApplyActualText();
  }
  // Text filled with a pattern is drawn as a clip, then the pattern is painted through it.
  void endTextObject(GfxState* state) override {
    if (IsPatternText(*state)) painting_pattern_text_ = true;
  }
  void restoreState(GfxState*) override { painting_pattern_text_ = false; }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask_colors,
                 bool in_line) override {
    AddPicture(*state, width, height);
    // The base class reads over the bytes of an inline image, and over nothing else.
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask_colors,
                         in_line);
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool in_line) override {
    AddPicture(*state, width, height);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
  }

  // What is drawn to make a mask is not printed.
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool for_soft_mask) override {
    soft_mask_groups_.push_back(for_soft_mask);
    mask_depth_ += for_soft_mask ? 1 : 0;
  }
  void endTransparencyGroup(GfxState*) override {
    if (soft_mask_groups_.empty()) return;
    mask_depth_ -= soft_mask_groups_.back() ? 1 : 0;
    soft_mask_groups_.pop_back();
  }

 private:
  bool Hidden() {
    if (layer_.rulings.size() > limits_.rulings_per_page) limit_exceeded_ = true;
    return mask_depth_ > 0 || limit_exceeded_;
  }

  static Rect ClipBox(const GfxState& state) {
    Rect clip;
    state.getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
    return clip;
  }
  PathPaint PaintWith(const GfxState& state, const GfxRGB& color) const {
    const uint32_t rgb = static_cast<uint32_t>(colToByte(color.r)) << 16 |
                         static_cast<uint32_t>(colToByte(color.g)) << 8 | colToByte(color.b);
    const Rect page{0, 0, layer_.width, layer_.height};
    return {.page = page, .clip = Intersection(page, ClipBox(state)), .rgb = rgb};
  }
  PathPaint FillPaint(GfxState& state) const {
    GfxRGB color{};
    state.getFillRGB(&color);
    return PaintWith(state, color);
  }

  template <typename Visitor>
  void EachSubpath(const GfxState& state, const Visitor& visit) {
    const GfxPath* path = state.getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* subpath = path->getSubpath(i);
      points_.clear();
      for (int j = 0; j < subpath->getNumPoints(); ++j) {
        PathPoint point;
        state.transform(subpath->getX(j), subpath->getY(j), &point.at.x, &point.at.y);
        point.straight = j > 0 && !subpath->getCurve(j) && !subpath->getCurve(j - 1);
        points_.push_back(point);
      }
      visit(points_);
      if (layer_.rulings.size() > limits_.rulings_per_page) return;
    }
  }

  // A pattern or shading fills the clip region.
  bool FillClip(GfxState& state) {
    if (!Hidden() && !painting_pattern_text_) {
      PathPaint paint = FillPaint(state);
      AddFilledBox(paint.clip, paint, &layer_.rulings);
    }
    return true;
  }

  // The page is drawn at 72 dpi: the matrix gives the picture's sides in points.
  void MeasurePicture(const GfxState& state, int width, int height) {
    const auto& matrix = state.getCTM();
    const double wide = std::hypot(matrix[0], matrix[1]), high = std::hypot(matrix[2], matrix[3]);
    if (!(wide * high > largest_picture_) || width <= 0 || height <= 0) return;
    largest_picture_ = wide * high;
    picture_dpi_ = kDpi * std::max(width / wide, height / high);
  }

  // `width` and `height` are those of the picture's own pixels.
  void AddPicture(GfxState& state, int width, int height) {
    if (Hidden() || painting_pattern_text_) return;
    MeasurePicture(state, width, height);
    Rect box;
    for (int corner = 0; corner < 4; ++corner) {
      double x = 0, y = 0;
      state.transform(corner & 1, corner >> 1, &x, &y);
      if (!std::isfinite(x) || !std::isfinite(y)) return;
      const Rect at{x, y, x, y};
      box = corner == 0 ? at : Union(box, at);
    }
    const PathPaint paint = FillPaint(state);
    const Rect seen = Intersection(box, paint.clip);
    if (seen.Width() < 0 || seen.Height() < 0) return;
    // Some programs draw a table's lines as pictures of one pixel.
    if (ReadsAsLine(box)) {
      AddFilledBox(box, paint, &layer_.rulings);
    } else if (layer_.pictures.size() < limits_.rulings_per_page) {
      layer_.pictures.push_back({seen});
    }
  }

  static bool IsPatternText(const GfxState& state) {
    const int mode = state.getRender();
    return (mode == 5 || mode == 7) &&
           const_cast<GfxState&>(state).getFillColorSpace()->getMode() == csPattern;
  }

  const FontMetrics& MetricsOf(const GfxFont& font) {
    const Ref& id = *font.getID();
    if (last_font_ < fonts_.size() && fonts_[last_font_].id == id) return fonts_[last_font_];
    for (last_font_ = 0; last_font_ < fonts_.size(); ++last_font_) {
      if (fonts_[last_font_].id == id) return fonts_[last_font_];
    }
    fonts_.push_back(MeasureFont(font, FontIndex(FontName(font))));
    return fonts_.back();
  }
  uint16_t FontIndex(std::string name) {
    const auto found = std::find(layer_.fonts.begin(), layer_.fonts.end(), name);
    if (found != layer_.fonts.end()) return static_cast<uint16_t>(found - layer_.fonts.begin());
    if (layer_.fonts.size() > UINT16_MAX) return UINT16_MAX;
    layer_.fonts.push_back(std::move(name));
    return static_cast<uint16_t>(layer_.fonts.size() - 1);
  }

  void ApplyActualText();

  PageLayer& layer_;
  const ReadLimits& limits_;
  bool limit_exceeded_ = false;

  std::vector<PathPoint> points_;  // of one subpath; kept to spare allocations
  std::vector<FontMetrics> fonts_;
  size_t last_font_ = 0;

  std::vector<bool> soft_mask_groups_;
  int mask_depth_ = 0;
  size_t curved_fills_ = 0;
  double largest_picture_ = 0, picture_dpi_ = 0;  // square points; see MeasurePicture
  bool painting_pattern_text_ = false;

  int actual_depth_ = 0;
  std::vector<Unicode> actual_text_;
  size_t actual_first_ = 0;
};

void LayerDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double,
                           double, CharCode code, int bytes, const Unicode* unicode, int length) {
  if (mask_depth_ > 0 || limit_exceeded_ || !state->getFont()) return;
  const GfxFont& font = *state->getFont();
  const FontMetrics& metrics = MetricsOf(font);

  // The advance, without the room that the text state puts between characters.
  double space = state->getCharSpace();
  if (bytes == 1 && code == ' ') space += state->getWordSpace();
  double space_x = 0, space_y = 0;
  if (metrics.vertical)
    state->textTransformDelta(0, space, &space_x, &space_y);
  else
    state->textTransformDelta(space * state->getHorizScaling(), 0, &space_x, &space_y);

  const auto to_page = [&](double text_x, double text_y) {
    double user_x = 0, user_y = 0;
    Point delta;
    state->textTransformDelta(text_x, text_y, &user_x, &user_y);
    state->transformDelta(user_x, user_y, &delta.x, &delta.y);
    return delta;
  };
  const double em = state->getFontSize() * metrics.scale;
  Point origin, advance;
  state->transform(x, y, &origin.x, &origin.y);
  state->transformDelta(dx - space_x, dy - space_y, &advance.x, &advance.y);
  const Point up = to_page(0, em);
  const Point right = to_page(em * state->getHorizScaling(), 0);
  const double size = std::hypot(up.x, up.y);

  // The box between two parallel sides: from the origin's side to the next origin's.
  Point side_a{up.x * metrics.descent, up.y * metrics.descent};
  Point side_b{up.x * metrics.ascent, up.y * metrics.ascent};
  if (metrics.vertical) {  // the origin is in the middle of the upper side
    side_a = {-right.x / 2, -right.y / 2};
    side_b = {right.x / 2, right.y / 2};
  }
  const double across_x0 = std::min(side_a.x, side_b.x), across_x1 = std::max(side_a.x, side_b.x);
  const double across_y0 = std::min(side_a.y, side_b.y), across_y1 = std::max(side_a.y, side_b.y);
  const Rect box{origin.x + std::min(0.0, advance.x) + across_x0,
                 origin.y + std::min(0.0, advance.y) + across_y0,
                 origin.x + std::max(0.0, advance.x) + across_x1,
                 origin.y + std::max(0.0, advance.y) + across_y1};

  const Rect page{0, 0, layer_.width, layer_.height};
  const Rect seen = Intersection(page, ClipBox(*state));
  if (!(size > 0.01) || !seen.Contains(box.CenterX(), box.CenterY())) return;  // also if not finite

  const bool has_advance = std::hypot(advance.x, advance.y) > 0.01 * size;
  std::string text = GlyphText({unicode, static_cast<size_t>(length)}, has_advance);
  if (text.empty()) return;
  if (layer_.glyphs.size() >= limits_.glyphs_per_page) {
    limit_exceeded_ = true;
    return;
  }

  Glyph& glyph = layer_.glyphs.emplace_back();
  glyph.private_use = HoldsPrivateUse(text);
  glyph.text = std::move(text);
  glyph.box = box;
  glyph.size = static_cast<float>(size);
  glyph.font = metrics.index;
  const Point forward = metrics.vertical ? Point{-up.x, -up.y} : right;
  glyph.direction = DirectionOf(forward.x, forward.y);
  glyph.slanted = IsSlanted(forward.x, forward.y);
  int mode = state->getRender();
  if (IsPatternText(*state)) mode = 0;
  if ((mode & 3) != 3 && state->getFillOpacity() <= 0 &&
      ((mode & 3) == 0 || state->getStrokeOpacity() <= 0))
    mode = 3;  // painted, but without any opacity
  glyph.rendering_mode = static_cast<uint8_t>(mode & 7);
}

// Gives the span's glyphs the text that the file says they stand for: one code point each;
// what is left over goes to the last one.
void LayerDevice::ApplyActualText() {
  std::vector<Glyph>& glyphs = layer_.glyphs;
  if (actual_first_ >= glyphs.size()) return;
  std::vector<std::string> texts;
  for (const Unicode& c : actual_text_) {
    std::string text = GlyphText({&c, 1}, false);
    if (!text.empty()) texts.push_back(std::move(text));
  }
  if (texts.empty()) return;  // ink without text: what the font says is better than nothing

  const size_t drawn = glyphs.size() - actual_first_;
  const size_t kept = std::min(drawn, texts.size());
  for (size_t i = 0; i < kept; ++i) glyphs[actual_first_ + i].text = std::move(texts[i]);
  Glyph& last = glyphs[actual_first_ + kept - 1];
  for (size_t i = kept; i < texts.size(); ++i) last.text += texts[i];
  for (size_t i = kept; i < drawn; ++i) last.box = Union(last.box, glyphs[actual_first_ + i].box);
  glyphs.resize(actual_first_ + kept);
  for (size_t i = actual_first_; i < glyphs.size(); ++i)
    glyphs[i].private_use = HoldsPrivateUse(glyphs[i].text);
}

// ---- The document ----

bool ShouldStop(void* device) { return static_cast<LayerDevice*>(device)->limit_exceeded(); }

struct PageReading {
  bool complete = false;       // false: the page holds more than the limits allow
  double picture_dpi = 0;      // of the largest picture; 0: there is none
  bool outlines_only = false;  // no text, but many shapes with curves: letters drawn as outlines
};

// The boxes that some programs draw around links are no print, and the links' text is on the page.
bool IsPrinted(Annot* annotation, void*) { return annotation->getType() != Annot::typeLink; }

PageReading ReadPage(PDFDoc* doc, int number, const ReadLimits& limits, PageLayer* layer) {
  LayerDevice device(layer, limits);
  // Rotation 0 is added to the page's own; without useMediaBox the crop box is the page.
  doc->displayPage(&device, number, kDpi, kDpi, /*rotate=*/0, /*useMediaBox=*/false,
                   /*crop=*/true, /*printing=*/false, ShouldStop, &device, IsPrinted);
  if (device.limit_exceeded()) return {};
  if (!IsScan(*layer)) DropHiddenText(&layer->glyphs);
  DropDoubles(&layer->glyphs);
  return {true, device.picture_dpi(), layer->glyphs.empty() && device.DrewOutlines()};
}

ReadError OpenError(const PDFDoc& doc, const Warnings& warnings) {
  if (doc.getErrorCode() == errEncrypted)
    return {ReadFailure::kLocked, 0, "encrypted; the empty password does not open it"};
  std::string detail = fmt::format("cannot be opened (code {})", doc.getErrorCode());
  if (!warnings.texts.empty()) detail += ": " + warnings.texts.back();
  return {ReadFailure::kDamaged, 0, std::move(detail)};
}

}  // namespace

tl::expected<SourceLayers, ReadError> ReadPdf(std::string_view bytes, const ReadLimits& limits,
                                              const PageProgress& progress, Ocr* ocr) {
  SetUpPopplerOnce();
  Warnings warnings;
  const WarningScope scope(&warnings);
  // The document owns the stream; the stream only views `bytes`.
  auto stream = std::make_unique<MemStream>(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                                            Object(objNull));
  PDFDoc doc(stream.release(), {}, {}, nullptr, [&warnings] {
    warnings.Add("the table of objects was damaged and is rebuilt: parts may be missing");
  });
  if (!doc.isOk()) return tl::unexpected(OpenError(doc, warnings));
  const int count = doc.getNumPages();
  if (count <= 0) return tl::unexpected(ReadError{ReadFailure::kDamaged, 0, "no pages"});
  if (count > limits.pages) {
    return tl::unexpected(ReadError{ReadFailure::kTooLarge, 0,
                                    fmt::format("{} pages, at most {}", count, limits.pages)});
  }

  SourceLayers layers;
  layers.media_type = MediaType::kPdf;
  layers.pages.reserve(static_cast<size_t>(count));
  size_t glyphs = 0;
  for (int number = 1; number <= count; ++number) {
    if (progress) progress(number, count);
    warnings.page = number;
    PageLayer& layer = layers.pages.emplace_back();
    layer.number = number;
    const Page* page = doc.getPage(number);
    if (page == nullptr || !page->isOk()) {
      warnings.Add("the page cannot be read");
      // Its size is unknown: as the page before, or A4.
      layer.width = number > 1 ? layers.pages[layers.pages.size() - 2].width : 595;
      layer.height = number > 1 ? layers.pages[layers.pages.size() - 2].height : 842;
      continue;
    }
    const PageReading reading = ReadPage(&doc, number, limits, &layer);
    if (reading.complete && ocr != nullptr && (NeedsOcr(layer) || reading.outlines_only)) {
      const GreyPicture picture = DrawGreyPage(bytes, number, reading.picture_dpi);
      if (!picture.empty()) {
        PageLayer own = layer;
        ocr->ReadPage(picture, &layer);
        if (OwnTextIsBetter(own, layer)) layer = std::move(own);
      }
    }
    MarkTextBehindScan(&layer);
    glyphs += layer.glyphs.size();
    if (!reading.complete || glyphs > limits.glyphs) {
      return tl::unexpected(
          ReadError{ReadFailure::kTooLarge, number, "more glyphs or lines than the limits allow"});
    }
  }
  layers.warnings = std::move(warnings.texts);
  return layers;
}

}  // namespace extract
