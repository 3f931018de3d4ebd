// Stored sheets parsed with some rules, from their stored page layers: several processes parse,
// results come in the order given.
#ifndef APP_STORED_READINGS_H_
#define APP_STORED_READINGS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/interrupt_signal.h"
#include "app/progress_bar.h"
#include "app/reading_pool.h"
#include "parse/rules.h"
#include "store/store.h"

namespace app {

// Calls take(index, reading) once for each index below `count`. layers_of(index): page layers as
// the store keeps them; without any the sheet is kDamaged. How many were taken: fewer than all only
// after an interrupt.
size_t ParseLayers(size_t count,
                   const std::function<std::optional<std::string>(size_t index)>& layers_of,
                   PoolOptions options, const parse::RuleSet& rules, InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress,
                   const std::function<void(size_t index, ReadingPool::Reading reading)>& take);

// The same for sheets of a database.
size_t ParseStored(const std::vector<std::string>& sheet_ids, const PoolOptions& options,
                   const parse::RuleSet& rules, const store::Store& store,
                   InterruptSignal& interrupt,
                   const std::function<void(const ProgressState&)>& progress,
                   const std::function<void(size_t index, ReadingPool::Reading reading)>& take);

}  // namespace app

#endif  // APP_STORED_READINGS_H_
