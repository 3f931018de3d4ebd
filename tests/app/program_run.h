// Runs the built program as a person would: arguments, environment, input; output, status.
#ifndef TESTS_APP_PROGRAM_RUN_H_
#define TESTS_APP_PROGRAM_RUN_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tests {

struct ProgramResult {
  int status = -1;  // 128 + number where a signal ended it
  std::string out, err;
};

// A folder of its own for each test, in which the program runs; removed at the end.
class ProgramFolder {
 public:
  ProgramFolder();
  ~ProgramFolder();
  ProgramFolder(const ProgramFolder&) = delete;
  ProgramFolder& operator=(const ProgramFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void Write(const std::string& name, const std::string& bytes) const;
  std::string Read(const std::string& name) const;
  bool Has(const std::string& name) const;
  // A file of the source tree, copied in.
  void Copy(const std::string& from_source_tree, const std::string& name) const;

  // English, no database named, no terminal; `environment` on top.
  ProgramResult Run(const std::vector<std::string>& arguments, const std::string& input = "",
                    const std::map<std::string, std::string>& environment = {}) const;

 private:
  std::filesystem::path path_;
};

}  // namespace tests

#endif  // TESTS_APP_PROGRAM_RUN_H_
