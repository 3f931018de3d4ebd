#include "extract/page_picture.h"

#include <png.h>
#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace extract {
namespace {

poppler::image Draw(const poppler::page& page, double dots_per_inch,
                    poppler::image::format_enum format) {
  poppler::page_renderer renderer;
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  renderer.set_image_format(format);
  return renderer.render_page(&page, dots_per_inch, dots_per_inch);
}

tl::expected<std::string, std::string> Png(const poppler::image& picture) {
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  header.width = static_cast<png_uint_32>(picture.width());
  header.height = static_cast<png_uint_32>(picture.height());
  header.format = PNG_FORMAT_RGB;
  header.flags = PNG_IMAGE_FLAG_FAST;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(header);
  std::string bytes(size, '\0');
  const int written =
      png_image_write_to_memory(&header, bytes.data(), &size, /*convert_to_8_bit=*/0,
                                picture.const_data(), picture.bytes_per_row(), nullptr);
  if (written == 0) return tl::unexpected(std::string(static_cast<const char*>(header.message)));
  bytes.resize(size);
  return bytes;
}

}  // namespace

GreyPicture DrawGreyPage(std::string_view pdf, int page, double picture_dpi) {
  constexpr double kUsualDpi = 300;                 // of print that is no scan
  constexpr double kLeastDpi = 72, kMostDpi = 600;  // of a scan
  constexpr double kMostPixels = 40e6;
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  if (!document || document->is_locked()) return {};
  const std::unique_ptr<poppler::page> shown(document->create_page(page - 1));
  if (!shown) return {};
  const poppler::rectf box = shown->page_rect(poppler::crop_box);
  const double inches = box.width() * box.height() / (72.0 * 72.0);
  if (!(inches > 0)) return {};
  // A drawing on top of a coarse picture would be drawn too coarsely to be read.
  const bool scan = std::isfinite(picture_dpi) && picture_dpi >= kLeastDpi;
  const double dpi =
      std::min(scan ? std::min(picture_dpi, kMostDpi) : kUsualDpi, std::sqrt(kMostPixels / inches));
  const poppler::image image = Draw(*shown, dpi, poppler::image::format_gray8);
  if (!image.is_valid()) return {};
  GreyPicture picture{image.width(), image.height(), dpi, {}};
  picture.pixels.reserve(static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const char* row = image.const_data() + static_cast<ptrdiff_t>(y) * image.bytes_per_row();
    picture.pixels.insert(picture.pixels.end(), row, row + picture.width);
  }
  return picture;
}

tl::expected<std::string, std::string> DrawPage(std::string_view pdf, const PictureSize& size) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  if (!document || document->is_locked()) return tl::unexpected(std::string("no readable PDF"));
  if (size.page < 1 || size.page > document->pages())
    return tl::unexpected(std::string("no such page"));
  const std::unique_ptr<poppler::page> page(document->create_page(size.page - 1));
  if (!page) return tl::unexpected(std::string("the page is damaged"));
  const double dots = std::clamp(size.dots_per_inch, 1.0, 600.0);
  const poppler::rectf shown = page->page_rect(poppler::crop_box);
  const double pixels = shown.width() * shown.height() * dots * dots / (72.0 * 72.0);
  if (!(pixels >= 1) || pixels > size.most_pixels)
    return tl::unexpected(std::string("the page is too large"));
  const poppler::image picture = Draw(*page, dots, poppler::image::format_rgb24);
  if (!picture.is_valid()) return tl::unexpected(std::string("the page could not be drawn"));
  return Png(picture);
}

}  // namespace extract
