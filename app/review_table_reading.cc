#include "app/review_table_reading.h"

#include <utility>

#include "app/messages.h"
#include "app/review_csv.h"
#include "app/review_xlsx.h"
#include "extract/bytes.h"
#include "extract/child_process.h"
#include "extract/zip_archive.h"

namespace app {
namespace {

enum class AnswerKind : uint8_t { kError, kTable };

std::string Encode(const tl::expected<ReadTable, std::string>& table) {
  extract::ByteWriter out;
  out.Byte(static_cast<uint8_t>(table ? AnswerKind::kTable : AnswerKind::kError));
  if (!table) {
    out.String(table.error());
    return std::move(out).Take();
  }
  out.Varint(table->rows.size());
  for (const std::vector<ReadCell>& row : table->rows) {
    out.Varint(row.size());
    for (const ReadCell& cell : row) {
      out.Byte(cell.number ? 1 : 0);
      out.String(cell.text);
    }
  }
  out.Varint(table->remarks.size());
  for (const std::string& remark : table->remarks) out.String(remark);
  out.Byte(table->lossy ? 1 : 0);
  return std::move(out).Take();
}

tl::expected<ReadTable, std::string> Decode(std::string_view bytes) {
  extract::ByteReader in(bytes);
  if (in.Byte() == static_cast<uint8_t>(AnswerKind::kError))
    return tl::unexpected(std::string(in.String()));
  ReadTable table;
  table.rows.resize(in.Count());
  for (std::vector<ReadCell>& row : table.rows) {
    row.resize(in.Count(2));
    for (ReadCell& cell : row) {
      cell.number = in.Byte() != 0;
      cell.text = in.String();
    }
  }
  table.remarks.resize(in.Count());
  for (std::string& remark : table.remarks) remark = in.String();
  table.lossy = in.Byte() != 0;
  if (!in.ok()) return tl::unexpected(std::string(Tr("the table could not be read")));
  return table;
}

}  // namespace

tl::expected<ReadTable, std::string> ReadReviewTableHere(std::string_view bytes) {
  return extract::LooksLikeZip(bytes) ? ReadReviewXlsx(bytes) : ReadReviewCsv(bytes);
}

tl::expected<ReadTable, std::string> ReadReviewTable(std::string_view bytes) {
  // Loads the catalogue of messages, too: the child opens no file.
  const std::string unreadable = Tr("the table could not be read");
  extract::ChildProcess child(
      [](std::string_view request, const extract::ChildProcess::Report&) {
        return Encode(ReadReviewTableHere(request));
      },
      {});
  const auto answer = child.Call(bytes);
  return answer ? Decode(*answer) : tl::unexpected(unreadable);
}

}  // namespace app
