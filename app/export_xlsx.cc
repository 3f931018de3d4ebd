#include "app/export_xlsx.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "app/new_file.h"
#include "app/printable.h"
#include "app/xlsx_workbook.h"

namespace app {
namespace {

size_t AddEntity(XlsxWorkbook& workbook, const store::EntityDescription& entity) {
  std::vector<XlsxWorkbook::Column> columns;
  for (const store::ColumnDescription& column : entity.columns)
    columns.push_back({column.name, column.code, column.type == store::ColumnType::kBoolean});
  return workbook.AddTable(entity.name, columns);
}

void AddDictionary(XlsxWorkbook& workbook, const std::vector<store::EntityDescription>& entities) {
  const size_t table = workbook.AddTable("data_dictionary", {{"worksheet"},
                                                             {"worksheet_title_ja"},
                                                             {"worksheet_title_en"},
                                                             {"column"},
                                                             {"title_ja"},
                                                             {"title_en"},
                                                             {"type"},
                                                             {"description_ja"},
                                                             {"description_en"}});
  for (const store::EntityDescription& entity : entities) {
    for (const store::ColumnDescription& column : entity.columns) {
      const std::vector<store::Cell> cells = {entity.name,
                                              entity.title.ja,
                                              entity.title.en,
                                              column.name,
                                              column.title.ja,
                                              column.title.en,
                                              std::string(store::TypeName(column.type)),
                                              column.description.ja,
                                              column.description.en};
      workbook.AddRow(table, cells);
    }
  }
}

// libxlsxwriter says only that it cannot write.
std::error_code WhyNotWritable(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  return access(folder.empty() ? "." : folder.c_str(), W_OK) == 0
             ? std::error_code()
             : std::error_code(errno, std::generic_category());
}

}  // namespace

tl::expected<void, std::string> ExportXlsx(const store::DataReader& reader,
                                           const std::vector<std::string>& sheets,
                                           const std::string& out) {
  const auto failed = [&out](const std::string& why) {
    return tl::unexpected(fmt::format("{}: {}", ForTerminal(out), why));
  };
  if (const std::error_code why = WhyNotWritable(out)) return failed(why.message());
  if (std::error_code error; std::filesystem::is_directory(out, error))
    return failed(std::generic_category().message(EISDIR));
  PendingPath file(out);
  XlsxWorkbook workbook(file.path());
  const auto& entities = reader.Entities();
  std::vector<size_t> tables;
  tables.reserve(entities.size());
  for (const store::EntityDescription& entity : entities)
    tables.push_back(AddEntity(workbook, entity));
  for (const std::string& sheet : sheets) {
    for (size_t i = 0; i < entities.size(); ++i) {
      reader.VisitRows(entities[i], sheet, [&](std::span<const store::Cell> cells) {
        workbook.AddRow(tables[i], cells);
      });
    }
  }
  AddDictionary(workbook, entities);
  if (const std::string problem = workbook.Close(); !problem.empty()) return failed(problem);
  return file.RenameFile();
}

}  // namespace app
