#include "extract/lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

#include "extract/flow.h"
#include "extract/glyph_cleanup.h"
#include "extract/glyph_runs.h"
#include "extract/stacked_text.h"
#include "extract/utf8.h"

namespace extract {
namespace {

// A gap is seen as a space where it is wider than this, in em.
constexpr double kLatinGap = 0.22;
constexpr double kMixedGap = 0.4;
constexpr double kIdeographGap = 0.45;
constexpr double kSmallest = 0.1;   // points: a font size below this is no measure
constexpr double kCondensed = 0.3;  // of the size: the narrowest full-width character

// Is the character as wide as high, as in Chinese and Japanese print?
bool IsWide(char32_t c) {
  return (c >= 0x2E80 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x20000;
}

// Kana and ideographs: they fill their square, where brackets and stops may take half of it.
bool FillsSquare(const Glyph& glyph) {
  size_t at = 0;
  const char32_t c = glyph.text.empty() ? 0 : NextCodePoint(glyph.text, &at);
  return (c >= 0x3041 && c <= 0x30FA) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}

bool BeginsWide(const Glyph& glyph) {
  size_t at = 0;
  return !glyph.text.empty() && IsWide(NextCodePoint(glyph.text, &at));
}

bool EndsWide(const Glyph& glyph) {
  bool wide = false;
  for (size_t at = 0; at < glyph.text.size();) wide = IsWide(NextCodePoint(glyph.text, &at));
  return wide;
}

FlowGlyph MakeFlowGlyph(const Glyph& glyph, Direction direction, int32_t index, int32_t region) {
  FlowGlyph made{.glyph = index,
                 .box = ToFlow(glyph.box, direction),
                 .region = region,
                 .blank = IsBlank(glyph)};
  FlowBox& box = made.box;
  const double high = box.v1 - box.v0, length = box.u1 - box.u0;
  const double size = glyph.size > kSmallest ? glyph.size : std::max(high, length);
  if (size < high) {
    const double middle = (box.v0 + box.v1) / 2;
    box.v0 = middle - size / 2;
    box.v1 = middle + size / 2;
  }
  // Condensed print: its measure is what a full-width character takes.
  const bool condensed = length > kCondensed * size && length < size && FillsSquare(glyph);
  made.em = condensed ? length : size;
  return made;
}

// The part of a run without blanks at its ends, and without blanks that lie under print.
std::vector<int32_t> WithoutOuterBlanks(const std::vector<FlowGlyph>& glyphs,
                                        const std::vector<int32_t>& run) {
  std::vector<int32_t> kept;
  kept.reserve(run.size());
  for (size_t k = 0; k < run.size(); ++k) {
    const FlowGlyph& glyph = glyphs[static_cast<size_t>(run[k])];
    if (glyph.blank) {
      if (kept.empty()) continue;
      const double middle = (glyph.box.u0 + glyph.box.u1) / 2;
      const FlowGlyph& before = glyphs[static_cast<size_t>(kept.back())];
      const FlowGlyph* after =
          k + 1 < run.size() ? &glyphs[static_cast<size_t>(run[k + 1])] : nullptr;
      if (!before.blank && before.box.u1 > middle + kLatinGap * before.em) continue;
      if (after != nullptr && !after->blank && after->box.u0 < middle - kLatinGap * after->em)
        continue;
    }
    kept.push_back(run[k]);
  }
  while (!kept.empty() && glyphs[static_cast<size_t>(kept.back())].blank) kept.pop_back();
  return kept;
}

bool GapIsSpace(const PageLayer& layer, const FlowGlyph& a, const FlowGlyph& b) {
  if (a.blank || b.blank) return false;
  const double gap = b.box.u0 - a.box.u1;
  const double em = std::min(a.em, b.em);
  if (gap <= kLatinGap * em) return false;
  const bool wide_before = EndsWide(layer.glyphs[static_cast<size_t>(a.glyph)]);
  const bool wide_after = BeginsWide(layer.glyphs[static_cast<size_t>(b.glyph)]);
  if (wide_before && wide_after) return gap > kIdeographGap * em;
  return wide_before == wide_after || gap > kMixedGap * em;
}

int MostFrequent(std::vector<int32_t> values) {
  std::sort(values.begin(), values.end());
  int32_t best = 0;
  size_t most = 0;
  for (size_t first = 0, last; first < values.size(); first = last) {
    last = first;
    while (last < values.size() && values[last] == values[first]) ++last;
    if (last - first > most) {
      most = last - first;
      best = values[first];
    }
  }
  return best;
}

FoundLine MakeLine(const PageLayer& layer, const std::vector<FlowGlyph>& glyphs,
                   const std::vector<int32_t>& kept, Direction direction) {
  FoundLine found;
  Line& line = found.line;
  line.direction = direction;
  std::vector<double> sizes;
  std::vector<int32_t> regions;
  line.glyphs.reserve(kept.size());
  for (size_t k = 0; k < kept.size(); ++k) {
    const FlowGlyph& flow = glyphs[static_cast<size_t>(kept[k])];
    const Glyph& glyph = layer.glyphs[static_cast<size_t>(flow.glyph)];
    if (k == 0) {
      line.box = glyph.box;
    } else if (GapIsSpace(layer, glyphs[static_cast<size_t>(kept[k - 1])], flow)) {
      line.glyphs.push_back(kWordGap);
      line.text += ' ';
    }
    line.glyphs.push_back(flow.glyph);
    line.text += glyph.text;
    if (flow.blank) continue;
    line.box = Union(line.box, glyph.box);
    sizes.push_back(glyph.size);
    regions.push_back(flow.region);
  }
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  line.size = sizes[sizes.size() / 2];
  found.region = MostFrequent(std::move(regions));
  return found;
}

}  // namespace

std::vector<FoundLine> FindLines(const PageLayer& layer,
                                 const std::vector<int32_t>& region_of_glyph,
                                 const std::vector<Region>& regions) {
  std::array<std::vector<FlowGlyph>, 4> by_direction;
  const std::vector<Direction> directions = DirectionsAsRead(layer, region_of_glyph, regions);
  for (size_t i = 0; i < layer.glyphs.size(); ++i) {
    const Glyph& glyph = layer.glyphs[i];
    if (region_of_glyph[i] < 0) continue;
    const Rect& box = glyph.box;
    FlowGlyph flow =
        MakeFlowGlyph(glyph, directions[i], static_cast<int32_t>(i), region_of_glyph[i]);
    // A place that is no number would upset the sorting; such a glyph stands at the origin.
    if (!std::isfinite(box.x0 + box.x1 + box.y0 + box.y1) || !std::isfinite(flow.em)) {
      flow.box = {0, 0, 0, 0};
      flow.em = 1;
    }
    by_direction[static_cast<size_t>(directions[i])].push_back(flow);
  }
  std::vector<FoundLine> lines;
  for (size_t d = 0; d < by_direction.size(); ++d) {
    std::vector<FlowGlyph>& glyphs = by_direction[d];
    std::sort(glyphs.begin(), glyphs.end(), [&](const FlowGlyph& a, const FlowGlyph& b) {
      const auto key = [](const FlowGlyph& g) {
        return std::tie(g.box.u0, g.box.v0, g.box.u1, g.box.v1, g.em);
      };
      if (key(a) != key(b)) return key(a) < key(b);
      const std::string& text_a = layer.glyphs[static_cast<size_t>(a.glyph)].text;
      const std::string& text_b = layer.glyphs[static_cast<size_t>(b.glyph)].text;
      return std::tie(text_a, a.glyph) < std::tie(text_b, b.glyph);
    });
    for (const std::vector<int32_t>& run : FindRuns(glyphs, regions, static_cast<Direction>(d))) {
      const std::vector<int32_t> kept = WithoutOuterBlanks(glyphs, run);
      if (!kept.empty()) lines.push_back(MakeLine(layer, glyphs, kept, static_cast<Direction>(d)));
    }
  }
  return lines;
}

std::vector<Line> FindCharacterLines(const PageLayer& layer) {
  constexpr double kSplit = 2;  // blank columns
  std::map<double, std::vector<int32_t>> rows;
  for (size_t i = 0; i < layer.glyphs.size(); ++i)
    rows[layer.glyphs[i].box.y0].push_back(static_cast<int32_t>(i));
  std::vector<Line> lines;
  const auto glyph_at = [&layer](int32_t i) -> const Glyph& {
    return layer.glyphs[static_cast<size_t>(i)];
  };
  for (auto& [y, row] : rows) {
    std::sort(row.begin(), row.end(), [&](int32_t a, int32_t b) {
      const Glyph &p = glyph_at(a), &q = glyph_at(b);
      return std::tie(p.box.x0, p.box.x1, p.text, a) < std::tie(q.box.x0, q.box.x1, q.text, b);
    });
    const Glyph* last = nullptr;  // that is not blank
    std::vector<int32_t> blanks;  // since then
    for (const int32_t i : row) {
      const Glyph& glyph = glyph_at(i);
      if (IsBlank(glyph)) {
        if (last != nullptr) blanks.push_back(i);
        continue;
      }
      const double gap = last != nullptr ? glyph.box.x0 - last->box.x1 : 0;
      // One full-width blank is two columns, but no break.
      if (last == nullptr || (gap >= kSplit && blanks.size() != 1)) {
        lines.emplace_back().box = glyph.box;
      } else {
        Line& line = lines.back();
        for (const int32_t blank : blanks) {
          line.glyphs.push_back(blank);
          line.text += glyph_at(blank).text;
        }
        if (blanks.empty() && gap >= 1) {
          line.glyphs.push_back(kWordGap);
          line.text += ' ';
        }
      }
      blanks.clear();
      Line& line = lines.back();
      line.glyphs.push_back(i);
      line.text += glyph.text;
      line.box = Union(line.box, glyph.box);
      last = &glyph;
    }
  }
  return lines;
}

}  // namespace extract
