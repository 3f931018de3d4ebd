#include "extract/slide_order.h"

#include <algorithm>
#include <set>

#include "extract/utf8.h"

namespace extract {
namespace {

constexpr size_t kLongestNumber = 8;  // code points, with what dresses it

struct Filling {
  bool down_first, from_right, from_below;
};

SlideOrder OrderOf(const Filling& filling, size_t columns, size_t rows) {
  SlideOrder order;
  for (size_t i = 0; i < columns * rows; ++i) {
    size_t column = filling.down_first ? i / rows : i % columns;
    size_t row = filling.down_first ? i % rows : i / columns;
    if (filling.from_right) column = columns - 1 - column;
    if (filling.from_below) row = rows - 1 - row;
    order.push_back(row * columns + column);
  }
  return order;
}

// All ways in which paper is filled; first the usual one, as it looks once the paper is
// upright. Slides put sideways on paper fill it as the paper is shown; paper put upside down
// was filled before.
std::vector<SlideOrder> Orders(size_t columns, size_t rows, Direction printed) {
  Filling usual = {false, false, false};
  if (printed == Direction::kUp) usual = {true, true, false};
  if (printed == Direction::kDown) usual = {true, false, true};
  std::vector<SlideOrder> orders = {OrderOf(usual, columns, rows)};
  for (const bool down_first : {false, true}) {
    for (const bool from_right : {false, true}) {
      for (const bool from_below : {false, true})
        orders.push_back(OrderOf({down_first, from_right, from_below}, columns, rows));
    }
  }
  return orders;
}

using Numbers = std::set<int>;

// How often a number is followed by the next one on the next slide.
size_t CountingOn(const SlideOrder& order, const std::vector<std::vector<Numbers>>& sheets) {
  size_t times = 0;
  const Numbers* before = nullptr;
  for (const std::vector<Numbers>& parts : sheets) {
    for (const size_t part : order) {
      const Numbers& here = parts[part];
      if (before && std::any_of(before->begin(), before->end(),
                                [&](int number) { return here.contains(number + 1); }))
        ++times;
      before = &here;
    }
  }
  return times;
}

std::vector<std::vector<Numbers>> NumbersOf(const PiecesOfParts& pieces) {
  std::vector<std::vector<Numbers>> sheets;
  for (const auto& parts : pieces) {
    std::vector<Numbers>& numbers = sheets.emplace_back();
    for (const std::vector<std::string>& part : parts) {
      Numbers& found = numbers.emplace_back();
      for (const std::string& piece : part) {
        const int number = NumberIn(piece);
        if (number >= 0) found.insert(number);
      }
    }
  }
  return sheets;
}

}  // namespace

int NumberIn(std::string_view piece) {
  int number = -1;
  size_t length = 0;
  bool ended = false;
  for (size_t at = 0; at < piece.size(); ++length) {
    const char32_t c = NextCodePoint(piece, &at);
    char32_t digit = 10;
    if (c >= U'0' && c <= U'9') digit = c - U'0';
    if (c >= 0xFF10 && c <= 0xFF19) digit = c - 0xFF10;
    if (digit > 9) {
      ended = number >= 0;
      continue;
    }
    if (ended) continue;  // of how many
    number = std::max(number, 0) * 10 + static_cast<int>(digit);
    if (number > 9999) return -1;
  }
  return length <= kLongestNumber ? number : -1;
}

SlideOrder OrderByNumbers(size_t columns, size_t rows, Direction printed,
                          const PiecesOfParts& pieces) {
  const std::vector<std::vector<Numbers>> sheets = NumbersOf(pieces);
  const std::vector<SlideOrder> orders = Orders(columns, rows, printed);
  return *std::max_element(orders.begin(), orders.end(), [&](const auto& a, const auto& b) {
    return CountingOn(a, sheets) < CountingOn(b, sheets);
  });
}

bool NumbersCountOn(size_t columns, size_t rows, const PiecesOfParts& pieces) {
  size_t slides = 0;
  for (const auto& parts : pieces) {
    slides += static_cast<size_t>(
        std::count_if(parts.begin(), parts.end(), [](const auto& part) { return !part.empty(); }));
  }
  if (slides < 2) return false;
  const std::vector<std::vector<Numbers>> sheets = NumbersOf(pieces);
  const std::vector<SlideOrder> orders = Orders(columns, rows, Direction::kRight);
  return std::any_of(orders.begin(), orders.end(), [&](const SlideOrder& order) {
    return CountingOn(order, sheets) + 1 == slides;
  });
}

}  // namespace extract
