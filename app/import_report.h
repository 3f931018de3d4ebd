// What became of each file of an import, for a program and for a person.
#ifndef APP_IMPORT_REPORT_H_
#define APP_IMPORT_REPORT_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace app {

enum class Outcome : uint8_t { kImported, kUnchanged, kUnrecognised, kFailed };

// The contract's word for it.
std::string_view OutcomeName(Outcome outcome);

struct FileReport {
  std::string path;  // as given; any bytes
  Outcome outcome = Outcome::kFailed;
  std::string reason;  // of a failure, as in the contract: "damaged", ...
  std::string detail;
  int pages = 0;   // read in this run
  int review = 0;  // values that a person should look at
  std::vector<std::string> warnings;
  std::string replaces;  // id of the sheet of which it is a new edition; "" if of none
};

// What became of a result that was saved.
void TakeResult(store::FileResult& result, const store::Store::Saved& saved, FileReport* file);

struct ImportReport {
  std::vector<FileReport> files;  // in the order given
  int skipped = 0;                // in folders and archives, with another ending; not in `files`
  size_t not_read = 0;            // left when the run was stopped; not among `files`
  bool interrupted = false;
  std::string stopped_because;  // the database could not be written: what it said
  double seconds = 0;

  int Count(Outcome outcome) const;
  int64_t Pages() const;
};

// The contract's object of `import --json`. Paths are valid UTF-8.
nlohmann::ordered_json ToJson(const ImportReport& report);

// For a person: a file that could not be used with its reason, and what was odd in one that was.
// "" where there is nothing to say; else ends with '\n'.
std::string ProblemText(const FileReport& file, int columns);

// For a person: counts, then what can be done about each reason that occurred. Ends with '\n'.
std::string ImportSummary(const ImportReport& report, int columns);

}  // namespace app

#endif  // APP_IMPORT_REPORT_H_
