// The entities of the database as a Frictionless Tabular Data Package: the CSV files and
// datapackage.json, which says what is in them.
#ifndef APP_EXPORT_DATAPACKAGE_H_
#define APP_EXPORT_DATAPACKAGE_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/export_csv.h"
#include "store/data_reader.h"

namespace app {

// https://specs.frictionlessdata.io/tabular-data-package/ `files`: one for each entity.
nlohmann::ordered_json DataPackageJson(const std::vector<store::EntityDescription>& entities,
                                       const std::vector<CsvFile>& files);

// The folder `out` appears, or changes, when all is written. Error: what the file system said.
tl::expected<void, std::string> ExportDataPackage(const store::DataReader& reader,
                                                  const std::vector<std::string>& sheets,
                                                  const std::string& out);

}  // namespace app

#endif  // APP_EXPORT_DATAPACKAGE_H_
