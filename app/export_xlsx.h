// The entities of the database as one workbook: a worksheet for each, and the data dictionary.
#ifndef APP_EXPORT_XLSX_H_
#define APP_EXPORT_XLSX_H_

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "store/data_reader.h"

namespace app {

// The file `out` appears, or changes, when all is written. Error: what the file system or
// libxlsxwriter said.
tl::expected<void, std::string> ExportXlsx(const store::DataReader& reader,
                                           const std::vector<std::string>& sheets,
                                           const std::string& out);

}  // namespace app

#endif  // APP_EXPORT_XLSX_H_
