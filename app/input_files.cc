#include "app/input_files.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace app {
namespace {

namespace fs = std::filesystem;

void AddFolder(const fs::path& folder, InputFiles* out) {
  std::vector<fs::path> entries;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    entries.push_back(entry->path());
  }
  if (error) out->files.push_back({folder.string(), error.message()});
  std::sort(entries.begin(), entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const fs::path& path : entries) {
    std::error_code ignored;  // an entry without a status is no folder and no file: named below
    const fs::file_status own = fs::symlink_status(path, ignored);
    if (fs::is_directory(own)) {
      AddFolder(path, out);
    } else if (!HasKnownEnding(path.native())) {
      if (!fs::is_directory(fs::status(path, ignored))) ++out->skipped;
    } else if (!fs::is_directory(fs::status(path, ignored))) {
      out->files.push_back({path.string(), ""});
    }
  }
}

// The names that a pattern (*, ?, [...]) matches, sorted by their bytes; none where there are none.
std::vector<std::string> Matches(const std::string& pattern) {
  std::vector<std::string> names;
  glob_t found = {};
  if (glob(pattern.c_str(), GLOB_NOSORT | GLOB_ERR, nullptr, &found) == 0) {
    names.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  std::sort(names.begin(), names.end());
  return names;
}

void AddPath(const std::string& path, InputFiles* out) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!fs::is_directory(status)) {
    out->files.push_back({path, ""});
    return;
  }
  const size_t before = out->files.size();
  AddFolder(path, out);
  if (out->files.size() == before) out->empty_folders.push_back(path);
}

}  // namespace

std::vector<std::string> ReadNames(std::istream& in, char end) {
  std::vector<std::string> names;
  for (std::string name; std::getline(in, name, end);) {
    if (end == '\n' && !name.empty() && name.back() == '\r') name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

bool HasKnownEnding(std::string_view path) {
  if (path.size() < 4) return false;
  std::string ending(path.substr(path.size() - 4));
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return ending == ".pdf" || ending == ".txt" || ending == ".zip";
}

InputFiles FindInputFiles(const std::vector<std::string>& paths) {
  InputFiles out;
  for (const std::string& path : paths) {
    std::error_code ignored;
    const bool there = fs::exists(fs::symlink_status(path, ignored));
    const std::vector<std::string> matches = there ? std::vector<std::string>() : Matches(path);
    for (const std::string& match : matches) AddPath(match, &out);
    if (matches.empty()) AddPath(path, &out);
  }
  return out;
}

}  // namespace app
