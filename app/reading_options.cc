#include "app/reading_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <utility>

#include "app/command.h"
#include "app/load_ocr.h"
#include "app/messages.h"
#include "extract/font_data.h"

namespace app {
namespace {

void AddMegabytes(CLI::App& command, const char* name, int64_t& value, int least,
                  const char* words) {
  command.add_option(name, value, words)
      ->type_name("N")
      ->check(CLI::Range(least, 1 << 20).description(""));
}

}  // namespace

void AddReviewErrorRate(CLI::App& command, double& rate) {
  command
      .add_option("--review-error-rate", rate,
                  Tr("list every value that is wrong more often than this (0.02)"))
      ->type_name("RATE")
      ->check(CLI::Range(0.0, 1.0).description(""));
}

void AddReadingOptions(CLI::App& command, ReadingOptions& options) {
  AddRulesOption(command, options.rules);
  command
      .add_option("--jobs", options.jobs, Tr("files read at a time; else one for each processor"))
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
  command
      .add_option("--timeout", options.seconds,
                  Tr("seconds of computing for one file, and of waiting for its next page (60)"))
      ->type_name("N")
      ->check(CLI::Range(0.1, 86400.0).description(""));
  AddReviewErrorRate(command, options.review_error_rate);
  AddMegabytes(command, "--max-size", options.megabytes, 1, Tr("megabytes of one file (512)"));
  AddMegabytes(command, "--max-memory", options.memory_megabytes, 64,
               Tr("megabytes of memory for reading one file (2048)"));
  AddMegabytes(command, "--max-output", options.output_megabytes, 1,
               Tr("megabytes of what is read from one file (256)"));
  command.add_flag("-0,--null", options.nul_ended,
                   Tr("names on standard input end with NUL, not with a line's end"));
  command.add_flag("--no-originals", options.no_originals, Tr("do not keep the files' own bytes"));
}

void SayWhatIsMissing() {
  const std::vector<std::string> missing = extract::MissingFontData();
  if (missing.empty()) return;
  fmt::print(
      stderr, "jizen: {}\n",
      Say("{} is missing: the text of some Japanese PDFs cannot be read. Install the package "
          "poppler-data before you import.",
          (extract::FontDataFolder() / missing.front()).string()));
}

InputFiles FilesOf(const ReadingOptions& options) {
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) {
    if (path != "-") {
      paths.push_back(path);
      continue;
    }
    for (std::string& name : ReadNames(std::cin, options.nul_ended ? '\0' : '\n')) {
      paths.push_back(std::move(name));
    }
  }
  return FindInputFiles(paths);
}

parse::RuleSet RulesOf(const ReadingOptions& options) {
  parse::RuleSet rules = LoadRules(options.rules);
  rules.set_review_error_rate(options.review_error_rate);
  return rules;
}

ImportOptions ImportOptionsOf(const ReadingOptions& options) {
  ImportOptions out;
  out.pool.jobs = options.jobs;
  out.pool.seconds = options.seconds;
  out.pool.memory_bytes = static_cast<size_t>(options.memory_megabytes) << 20U;
  out.pool.output_bytes = static_cast<size_t>(options.output_megabytes) << 20U;
  out.size_limit = options.megabytes << 20U;
  out.pool.ocr = LoadOcr();
  out.keep_originals = !options.no_originals;
  return out;
}

}  // namespace app
