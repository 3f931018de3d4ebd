// A matched table -> records of an area: goals and indicators row by row, challenges with
// their roles by the rows each cell spans.
#ifndef PARSE_TABLE_READER_H_
#define PARSE_TABLE_READER_H_

#include <string>

#include "parse/paragraphs.h"
#include "parse/sheet_builder.h"
#include "parse/table_match.h"

namespace parse {

struct ReadTools {
  const FormRules& form;
  const WordLists& words;
  JoinTools join;
};

// Appends to the list `match.rule->into` of `area`, whose JSON Pointer is `path`. If the list
// has records already and the table's first row only goes on with the last one (it was cut
// by the end of the page), that row is joined to it.
void ReadTable(const Grid& grid, const TableMatch& match, const ReadTools& tools,
               const std::string& path, Record& area, SheetBuilder& builder);

// The cells under one column group in the rows [begin, end), top to bottom, each once.
std::vector<const GridCell*> CellsUnder(const Grid& grid, const ColumnGroup& group, int begin,
                                        int end);

// Their text: lines joined to paragraphs.
PrintedText TextOf(const std::vector<const GridCell*>& cells, const ReadTools& tools);

// Sets a text field from cells; with no text, the place is blank. Doubts of the cells go to
// `path`/`field`.
void SetFromCells(Record& record, std::string_view field, const std::string& path,
                  const std::vector<const GridCell*>& cells, const PrintedText& text, int page,
                  std::string_view rule, double confidence, SheetBuilder& builder);

// The two layouts; ReadTable chooses.
void ReadRows(const Grid& grid, const TableMatch& match, const ReadTools& tools,
              const std::string& path, Record& area, SheetBuilder& builder);
void ReadGroups(const Grid& grid, const TableMatch& match, const ReadTools& tools,
                const std::string& path, Record& area, SheetBuilder& builder);

}  // namespace parse

#endif  // PARSE_TABLE_READER_H_
