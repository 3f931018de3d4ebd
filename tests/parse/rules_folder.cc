#include "tests/parse/rules_folder.h"

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "tests/parse/sheet_sketch.h"

namespace tests {

namespace fs = std::filesystem;

RulesFolder::RulesFolder() {
  std::string name = (fs::temp_directory_path() / "jizen-rules-XXXXXX").string();
  if (!mkdtemp(name.data())) std::abort();
  path_ = name;
  fs::copy(JIZEN_SOURCE_DIR "/rules", path_, fs::copy_options::recursive);
}

RulesFolder::~RulesFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void RulesFolder::Write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path_ / name, std::ios::binary) << bytes;
}

void RulesFolder::Remove(const std::string& name) const { fs::remove_all(path_ / name); }

void RulesFolder::Replace(const std::string& name, const std::string& from,
                          const std::string& to) const {
  std::string bytes = FileBytes(path_ / name);
  const size_t at = bytes.find(from);
  if (at == std::string::npos) {
    std::cerr << name << " does not hold: " << from << std::endl;
    std::abort();
  }
  Write(name, bytes.replace(at, from.size(), to));
}

}  // namespace tests
