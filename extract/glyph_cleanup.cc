#include "extract/glyph_cleanup.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string_view>

namespace extract {
namespace {

// A double is shifted by up to a quarter of the font size, but never by as much as the next
// of two equal narrow letters ("ll") is.
constexpr double kShiftOfSize = 0.25;
constexpr double kShiftOfAdvance = 0.4;
constexpr double kSameSize = 0.05;  // relative

// Glyphs by text, size class and place, so that each is compared with its neighbours only.
// Chained: `heads_` by hash, `next_` by glyph.
class NeighbourIndex {
 public:
  explicit NeighbourIndex(const std::vector<Glyph>& glyphs)
      : glyphs_(glyphs), next_(glyphs.size(), kNone) {
    size_t buckets = 64;
    while (buckets < 2 * glyphs.size()) buckets *= 2;
    heads_.assign(buckets, kNone);
  }

  static constexpr uint32_t kNone = UINT32_MAX;

  // An equal glyph in the index at nearly the place of glyph i. kNone: there was none, i is added.
  uint32_t FindOrAdd(uint32_t i) {
    const Glyph& glyph = glyphs_[i];
    const double size = std::clamp(static_cast<double>(glyph.size), 0.1, 1e6);
    const int size_class = static_cast<int>(std::ceil(std::log2(size)));
    // Twice the widest shift: what is near lies in at most two cells each way.
    const double cell = 2 * kShiftOfSize * std::exp2(size_class);
    const double advance = std::max(glyph.box.Width(), glyph.box.Height()) > 0
                               ? AdvanceOf(glyph)
                               : static_cast<double>(glyph.size);
    const double shift = std::min(kShiftOfSize * size, kShiftOfAdvance * advance);
    const size_t text = std::hash<std::string_view>{}(glyph.text) * 31 + size_class;
    const double x = glyph.box.CenterX(), y = glyph.box.CenterY();

    const int64_t x_first = Cell(x - shift, cell), x_last = Cell(x + shift, cell);
    const int64_t y_first = Cell(y - shift, cell), y_last = Cell(y + shift, cell);
    for (int64_t row = y_first; row <= y_last; ++row) {
      for (int64_t column = x_first; column <= x_last; ++column) {
        for (uint32_t j = heads_[Bucket(text, column, row)]; j != kNone; j = next_[j]) {
          if (IsDouble(glyph, glyphs_[j], shift)) return j;
        }
      }
    }
    uint32_t& head = heads_[Bucket(text, Cell(x, cell), Cell(y, cell))];
    next_[i] = head;
    head = i;
    return kNone;
  }

 private:
  static double AdvanceOf(const Glyph& glyph) {
    const bool vertical = glyph.direction == Direction::kDown || glyph.direction == Direction::kUp;
    return vertical ? glyph.box.Height() : glyph.box.Width();
  }
  static int64_t Cell(double at, double cell) {
    return static_cast<int64_t>(std::floor(std::clamp(at / cell, -1e15, 1e15)));
  }
  static bool IsDouble(const Glyph& a, const Glyph& b, double shift) {
    return a.text == b.text && std::abs(a.size - b.size) <= kSameSize * a.size &&
           a.direction == b.direction && a.rendering_mode == b.rendering_mode &&
           std::hypot(a.box.CenterX() - b.box.CenterX(), a.box.CenterY() - b.box.CenterY()) < shift;
  }
  size_t Bucket(size_t text, int64_t column, int64_t row) const {
    uint64_t hash = text;
    hash = (hash ^ static_cast<uint64_t>(column)) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ static_cast<uint64_t>(row)) * 0x9E3779B97F4A7C15U;
    return (hash >> 32) & (heads_.size() - 1);
  }

  const std::vector<Glyph>& glyphs_;
  std::vector<uint32_t> heads_, next_;
};

// Is `shadow` of the same kind as `glyph`, and as far from it as the pair before?
bool SameShift(const Glyph& before, const Glyph& shadow_before, const Glyph& glyph,
               const Glyph& shadow) {
  const double dx = shadow_before.box.CenterX() - before.box.CenterX();
  const double dy = shadow_before.box.CenterY() - before.box.CenterY();
  return glyph.text == shadow.text && glyph.direction == shadow.direction &&
         glyph.rendering_mode == shadow.rendering_mode &&
         std::hypot(shadow.box.CenterX() - glyph.box.CenterX() - dx,
                    shadow.box.CenterY() - glyph.box.CenterY() - dy) < kSameSize * shadow.size;
}

// Takes out the glyphs that are marked, keeping the order of the others.
void Erase(const std::vector<bool>& marked, std::vector<Glyph>* glyphs) {
  size_t kept = 0;
  for (size_t i = 0; i < glyphs->size(); ++i) {
    if (marked[i]) continue;
    if (kept != i) (*glyphs)[kept] = std::move((*glyphs)[i]);
    ++kept;
  }
  glyphs->resize(kept);
}

}  // namespace

bool IsInvisible(const Glyph& glyph) { return (glyph.rendering_mode & 3) == 3; }

bool IsBlank(const Glyph& glyph) {
  return glyph.text == " " || glyph.text == "\u3000" || glyph.text == "\u00A0" ||
         glyph.text == "\t";
}

void DropHiddenText(std::vector<Glyph>* glyphs) {
  const bool any_visible = std::any_of(glyphs->begin(), glyphs->end(), [](const Glyph& glyph) {
    return !IsInvisible(glyph) && !IsBlank(glyph);
  });
  if (any_visible) std::erase_if(*glyphs, IsInvisible);
}

void DropDoubles(std::vector<Glyph>* glyphs) {
  NeighbourIndex index(*glyphs);
  std::vector<bool> doubled(glyphs->size());
  bool any = false;
  uint32_t twin = NeighbourIndex::kNone;  // of the glyph before
  for (uint32_t i = 0; i < glyphs->size(); ++i) {
    const uint32_t next = twin == NeighbourIndex::kNone ? twin : twin + 1;
    twin = index.FindOrAdd(i);
    // A narrow glyph between doubles: a shadow falls as far from it as from the glyph before.
    if (twin == NeighbourIndex::kNone && next < i && !doubled[next] &&
        SameShift((*glyphs)[next - 1], (*glyphs)[i - 1], (*glyphs)[next], (*glyphs)[i]))
      twin = next;
    if (twin != NeighbourIndex::kNone) any = doubled[i] = true;
  }
  if (any) Erase(doubled, glyphs);
}

}  // namespace extract
