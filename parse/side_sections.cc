#include "parse/side_sections.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "parse/page_roles.h"

namespace parse {
namespace {

const extract::Rect& BoxOf(const Block& block) {
  const TextLine* line = std::get_if<TextLine>(&block);
  return line ? line->box : std::get<Grid>(block).box;
}

struct Pair {
  extract::Rect left, right;
};

// The first two headings that stand side by side below `y`.
std::optional<Pair> FindPair(const std::vector<extract::Rect>& headings, double y) {
  std::optional<Pair> found;
  for (const extract::Rect& a : headings) {
    for (const extract::Rect& b : headings) {
      const double common = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
      if (a.y0 < y || b.x0 < a.x1 || common < 0.5 * std::min(a.Height(), b.Height())) continue;
      if (!found || a.y0 < found->left.y0) found = Pair{a, b};
    }
  }
  return found;
}

void OrderPage(PageText& page, const FormRules& form, const WordLists& words) {
  std::vector<extract::Rect> headings;
  for (const Block& block : page.blocks) {
    const TextLine* line = std::get_if<TextLine>(&block);
    if (line && MatchHeading(line->folded, form, words).section) headings.push_back(line->box);
  }
  if (headings.size() < 2) return;
  double below = -std::numeric_limits<double>::infinity();
  while (const std::optional<Pair> pair = FindPair(headings, below)) {
    constexpr double kMargin = 3;  // points
    const double parting = pair->right.x0 - kMargin;
    const double top = std::min(pair->left.y0, pair->right.y0);
    double bottom = page.height;
    for (const Block& block : page.blocks) {
      const extract::Rect& box = BoxOf(block);
      if (box.CenterY() > top && box.x0 < parting && box.x1 > parting + 2 * kMargin)
        bottom = std::min(bottom, box.y0);
    }
    const auto inside = [&](const Block& block) {
      return BoxOf(block).CenterY() >= top && BoxOf(block).CenterY() < bottom;
    };
    const auto first = std::find_if(page.blocks.begin(), page.blocks.end(), inside);
    const auto rest = std::stable_partition(first, page.blocks.end(), inside);
    std::stable_partition(first, rest,
                          [&](const Block& block) { return BoxOf(block).CenterX() < parting; });
    below = std::max(bottom, std::max(pair->left.y1, pair->right.y1));
  }
}

}  // namespace

void OrderSideSections(DocumentText& document, const FormRules& form, const WordLists& words) {
  for (PageText& page : document.pages) {
    if (page.unit == extract::Unit::kPoints) OrderPage(page, form, words);
  }
}

}  // namespace parse
