#include "app/export_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "app/file_bytes.h"
#include "app/new_file.h"
#include "app/printable.h"
#include "app/source_stem.h"
#include "parse/sheet_json.h"

namespace app {

nlohmann::ordered_json SheetJson(const store::StoredSheet& sheet) {
  const store::Source& source = sheet.summary.source;
  nlohmann::ordered_json json = parse::ToJson(
      sheet.sheet,
      {ValidUtf8(source.file), source.sha256, source.media_type, std::max(1, source.pages)});
  json["state"] = sheet.summary.state;
  return json;
}

tl::expected<void, std::string> ExportJson(const store::Store& store,
                                           const std::vector<std::string>& chosen,
                                           const std::string& out) {
  std::error_code error;
  std::filesystem::create_directories(out, error);
  if (error) return tl::unexpected(fmt::format("{}: {}", ForTerminal(out), error.message()));
  const std::vector<store::SheetSummary> sheets = store.List();
  const std::vector<std::string> names = ExportNames(sheets);
  const std::unordered_set<std::string> wanted(chosen.begin(), chosen.end());
  for (size_t i = 0; i < sheets.size(); ++i) {
    if (!wanted.contains(sheets[i].id)) continue;
    const auto sheet = store.Load(sheets[i].id);
    if (!sheet) continue;  // taken out since the list was made
    const std::string path = (std::filesystem::path(out) / (names[i] + ".json")).string();
    if (auto wrote = WriteFileWhole(path, SheetJson(*sheet).dump(2) + "\n"); !wrote) {
      return tl::unexpected(wrote.error());
    }
  }
  return {};
}

tl::expected<void, std::string> ExportJsonLines(const store::Store& store,
                                                const std::vector<std::string>& chosen,
                                                const std::string& out) {
  std::optional<NewFile> file;
  if (out != "-") {
    auto created = NewFile::Create(out);
    if (!created) return tl::unexpected(created.error());
    file.emplace(std::move(*created));
  }
  for (const std::string& id : chosen) {
    const auto sheet = store.Load(id);
    if (!sheet) continue;
    nlohmann::ordered_json json = SheetJson(*sheet);
    // For load, which makes the database anew; it says nothing of the sheet itself.
    if (sheet->summary.replaces) json["source"]["replaces"] = *sheet->summary.replaces;
    const std::string line = json.dump() + "\n";
    if (file) {
      file->Write(line);
    } else if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) {
      return tl::unexpected(std::string("standard output cannot be written"));
    }
  }
  if (file) {
    if (auto committed = file->Commit(); !committed) return tl::unexpected(committed.error());
  }
  return {};
}

}  // namespace app
