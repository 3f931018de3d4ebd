#include "app/stored_readings.h"

#include <chrono>
#include <map>
#include <utility>

namespace app {
namespace {

constexpr size_t kSheetsAheadPerJob = 4;  // how far parsing may run ahead of what is taken

}  // namespace

size_t ParseLayers(size_t count,
                   const std::function<std::optional<std::string>(size_t index)>& layers_of,
                   PoolOptions options, const parse::RuleSet& rules, InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress,
                   const std::function<void(size_t index, ReadingPool::Reading reading)>& take) {
  options.input = PoolInput::kLayers;
  ReadingPool pool(options, rules);
  const size_t ahead = kSheetsAheadPerJob * static_cast<size_t>(pool.jobs());
  const auto begin = std::chrono::steady_clock::now();
  std::map<size_t, ReadingPool::Reading> ready;  // by index, until it is its turn
  size_t started = 0, taken = 0;
  while (taken < count && !interrupt.Raised()) {
    while (pool.HasRoom() && started < count && started - taken < ahead) {
      const auto layers = layers_of(started);
      auto failure = layers ? pool.Start(started, *layers)
                            : extract::ReadError{extract::ReadFailure::kDamaged, 0,
                                                 "no page layers are stored"};
      if (failure) ready.emplace(started, tl::unexpected(std::move(*failure)));
      ++started;
    }
    for (auto& [index, reading] : pool.Wait(interrupt.descriptor())) {
      ready.emplace(index, std::move(reading));
    }
    while (!ready.empty() && ready.begin()->first == taken) {
      take(taken++, std::move(ready.begin()->second));
      ready.erase(ready.begin());
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    if (progress) progress({count, taken, 0, elapsed.count()});
  }
  return taken;
}

size_t ParseStored(const std::vector<std::string>& sheet_ids, const PoolOptions& options,
                   const parse::RuleSet& rules, const store::Store& store,
                   InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress,
                   const std::function<void(size_t index, ReadingPool::Reading reading)>& take) {
  return ParseLayers(
      sheet_ids.size(), [&](size_t index) { return store.Layers(sheet_ids[index]); }, options,
      rules, interrupt, progress, take);
}

}  // namespace app
