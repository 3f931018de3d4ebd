// A table for a terminal: columns aligned by what is seen, long cells wrapped.
#ifndef APP_TEXT_TABLE_H_
#define APP_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace app {

struct TableColumn {
  enum class Align { kLeft, kRight };
  std::string heading;
  Align align = Align::kLeft;
  bool wraps = false;  // may be made narrower than its widest cell
};

class TextTable {
 public:
  explicit TextTable(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

  // One text for each column, fewer where the rest is empty; '\n' begins a new line in the cell.
  // REQUIRES: cells.size() <= number of columns.
  void AddRow(std::vector<std::string> cells);
  // A line across the table before the next row, to set groups of wrapped rows apart.
  void AddRule();
  bool Empty() const { return rows_.empty(); }

  // Lines that end with '\n', without spaces at their ends, at most `columns` wide as far as
  // the columns that wrap allow it (none gets narrower than 8).
  std::string Render(int columns) const;

 private:
  struct Row {
    std::vector<std::string> cells;  // empty: a rule
  };
  std::vector<int> Widths(int columns) const;

  std::vector<TableColumn> columns_;
  std::vector<Row> rows_;
};

}  // namespace app

#endif  // APP_TEXT_TABLE_H_
