#include "tests/store/sample_sheets.h"

#include <stdlib.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "parse/sheet_json.h"

namespace tests {
namespace {

// Each field gets a box of its own, some a second page, as a parse of a PDF would give.
void AddEvidence(parse::Record& record, int& number) {
  for (parse::Field& field : record.fields) {
    if (std::holds_alternative<std::monostate>(field.value)) continue;
    ++number;
    const int page = 1 + number / 40;
    field.evidence.places = {{page, extract::Rect{number * 1.1, 2.25, 300.001, 400}}};
    if (number % 50 == 0) field.evidence.places.push_back({page + 1, std::nullopt});
    field.evidence.rule = "rule-" + field.name;
    field.evidence.confidence = 1.0 / (1 + number % 7);
    field.evidence.printed = "印刷 " + std::to_string(number);
  }
  for (parse::RecordList& list : record.lists)
    for (parse::Record& child : list.records) AddEvidence(child, number);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "store-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string FileBytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

parse::ParsedSheet GoldSheet(const std::string& name) {
  const std::filesystem::path file =
      std::filesystem::path(JIZEN_SOURCE_DIR) / "corpus" / "gold" / (name + ".json");
  auto sheet = parse::FromJsonText(FileBytes(file));
  if (!sheet) throw std::runtime_error("no gold sheet " + name);
  int number = 0;
  AddEvidence(sheet->sheet, number);
  sheet->form = "jizen-kadai@1";
  sheet->review = {{"/areas/0/goals/0/progress", "header-approximate", "進捗"},
                   {"/areas/0/goals", "rows-uncertain", ""}};
  sheet->leftover = {{{2, extract::Rect{1, 2, 3, 4}}, "余り"}, {{3, std::nullopt}, "欄外"}};
  sheet->account = {{1, 10, 7, 1, 2}, {2, 0, 0, 0, 0}};
  return *sheet;
}

store::FileResult Imported(const parse::ParsedSheet& sheet, const std::string& file, char digit) {
  store::FileResult result;
  result.source = {file, "folder/" + file, std::string(64, digit), "application/pdf", 16, 12345};
  result.status =
      sheet.recognised ? store::FileStatus::kImported : store::FileStatus::kUnrecognised;
  result.original = std::string("%PDF-1.7\0\xff", 10);
  result.layers = std::string("layers\0of the pages", 19);
  result.sheet = sheet;
  result.warnings = {"xref table mended"};
  return result;
}

store::FileResult Failed(const std::string& path, const std::string& reason, char digit) {
  store::FileResult result;
  result.source.path = path;
  result.source.file = std::filesystem::path(path).filename().string();
  if (digit != ' ') result.source.sha256 = std::string(64, digit);
  result.status = store::FileStatus::kFailed;
  result.reason = reason;
  return result;
}

std::vector<parse::Record>& ListAt(parse::ParsedSheet& sheet, const std::string& pointer) {
  return parse::Resolve(sheet.sheet, pointer).list->records;
}

parse::Value& ValueAt(parse::ParsedSheet& sheet, const std::string& pointer) {
  return parse::Resolve(sheet.sheet, pointer).field->value;
}

std::string Dump(const store::StoredSheet& stored) {
  const store::Source& source = stored.summary.source;
  return parse::ToJson(stored.sheet, {source.file, source.sha256, source.media_type, source.pages})
      .dump();
}

}  // namespace tests
