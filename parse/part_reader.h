// The parts that only a form's rules know, into records: part > row > cell.
#ifndef PARSE_PART_READER_H_
#define PARSE_PART_READER_H_

#include <string>
#include <vector>

#include "parse/pair_match.h"
#include "parse/sheet_builder.h"
#include "parse/table_reader.h"

namespace parse {

// Where a part goes: the sheet or an area, and its JSON Pointer.
struct PartHolder {
  Record& record;
  std::string path;
};

// The part's place in the holder's list, made where there is none yet.
struct PartPlace {
  Record& record;
  std::string path;  // of the part
  bool is_new = false;
};
PartPlace PlaceOfPart(const PartHolder& holder, const PartRule& part, SheetBuilder& builder);

// The heading as printed, where the part has none yet; else it is the form's wording.
void SetPartHeading(const PartHolder& holder, const PartRule& part, const PrintedText& heading,
                    double score, const ReadTools& tools, SheetBuilder& builder);

// REQUIRES: match.rule->part >= 0.
void ReadPartTable(const Grid& grid, const TableMatch& match, const ReadTools& tools,
                   const PartHolder& holder, SheetBuilder& builder);

// Lines below the part's heading: as items, or each with a label and its value.
void ReadPartLines(const std::vector<TextLine>& lines, double page_width, const PartRule& part,
                   const ReadTools& tools, const PartHolder& holder, SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_PART_READER_H_
