#include "app/review_xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <pugixml.hpp>

#include "app/messages.h"
#include "app/xlsx_workbook.h"
#include "extract/zip_archive.h"
#include "parse/printed_text.h"

namespace app {
namespace {

constexpr size_t kMostRows = 1048576, kMostColumns = 200;
constexpr std::array<double, kReviewColumns> kWidths = {6,  6, 13, 5,  14, 14, 7, 26,
                                                        34, 6, 40, 40, 40, 22, 24};

std::string Escaped(const std::string& text) { return XlsxEscaped(parse::ToUtf32(text)); }

// _x000D_ and the like: characters that XML cannot hold.
std::string Unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    unsigned code = 0;
    const bool escape =
        text.size() >= 7 && text.substr(0, 2) == "_x" && text[6] == '_' &&
        std::from_chars(text.data() + 2, text.data() + 6, code, 16).ptr == text.data() + 6;
    if (escape) {
      out += parse::ToUtf8(std::u32string(1, static_cast<char32_t>(code)));
      text.remove_prefix(7);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

// The texts of <si> or <is>: runs one after the other; <rPh> is how it is read aloud.
std::string TextOf(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "t") text += child.text().get();
    if (name == "r") text += child.child("t").text().get();
  }
  return Unescaped(text);
}

// Column of "AB12", from 0; nullopt where it is none.
std::optional<size_t> ColumnOf(std::string_view reference) {
  size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<size_t>(c - 'A' + 1);
    if (column > kMostColumns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

class WorkbookReader {
 public:
  explicit WorkbookReader(const extract::ZipArchive& archive) : archive_(archive) {}

  std::optional<ReadTable> Read() {
    pugi::xml_document sheet;
    if (!Load("xl/worksheets/sheet1.xml", sheet)) return std::nullopt;
    pugi::xml_document shared;
    if (Load("xl/sharedStrings.xml", shared))
      for (const pugi::xml_node& entry : shared.child("sst").children("si"))
        texts_.push_back(TextOf(entry));
    ReadTable table;
    const pugi::xml_node root = sheet.child("worksheet");
    for (const pugi::xml_node& column : root.child("cols").children("col"))
      if (column.attribute("hidden").as_bool() &&
          column.attribute("max").as_uint() > kFirstEditable)
        table.remarks.emplace_back(Tr("columns are hidden"));
    for (const pugi::xml_node& row : root.child("sheetData").children("row")) {
      const size_t number =
          row.attribute("r").as_uint(static_cast<unsigned>(table.rows.size() + 1));
      if (number == 0 || number > kMostRows || number <= table.rows.size()) return std::nullopt;
      table.rows.resize(number);
      if (row.attribute("hidden").as_bool()) hidden_rows_ = true;
      if (!ReadRow(row, table.rows.back())) return std::nullopt;
    }
    if (hidden_rows_) table.remarks.emplace_back(Tr("rows are hidden"));
    return table;
  }

 private:
  bool Load(std::string_view name, pugi::xml_document& document) const {
    for (const extract::ZipEntry& entry : archive_.entries()) {
      if (entry.name != name) continue;
      const auto bytes = archive_.Read(entry.index);
      return bytes && document.load_buffer(bytes->data(), bytes->size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata_single);
    }
    return false;
  }

  bool ReadRow(const pugi::xml_node& row, std::vector<ReadCell>& cells) const {
    for (const pugi::xml_node& cell : row.children("c")) {
      const auto column = ColumnOf(cell.attribute("r").value());
      const size_t at = column.value_or(cells.size());
      if (at >= kMostColumns) return false;
      if (cells.size() <= at) cells.resize(at + 1);
      const std::string_view type = cell.attribute("t").value();
      const std::string value = cell.child("v").text().get();
      ReadCell& read = cells[at];
      if (type == "s") {
        const size_t index = cell.child("v").text().as_uint(UINT32_MAX);
        if (index >= texts_.size()) return false;
        read.text = texts_[index];
      } else if (type == "inlineStr") {
        read.text = TextOf(cell.child("is"));
      } else if (type == "str") {
        read.text = Unescaped(value);
      } else {
        read.text = value;
        read.number = !value.empty();
      }
    }
    return true;
  }

  const extract::ZipArchive& archive_;
  std::vector<std::string> texts_;
  bool hidden_rows_ = false;
};

lxw_format* NewFormat(lxw_workbook* workbook, bool editable, bool bold) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_num_format(format, "@");  // a text stays a text
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (bold) format_set_bold(format);
  if (editable) {
    format_set_unlocked(format);
    format_set_bg_color(format, 0xFFF8DC);
    format_set_border(format, LXW_BORDER_THIN);
  }
  return format;
}

}  // namespace

tl::expected<void, std::string> WriteReviewXlsx(const std::string& file,
                                                const std::vector<ReviewRow>& rows) {
  lxw_workbook* workbook = workbook_new(file.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "review");
  lxw_format* const fixed = NewFormat(workbook, false, false);
  lxw_format* const open = NewFormat(workbook, true, false);
  lxw_format* const bold = NewFormat(workbook, false, true);
  lxw_row_col_options hidden = {};
  hidden.hidden = LXW_TRUE;
  const auto labels = ReviewColumnLabels();
  for (size_t i = 0; i < kReviewColumns; ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const bool for_people = i >= static_cast<size_t>(ReviewColumn::kSubmitter);
    worksheet_set_column_opt(sheet, column, column, kWidths[i], nullptr,
                             for_people ? nullptr : &hidden);
    worksheet_write_string(sheet, 0, column, std::string(kReviewColumnNames[i]).c_str(), fixed);
    worksheet_write_string(sheet, 1, column, labels[i].c_str(), bold);
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    for (size_t i = 0; i < kReviewColumns; ++i) {
      const auto row = static_cast<lxw_row_t>(r + 2);
      const auto column = static_cast<lxw_col_t>(i);
      lxw_format* const format = i >= kFirstEditable ? open : fixed;
      if (rows[r][i].empty()) {
        worksheet_write_blank(sheet, row, column, format);
      } else {
        worksheet_write_string(sheet, row, column, Escaped(rows[r][i]).c_str(), format);
      }
    }
  }
  worksheet_freeze_panes(sheet, 2, 0);
  lxw_protection allowed = {};
  allowed.format_columns = LXW_TRUE;  // widths, as one needs to read
  allowed.format_rows = LXW_TRUE;
  worksheet_protect(sheet, nullptr, &allowed);
  const lxw_error error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) return tl::unexpected(std::string(lxw_strerror(error)));
  return {};
}

tl::expected<ReadTable, std::string> ReadReviewXlsx(std::string_view bytes) {
  extract::ZipLimits limits;
  limits.entries = 10'000;
  const auto archive = extract::ZipArchive::Open(bytes, limits);
  if (!archive) return tl::unexpected(std::string(Tr("the workbook is damaged")));
  auto table = WorkbookReader(*archive).Read();
  if (!table) return tl::unexpected(std::string(Tr("the workbook is damaged")));
  return std::move(*table);
}

}  // namespace app
