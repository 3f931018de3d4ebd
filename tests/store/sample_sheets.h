// Sheets and files for the tests of the store.
#ifndef TESTS_STORE_SAMPLE_SHEETS_H_
#define TESTS_STORE_SAMPLE_SHEETS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "store/store.h"

namespace tests {

// A folder of its own for one test; removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string FileBytes(const std::filesystem::path& file);

// corpus/gold/NAME.json, with a place and a rule for each field, a finding, a leftover and an
// account.
parse::ParsedSheet GoldSheet(const std::string& name);

// A result as import would make it; `digit` fills the SHA-256.
store::FileResult Imported(const parse::ParsedSheet& sheet, const std::string& file, char digit);
store::FileResult Failed(const std::string& path, const std::string& reason, char digit);

std::vector<parse::Record>& ListAt(parse::ParsedSheet& sheet, const std::string& pointer);
parse::Value& ValueAt(parse::ParsedSheet& sheet, const std::string& pointer);
// All that jizen-sheet/1 says of it, as one text.
std::string Dump(const store::StoredSheet& stored);

}  // namespace tests

#endif  // TESTS_STORE_SAMPLE_SHEETS_H_
