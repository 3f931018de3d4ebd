#include "parse/running_lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

namespace parse {
namespace {

constexpr double kMargin = 0.12;     // of the page's height, above and below
constexpr double kLeastShare = 0.6;  // of the pages
constexpr double kStep = 4;          // points: the same place

using Place = std::pair<size_t, size_t>;

bool IsDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }

// The text with one sign for each number: times and page numbers count on.
std::u32string WithoutNumbers(std::u32string_view folded) {
  std::u32string shape;
  for (char32_t c : folded) {
    if (!IsDigit(c)) {
      shape += c;
    } else if (shape.empty() || shape.back() != U'0') {
      shape += U'0';
    }
  }
  return shape;
}

// Nothing in it speaks for a name: a number, a file, the form itself.
bool IsNoName(std::u32string_view folded, const FormRules& form) {
  size_t letters = 0;
  for (char32_t c : folded) {
    if (IsDigit(c)) return true;
    if (c < 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0) ++letters;
  }
  return letters >= 3 || std::any_of(form.titles.begin(), form.titles.end(), [&](const auto& word) {
           return folded.find(word) != std::u32string_view::npos;
         });
}

// Where a line may be kept: at its left edge, its right edge or its middle.
enum class Kept : uint8_t { kLeft, kRight, kMiddle };

}  // namespace

std::set<Place> FindRunningLines(const DocumentText& document, const FormRules& form,
                                 size_t first_page) {
  using Slot = std::tuple<std::u32string, Kept, long, long>;
  std::map<Slot, std::vector<Place>> slots;
  size_t pages = 0;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    const PageText& page = document.pages[p];
    if (page.unit != extract::Unit::kPoints || page.blocks.empty()) continue;
    ++pages;
    for (size_t b = 0; b < page.blocks.size(); ++b) {
      const TextLine* line = std::get_if<TextLine>(&page.blocks[b]);
      const double edge = kMargin * page.height;
      if (!line || (line->box.y1 > edge && line->box.y0 < page.height - edge)) continue;
      const std::u32string shape = WithoutNumbers(line->folded.text);
      const long y = std::lround(line->box.CenterY() / kStep);
      const auto add = [&](Kept kept, double x) {
        slots[{shape, kept, std::lround(x / kStep), y}].emplace_back(p, b);
      };
      add(Kept::kLeft, line->box.x0);
      add(Kept::kRight, line->box.x1);
      add(Kept::kMiddle, line->box.CenterX());
    }
  }
  std::set<Place> running;
  for (const auto& [slot, places] : slots) {
    if (places.size() < 2 ||
        static_cast<double>(places.size()) < kLeastShare * static_cast<double>(pages))
      continue;
    const auto& [p, b] = places.front();
    const std::u32string& text = std::get<TextLine>(document.pages[p].blocks[b]).folded.text;
    if (p < first_page || IsNoName(text, form)) running.insert(places.begin(), places.end());
  }
  return running;
}

std::set<Place> FindLargeLines(const DocumentText& document) {
  constexpr double kLarge = 2.5;  // times the usual size
  std::vector<double> sizes;
  std::vector<std::pair<Place, double>> lines;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    for (size_t b = 0; b < document.pages[p].blocks.size(); ++b) {
      const TextLine* line = std::get_if<TextLine>(&document.pages[p].blocks[b]);
      if (!line) continue;
      sizes.push_back(line->size);
      lines.push_back({{p, b}, line->size});
    }
  }
  std::set<Place> large;
  if (sizes.empty()) return large;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  for (const auto& [place, size] : lines) {
    if (size > kLarge * *middle) large.insert(place);
  }
  return large;
}

}  // namespace parse
