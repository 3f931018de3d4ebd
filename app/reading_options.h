// What a person says of the files to read: the options that import and parse --jsonl share.
#ifndef APP_READING_OPTIONS_H_
#define APP_READING_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "app/import_run.h"
#include "app/input_files.h"
#include "parse/calibration.h"

namespace CLI {
class App;
}

namespace app {

struct ReadingOptions {
  std::vector<std::string> paths;
  std::string rules;
  int jobs = 0;
  int64_t megabytes = kDefaultSizeLimit >> 20U;
  int64_t memory_megabytes = static_cast<int64_t>(PoolOptions().memory_bytes >> 20U);
  int64_t output_megabytes = static_cast<int64_t>(PoolOptions().output_bytes >> 20U);
  double seconds = PoolOptions().seconds;
  double review_error_rate = parse::kReviewErrorRate;
  bool nul_ended = false, no_originals = false;
};

// --rules, --jobs, the limits, -0, --no-originals; not the paths.
void AddReadingOptions(CLI::App& command, ReadingOptions& options);

// --review-error-rate RATE
void AddReviewErrorRate(CLI::App& command, double& rate);

// Says on standard error what the machine lacks for reading some files, before any is read.
void SayWhatIsMissing();

// The files that the paths name; "-" reads names from standard input.
InputFiles FilesOf(const ReadingOptions& options);
// The rules with what the options say of them.
parse::RuleSet RulesOf(const ReadingOptions& options);
// Loads the data for OCR, too; where it is missing, that is said.
ImportOptions ImportOptionsOf(const ReadingOptions& options);

}  // namespace app

#endif  // APP_READING_OPTIONS_H_
