// The stored sheets as rows of the entities of data_description.h: what tables are exported from.
//
// State   A DataReader sees one state of the database for as long as it lives, whatever is written
//         meanwhile.
// Memory  Rows are handed over one by one; the only thing that grows with the database is the
//         list of sheets.
// Threads One thread at a time.
// Errors  StoreError.
#ifndef STORE_DATA_READER_H_
#define STORE_DATA_READER_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/data_description.h"

namespace store {

// Null, an integer (also a boolean: 0 or 1), a number, a text (UTF-8).
using Cell = std::variant<std::monostate, int64_t, double, std::string>;

// Which sheets; those that meet all that is asked for.
struct SheetFilter {
  std::vector<std::string> ids;  // none: all that a form recognised
  std::optional<int> fiscal_year;
  std::string prefecture_code;  // the first two digits of the submitter's code; "": any
  std::string prefecture;       // or, where the sheet has no code, the submitter's name
  std::string form;             // "jizen-kadai" or "jizen-kadai@1"; "": any
  bool reviewed_only = false;   // nothing is left to look at
  std::string changed_since;    // read or corrected then or later: "2026-11-22", or a time; UTC
};

class DataReader {
 public:
  static DataReader Open(const std::filesystem::path& file);
  DataReader(DataReader&&) noexcept;
  DataReader& operator=(DataReader&&) noexcept;
  ~DataReader();

  // Parents before children.
  const std::vector<EntityDescription>& Entities() const;
  // Ids, in the order of Store::List.
  std::vector<std::string> Sheets(const SheetFilter& filter) const;
  // Calls visit(cells) for each row of `entity` that belongs to the sheet, in the order of its
  // key; one cell for each column, which lives until visit returns.
  using Visitor = std::function<void(std::span<const Cell>)>;
  void VisitRows(const EntityDescription& entity, std::string_view sheet,
                 const Visitor& visit) const;

 private:
  struct Parts;
  explicit DataReader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace store

#endif  // STORE_DATA_READER_H_
