#include "app/frozen_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "app/export_sheets.h"
#include "app/file_bytes.h"
#include "app/printable.h"
#include "app/source_stem.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// What a gold file says of its source; "" where it says nothing.
std::string SourceText(const Json& json, const char* key) {
  const auto source = json.find("source");
  if (source == json.end() || !source->is_object()) return "";
  const auto found = source->find(key);
  return found != source->end() && found->is_string() ? found->get<std::string>() : "";
}

// The SHA-256 that the gold file at `path` names; nullopt: there is no such file.
std::optional<std::string> ShaAt(const fs::path& path) {
  const auto bytes = ReadFileBytes(path.native(), kDefaultSizeLimit);
  if (!bytes) return std::nullopt;
  const Json json = Json::parse(*bytes, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? SourceText(json, "sha256") : std::string();
}

std::string NameFor(const fs::path& folder, const store::Source& source) {
  constexpr size_t kDigits = 8;
  const std::string stem = SourceStem(source.file);
  const auto taken_by = ShaAt(folder / (stem + ".json"));
  if (!taken_by || *taken_by == source.sha256) return stem;
  return stem + "~" + source.sha256.substr(0, kDigits);
}

std::string Ending(const std::string& file) {
  const size_t dot = file.rfind('.');
  return dot == std::string::npos || dot == 0 ? ".pdf" : file.substr(dot);
}

}  // namespace

FrozenSheets ReadFrozen(const std::string& folder) {
  FrozenSheets frozen;
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const fs::path& file : files) {
    const std::string name = ValidUtf8(file.stem().native());
    const auto bytes = ReadFileBytes(file.native(), kDefaultSizeLimit);
    if (!bytes) {
      frozen.unreadable.push_back(name + ": " + bytes.error().detail);
      continue;
    }
    const Json json = Json::parse(*bytes, nullptr, /*allow_exceptions=*/false);
    auto gold = parse::FromJsonText(*bytes);
    if (!gold) {
      frozen.unreadable.push_back(
          fmt::format("{}: {} {}", name, gold.error().pointer, gold.error().detail));
      continue;
    }
    fs::path layers_file = file;
    layers_file.replace_extension(".layers");
    auto layers = ReadFileBytes(layers_file.native(), kDefaultSizeLimit);
    if (!layers) {
      frozen.without_layers.push_back(name);
      continue;
    }
    frozen.sheets.push_back({name, SourceText(json, "file"), std::move(*gold), std::move(*layers)});
  }
  return frozen;
}

tl::expected<std::string, std::string> Freeze(const store::Store& store,
                                              const store::StoredSheet& sheet,
                                              const std::string& folder, bool with_original) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return tl::unexpected(fmt::format("{}: {}", ForTerminal(folder), error.message()));
  const auto layers = store.Layers(sheet.summary.id);
  if (!layers) return tl::unexpected(std::string("no page layers are stored"));
  const std::string name = NameFor(folder, sheet.summary.source);
  const auto path = [&](const std::string& ending) {
    return (fs::path(folder) / (name + ending)).native();
  };
  // The sheet last: it is what makes the others count.
  if (auto wrote = WriteFileWhole(path(".layers"), *layers); !wrote)
    return tl::unexpected(wrote.error());
  if (with_original) {
    if (const auto original = store.Original(sheet.summary.id)) {
      if (auto wrote = WriteFileWhole(path(Ending(sheet.summary.source.file)), *original); !wrote)
        return tl::unexpected(wrote.error());
    }
  }
  if (auto wrote = WriteFileWhole(path(".json"), SheetJson(sheet).dump(2) + "\n"); !wrote)
    return tl::unexpected(wrote.error());
  return name;
}

Scores ScoreFrozen(const FrozenSheets& frozen, const PoolOptions& options,
                   const parse::RuleSet& rules, InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress) {
  Scores scores;
  scores.gold_files = static_cast<int>(frozen.sheets.size() + frozen.without_layers.size());
  scores.not_stored = frozen.without_layers;
  scores.unreadable = frozen.unreadable;
  ParseLayers(
      frozen.sheets.size(),
      [&](size_t index) { return std::optional(frozen.sheets[index].layers); }, options, rules,
      interrupt, progress,
      [&](size_t index, const ReadingPool::Reading& reading) {
        const FrozenSheet& sheet = frozen.sheets[index];
        if (!reading) {
          scores.unreadable.push_back(sheet.name + ".layers: " + reading.error().detail);
          return;
        }
        scores.sheets.push_back(
            {sheet.name, "", sheet.file, parse::CompareSheets(sheet.gold, reading->sheet)});
      });
  for (const SheetScore& score : scores.sheets) {
    scores.total += score.comparison.Total();
    for (const auto& [field, tally] : score.comparison.by_field) scores.by_field[field] += tally;
  }
  return scores;
}

}  // namespace app
