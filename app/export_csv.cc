#include "app/export_csv.h"

#include <memory>
#include <string_view>
#include <utility>

#include "app/cp932.h"
#include "app/csv_text.h"
#include "app/new_file.h"
#include "extract/sha256.h"

namespace app {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kLineEnd = "\r\n";

// One entity on its way into its file.
class CsvWriter {
 public:
  CsvWriter(NewFile file, const store::EntityDescription& entity, const CsvOptions& options,
            Cp932Encoder* encoder, LostCharacters& lost)
      : file_(std::move(file)),
        entity_(entity),
        guard_(options.guard),
        encoder_(encoder),
        lost_(lost) {
    if (options.encoding == CsvEncoding::kUtf8WithMark) Write(kByteOrderMark);
    std::string line;
    for (const store::ColumnDescription& column : entity.columns) {
      if (&column != entity.columns.data()) line += ',';
      line += column.name;
    }
    Write(line.append(kLineEnd));
  }

  void WriteRow(std::string_view sheet, std::span<const store::Cell> cells) {
    line_.clear();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line_ += ',';
      AppendCell(sheet, cells[i], entity_.columns[i]);
    }
    Write(line_.append(kLineEnd));
  }

  tl::expected<CsvFile, std::string> Finish() {
    if (auto committed = file_.Commit(); !committed) return tl::unexpected(committed.error());
    return CsvFile{FileName(entity_), bytes_, hash_.Hex()};
  }

  static std::string FileName(const store::EntityDescription& entity) {
    return entity.name + ".csv";
  }

 private:
  void AppendCell(std::string_view sheet, const store::Cell& cell,
                  const store::ColumnDescription& column) {
    const auto* text = std::get_if<std::string>(&cell);
    const std::string field =
        text != nullptr && guard_ ? CsvText(GuardedText(*text)) : CsvCell(cell, column.type);
    if (encoder_ == nullptr) {
      line_ += field;
      return;
    }
    std::vector<char32_t> lacking;
    encoder_->Append(field, line_, lacking);
    for (const char32_t c : lacking) {
      ++lost_.count;
      if (lost_.first.size() < LostCharacters::kShown)
        lost_.first.push_back({c, FileName(entity_), std::string(sheet), column.name});
    }
  }

  void Write(std::string_view bytes) {
    file_.Write(bytes);
    hash_.Add(bytes);
    bytes_ += bytes.size();
  }

  NewFile file_;
  const store::EntityDescription& entity_;
  bool guard_;
  Cp932Encoder* encoder_;  // nullptr: UTF-8
  LostCharacters& lost_;
  extract::Sha256Builder hash_;
  uint64_t bytes_ = 0;
  std::string line_;
};

}  // namespace

tl::expected<std::vector<CsvFile>, std::string> WriteCsvFiles(
    const store::DataReader& reader, const std::vector<std::string>& sheets,
    const CsvOptions& options, NewFolder& folder, LostCharacters& lost) {
  std::unique_ptr<Cp932Encoder> encoder;
  if (options.encoding == CsvEncoding::kCp932) encoder = std::make_unique<Cp932Encoder>();
  const auto& entities = reader.Entities();
  std::vector<CsvWriter> writers;
  writers.reserve(entities.size());
  for (const store::EntityDescription& entity : entities) {
    auto file = NewFile::Create(folder.PathOf(CsvWriter::FileName(entity)));
    if (!file) return tl::unexpected(file.error());
    writers.emplace_back(std::move(*file), entity, options, encoder.get(), lost);
  }
  for (const std::string& sheet : sheets) {
    for (size_t i = 0; i < entities.size(); ++i) {
      reader.VisitRows(entities[i], sheet, [&](std::span<const store::Cell> cells) {
        writers[i].WriteRow(sheet, cells);
      });
    }
  }
  std::vector<CsvFile> files;
  for (CsvWriter& writer : writers) {
    auto file = writer.Finish();
    if (!file) return tl::unexpected(file.error());
    files.push_back(std::move(*file));
  }
  return files;
}

tl::expected<void, std::string> ExportCsv(const store::DataReader& reader,
                                          const std::vector<std::string>& sheets,
                                          const std::string& out, const CsvOptions& options,
                                          LostCharacters& lost) {
  auto folder = NewFolder::Create(out);
  if (!folder) return tl::unexpected(folder.error());
  if (auto files = WriteCsvFiles(reader, sheets, options, *folder, lost); !files)
    return tl::unexpected(files.error());
  if (options.strict && lost.count > 0) return tl::unexpected(std::string());
  return folder->Commit();
}

}  // namespace app
