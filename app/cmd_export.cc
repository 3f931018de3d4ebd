// jizen export: sheets to files.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"
#include "app/export_csv.h"
#include "app/export_datapackage.h"
#include "app/export_selection.h"
#include "app/export_sheets.h"
#include "app/export_xlsx.h"
#include "app/file_bytes.h"
#include "app/messages.h"
#include "app/new_file.h"
#include "app/printable.h"
#include "app/review_csv.h"
#include "app/review_table.h"
#include "app/review_xlsx.h"
#include "store/data_reader.h"
#include "store/heading_years.h"

namespace app {
namespace {

struct ExportCommand {
  std::vector<std::string> sheets;
  std::string database, rules, format, out, encoding = "utf-8";
  SelectionOptions selection;
  int year = 0;
  bool excel = false, strict = false, for_review = false;
};

constexpr std::array<std::string_view, 5> kFormats = {"json", "jsonl", "csv", "xlsx",
                                                      "datapackage"};

CsvOptions CsvOptionsOf(const ExportCommand& command) {
  CsvOptions options;
  options.guard = command.excel;
  options.strict = command.strict;
  if (command.encoding == "utf-8-bom" || command.excel) {
    options.encoding = CsvEncoding::kUtf8WithMark;
  }
  if (command.encoding == "cp932") options.encoding = CsvEncoding::kCp932;
  return options;
}

void CheckUse(const ExportCommand& command) {
  if (std::find(kFormats.begin(), kFormats.end(), command.format) == kFormats.end()) {
    throw UsageError(Say("--format {}: there is no such format. There are: {}.",
                         ForTerminal(command.format), fmt::join(kFormats, ", ")));
  }
  if (command.encoding != "utf-8" && command.encoding != "utf-8-bom" &&
      command.encoding != "cp932") {
    throw UsageError(Say("--encoding {}: there is no such encoding. There are: {}.",
                         ForTerminal(command.encoding), "utf-8, utf-8-bom, cp932"));
  }
  const bool for_csv = command.encoding != "utf-8" || command.excel || command.strict;
  if (for_csv && command.format != "csv")
    throw UsageError(Tr("--encoding, --excel and --strict go with --format csv only."));
}

// The years are for the tables only; a database that may not be written keeps those it has.
void RenewYears(const std::string& database, const parse::RuleSet& rules) {
  try {
    store::RenewHeadingYears(database, rules.hash(), [&rules](std::string_view heading) {
      return YearOfHeading(heading, rules.words());
    });
  } catch (const store::StoreError& error) {
    fmt::print(stderr, "jizen: {}\n",
               Say("the column value_fiscal_year may be empty, since the database cannot be "
                   "written: {}",
                   ForTerminal(error.what())));
  }
}

std::string LostList(const LostCharacters& lost) {
  std::string text;
  for (const LostCharacters::Place& place : lost.first) {
    text += fmt::format("  U+{:04X}  {}  {}  {}\n", static_cast<uint32_t>(place.character),
                        place.file, place.sheet, place.column);
  }
  if (lost.count > lost.first.size()) text += "  ...\n";
  return text;
}

tl::expected<void, std::string> ExportTables(const ExportCommand& command,
                                             const store::DataReader& reader,
                                             const std::vector<std::string>& sheets) {
  if (command.format == "xlsx") return ExportXlsx(reader, sheets, command.out);
  if (command.format == "datapackage") return ExportDataPackage(reader, sheets, command.out);
  LostCharacters lost;
  auto written = ExportCsv(reader, sheets, command.out, CsvOptionsOf(command), lost);
  if (lost.count == 0) return written;
  if (command.strict) {
    throw UsageError(SayCount("CP932 lacks {} character, and nothing was written:",
                              "CP932 lacks {} characters, and nothing was written:", lost.count) +
                     "\n" + LostList(lost) +
                     Tr("Leave --strict out to write them as others, or choose UTF-8."));
  }
  fmt::print(stderr, "jizen: {}\n{}",
             SayCount("CP932 lacks {} character; it is written as its twin or as a geta mark:",
                      "CP932 lacks {} characters; they are written as twins or as geta marks:",
                      lost.count),
             LostList(lost));
  return written;
}

// The values to check as a table that people fill in; `jizen corrections import` takes it back.
int RunExportForReview(const ExportCommand& command) {
  if (command.format != "xlsx" && command.format != "csv")
    throw UsageError(Tr("--for-review goes with --format xlsx and --format csv only."));
  const store::Store store = OpenForReading(command.database);
  std::vector<std::string> ids;
  for (const std::string& name : command.sheets) ids.push_back(RequireSheet(store, name));
  const std::vector<ReviewRow> rows = RowsForReview(store, ids);
  tl::expected<void, std::string> written;
  if (command.format == "csv") {
    written = WriteFileWhole(command.out, ReviewCsv(rows, command.encoding == "cp932"));
  } else {
    PendingPath pending(command.out);
    written = WriteReviewXlsx(pending.path(), rows);
    if (written) written = pending.RenameFile();
  }
  if (!written) {
    throw UsageError(Say("the export could not be written: {}. Choose another place with --out.",
                         written.error()));
  }
  fmt::print(stderr, "{}\n",
             SayCount("{} value to check, in {}", "{} values to check, in {}", rows.size(),
                      ForTerminal(command.out)));
  return kExitDone;
}

int RunExport(const ExportCommand& command) {
  CheckUse(command);
  if (command.for_review) return RunExportForReview(command);
  const parse::RuleSet rules = LoadRules(command.rules);
  const store::Store store = OpenForReading(command.database);
  SelectionOptions selection = command.selection;
  for (const std::string& name : command.sheets) selection.ids.push_back(RequireSheet(store, name));
  if (command.year != 0) selection.fiscal_year = command.year;
  const store::SheetFilter filter = FilterFor(selection, rules.words());
  const std::string database = DatabaseFile(command.database);
  const bool records = command.format == "json" || command.format == "jsonl";
  if (!records) RenewYears(database, rules);

  const store::DataReader reader = store::DataReader::Open(database);
  const std::vector<std::string> sheets = reader.Sheets(filter);
  tl::expected<void, std::string> written;
  if (command.format == "json") {
    written = ExportJson(store, sheets, command.out);
  } else if (command.format == "jsonl") {
    written = ExportJsonLines(store, sheets, command.out);
  } else {
    written = ExportTables(command, reader, sheets);
  }
  if (!written) {
    throw UsageError(Say("the export could not be written: {}. Choose another place with --out.",
                         written.error()));
  }
  fmt::print(stderr, "{}\n",
             SayCount("{} sheet exported to {}", "{} sheets exported to {}", sheets.size(),
                      ForTerminal(command.out)));
  return kExitDone;
}

void AddSelection(CLI::App& app, ExportCommand& command) {
  app.add_option("--year", command.year, Tr("only sheets of this fiscal year (western), e.g. 2019"))
      ->type_name("YEAR")
      ->check(CLI::Range(1868, 2199).description(""));
  app.add_option("--prefecture", command.selection.prefecture,
                 Tr("only sheets of this prefecture and its cities: its name or two digits"))
      ->type_name("NAME");
  app.add_option("--form", command.selection.form, Tr("only sheets that this form recognised"))
      ->type_name("FORM");
  app.add_flag("--reviewed", command.selection.reviewed_only,
               Tr("only sheets with nothing left to review"));
  app.add_option("--changed-since", command.selection.changed_since,
                 Tr("only sheets read or corrected on this day (UTC) or later"))
      ->type_name("DAY");
}

}  // namespace

void AddExport(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ExportCommand>();
  CLI::App* app = program.add_subcommand("export", Tr("sheets to files"));
  app->add_option("SHEET", command->sheets,
                  Tr("ids or file stems; else all sheets that a form recognised"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--format", command->format,
                  Tr("json (a folder, one file a sheet), jsonl (a file, one line a sheet), csv (a "
                     "folder, one file a table), xlsx (a file) or datapackage (a folder)"))
      ->type_name("FORMAT")
      ->required();
  app->add_option("--out", command->out,
                  Tr("the folder or file to write; - with jsonl: standard output"))
      ->type_name("PATH")
      ->required();
  app->add_option("--encoding", command->encoding, Tr("of csv: utf-8, utf-8-bom or cp932"))
      ->type_name("NAME");
  app->add_flag("--excel", command->excel,
                Tr("csv for a spreadsheet: utf-8-bom, and an apostrophe before texts that it would "
                   "run or change"));
  app->add_flag("--strict", command->strict, Tr("refuse to write what the encoding lacks"));
  app->add_flag("--for-review", command->for_review,
                Tr("the values to check, as one table to be filled in (xlsx, csv); see jizen "
                   "corrections import"));
  AddSelection(*app, *command);
  AddExamples(*app,
              "jizen export --format json --out sheets-json/\n"
              "jizen export --format jsonl --out sheets.jsonl tochigi-r01 ishikawa-h30\n"
              "jizen export --format xlsx --out sheets.xlsx --year 2019\n"
              "jizen export --format csv --excel --out sheets-csv/");
  app->callback([command, &action] { action = [command] { return RunExport(*command); }; });
}

}  // namespace app
