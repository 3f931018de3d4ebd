#include "app/import_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/text_table.h"
#include "app/text_width.h"

namespace app {
namespace {

void AddIndented(std::string_view text, int columns, std::string* out) {
  constexpr int kIndent = 4;
  for (const std::string& line : WrapText(text, std::max(columns - kIndent, 20))) {
    out->append(kIndent, ' ').append(line).append("\n");
  }
}

// Each reason once, with what can be done.
void AddAdvice(const ImportReport& report, int columns, std::string* out) {
  std::map<std::string, std::string> advice;  // by name
  for (const FileReport& file : report.files) {
    if (file.outcome == Outcome::kFailed) {
      advice[FailureName(file.reason)] = FailureWords(file.reason);
    } else if (file.outcome == Outcome::kUnrecognised) {
      advice[Tr("unrecognised")] =
          Tr("No form fits this document. Its text is stored; jizen reparse reads it again when a "
             "form for it has been added to the rules.");
    }
  }
  for (const auto& [name, words] : advice) {
    *out += name + ":\n";
    AddIndented(words, columns, out);
  }
}

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kImported:
      return "imported";
    case Outcome::kUnchanged:
      return "unchanged";
    case Outcome::kUnrecognised:
      return "unrecognised";
    case Outcome::kFailed:
      break;
  }
  return "failed";
}

void TakeResult(store::FileResult& result, const store::Store::Saved& saved, FileReport* file) {
  switch (result.status) {
    case store::FileStatus::kImported:
      file->outcome = Outcome::kImported;
      break;
    case store::FileStatus::kUnrecognised:
      file->outcome = Outcome::kUnrecognised;
      break;
    case store::FileStatus::kFailed:
      file->outcome = Outcome::kFailed;
      break;
  }
  file->reason = std::move(result.reason);
  file->detail = std::move(result.detail);
  file->pages = result.source.pages;
  file->review = static_cast<int>(result.sheet.review.size());
  file->warnings = std::move(result.warnings);
  file->replaces = saved.replaces.value_or("");
}

int ImportReport::Count(Outcome outcome) const {
  return static_cast<int>(
      std::count_if(files.begin(), files.end(),
                    [outcome](const FileReport& file) { return file.outcome == outcome; }));
}

int64_t ImportReport::Pages() const {
  int64_t pages = 0;
  for (const FileReport& file : files) pages += file.pages;
  return pages;
}

nlohmann::ordered_json ToJson(const ImportReport& report) {
  nlohmann::ordered_json json;
  json["files"] = report.files.size();
  for (const Outcome outcome :
       {Outcome::kImported, Outcome::kUnchanged, Outcome::kUnrecognised, Outcome::kFailed}) {
    json[std::string(OutcomeName(outcome))] = report.Count(outcome);
  }
  json["skipped"] = report.skipped;
  json["pages"] = report.Pages();
  json["seconds"] = std::round(report.seconds * 1000) / 1000;
  if (report.interrupted) json["interrupted"] = true;
  if (!report.stopped_because.empty()) json["stopped_because"] = ValidUtf8(report.stopped_because);
  if (report.not_read > 0) json["not_read"] = report.not_read;
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const FileReport& file : report.files) {
    nlohmann::ordered_json result;
    result["file"] = ValidUtf8(file.path);
    result["status"] = OutcomeName(file.outcome);
    if (file.outcome == Outcome::kFailed) {
      result["reason"] = file.reason;
      result["detail"] = ValidUtf8(file.detail);
    } else if (file.outcome != Outcome::kUnchanged) {
      result["pages"] = file.pages;
      result["review"] = file.review;
      if (!file.replaces.empty()) result["replaces"] = file.replaces;
    }
    if (!file.warnings.empty()) {
      auto& warnings = result["warnings"] = nlohmann::ordered_json::array();
      for (const std::string& warning : file.warnings) warnings.push_back(ValidUtf8(warning));
    }
    results.push_back(std::move(result));
  }
  return json;
}

std::string ProblemText(const FileReport& file, int columns) {
  const std::string path = ForTerminal(file.path);
  std::string out;
  if (file.outcome == Outcome::kFailed) {
    out += path + ": " + FailureName(file.reason) + "\n";
    if (!file.detail.empty())
      AddIndented(fmt::format("({})", ForTerminal(file.detail)), columns, &out);
  } else if (file.outcome == Outcome::kUnrecognised) {
    out += path + ": " + Tr("unrecognised") + "\n";
  }
  for (const std::string& warning : file.warnings) {
    AddIndented(path + ": " + Tr("warning") + ": " + ForTerminal(warning), columns, &out);
  }
  return out;
}

std::string ImportSummary(const ImportReport& report, int columns) {
  std::string out;
  TextTable table({{"", TableColumn::Align::kLeft, false},
                   {"", TableColumn::Align::kRight, false},
                   {"", TableColumn::Align::kLeft, true}});
  const auto add = [&table](const char* name, size_t count, std::string remark = "") {
    table.AddRow({name, std::to_string(count), std::move(remark)});
  };
  const auto count = [&report](Outcome outcome) {
    return static_cast<size_t>(report.Count(outcome));
  };
  add(Tr("files"), report.files.size(),
      Say("{} pages in {} s", report.Pages(), fmt::format("{:.1f}", report.seconds)));
  add(Tr("imported"), count(Outcome::kImported));
  const auto needing_review = std::count_if(
      report.files.begin(), report.files.end(),
      [](const FileReport& file) { return file.outcome == Outcome::kImported && file.review > 0; });
  add(Tr("  of these for review"), static_cast<size_t>(needing_review));
  const auto editions =
      std::count_if(report.files.begin(), report.files.end(),
                    [](const FileReport& file) { return !file.replaces.empty(); });
  if (editions > 0) {
    add(Tr("  of these new editions"), static_cast<size_t>(editions),
        Tr("of sheets that were here; the older ones are kept"));
  }
  add(Tr("unchanged"), count(Outcome::kUnchanged),
      count(Outcome::kUnchanged) > 0 ? Tr("here already") : "");
  add(Tr("unrecognised"), count(Outcome::kUnrecognised));
  std::map<std::string, int> reasons;
  for (const FileReport& file : report.files) {
    if (file.outcome == Outcome::kFailed) ++reasons[FailureName(file.reason)];
  }
  std::string reason_list;
  for (const auto& [reason, times] : reasons) {
    reason_list += fmt::format("{}{}: {}", reason_list.empty() ? "" : ", ", reason, times);
  }
  add(Tr("failed"), count(Outcome::kFailed), reason_list);
  if (report.skipped > 0) {
    add(Tr("skipped"), static_cast<size_t>(report.skipped),
        Tr("in folders and archives, neither .pdf nor .txt nor .zip"));
  }
  out += table.Render(columns);
  AddAdvice(report, columns, &out);
  if (report.interrupted) {
    out += SayCount("Interrupted: {} file was not read. Run the same command again to go on.",
                    "Interrupted: {} files were not read. Run the same command again to go on.",
                    report.not_read) +
           "\n";
  }
  if (!report.stopped_because.empty()) {
    out += Say("Stopped: the database cannot be written: {}. {} files were not read. What was "
               "stored before is safe.",
               ForTerminal(report.stopped_because), report.not_read) +
           "\n";
  }
  return out;
}

}  // namespace app
