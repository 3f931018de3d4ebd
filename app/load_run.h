// Results that were read elsewhere, or exported (result_line.h) -> the database.
//
// Lines are taken in the order of their paths, as a folder is walked, whatever the order of the
// streams and of the lines in them: so a database is the same as if the files had been imported
// here in that order. Of the same bytes under several paths, the first path in this order gives
// the name, also where they come with several calls. Memory does not grow with what the lines
// hold: each is read when it is its turn.
#ifndef APP_LOAD_RUN_H_
#define APP_LOAD_RUN_H_

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/import_report.h"
#include "app/import_run.h"
#include "app/interrupt_signal.h"
#include "app/result_line.h"
#include "store/store.h"

namespace app {

// The lines of several streams, sorted.
class ResultLines {
 public:
  // "-" is standard input, which is copied to a file without a name. Error: the stream that cannot
  // be read, with the system's word for it.
  static tl::expected<ResultLines, std::string> Open(const std::vector<std::string>& streams);

  size_t size() const { return lines_.size(); }
  const std::string& path(size_t index) const { return lines_[index].head.path; }
  // Empty where the line is none of ours; then path() names its stream and number.
  const store::RunInfo& made_by(size_t index) const { return lines_[index].head.made_by; }
  bool known(size_t index) const { return lines_[index].known; }
  bool exported(size_t index) const { return lines_[index].head.exported; }
  std::string Read(size_t index) const;

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, CloseFile>;
  struct Line {
    LineHead head;
    bool known = false;
    size_t stream = 0;
    int64_t offset = 0;
    size_t length = 0;
  };
  tl::expected<void, std::string> Scan(File file, const std::string& name);
  void PutEditionsInOrder();

  std::vector<File> files_;
  std::vector<Line> lines_;
};

// Throws store::StoreError where the database cannot be written.
ImportReport RunLoad(const ResultLines& lines, store::Store& store, const store::RunInfo& made_by,
                     InterruptSignal& interrupt, const ImportWatcher& watcher);

}  // namespace app

#endif  // APP_LOAD_RUN_H_
