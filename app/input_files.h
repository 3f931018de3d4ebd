// The PATHs of a command line -> the files to read, in a fixed order.
//
// Order   As named; a folder's files sorted by the bytes of their paths. The same folder gives
//         the same list on every file system.
// Names   Any bytes.
#ifndef APP_INPUT_FILES_H_
#define APP_INPUT_FILES_H_

#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct InputFile {
  std::string path;
  std::string problem;  // the file system's word for it, where it is known before reading
};

struct InputFiles {
  std::vector<InputFile> files;
  int skipped = 0;                         // in folders: names with another ending
  std::vector<std::string> empty_folders;  // named folders in which nothing was found
};

// Names read from `in`, ended by '\n' (a '\r' before it is dropped) or by '\0'; empty ones are
// left out.
std::vector<std::string> ReadNames(std::istream& in, char end);

// Is it .pdf, .txt or .zip, in any case?
bool HasKnownEnding(std::string_view path);

// Walks the folders among `paths`. A path that is not there may be a pattern (*, ?, [...]), for
// lists and shells that do not fill it in. A name that is no folder is kept whatever its ending,
// and also where there is no such file: each file named is accounted for. Folders that cannot be
// read are kept as files with a problem. Symbolic links are followed for files, and for folders
// only where they are named, so that no circle can arise.
InputFiles FindInputFiles(const std::vector<std::string>& paths);

}  // namespace app

#endif  // APP_INPUT_FILES_H_
