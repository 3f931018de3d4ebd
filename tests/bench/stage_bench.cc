// What each stage costs on one sheet as a slide program prints it, alone and in memory:
// ReadSource, LayOut, ParseDocument, Store::Save. `sh tests/bench/stages.sh` runs it.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "extract/layer_codec.h"
#include "extract/layout.h"
#include "extract/read_source.h"
#include "parse/parse_document.h"
#include "parse/rules.h"
#include "store/store.h"

namespace {

std::string SheetBytes() {
  const std::filesystem::path file =
      std::filesystem::path(JIZEN_SOURCE_DIR) / "corpus/samples-slides/tochigi-r01.pdf";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

extract::SourceLayers SheetLayers() {
  auto layers = extract::ReadSource(SheetBytes());
  if (!layers) throw std::runtime_error("the sheet cannot be read: " + layers.error().detail);
  return std::move(*layers);
}

parse::RuleSet Rules() {
  auto rules = parse::RuleSet::Load(std::filesystem::path(JIZEN_SOURCE_DIR) / "rules");
  if (!rules) throw std::runtime_error("the rules have errors: " + rules.error().front().Format());
  return std::move(*rules);
}

void CountPages(benchmark::State& state, size_t pages) {
  state.SetItemsProcessed(static_cast<int64_t>(pages) * state.iterations());
  state.counters["pages"] = static_cast<double>(pages);
}

void ReadSource(benchmark::State& state) {
  const std::string bytes = SheetBytes();
  size_t pages = 0;
  for (auto _ : state) {
    const auto layers = extract::ReadSource(bytes);
    pages = layers->pages.size();
    benchmark::DoNotOptimize(layers);
  }
  CountPages(state, pages);
}
BENCHMARK(ReadSource)->Unit(benchmark::kMillisecond);

void LayOut(benchmark::State& state) {
  const extract::SourceLayers layers = SheetLayers();
  for (auto _ : state) {
    for (const extract::PageLayer& page : layers.pages) {
      const extract::PageLayout layout = extract::LayOut(page);
      benchmark::DoNotOptimize(layout);
    }
  }
  CountPages(state, layers.pages.size());
}
BENCHMARK(LayOut)->Unit(benchmark::kMillisecond);

void LoadRules(benchmark::State& state) {
  for (auto _ : state) {
    const parse::RuleSet rules = Rules();
    benchmark::DoNotOptimize(rules);
  }
}
BENCHMARK(LoadRules)->Unit(benchmark::kMillisecond);

// LayOut is part of it.
void ParseDocument(benchmark::State& state) {
  const extract::SourceLayers layers = SheetLayers();
  const parse::RuleSet rules = Rules();
  for (auto _ : state) {
    const parse::ParsedSheet sheet = parse::ParseDocument(layers, rules);
    benchmark::DoNotOptimize(sheet);
  }
  CountPages(state, layers.pages.size());
}
BENCHMARK(ParseDocument)->Unit(benchmark::kMillisecond);

void EncodeLayers(benchmark::State& state) {
  const extract::SourceLayers layers = SheetLayers();
  for (auto _ : state) {
    const std::string bytes = extract::EncodeLayers(layers);
    benchmark::DoNotOptimize(bytes);
  }
  CountPages(state, layers.pages.size());
}
BENCHMARK(EncodeLayers)->Unit(benchmark::kMillisecond);

// Into one database that grows, as an import of many files does.
void Save(benchmark::State& state) {
  const extract::SourceLayers layers = SheetLayers();
  store::FileResult result;
  result.source.file = "tochigi-r01.pdf";
  result.source.path = result.source.file;
  result.source.media_type = "application/pdf";
  result.source.pages = static_cast<int>(layers.pages.size());
  result.status = store::FileStatus::kImported;
  result.original = SheetBytes();
  result.layers = extract::EncodeLayers(layers);
  result.sheet = parse::ParseDocument(layers, Rules());

  const auto folder = std::filesystem::temp_directory_path() / "jizen-stage-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  {
    auto store = store::Store::Open(folder / "bench.db", store::Store::Mode::kReadWrite);
    const int64_t run = store.BeginRun({"bench", "bench"}, "bench");
    uint64_t number = 0;
    for (auto _ : state) {
      std::string digits = std::to_string(++number);
      result.source.sha256 = digits + std::string(64 - digits.size(), 'f');
      store.Save(run, result);
    }
  }
  CountPages(state, layers.pages.size());
  std::filesystem::remove_all(folder);
}
BENCHMARK(Save)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
