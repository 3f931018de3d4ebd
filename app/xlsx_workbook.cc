#include "app/xlsx_workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "app/printable.h"
#include "app/text_width.h"
#include "parse/printed_text.h"

namespace app {
namespace {

constexpr int kNarrowest = 8, kWidest = 60;  // of a column, in digits
constexpr size_t kLinesSeen = 20;            // of a text, when widths are chosen
constexpr time_t kMadeAt = 315532800;        // 1980-01-01, as the entries of the archive
constexpr size_t kEscapeLength = 7;          // _xHHHH_
constexpr size_t kLongestEscaped = 32767;    // what libxlsxwriter takes, in characters

bool IsHexDigit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'f') || (c >= U'A' && c <= U'F');
}

// Would a reader take the beginning of `text` for an escape?
bool LooksEscaped(std::u32string_view text) {
  return text.size() >= kEscapeLength && text[0] == U'_' && text[1] == U'x' && text[6] == U'_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, IsHexDigit);
}

bool MustBeEscaped(std::u32string_view text) {
  const char32_t c = text.front();
  const bool control = c < 0x20 && c != U'\t' && c != U'\n';
  return control || c == 0xFFFE || c == 0xFFFF || LooksEscaped(text);
}

// How many characters of `text` a cell holds.
size_t FittingCharacters(std::u32string_view text, size_t limit) {
  size_t units = 0, escaped = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    units += text[at] > 0xFFFF ? 2 : 1;
    escaped += MustBeEscaped(text.substr(at)) ? kEscapeLength : 1;
    if (units > limit || escaped > kLongestEscaped) return at;
  }
  return text.size();
}

int SeenWidth(std::string_view text) {
  constexpr size_t kBytesSeen = 4 * kWidest;
  int widest = 0;
  for (size_t line = 0; line < kLinesSeen && !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    widest = std::max(widest, TextWidth(ForTerminal(text.substr(0, std::min(end, kBytesSeen)))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

struct Worksheet {
  std::string name;
  lxw_worksheet* sheet = nullptr;
  lxw_row_t rows = 0;  // with the header
};

struct Table {
  std::string name;
  std::vector<XlsxWorkbook::Column> columns;
  std::vector<int> widths;
  std::vector<Worksheet> worksheets;  // several where the rows are too many for one
};

}  // namespace

std::string XlsxEscaped(std::u32string_view text) {
  std::string escaped;
  for (size_t at = 0; at < text.size(); ++at) {
    if (MustBeEscaped(text.substr(at))) {
      escaped += fmt::format("_x{:04X}_", static_cast<uint32_t>(text[at]));
    } else {
      escaped += parse::ToUtf8(text.substr(at, 1));
    }
  }
  return escaped;
}

struct XlsxWorkbook::Parts {
  lxw_workbook* workbook = nullptr;
  lxw_format* header = nullptr;
  lxw_format* text = nullptr;
  lxw_format* code = nullptr;
  XlsxLimits limits;
  std::vector<Table> tables;
  std::optional<size_t> long_texts;
  lxw_error error = LXW_NO_ERROR;

  void Note(lxw_error result) {
    if (error == LXW_NO_ERROR) error = result;
  }

  void StartWorksheet(Table& table) {
    Worksheet& added = table.worksheets.emplace_back();
    added.name = table.name;
    if (table.worksheets.size() > 1) added.name += fmt::format("_{}", table.worksheets.size());
    added.sheet = workbook_add_worksheet(workbook, added.name.c_str());
    if (added.sheet == nullptr) return Note(LXW_ERROR_SHEETNAME_ALREADY_USED);
    worksheet_freeze_panes(added.sheet, 1, 0);
    for (size_t i = 0; i < table.columns.size(); ++i) {
      Note(worksheet_write_string(added.sheet, 0, static_cast<lxw_col_t>(i),
                                  table.columns[i].name.c_str(), header));
    }
    added.rows = 1;
  }

  // Widths, filters and marks that are known at the end only.
  void FinishTable(const Table& table) {
    for (const Worksheet& worksheet : table.worksheets) {
      if (worksheet.sheet == nullptr) continue;
      const lxw_row_t last = worksheet.rows - 1;
      const auto last_column = static_cast<lxw_col_t>(table.columns.size() - 1);
      worksheet_autofilter(worksheet.sheet, 0, 0, last, last_column);
      for (size_t i = 0; i < table.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        const int width = std::clamp(table.widths[i] + 2, kNarrowest, kWidest);
        worksheet_set_column(worksheet.sheet, column, column, width, nullptr);
      }
      // No warning sign at digits that are texts. Labels are often digits, too.
      char range[LXW_MAX_CELL_RANGE_LENGTH];
      lxw_rowcol_to_range(range, 0, 0, last, last_column);
      worksheet_ignore_errors(worksheet.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
    }
  }
};

XlsxWorkbook::XlsxWorkbook(const std::string& file, XlsxLimits limits)
    : parts_(std::make_unique<Parts>()) {
  const std::filesystem::path parent = std::filesystem::path(file).parent_path();
  std::string folder = parent.empty() ? std::string(1, '.') : parent.native();
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  options.use_zip64 = LXW_TRUE;
  parts_->limits = limits;
  parts_->workbook = workbook_new_opt(file.c_str(), &options);
  lxw_doc_properties properties = {};
  properties.created = kMadeAt;
  workbook_set_properties(parts_->workbook, &properties);
  parts_->header = workbook_add_format(parts_->workbook);
  format_set_bold(parts_->header);
  format_set_bottom(parts_->header, LXW_BORDER_THIN);
  parts_->text = workbook_add_format(parts_->workbook);
  format_set_text_wrap(parts_->text);
  format_set_align(parts_->text, LXW_ALIGN_VERTICAL_TOP);
  parts_->code = workbook_add_format(parts_->workbook);
  format_set_num_format(parts_->code, "@");
  format_set_align(parts_->code, LXW_ALIGN_VERTICAL_TOP);
}

XlsxWorkbook::~XlsxWorkbook() {
  if (parts_->workbook != nullptr) lxw_workbook_free(parts_->workbook);
}

size_t XlsxWorkbook::AddTable(const std::string& name, const std::vector<Column>& columns) {
  Table& table = parts_->tables.emplace_back(Table{name, columns, {}, {}});
  for (const Column& column : columns) table.widths.push_back(SeenWidth(column.name) + 2);
  parts_->StartWorksheet(table);
  return parts_->tables.size() - 1;
}

void XlsxWorkbook::AddRow(size_t table_number, std::span<const store::Cell> cells) {
  if (parts_->tables[table_number].worksheets.back().rows >= parts_->limits.rows)
    parts_->StartWorksheet(parts_->tables[table_number]);
  const Worksheet to = parts_->tables[table_number].worksheets.back();
  if (to.sheet == nullptr) return;
  for (size_t i = 0; i < cells.size(); ++i) {
    const Column column = parts_->tables[table_number].columns[i];
    const auto at = static_cast<lxw_col_t>(i);
    if (const auto* text = std::get_if<std::string>(&cells[i])) {
      const std::string fitting = AddText(to.name, to.rows, column.name, *text);
      parts_->Note(worksheet_write_string(to.sheet, to.rows, at, fitting.c_str(),
                                          column.code ? parts_->code : parts_->text));
      int& width = parts_->tables[table_number].widths[i];
      if (width < kWidest) width = std::max(width, SeenWidth(*text));
    } else if (const auto* number = std::get_if<double>(&cells[i])) {
      parts_->Note(worksheet_write_number(to.sheet, to.rows, at, *number, parts_->text));
    } else if (const auto* integer = std::get_if<int64_t>(&cells[i])) {
      parts_->Note(column.boolean
                       ? worksheet_write_boolean(to.sheet, to.rows, at, static_cast<int>(*integer),
                                                 parts_->text)
                       : worksheet_write_number(to.sheet, to.rows, at,
                                                static_cast<double>(*integer), parts_->text));
    }
  }
  ++parts_->tables[table_number].worksheets.back().rows;
}

std::string XlsxWorkbook::AddText(const std::string& worksheet, uint32_t row,
                                  const std::string& column, const std::string& text) {
  const std::u32string characters = parse::ToUtf32(text);
  const size_t fits = FittingCharacters(characters, parts_->limits.text);
  if (fits < characters.size()) {
    if (!parts_->long_texts) {
      parts_->long_texts =
          AddTable("long_texts", {{"worksheet"}, {"row"}, {"column"}, {"part"}, {"text"}});
    }
    std::u32string_view rest = characters;
    for (int64_t part = 1; !rest.empty(); ++part) {
      const size_t length = std::max<size_t>(FittingCharacters(rest, parts_->limits.text), 1);
      const std::vector<store::Cell> cells = {worksheet, int64_t{row} + 1, column, part,
                                              parse::ToUtf8(rest.substr(0, length))};
      AddRow(*parts_->long_texts, cells);
      rest.remove_prefix(length);
    }
  }
  return XlsxEscaped(std::u32string_view(characters).substr(0, fits));
}

std::string XlsxWorkbook::Close() {
  for (const Table& table : parts_->tables) parts_->FinishTable(table);
  parts_->Note(workbook_close(std::exchange(parts_->workbook, nullptr)));
  return parts_->error == LXW_NO_ERROR ? "" : lxw_strerror(parts_->error);
}

}  // namespace app
