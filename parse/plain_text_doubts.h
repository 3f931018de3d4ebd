// What the sheets of plain text say against themselves: records that are unlike the others, where
// a name, a heading or a boundary between cells was lost. Nothing is changed, only listed.
#ifndef PARSE_PLAIN_TEXT_DOUBTS_H_
#define PARSE_PLAIN_TEXT_DOUBTS_H_

#include "parse/item_marks.h"
#include "parse/sheet_builder.h"

namespace parse {

void DoubtUnlikeRecords(SheetBuilder& builder, const ItemMarks& marks);

}  // namespace parse

#endif  // PARSE_PLAIN_TEXT_DOUBTS_H_
