// The layout of a page of any document, for readers who know nothing of its form.
#ifndef EXTRACT_ANY_LAYOUT_H_
#define EXTRACT_ANY_LAYOUT_H_

#include "extract/layout.h"
#include "extract/page.h"

namespace extract {

// As LayOut(), with the tables that have rulings between rows only (row_ruled_tables.h). Readers
// of forms find those by their headers, and want the lines as they stand.
PageLayout LayOutAnyTable(const PageLayer& layer);

}  // namespace extract

#endif  // EXTRACT_ANY_LAYOUT_H_
