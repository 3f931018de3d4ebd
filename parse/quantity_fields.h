// What a printed text says as a number, put into the fields of a record: value, value_max, unit,
// comparator, state.
#ifndef PARSE_QUANTITY_FIELDS_H_
#define PARSE_QUANTITY_FIELDS_H_

#include <string>
#include <string_view>

#include "parse/sheet_builder.h"
#include "parse/word_lists.h"

namespace parse {

// `source` are the glyphs that say it; `path` is the record's.
void SetQuantityFields(Record& record, std::string_view text, const PrintedText& source,
                       std::string_view rule, const std::string& path, const WordLists& words,
                       SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_QUANTITY_FIELDS_H_
