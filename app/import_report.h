// What became of each file of an import, for a program and for a person.
#ifndef APP_IMPORT_REPORT_H_
#define APP_IMPORT_REPORT_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

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
};

struct ImportReport {
  std::vector<FileReport> files;  // in the order given
  int skipped = 0;                // in folders, with another ending; not among `files`
  size_t not_read = 0;            // left when the run was stopped; not among `files`
  bool interrupted = false;
  std::string stopped_because;  // the database could not be written: what it said
  double seconds = 0;

  int Count(Outcome outcome) const;
  int64_t Pages() const;
};

// The contract's object of `import --json`. Paths are valid UTF-8.
nlohmann::ordered_json ToJson(const ImportReport& report);

// For a person: each file that could not be used with its reason and what to do, then counts.
// Ends with '\n'.
std::string ImportSummary(const ImportReport& report, int columns);

}  // namespace app

#endif  // APP_IMPORT_REPORT_H_
