// The cover: year, programme, meeting, document, submitter, motto, overview.
#ifndef PARSE_COVER_H_
#define PARSE_COVER_H_

#include <vector>

#include "parse/page_roles.h"
#include "parse/sheet_builder.h"
#include "parse/table_reader.h"

namespace parse {

// Fills the fields of the sheet itself. What is on the cover and in no field stays free. Gives
// back the cover's lists of areas, whose names are claimed once the areas are known.
std::vector<PrintedText> ReadCover(const DocumentText& document, const DocumentPlan& plan,
                                   const ReadTools& tools, SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_COVER_H_
