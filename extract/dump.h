// A layout as text: what tests compare and what a developer looks at.
//
//   line HEADING
//   table p1 2x2
//     0,0 span 2x1 LABEL
//     0,1 FIRST/SECOND LINE
//     1,1
//
// Lines outside tables and tables in reading order; the lines of a cell are separated by '/'.
// A nested table says where it stands: `table p1 2x2 in 0:1,0`.
#ifndef EXTRACT_DUMP_H_
#define EXTRACT_DUMP_H_

#include <string>

#include "extract/layout.h"

namespace extract {

std::string Dump(const PageLayout& page);
std::string DumpTables(const PageLayout& page);  // the tables only

}  // namespace extract

#endif  // EXTRACT_DUMP_H_
