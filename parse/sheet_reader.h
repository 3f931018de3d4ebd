// The walk through the pages: which area and section each block belongs to; tables and texts
// are read into the sheet as they come.
#ifndef PARSE_SHEET_READER_H_
#define PARSE_SHEET_READER_H_

#include "parse/page_roles.h"
#include "parse/sheet_builder.h"
#include "parse/table_reader.h"

namespace parse {

// Fills builder.sheet(): cover and areas, with all findings but those on single characters.
void ReadSheet(const DocumentText& document, const DocumentPlan& plan, const ReadTools& tools,
               SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_SHEET_READER_H_
