#include "app/review_csv.h"

#include <csv.h>

#include <memory>
#include <optional>

#include "app/cp932.h"
#include "app/csv_text.h"
#include "app/messages.h"
#include "app/printable.h"
#include "extract/text_file.h"

namespace app {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// What GuardedText has put before a text.
std::string Unguarded(std::string text) {
  if (!text.empty() && text.front() == '\'' && NeedsGuard(std::string_view(text).substr(1)))
    text.erase(0, 1);
  return text;
}

void TakeCell(void* text, size_t size, void* table) {
  auto& rows = static_cast<ReadTable*>(table)->rows;
  rows.back().push_back({Unguarded(std::string(static_cast<const char*>(text), size)), false});
}
void TakeRow(int /*end*/, void* table) { static_cast<ReadTable*>(table)->rows.emplace_back(); }

}  // namespace

std::string ReviewCsv(const std::vector<ReviewRow>& rows, bool cp932) {
  std::string csv;
  const auto add = [&csv](const auto& cells) {
    for (size_t i = 0; i < kReviewColumns; ++i) {
      if (i > 0) csv += ',';
      csv += CsvText(GuardedText(cells[i]));
    }
    csv += "\r\n";
  };
  add(kReviewColumnNames);
  add(ReviewColumnLabels());
  for (const ReviewRow& row : rows) add(row);
  if (!cp932) return std::string(kMark) + csv;
  std::string bytes;
  std::vector<char32_t> lost;
  Cp932Encoder().Append(csv, bytes, lost);
  return bytes;
}

tl::expected<ReadTable, std::string> ReadReviewCsv(std::string_view bytes) {
  ReadTable table;
  std::string text(bytes);
  if (bytes.substr(0, kMark.size()) == kMark) {
    text.erase(0, kMark.size());
  } else if (ValidUtf8(bytes) != bytes) {
    auto decoded = extract::FromCp932(bytes);
    if (!decoded) return tl::unexpected(std::string(Tr("the file is neither UTF-8 nor CP932")));
    text = std::move(*decoded);
    table.lossy = true;
  }
  if (ValidUtf8(text) != text)
    return tl::unexpected(std::string(Tr("the file is neither UTF-8 nor CP932")));
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return tl::unexpected(std::string(Tr("the file is no table")));
  const std::unique_ptr<csv_parser, decltype(&csv_free)> owner(&parser, csv_free);
  // Blanks at the ends belong to the text.
  csv_set_space_func(&parser, [](unsigned char) { return 0; });
  table.rows.emplace_back();
  const bool whole =
      csv_parse(&parser, text.data(), text.size(), TakeCell, TakeRow, &table) == text.size() &&
      csv_fini(&parser, TakeCell, TakeRow, &table) == 0;
  if (!whole) return tl::unexpected(std::string(Tr("the file is no table")));
  if (table.rows.back().empty()) table.rows.pop_back();
  return table;
}

}  // namespace app
