// The import: files read by several processes at a time, stored one by one in the order given.
//
// Same input, same database: whichever process ends first, results are stored in the order of
// the list, each file in one transaction.
#ifndef APP_IMPORT_RUN_H_
#define APP_IMPORT_RUN_H_

#include <cstdint>
#include <functional>

#include "app/file_bytes.h"
#include "app/import_report.h"
#include "app/input_files.h"
#include "app/interrupt_signal.h"
#include "app/progress_bar.h"
#include "app/reading_pool.h"
#include "app/result_sink.h"
#include "parse/rules.h"

namespace app {

struct ImportOptions {
  PoolOptions pool;
  int64_t size_limit = kDefaultSizeLimit;  // bytes of one file
  bool keep_originals = true;
};

// Who is told while a run goes on. Either may be empty.
struct ImportWatcher {
  std::function<void(const ProgressState&)> progress;  // after each step: how far the run is
  std::function<void(const FileReport&)> problem;      // each file that a person should know of
};

// Reads and stores. A failure of one file is in the report and in the store, and stops nothing.
// After an interrupt, what is complete is stored and the rest counted in ImportReport::not_read.
// Where the database cannot be written any more, files stored before stay, and
// ImportReport::stopped_because says why; throws store::StoreError only before the first file.
ImportReport RunImport(const InputFiles& input, const ImportOptions& options,
                       const parse::RuleSet& rules, ResultSink& sink, InterruptSignal& interrupt,
                       const ImportWatcher& watcher);

}  // namespace app

#endif  // APP_IMPORT_RUN_H_
