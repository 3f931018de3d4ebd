// A workbook of plain tables (XLSX), written row by row. The only file that sees libxlsxwriter.
//
// Cells   Texts are texts: nothing is a formula, a link or a number that only looks like one.
//         Null and the empty text are no cell. Every character comes back exactly, controls too
//         (written as _xHHHH_, as the format has it).
// Memory  One row at a time; the rest waits in temporary files beside the workbook.
// Bytes   The same rows give the same bytes.
// Limits  A table of more rows than a worksheet holds goes on in NAME_2, NAME_3, ... A text longer
//         than a cell holds is cut there, and stands whole in the worksheet long_texts, in parts.
#ifndef APP_XLSX_WORKBOOK_H_
#define APP_XLSX_WORKBOOK_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/data_reader.h"

namespace app {

struct XlsxLimits {
  uint32_t rows = 1048576;  // of a worksheet, with its header
  size_t text = 32767;      // of a cell, in UTF-16 code units
};

class XlsxWorkbook {
 public:
  struct Column {
    std::string name;
    bool code = false;     // digits that are a text
    bool boolean = false;  // integers that are truth values
  };

  // The file must not exist; it is whole after Close().
  explicit XlsxWorkbook(const std::string& file, XlsxLimits limits = {});
  XlsxWorkbook(const XlsxWorkbook&) = delete;
  XlsxWorkbook& operator=(const XlsxWorkbook&) = delete;
  ~XlsxWorkbook();

  // A worksheet (its name: at most 28 letters) with a frozen header; its number.
  size_t AddTable(const std::string& name, const std::vector<Column>& columns);
  void AddRow(size_t table, std::span<const store::Cell> cells);
  // "" or what went wrong, in English.
  std::string Close();

 private:
  // What the cell gets; all of it to long_texts where that is less than the text.
  std::string AddText(const std::string& worksheet, uint32_t row, const std::string& column,
                      const std::string& text);

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// A text in which the format finds every character again: what XML cannot hold, and what looks
// like such an escape, as _xHHHH_.
std::string XlsxEscaped(std::u32string_view text);

}  // namespace app

#endif  // APP_XLSX_WORKBOOK_H_
