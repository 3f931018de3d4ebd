#include "app/export_datapackage.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/new_file.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

// A reader takes the empty text for a missing one: only what is never blank can be required.
bool NeverBlank(const store::EntityDescription& entity, const store::ColumnDescription& column) {
  const bool in_key =
      std::find(entity.key.begin(), entity.key.end(), column.name) != entity.key.end();
  const bool text = column.type == store::ColumnType::kString;
  return column.required && (in_key || !text || !column.allowed.empty() || column.code);
}

Json FieldJson(const store::EntityDescription& entity, const store::ColumnDescription& column) {
  Json field = {{"name", column.name},
                {"type", store::TypeName(column.type)},
                {"title", column.title.en},
                {"title_ja", column.title.ja},
                {"description", column.description.en},
                {"description_ja", column.description.ja}};
  Json constraints = Json::object();
  if (NeverBlank(entity, column)) constraints["required"] = true;
  if (!column.allowed.empty()) constraints["enum"] = column.allowed;
  if (!column.pattern.empty()) constraints["pattern"] = column.pattern;
  if (column.minimum) constraints["minimum"] = *column.minimum;
  if (!constraints.empty()) field["constraints"] = std::move(constraints);
  return field;
}

Json SchemaJson(const store::EntityDescription& entity,
                const std::vector<store::EntityDescription>& entities) {
  Json schema;
  Json& fields = schema["fields"] = Json::array();
  for (const store::ColumnDescription& column : entity.columns)
    fields.push_back(FieldJson(entity, column));
  schema["missingValues"] = Json::array({""});
  schema["primaryKey"] = entity.key;
  for (const store::EntityDescription& parent : entities) {
    if (parent.name != entity.parent) continue;
    schema["foreignKeys"] =
        Json::array({{{"fields", entity.parent_columns},
                      {"reference", {{"resource", parent.name}, {"fields", parent.key}}}}});
  }
  return schema;
}

Json ResourceJson(const store::EntityDescription& entity, const CsvFile& file,
                  const std::vector<store::EntityDescription>& entities) {
  std::string name = entity.name;
  return {{"name", name},
          {"path", file.name},
          {"profile", "tabular-data-resource"},
          {"title", entity.title.en},
          {"title_ja", entity.title.ja},
          {"description", entity.description.en},
          {"description_ja", entity.description.ja},
          {"format", "csv"},
          {"mediatype", "text/csv"},
          {"encoding", "utf-8"},
          {"bytes", file.bytes},
          {"hash", "sha256:" + file.sha256},
          {"dialect",
           {{"delimiter", ","},
            {"lineTerminator", "\r\n"},
            {"quoteChar", "\""},
            {"doubleQuote", true},
            {"header", true}}},
          {"schema", SchemaJson(entity, entities)}};
}

}  // namespace

Json DataPackageJson(const std::vector<store::EntityDescription>& entities,
                     const std::vector<CsvFile>& files) {
  Json package = {{"profile", "tabular-data-package"},
                  {"name", "jizen-sheets"},
                  {"title", "Preliminary task sheets"},
                  {"title_ja", "事前課題シート"}};
  Json& resources = package["resources"] = Json::array();
  for (size_t i = 0; i < entities.size() && i < files.size(); ++i)
    resources.push_back(ResourceJson(entities[i], files[i], entities));
  return package;
}

tl::expected<void, std::string> ExportDataPackage(const store::DataReader& reader,
                                                  const std::vector<std::string>& sheets,
                                                  const std::string& out) {
  auto folder = NewFolder::Create(out);
  if (!folder) return tl::unexpected(folder.error());
  LostCharacters none;  // UTF-8 has them all
  const auto files = WriteCsvFiles(reader, sheets, {}, *folder, none);
  if (!files) return tl::unexpected(files.error());
  auto description = NewFile::Create(folder->PathOf("datapackage.json"));
  if (!description) return tl::unexpected(description.error());
  description->Write(DataPackageJson(reader.Entities(), *files).dump(2) + "\n");
  if (auto committed = description->Commit(); !committed) return committed;
  return folder->Commit();
}

}  // namespace app
