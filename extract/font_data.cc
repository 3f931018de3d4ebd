#include "extract/font_data.h"

#include <system_error>

namespace extract {

std::filesystem::path FontDataFolder() { return JIZEN_FONT_DATA; }

std::vector<std::string> MissingFontData(const std::filesystem::path& folder) {
  // One table of each kind: CIDs to Unicode, and the two families of CMaps that Japanese
  // programs name without embedding them (Shift_JIS and Unicode order).
  constexpr const char* kTables[] = {"cidToUnicode/Adobe-Japan1", "cMap/Adobe-Japan1/90ms-RKSJ-H",
                                     "cMap/Adobe-Japan1/UniJIS-UCS2-H",
                                     "cMap/Adobe-Japan1/UniJIS-UTF16-H"};
  std::vector<std::string> missing;
  for (const char* table : kTables) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(folder / table, error)) missing.emplace_back(table);
  }
  return missing;
}

}  // namespace extract
