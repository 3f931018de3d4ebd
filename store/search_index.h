// Search over all that is printed on the stored sheets, as the values in force say it.
//
// A term is found in a text in any of three ways: as a part of it, whatever the width, case or
// variant of a character and across line ends; as words, in any inflection; and, if it is kana, as
// the reading from the beginning of a word (kana finds kanji). Terms are set apart by blanks; all
// must be in one text. Errors  StoreError.
#ifndef STORE_SEARCH_INDEX_H_
#define STORE_SEARCH_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/geometry.h"
#include "parse/morphology.h"

namespace store {

enum class SearchBy : uint8_t { kAny, kPart, kWords, kReading };

struct SearchQuery {
  std::string terms;
  SearchBy by = SearchBy::kAny;
  std::optional<int> fiscal_year;
  std::string prefecture_code;  // two digits; "": any
  std::string section;          // one of SearchSections(); "": any
  std::string sector;           // part of the sector's name, for texts of roles; "": any
  size_t limit = 100;
};

struct SearchHit {
  std::string sheet, file, submitter;
  std::optional<int> fiscal_year;
  std::string path;  // JSON Pointer of the value; "" for what is left over
  std::string section;
  std::optional<int> page;
  std::optional<extract::Rect> box;
  std::string text;  // the whole value
  // Half-open ranges of `text`, in bytes, where terms were found, in order, none overlapping.
  std::vector<std::pair<size_t, size_t>> found;
};

struct SearchResult {
  std::vector<SearchHit> hits;  // sheet by sheet, in the order of the sheet
  bool more = false;            // than the limit
};

// "cover", "goals", ..., "leftover".
const std::vector<std::string>& SearchSections();

class SearchIndex {
 public:
  // Read-only where the file can only be read; then Renew() does nothing.
  static SearchIndex Open(const std::filesystem::path& file);
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  // Puts into the index what is new or was changed since, or was cut into words by other rules.
  // progress(done, all) after each sheet. Returns how many sheets could not be renewed, because
  // the file can only be read.
  size_t Renew(const parse::Morphology& morphology, const std::string& rules_hash,
               const std::function<void(size_t, size_t)>& progress);

  SearchResult Find(const SearchQuery& query, const parse::Morphology& morphology) const;

 private:
  struct Parts;
  explicit SearchIndex(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace store

#endif  // STORE_SEARCH_INDEX_H_
