#include "extract/layer_codec.h"

#include <zstd.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <unordered_map>

#include "extract/bytes.h"
#include "extract/utf8.h"

// The bytes: magic, version, one zstd frame. In the frame, per page, each property of all
// glyphs (or rulings) stands together, as differences from the glyph before: neighbours are
// alike, so most of them are small and zstd finds the rest.

namespace extract {
namespace {

constexpr std::string_view kMagic = "JZL";
constexpr uint8_t kVersion = 2;
constexpr uint8_t kVersionWithoutOcr = 1;  // has no OCR mark; still read
constexpr int kCompressionLevel = 1;       // level 3 saves 5 % and takes twice the time
constexpr double kUnit = 1000;             // coordinates are stored in 1/1000
constexpr double kMaxCoordinate = 1e9;
constexpr int64_t kSure = 1000;  // a confidence of 1

int64_t ToStored(double value) {
  if (!std::isfinite(value)) return 0;
  return std::llround(std::clamp(value, -kMaxCoordinate, kMaxCoordinate) * kUnit);
}
double FromStored(int64_t value) { return static_cast<double>(value) / kUnit; }

// A column of numbers, each stored as the difference from the one before.
class DeltaWriter {
 public:
  explicit DeltaWriter(ByteWriter* out) : out_(*out) {}
  void Add(int64_t value) {
    out_.Signed(value - last_);
    last_ = value;
  }

 private:
  ByteWriter& out_;
  int64_t last_ = 0;
};

class DeltaReader {
 public:
  explicit DeltaReader(ByteReader* in) : in_(*in) {}
  int64_t Next() {
    constexpr int64_t kMax = static_cast<int64_t>(kMaxCoordinate * kUnit) * 4;
    const int64_t delta = in_.Signed();
    if (delta < -kMax || delta > kMax) {
      in_.Fail();
      return 0;
    }
    last_ += delta;
    if (last_ < -kMax || last_ > kMax) {
      in_.Fail();
      last_ = 0;
    }
    return last_;
  }

 private:
  ByteReader& in_;
  int64_t last_ = 0;
};

// ---- Glyphs ----

// What stays the same over many glyphs, stored once for a run.
struct GlyphStyle {
  uint64_t font = 0;  // index into the page's fonts
  int64_t size = 0;
  uint8_t bits = 0;  // direction, rendering mode, private use, slanted
  friend bool operator==(const GlyphStyle&, const GlyphStyle&) = default;
};

GlyphStyle StyleOf(const Glyph& glyph) {
  const auto bits = static_cast<uint8_t>(
      static_cast<unsigned>(glyph.direction) | (glyph.rendering_mode & 7U) << 2 |
      (glyph.private_use ? 1U << 5 : 0U) | (glyph.slanted ? 1U << 6 : 0U));
  return {glyph.font, ToStored(glyph.size), bits};
}

void ApplyStyle(const GlyphStyle& style, Glyph* glyph) {
  glyph->font = static_cast<uint16_t>(style.font);
  glyph->size = static_cast<float>(FromStored(style.size));
  glyph->direction = static_cast<Direction>(style.bits & 3);
  glyph->rendering_mode = (style.bits >> 2) & 7;
  glyph->private_use = (style.bits >> 5) & 1;
  glyph->slanted = (style.bits >> 6) & 1;
}

// The bytes of the code point that starts with this byte, 1 to 4.
size_t CodePointLength(char lead) {
  const auto byte = static_cast<uint8_t>(lead);
  if (byte < 0xC0) return 1;
  return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

void EncodeTexts(const std::vector<Glyph>& glyphs, ByteWriter* out) {
  std::string all;
  ByteWriter exceptions;  // glyphs that are not one code point: index, bytes
  uint64_t exception_count = 0;
  size_t last = 0;
  for (size_t i = 0; i < glyphs.size(); ++i) {
    const std::string& text = glyphs[i].text;
    all += text;
    if (!text.empty() && text.size() == CodePointLength(text[0])) continue;
    exceptions.Varint(i - last);
    exceptions.Varint(text.size());
    last = i;
    ++exception_count;
  }
  out->String(all);
  out->Varint(exception_count);
  out->Raw(exceptions.bytes());
}

void DecodeTexts(ByteReader* in, std::vector<Glyph>* glyphs) {
  std::string_view all = in->String();
  const size_t exceptions = in->Count(2);
  size_t next = 0;  // the first glyph whose text is not set yet
  const auto take = [&](Glyph* glyph, size_t size) {
    if (size > all.size()) {
      in->Fail();
      return;
    }
    glyph->text = all.substr(0, size);
    all.remove_prefix(size);
  };
  const auto take_code_points = [&](size_t end) {
    for (; next < end && in->ok(); ++next)
      take(&(*glyphs)[next], all.empty() ? 1 : CodePointLength(all[0]));
  };
  size_t index = 0;
  for (size_t i = 0; i < exceptions && in->ok(); ++i) {
    index += static_cast<size_t>(in->Bounded(glyphs->size()));
    const auto size = static_cast<size_t>(in->Varint());
    if (index >= glyphs->size() || index < next) {
      in->Fail();
      return;
    }
    take_code_points(index);
    take(&(*glyphs)[index], size);
    next = index + 1;
  }
  take_code_points(glyphs->size());
  if (!all.empty()) in->Fail();
}

void EncodeGlyphs(const std::vector<Glyph>& glyphs, ByteWriter* out) {
  out->Varint(glyphs.size());
  EncodeTexts(glyphs, out);
  for (size_t i = 0; i < glyphs.size();) {
    const GlyphStyle style = StyleOf(glyphs[i]);
    size_t end = i + 1;
    while (end < glyphs.size() && StyleOf(glyphs[end]) == style) ++end;
    out->Varint(end - i);
    out->Varint(style.font);
    out->Signed(style.size);
    out->Byte(style.bits);
    i = end;
  }
  // x from where the glyph before ends: 0 in running text.
  int64_t end_x = 0;
  for (const Glyph& glyph : glyphs) {
    out->Signed(ToStored(glyph.box.x0) - end_x);
    end_x = ToStored(glyph.box.x1);
  }
  DeltaWriter y(out), width(out), height(out);
  for (const Glyph& glyph : glyphs) y.Add(ToStored(glyph.box.y0));
  for (const Glyph& glyph : glyphs) width.Add(ToStored(glyph.box.x1) - ToStored(glyph.box.x0));
  for (const Glyph& glyph : glyphs) height.Add(ToStored(glyph.box.y1) - ToStored(glyph.box.y0));
}

void DecodeGlyphs(ByteReader* in, size_t fonts, std::vector<Glyph>* glyphs) {
  constexpr size_t kBytesEach = 5;  // at least: one of text, four of the box
  glyphs->resize(in->Count(kBytesEach));
  DecodeTexts(in, glyphs);
  for (size_t i = 0; i < glyphs->size() && in->ok();) {
    const size_t run = static_cast<size_t>(in->Bounded(glyphs->size() - i));
    GlyphStyle style;
    style.font = in->Bounded(UINT16_MAX);
    style.size = in->Signed();
    style.bits = in->Byte();
    if (run == 0 || (style.font >= fonts && style.font != 0)) in->Fail();
    for (const size_t end = i + run; i < end; ++i) ApplyStyle(style, &(*glyphs)[i]);
  }
  // The columns stand one after the other: x0 and y0 wait for the widths and heights.
  std::vector<int64_t> gaps(in->ok() ? glyphs->size() : 0), tops(gaps.size()), widths(gaps.size());
  for (int64_t& gap : gaps) gap = in->Signed();
  DeltaReader y(in), width(in), height(in);
  for (int64_t& top : tops) top = y.Next();
  for (int64_t& value : widths) value = width.Next();
  constexpr int64_t kMax = static_cast<int64_t>(kMaxCoordinate * kUnit);
  int64_t end_x = 0;
  for (size_t i = 0; i < gaps.size(); ++i) {
    const int64_t high = height.Next();
    if (gaps[i] < -2 * kMax || gaps[i] > 2 * kMax) in->Fail();
    if (!in->ok()) return;
    const int64_t x = end_x + gaps[i];
    end_x = x + widths[i];
    if (std::abs(x) > kMax || std::abs(end_x) > kMax || std::abs(tops[i]) > kMax) in->Fail();
    (*glyphs)[i].box = {FromStored(x), FromStored(tops[i]), FromStored(end_x),
                        FromStored(tops[i] + high)};
  }
}

// ---- What OCR adds ----

void EncodeOcr(const PageLayer& page, ByteWriter* out) {
  out->Byte(page.read_by_ocr ? 1 : 0);
  if (!page.read_by_ocr) return;
  out->Signed(ToStored(page.skew));
  for (const Glyph& glyph : page.glyphs)
    out->Varint(static_cast<uint64_t>(std::clamp<int64_t>(ToStored(glyph.confidence), 0, kSure)));
}

void DecodeOcr(ByteReader* in, PageLayer* page) {
  page->read_by_ocr = in->Bounded(1) == 1;
  if (!page->read_by_ocr) return;
  constexpr int64_t kMostSkew = static_cast<int64_t>(360 * kUnit);
  const int64_t skew = in->Signed();
  if (skew < -kMostSkew || skew > kMostSkew) in->Fail();
  page->skew = in->ok() ? FromStored(skew) : 0;
  for (Glyph& glyph : page->glyphs)
    glyph.confidence = static_cast<float>(FromStored(static_cast<int64_t>(in->Bounded(kSure))));
}

// ---- Rulings and pictures ----

void EncodeRulings(const std::vector<Ruling>& rulings, ByteWriter* out) {
  out->Varint(rulings.size());
  for (const Ruling& ruling : rulings) {
    const unsigned axis = ruling.Horizontal() ? 0 : 1;
    out->Byte(static_cast<uint8_t>(static_cast<unsigned>(ruling.origin) << 1 | axis));
  }
  DeltaWriter x(out), y(out), length(out), width(out), rgb(out);
  for (const Ruling& ruling : rulings) x.Add(ToStored(ruling.a.x));
  for (const Ruling& ruling : rulings) y.Add(ToStored(ruling.a.y));
  for (const Ruling& ruling : rulings) {
    length.Add(ruling.Horizontal() ? ToStored(ruling.b.x) - ToStored(ruling.a.x)
                                   : ToStored(ruling.b.y) - ToStored(ruling.a.y));
  }
  for (const Ruling& ruling : rulings) width.Add(ToStored(ruling.width));
  for (const Ruling& ruling : rulings) rgb.Add(ruling.rgb);
}

void DecodeRulings(ByteReader* in, std::vector<Ruling>* rulings) {
  constexpr size_t kBytesEach = 6;
  rulings->resize(in->Count(kBytesEach));
  std::vector<bool> horizontal;
  horizontal.reserve(rulings->size());
  for (Ruling& ruling : *rulings) {
    const uint8_t bits = in->Byte();
    if ((bits >> 1) > static_cast<uint8_t>(Ruling::Origin::kFillEdge)) in->Fail();
    ruling.origin = static_cast<Ruling::Origin>(in->ok() ? bits >> 1 : 0);
    horizontal.push_back((bits & 1) == 0);
  }
  DeltaReader x(in), y(in), length(in), width(in), rgb(in);
  std::vector<int64_t> starts(rulings->size());
  for (int64_t& start : starts) start = x.Next();
  for (Ruling& ruling : *rulings) ruling.a.y = FromStored(y.Next());
  for (size_t i = 0; i < rulings->size(); ++i) {
    Ruling& ruling = (*rulings)[i];
    const int64_t size = length.Next();
    if (size < 0) in->Fail();
    ruling.a.x = FromStored(starts[i]);
    ruling.b = horizontal[i] ? Point{FromStored(starts[i] + size), ruling.a.y}
                             : Point{ruling.a.x, FromStored(ToStored(ruling.a.y) + size)};
  }
  for (Ruling& ruling : *rulings) ruling.width = static_cast<float>(FromStored(width.Next()));
  for (Ruling& ruling : *rulings) {
    const int64_t value = rgb.Next();
    if (value < 0 || value > 0xFFFFFF) in->Fail();
    ruling.rgb = static_cast<uint32_t>(value);
  }
}

void EncodePictures(const std::vector<Picture>& pictures, ByteWriter* out) {
  out->Varint(pictures.size());
  for (const Picture& picture : pictures) {
    out->Signed(ToStored(picture.box.x0));
    out->Signed(ToStored(picture.box.y0));
    out->Signed(ToStored(picture.box.x1));
    out->Signed(ToStored(picture.box.y1));
  }
}

void DecodePictures(ByteReader* in, std::vector<Picture>* pictures) {
  pictures->resize(in->Count(4));
  for (Picture& picture : *pictures) {
    picture.box.x0 = FromStored(in->Signed());
    picture.box.y0 = FromStored(in->Signed());
    picture.box.x1 = FromStored(in->Signed());
    picture.box.y1 = FromStored(in->Signed());
  }
}

// ---- Pages and files ----

// Font names of all pages, each once.
class FontTable {
 public:
  uint64_t IndexOf(const std::string& name) {
    const auto [at, added] = indices_.try_emplace(name, names_.size());
    if (added) names_.push_back(name);
    return at->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, uint64_t> indices_;
};

void EncodePage(const PageLayer& page, FontTable* fonts, ByteWriter* out) {
  out->Signed(page.number);
  out->Byte(static_cast<uint8_t>(page.unit));
  out->Signed(ToStored(page.width));
  out->Signed(ToStored(page.height));
  out->Varint(page.fonts.size());
  for (const std::string& font : page.fonts) out->Varint(fonts->IndexOf(font));
  EncodeGlyphs(page.glyphs, out);
  EncodeOcr(page, out);
  EncodeRulings(page.rulings, out);
  EncodePictures(page.pictures, out);
}

PageLayer DecodePage(ByteReader* in, const std::vector<std::string>& fonts, uint8_t version) {
  PageLayer page;
  const int64_t number = in->Signed();
  if (number < 1 || number > INT32_MAX) in->Fail();
  page.number = in->ok() ? static_cast<int>(number) : 1;
  const uint8_t unit = in->Byte();
  if (unit > static_cast<uint8_t>(Unit::kCharacters)) in->Fail();
  page.unit = in->ok() ? static_cast<Unit>(unit) : Unit::kPoints;
  page.width = FromStored(in->Signed());
  page.height = FromStored(in->Signed());
  const size_t font_count = in->Count();
  page.fonts.reserve(std::min(font_count, fonts.size()));
  for (size_t i = 0; i < font_count && in->ok(); ++i) {
    const uint64_t font = in->Varint();
    if (font < fonts.size() && page.fonts.size() < fonts.size())
      page.fonts.push_back(fonts[font]);
    else
      in->Fail();
  }
  DecodeGlyphs(in, page.fonts.size(), &page.glyphs);
  if (version != kVersionWithoutOcr) DecodeOcr(in, &page);
  DecodeRulings(in, &page.rulings);
  DecodePictures(in, &page.pictures);
  return page;
}

void EncodeStrings(const std::vector<std::string>& strings, ByteWriter* out) {
  out->Varint(strings.size());
  for (const std::string& string : strings) out->String(string);
}

std::vector<std::string> DecodeStrings(ByteReader* in) {
  std::vector<std::string> strings(in->Count());
  for (std::string& string : strings) string = in->String();
  return strings;
}

double Rounded(double value) { return FromStored(ToStored(value)); }
Rect Rounded(const Rect& box) {
  return {Rounded(box.x0), Rounded(box.y0), Rounded(box.x1), Rounded(box.y1)};
}

tl::expected<std::string, std::string> Decompress(std::string_view bytes, size_t max_size) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return tl::unexpected<std::string>("page layers: no zstd frame");
  if (size > max_size) return tl::unexpected<std::string>("page layers: larger than the limit");
  std::string body(static_cast<size_t>(size), '\0');
  const size_t got = ZSTD_decompress(body.data(), body.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) != 0 || got != body.size())
    return tl::unexpected<std::string>("page layers: damaged zstd frame");
  return body;
}

}  // namespace

void RoundToStored(PageLayer* layer) {
  layer->width = Rounded(layer->width);
  layer->height = Rounded(layer->height);
  layer->skew = Rounded(layer->skew);
  for (Glyph& glyph : layer->glyphs) {
    glyph.box = Rounded(glyph.box);
    glyph.size = static_cast<float>(Rounded(glyph.size));
    glyph.confidence = static_cast<float>(Rounded(std::clamp(glyph.confidence, 0.0F, 1.0F)));
  }
  for (Ruling& ruling : layer->rulings) {
    ruling.a = {Rounded(ruling.a.x), Rounded(ruling.a.y)};
    ruling.b = {Rounded(ruling.b.x), Rounded(ruling.b.y)};
    ruling.width = static_cast<float>(Rounded(ruling.width));
  }
  for (Picture& picture : layer->pictures) picture.box = Rounded(picture.box);
}

std::string EncodeLayers(const SourceLayers& layers) {
  ByteWriter pages;
  FontTable fonts;
  for (const PageLayer& page : layers.pages) EncodePage(page, &fonts, &pages);

  ByteWriter body;
  body.Byte(static_cast<uint8_t>(layers.media_type));
  EncodeStrings(layers.warnings, &body);
  EncodeStrings(fonts.names(), &body);
  body.Varint(layers.pages.size());
  body.Raw(pages.bytes());

  std::string bytes(kMagic);
  bytes += static_cast<char>(kVersion);
  const size_t header = bytes.size();
  bytes.resize(header + ZSTD_compressBound(body.size()));
  const size_t size = ZSTD_compress(bytes.data() + header, bytes.size() - header,
                                    body.bytes().data(), body.size(), kCompressionLevel);
  // With compressBound() bytes of room, only a lack of memory is left as a reason.
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  bytes.resize(header + size);
  return bytes;
}

tl::expected<SourceLayers, std::string> DecodeLayers(std::string_view bytes, size_t max_size) {
  if (!bytes.starts_with(kMagic)) return tl::unexpected<std::string>("page layers: unknown format");
  bytes.remove_prefix(kMagic.size());
  const uint8_t version = bytes.empty() ? 0 : static_cast<uint8_t>(bytes[0]);
  if (version != kVersion && version != kVersionWithoutOcr)
    return tl::unexpected<std::string>("page layers: unknown version");
  const auto body = Decompress(bytes.substr(1), max_size);
  if (!body) return tl::unexpected(body.error());

  ByteReader in(*body);
  SourceLayers layers;
  const uint8_t media_type = in.Byte();
  if (media_type > static_cast<uint8_t>(MediaType::kPlainText)) in.Fail();
  layers.media_type = in.ok() ? static_cast<MediaType>(media_type) : MediaType::kPdf;
  layers.warnings = DecodeStrings(&in);
  const std::vector<std::string> fonts = DecodeStrings(&in);
  constexpr size_t kBytesEach = 8;  // of a page: its properties and the three counts
  const size_t pages = in.Count(kBytesEach);
  for (size_t i = 0; i < pages && in.ok(); ++i)
    layers.pages.push_back(DecodePage(&in, fonts, version));
  if (!in.ok() || !in.AtEnd()) return tl::unexpected<std::string>("page layers: damaged");
  return layers;
}

}  // namespace extract
