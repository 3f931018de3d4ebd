// A stored sheet for a person: what `jizen show` prints.
#ifndef APP_SHEET_VIEW_H_
#define APP_SHEET_VIEW_H_

#include <string>

#include "store/store.h"

namespace app {

// Lines of at most `columns`, each ending with '\n'. A value that a person should look at is
// marked ?N; the reasons stand below under the same N, then what was left over.
std::string SheetView(const store::StoredSheet& sheet, int columns);

}  // namespace app

#endif  // APP_SHEET_VIEW_H_
