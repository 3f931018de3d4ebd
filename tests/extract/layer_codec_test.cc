// What the codec promises: nothing is lost, and no bytes at all make it crash.
#include "extract/layer_codec.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <cstdint>
#include <limits>
#include <string>

#include "extract/bytes.h"

namespace {

using extract::ByteReader;
using extract::ByteWriter;
using extract::DecodeLayers;
using extract::Direction;
using extract::EncodeLayers;
using extract::Glyph;
using extract::PageLayer;
using extract::Ruling;
using extract::SourceLayers;

Glyph MakeGlyph(const std::string& text, const extract::Rect& box, uint16_t font = 0) {
  Glyph glyph;
  glyph.text = text;
  glyph.box = box;
  glyph.size = 10.5F;
  glyph.font = font;
  return glyph;
}

// Something of everything.
SourceLayers Example() {
  SourceLayers layers;
  layers.warnings = {"page 2: a warning", ""};
  PageLayer page;
  page.number = 1;
  page.width = 720;
  page.height = 540.25;
  page.fonts = {"Gothic", "Mincho"};
  page.glyphs = {
      MakeGlyph("事", {20, 30, 30.5, 40.5}),     MakeGlyph("ffi", {30.5, 30, 41, 40.5}, 1),
      MakeGlyph("か\u3099", {-1.001, 0, 5, 10}), MakeGlyph("\uE000", {5, 0, 15, 10}),
      MakeGlyph(" ", {700, 500, 703.333, 510}),  MakeGlyph("\U0001F600", {1, 1, 2, 2})};
  page.glyphs[3].private_use = true;
  page.glyphs[4].direction = Direction::kDown;
  page.glyphs[5].rendering_mode = 3;
  page.rulings = {{{10, 20}, {110.5, 20}, 0.75F, 0xFF8000, Ruling::Origin::kStroke},
                  {{10, 20}, {10, 90}, 0, 0, Ruling::Origin::kThinFill},
                  {{10.1, 20.2}, {10.1, 20.3}, 1, 0xFFFFFF, Ruling::Origin::kFillEdge}};
  page.pictures = {{{0, 0, 720, 540}}, {{1, 2, 3, 4}}};
  PageLayer empty;
  empty.number = 2;
  empty.unit = extract::Unit::kCharacters;
  PageLayer last;
  last.number = 3;
  last.fonts = {"Mincho"};
  last.glyphs = {MakeGlyph("x", {0, 0, 1, 1})};
  layers.pages = {page, empty, last};
  return layers;
}

void ExpectSame(const PageLayer& got, const PageLayer& want) {
  EXPECT_EQ(got.number, want.number);
  EXPECT_EQ(got.unit, want.unit);
  EXPECT_EQ(got.width, want.width);
  EXPECT_EQ(got.height, want.height);
  EXPECT_EQ(got.fonts, want.fonts);
  ASSERT_EQ(got.glyphs.size(), want.glyphs.size());
  for (size_t i = 0; i < want.glyphs.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(got.glyphs[i].text, want.glyphs[i].text);
    EXPECT_EQ(got.glyphs[i].box, want.glyphs[i].box);
    EXPECT_EQ(got.glyphs[i].size, want.glyphs[i].size);
    EXPECT_EQ(got.glyphs[i].font, want.glyphs[i].font);
    EXPECT_EQ(got.glyphs[i].direction, want.glyphs[i].direction);
    EXPECT_EQ(got.glyphs[i].rendering_mode, want.glyphs[i].rendering_mode);
    EXPECT_EQ(got.glyphs[i].private_use, want.glyphs[i].private_use);
  }
  ASSERT_EQ(got.rulings.size(), want.rulings.size());
  for (size_t i = 0; i < want.rulings.size(); ++i) {
    SCOPED_TRACE(i);
    const Ruling &a = got.rulings[i], &b = want.rulings[i];
    EXPECT_TRUE(a.a.x == b.a.x && a.a.y == b.a.y && a.b.x == b.b.x && a.b.y == b.b.y);
    EXPECT_EQ(a.width, b.width);
    EXPECT_EQ(a.rgb, b.rgb);
    EXPECT_EQ(a.origin, b.origin);
  }
  ASSERT_EQ(got.pictures.size(), want.pictures.size());
  for (size_t i = 0; i < want.pictures.size(); ++i)
    EXPECT_EQ(got.pictures[i].box, want.pictures[i].box);
}

TEST(LayerCodec, DecodeGivesBackWhatWasEncoded) {
  const SourceLayers layers = Example();
  const auto again = DecodeLayers(EncodeLayers(layers));
  ASSERT_TRUE(again.has_value()) << again.error();
  EXPECT_EQ(again->media_type, layers.media_type);
  EXPECT_EQ(again->warnings, layers.warnings);
  ASSERT_EQ(again->pages.size(), layers.pages.size());
  for (size_t i = 0; i < layers.pages.size(); ++i) ExpectSame(again->pages[i], layers.pages[i]);
}

TEST(LayerCodec, RoundedLayersAreKeptExactly) {
  SourceLayers layers = Example();
  PageLayer& page = layers.pages[0];
  page.width = 841.8897637795;
  page.glyphs[0].box = {1.0 / 3, 2.0 / 3, 10.00049, 10.00051};
  page.glyphs[0].size = 10.123456F;
  page.rulings[0].a = {0.12345, 20.98765};
  page.rulings[0].b = {99.99999, 20.98765};
  extract::RoundToStored(&page);
  EXPECT_TRUE(page.rulings[0].Horizontal());
  const auto again = DecodeLayers(EncodeLayers(layers));
  ASSERT_TRUE(again.has_value());
  ExpectSame(again->pages[0], page);
}

TEST(LayerCodec, ValuesThatAreNoNumbersDoNoHarm) {
  SourceLayers layers = Example();
  layers.pages[0].glyphs[0].box = {std::numeric_limits<double>::quiet_NaN(), 1e300, -1e300,
                                   std::numeric_limits<double>::infinity()};
  EXPECT_TRUE(DecodeLayers(EncodeLayers(layers)).has_value());
}

TEST(LayerCodec, EveryCutIsAnError) {
  const std::string bytes = EncodeLayers(Example());
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeLayers(std::string_view(bytes).substr(0, size)).has_value()) << size;
  EXPECT_FALSE(DecodeLayers(bytes + "x").has_value());
}

std::string Frame(const std::string& body) {
  std::string bytes("JZL\x02", 4);
  const size_t header = bytes.size();
  bytes.resize(header + ZSTD_compressBound(body.size()));
  bytes.resize(header + ZSTD_compress(bytes.data() + header, bytes.size() - header, body.data(),
                                      body.size(), 1));
  return bytes;
}

TEST(LayerCodec, DamagedBodyIsAnErrorOrSound) {
  const std::string bytes = EncodeLayers(Example());
  const std::string_view packed = std::string_view(bytes).substr(4);
  std::string body(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  ASSERT_EQ(ZSTD_decompress(body.data(), body.size(), packed.data(), packed.size()), body.size());
  ASSERT_TRUE(DecodeLayers(Frame(body)).has_value());
  for (size_t size = 0; size < body.size(); ++size)
    EXPECT_FALSE(DecodeLayers(Frame(body.substr(0, size))).has_value()) << size;
  for (size_t at = 0; at < body.size(); ++at) {
    for (const char value : {'\x00', '\x01', '\x7F', '\x80', '\xFF'}) {
      std::string damaged = body;
      damaged[at] = value;
      const auto layers = DecodeLayers(Frame(damaged));
      if (!layers) continue;
      for (const PageLayer& page : layers->pages) {
        for (const Glyph& glyph : page.glyphs)
          EXPECT_TRUE(glyph.font == 0 || glyph.font < page.fonts.size());
      }
    }
  }
}

TEST(LayerCodec, SmallBytesCannotClaimMuchMemory) {
  ByteWriter body;
  body.Byte(0);
  body.Varint(uint64_t{1} << 60);  // so many warnings
  EXPECT_FALSE(DecodeLayers(Frame(body.bytes())).has_value());
  // A frame that would grow beyond the limit is refused before it is unpacked.
  const auto bomb = DecodeLayers(Frame(std::string(1 << 20, '\0')), 1 << 10);
  ASSERT_FALSE(bomb.has_value());
  EXPECT_NE(bomb.error().find("limit"), std::string::npos);
}

TEST(LayerCodec, OtherVersionsAndFormatsAreNamed) {
  std::string bytes = EncodeLayers(Example());
  bytes[3] = 99;
  EXPECT_NE(DecodeLayers(bytes).error().find("version"), std::string::npos);
  EXPECT_NE(DecodeLayers("PK\x03\x04").error().find("format"), std::string::npos);
}

TEST(Bytes, ValuesComeBack) {
  ByteWriter out;
  const uint64_t unsigned_values[] = {0, 1, 127, 128, 300, UINT64_MAX};
  const int64_t signed_values[] = {0, -1, 1, -64, 64, INT64_MIN, INT64_MAX};
  for (const uint64_t value : unsigned_values) out.Varint(value);
  for (const int64_t value : signed_values) out.Signed(value);
  out.Double(-1.25e-300);
  out.String(std::string("a\0b", 3));
  ByteReader in(out.bytes());
  for (const uint64_t value : unsigned_values) EXPECT_EQ(in.Varint(), value);
  for (const int64_t value : signed_values) EXPECT_EQ(in.Signed(), value);
  EXPECT_EQ(in.Double(), -1.25e-300);
  EXPECT_EQ(in.String(), std::string_view("a\0b", 3));
  EXPECT_TRUE(in.ok() && in.AtEnd());
}

TEST(Bytes, FirstBadValueStopsAllReading) {
  ByteReader cut(
      "\x05"
      "abc");
  EXPECT_EQ(cut.String(), "");
  EXPECT_FALSE(cut.ok());
  EXPECT_EQ(cut.Byte(), 0);
  ByteReader too_long(std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10));
  too_long.Varint();
  EXPECT_FALSE(too_long.ok());
  ByteReader count(
      "\x04"
      "abc");
  EXPECT_EQ(count.Count(), 0U);
  EXPECT_FALSE(count.ok());
}

TEST(LayerCodec, KeepsWhatOcrSaysOfAPage) {
  SourceLayers layers;
  PageLayer& page = layers.pages.emplace_back();
  page.width = 100;
  page.height = 50;
  page.read_by_ocr = true;
  page.skew = -1.25;
  page.fonts = {"OCR"};
  page.glyphs = {MakeGlyph("a", {1, 2, 3, 4}), MakeGlyph("b", {3, 2, 5, 4})};
  page.glyphs[0].confidence = 0.875F;
  page.glyphs[1].confidence = 0;
  const auto decoded = DecodeLayers(EncodeLayers(layers));
  ASSERT_TRUE(decoded) << decoded.error();
  EXPECT_TRUE(decoded->pages[0].read_by_ocr);
  EXPECT_EQ(decoded->pages[0].skew, -1.25);
  EXPECT_FLOAT_EQ(decoded->pages[0].glyphs[0].confidence, 0.875F);
  EXPECT_EQ(decoded->pages[0].glyphs[1].confidence, 0);
}

// Bytes of version 1, as the first databases hold them: one page of 100 x 50 points, empty.
TEST(LayerCodec, ReadsLayersStoredBeforeOcr) {
  ByteWriter body;
  body.Byte(0);    // a PDF
  body.Varint(0);  // no warnings
  body.Varint(0);  // no fonts
  body.Varint(1);  // one page
  body.Signed(1);
  body.Byte(0);
  body.Signed(100'000);
  body.Signed(50'000);
  for (int list = 0; list < 2; ++list) body.Varint(0);  // fonts, glyphs
  body.String("");                                      // the glyphs' texts
  for (int list = 0; list < 3; ++list) body.Varint(0);  // odd texts, rulings, pictures
  std::string packed(ZSTD_compressBound(body.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), body.bytes().data(), body.size(), 1));
  const auto decoded = DecodeLayers("JZL\x01" + packed);
  ASSERT_TRUE(decoded) << decoded.error();
  ASSERT_EQ(decoded->pages.size(), 1U);
  EXPECT_EQ(decoded->pages[0].width, 100);
  EXPECT_FALSE(decoded->pages[0].read_by_ocr);
}

}  // namespace
