#include "parse/page_numbers.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "parse/page_roles.h"

namespace parse {
namespace {

struct Number {
  int number;
  size_t page, block;
  const TextLine* line;
};

int ValueOf(std::u32string_view folded) {
  int number = 0;
  for (char32_t c : folded) {
    if (c >= U'0' && c <= U'9') {
      number = std::min(number * 10 + static_cast<int>(c - U'0'), 9999);
    } else if (number > 0) {
      break;
    }
  }
  return number;
}

bool AtSamePlace(const Number& a, const Number& b) {
  constexpr double kPlace = 20;  // points
  return a.page + 1 == b.page && std::abs(a.line->box.x1 - b.line->box.x1) < kPlace &&
         std::abs(a.line->box.y1 - b.line->box.y1) < kPlace;
}

}  // namespace

std::set<std::pair<size_t, size_t>> FindCountingNumbers(const DocumentText& document,
                                                        const FormRules& form) {
  std::vector<Number> numbers;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    if (document.pages[p].unit == extract::Unit::kCharacters) continue;
    for (size_t b = 0; b < document.pages[p].blocks.size(); ++b) {
      const TextLine* line = std::get_if<TextLine>(&document.pages[p].blocks[b]);
      if (line && ShapedAsPageNumber(*line, form))
        numbers.push_back({ValueOf(line->folded.text), p, b, line});
    }
  }
  std::set<std::pair<size_t, size_t>> found;
  for (size_t i = 0; i < numbers.size(); ++i) {
    for (size_t k = i + 1; k < numbers.size(); ++k) {
      if (k > i + 1 && numbers[k].page > numbers[i].page + 1) break;
      if (numbers[k].number != numbers[i].number + 1 ||
          (k > i + 1 && !AtSamePlace(numbers[i], numbers[k])))
        continue;
      found.emplace(numbers[i].page, numbers[i].block);
      found.emplace(numbers[k].page, numbers[k].block);
    }
  }
  return found;
}

}  // namespace parse
