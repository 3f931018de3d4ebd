// The words and signs around a number: what counts it, what it is compared with.
//   [prefix] [comparison] NUMBER [unit] [comparison] [remark]
// A function that gives false has met something else: the text is no quantity, and the
// Quantity handed in is of no use any more.
#ifndef PARSE_QUANTITY_SURROUNDINGS_H_
#define PARSE_QUANTITY_SURROUNDINGS_H_

#include <cstddef>
#include <string>

#include "parse/quantity.h"
#include "parse/quantity_text.h"
#include "parse/word_lists.h"

namespace parse {

// Marks the quantity for a person to look at; the first reason is kept.
void Doubt(std::string why, Quantity* quantity);

class QuantitySurroundings {
 public:
  // `words` must outlive this.
  explicit QuantitySurroundings(const WordLists& words) : words_(words) {}

  // What stands before the number that begins at `end`, read backwards; a minus changes the
  // value. False: no quantity follows.
  bool ReadBefore(const QuantityText& line, size_t end, Quantity* quantity) const;
  // Unit, comparison and remarks after the number that ends at *at; *at becomes the end of the
  // unit. `decimal`: the number has a point. False: something else stands there.
  bool ReadAfter(const QuantityText& line, size_t* at, bool decimal, Quantity* quantity) const;
  // Where the longest known unit at `begin` ends, with what it is counted by (/year);
  // QuantityText::kNowhere if none stands there.
  size_t UnitEnd(const QuantityText& line, size_t begin) const;

 private:
  size_t BeforeWordBegin(const QuantityText& line, size_t end, Quantity* quantity) const;
  bool ReadUnknownUnit(const QuantityText& line, size_t* at, Quantity* quantity) const;
  bool ReadTail(const QuantityText& line, size_t at, Quantity* quantity) const;
  size_t TailWordEnd(const QuantityText& line, size_t at, Quantity* quantity) const;

  const WordLists& words_;
};

}  // namespace parse

#endif  // PARSE_QUANTITY_SURROUNDINGS_H_
