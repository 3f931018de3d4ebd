#include "app/source_stem.h"

#include <unordered_set>

#include "app/printable.h"

namespace app {

std::string SourceStem(std::string_view file) {
  const size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  const size_t dot = file.rfind('.');
  if (dot != std::string_view::npos && dot > 0) file = file.substr(0, dot);
  return ValidUtf8(file);
}

std::vector<std::string> ExportNames(const std::vector<store::SheetSummary>& sheets) {
  std::vector<std::string> names(sheets.size());
  std::unordered_set<std::string> taken;
  for (const store::FileStatus status :
       {store::FileStatus::kImported, store::FileStatus::kUnrecognised}) {
    for (size_t i = 0; i < sheets.size(); ++i) {
      if (sheets[i].status != status) continue;
      const std::string stem = SourceStem(sheets[i].source.file);
      std::string name = stem;
      for (size_t digits = 8; !taken.insert(name).second; ++digits) {
        name = stem + "~" + sheets[i].source.sha256.substr(0, digits);
      }
      names[i] = name;
    }
  }
  return names;
}

}  // namespace app
