// Lines of text below a heading -> items: one record a paragraph, with its list mark.
#ifndef PARSE_ITEM_READER_H_
#define PARSE_ITEM_READER_H_

#include <string>
#include <vector>

#include "parse/sheet_builder.h"
#include "parse/table_reader.h"

namespace parse {

// Appends to the list at `path`. `page_width`: of the page the lines stand on.
void ReadItems(const std::vector<TextLine>& lines, double page_width, const ReadTools& tools,
               const std::string& rule, const std::string& path, RecordList& list,
               SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_ITEM_READER_H_
