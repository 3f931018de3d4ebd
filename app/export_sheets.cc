#include "app/export_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_set>

#include "app/file_bytes.h"
#include "app/printable.h"
#include "app/source_stem.h"
#include "parse/sheet_json.h"

namespace app {

nlohmann::ordered_json SheetJson(const store::StoredSheet& sheet) {
  const store::Source& source = sheet.summary.source;
  return parse::ToJson(sheet.sheet, {ValidUtf8(source.file), source.sha256, source.media_type,
                                     std::max(1, source.pages)});
}

std::vector<std::string> SheetsToExport(const store::Store& store,
                                        const std::vector<std::string>& ids) {
  const std::unordered_set<std::string> named(ids.begin(), ids.end());
  std::vector<std::string> out;
  for (const store::SheetSummary& sheet : store.List()) {
    const bool wanted =
        named.empty() ? sheet.status == store::FileStatus::kImported : named.contains(sheet.id);
    if (wanted) out.push_back(sheet.id);
  }
  return out;
}

tl::expected<size_t, std::string> ExportJson(const store::Store& store,
                                             const std::vector<std::string>& ids,
                                             const std::string& out) {
  std::error_code error;
  std::filesystem::create_directories(out, error);
  if (error) return tl::unexpected(fmt::format("{}: {}", ForTerminal(out), error.message()));
  const std::vector<store::SheetSummary> sheets = store.List();
  const std::vector<std::string> names = ExportNames(sheets);
  const std::vector<std::string> chosen = SheetsToExport(store, ids);
  const std::unordered_set<std::string> wanted(chosen.begin(), chosen.end());
  size_t count = 0;
  for (size_t i = 0; i < sheets.size(); ++i) {
    if (!wanted.contains(sheets[i].id)) continue;
    const auto sheet = store.Load(sheets[i].id);
    if (!sheet) continue;  // taken out since the list was made
    const std::string path = (std::filesystem::path(out) / (names[i] + ".json")).string();
    if (auto wrote = WriteFileWhole(path, SheetJson(*sheet).dump(2) + "\n"); !wrote) {
      return tl::unexpected(wrote.error());
    }
    ++count;
  }
  return count;
}

tl::expected<size_t, std::string> ExportJsonLines(const store::Store& store,
                                                  const std::vector<std::string>& ids,
                                                  const std::string& out) {
  const bool to_output = out == "-";
  std::string lines;
  size_t count = 0;
  for (const std::string& id : SheetsToExport(store, ids)) {
    const auto sheet = store.Load(id);
    if (!sheet) continue;
    lines += SheetJson(*sheet).dump() + "\n";
    ++count;
  }
  if (!to_output) {
    if (auto wrote = WriteFileWhole(out, lines); !wrote) return tl::unexpected(wrote.error());
  } else if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size()) {
    return tl::unexpected(std::string("standard output cannot be written"));
  }
  return count;
}

}  // namespace app
