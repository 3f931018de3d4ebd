// What a person sees of an import: progress, each problem as it comes, the table at the end.
#ifndef APP_IMPORT_PROGRESS_H_
#define APP_IMPORT_PROGRESS_H_

#include "app/import_report.h"
#include "app/import_run.h"
#include "app/input_files.h"
#include "app/progress_bar.h"

namespace app {

// Everything goes to standard error, but the JSON, which goes to standard output.
class ImportProgressDisplay {
 public:
  ImportProgressDisplay();

  // Must not outlive the display.
  ImportWatcher Watcher();
  // Prints the summary; gives the exit status that the report means. `input`: what was asked for.
  int Finish(const ImportReport& report, const InputFiles& input, bool json);

 private:
  ProgressBar bar_;
  int columns_;
};

}  // namespace app

#endif  // APP_IMPORT_PROGRESS_H_
