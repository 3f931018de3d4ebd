// The entities of the database as CSV: a folder with one file for each.
#ifndef APP_EXPORT_CSV_H_
#define APP_EXPORT_CSV_H_

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "store/data_reader.h"

namespace app {

enum class CsvEncoding : uint8_t { kUtf8, kUtf8WithMark, kCp932 };

struct CsvOptions {
  CsvEncoding encoding = CsvEncoding::kUtf8;
  bool guard = false;   // texts that a spreadsheet would run or turn into numbers: csv_text.h
  bool strict = false;  // refuse what the encoding lacks
};

// Characters that the encoding lacks, and so are written as others.
struct LostCharacters {
  struct Place {
    char32_t character = 0;
    std::string file, sheet, column;
  };
  static constexpr size_t kShown = 20;
  size_t count = 0;
  std::vector<Place> first;  // at most kShown
};

struct CsvFile {
  std::string name;  // "measures.csv"
  uint64_t bytes = 0;
  std::string sha256;
};

// Writes the files into `folder`, which there is. Lines end with CR LF. Error: what the file
// system said.
tl::expected<std::vector<CsvFile>, std::string> WriteCsvFiles(
    const store::DataReader& reader, const std::vector<std::string>& sheets,
    const CsvOptions& options, class NewFolder& folder, LostCharacters& lost);

// The whole export: the folder `out` appears, or changes, when all is written. With `strict` an
// export that loses characters is not written: `lost` says which; the error is then "".
tl::expected<void, std::string> ExportCsv(const store::DataReader& reader,
                                          const std::vector<std::string>& sheets,
                                          const std::string& out, const CsvOptions& options,
                                          LostCharacters& lost);

}  // namespace app

#endif  // APP_EXPORT_CSV_H_
