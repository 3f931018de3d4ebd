#include "app/import_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/terminal.h"

namespace app {

ImportProgressDisplay::ImportProgressDisplay() : columns_(TerminalColumns(STDERR_FILENO)) {}

ImportWatcher ImportProgressDisplay::Watcher() {
  ImportWatcher watcher;
  watcher.progress = [this](const ProgressState& state) { bar_.Show(state); };
  watcher.problem = [this](const FileReport& file) {
    bar_.Wipe();
    fmt::print(stderr, "{}", ProblemText(file, columns_));
  };
  return watcher;
}

int ImportProgressDisplay::Finish(const ImportReport& report, const InputFiles& input, bool json) {
  bar_.Wipe();
  for (const std::string& folder : input.empty_folders) {
    fmt::print(stderr, "jizen: {}\n",
               Say("{}: there is no .pdf, .txt or .zip file in this folder. Files with other names "
                   "must be named one by one.",
                   ForTerminal(folder)));
  }
  fmt::print(stderr, "{}", ImportSummary(report, columns_));
  if (json) fmt::print("{}\n", ToJson(report).dump());
  const bool all_used = report.Count(Outcome::kFailed) == 0 &&
                        report.Count(Outcome::kUnrecognised) == 0 && !report.interrupted &&
                        report.stopped_because.empty() && input.empty_folders.empty();
  return all_used ? kExitDone : kExitInputUnused;
}

}  // namespace app
