// Tables that have rulings between rows only: three or more lines of one extent, and between
// them text in columns that white bands part. Common in papers and statistics.
#ifndef EXTRACT_ROW_RULED_TABLES_H_
#define EXTRACT_ROW_RULED_TABLES_H_

#include <vector>

#include "extract/page.h"
#include "extract/tables.h"

namespace extract {

// Those tables of a page that stand apart from the ruled ones, top to bottom. Only what is
// evident is taken: columns that every row keeps to. A line across some of the columns parts a
// heading over several columns from theirs.
std::vector<TableGrid> FindRowRuledTables(const PageLayer& layer, const RuledAreas& ruled);

}  // namespace extract

#endif  // EXTRACT_ROW_RULED_TABLES_H_
