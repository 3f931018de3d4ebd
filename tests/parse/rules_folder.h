// A folder of rules that a test may spoil: a copy of the repository's, removed at the end.
#ifndef TESTS_PARSE_RULES_FOLDER_H_
#define TESTS_PARSE_RULES_FOLDER_H_

#include <filesystem>
#include <string>

namespace tests {

class RulesFolder {
 public:
  RulesFolder();
  ~RulesFolder();
  RulesFolder(const RulesFolder&) = delete;
  RulesFolder& operator=(const RulesFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // `name` is relative to the folder: "forms/x.toml".
  void Write(const std::string& name, const std::string& bytes) const;
  void Remove(const std::string& name) const;
  // Replaces the first `from`. Stops the test program where there is none.
  void Replace(const std::string& name, const std::string& from, const std::string& to) const;

 private:
  std::filesystem::path path_;
};

}  // namespace tests

#endif  // TESTS_PARSE_RULES_FOLDER_H_
