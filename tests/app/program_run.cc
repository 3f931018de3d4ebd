#include "tests/app/program_run.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string ReadAll(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ProgramFolder::ProgramFolder() {
  std::string name = (fs::temp_directory_path() / "jizen-test-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

ProgramFolder::~ProgramFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ProgramFolder::Write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << bytes;
}

std::string ProgramFolder::Read(const std::string& name) const { return ReadAll(path_ / name); }

bool ProgramFolder::Has(const std::string& name) const { return fs::exists(path_ / name); }

void ProgramFolder::Copy(const std::string& from_source_tree, const std::string& name) const {
  fs::create_directories((path_ / name).parent_path());
  fs::copy(fs::path(JIZEN_SOURCE_DIR) / from_source_tree, path_ / name,
           fs::copy_options::recursive);
}

ProgramResult ProgramFolder::Run(const std::vector<std::string>& arguments,
                                 const std::string& input,
                                 const std::map<std::string, std::string>& environment) const {
  const ProgramFolder captured;  // apart, so that no walk over path() meets it
  captured.Write("in", input);
  std::map<std::string, std::string> variables = {
      {"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}, {"COLUMNS", "100"}};
  for (const auto& [name, value] : environment) variables[name] = value;
  std::vector<std::string> words = {JIZEN_PROGRAM}, settings;
  words.insert(words.end(), arguments.begin(), arguments.end());
  for (const auto& [name, value] : variables) settings.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, path_.c_str());
  const auto redirect = [&](int descriptor, const char* name, int flags) {
    posix_spawn_file_actions_addopen(&actions, descriptor, (captured.path() / name).c_str(), flags,
                                     0600);
  };
  redirect(STDIN_FILENO, "in", O_RDONLY);
  redirect(STDOUT_FILENO, "out", O_WRONLY | O_CREAT);
  redirect(STDERR_FILENO, "err", O_WRONLY | O_CREAT);
  pid_t child = 0;
  const int failed = posix_spawn(&child, JIZEN_PROGRAM, &actions, nullptr, Pointers(words).data(),
                                 Pointers(settings).data());
  posix_spawn_file_actions_destroy(&actions);
  ProgramResult result;
  if (failed != 0) {
    ADD_FAILURE() << JIZEN_PROGRAM << " cannot be started: " << failed;
    return result;
  }
  int status = 0;
  waitpid(child, &status, 0);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.out = captured.Read("out");
  result.err = captured.Read("err");
  return result;
}

}  // namespace tests
