// Where the rows of a table in plain text begin: at the labels that count on, ① ② or 目標１ 目標２
// or bare a b c.
#ifndef PARSE_ROW_LABELS_H_
#define PARSE_ROW_LABELS_H_

#include <optional>
#include <string>
#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

struct RowStart {
  size_t line = 0;    // index into the body
  size_t length = 0;  // of the label, in characters of the line
};

// Top to bottom. A number that does not count on with those before, or is of another kind
// (１． among ①), is part of a text.
std::vector<RowStart> FindRowStarts(const std::vector<TextLine>& body, const ReadTools& tools);

// The label with which the line begins, its number left out (目標 of 目標１, a sign for ① to ⑳);
// nullopt if it has none.
std::optional<std::u32string> LabelStyle(const TextLine& line, const ItemMarks& marks);

}  // namespace parse

#endif  // PARSE_ROW_LABELS_H_
