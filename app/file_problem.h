// One file that a command cannot use, said to a person.
#ifndef APP_FILE_PROBLEM_H_
#define APP_FILE_PROBLEM_H_

#include <string>

#include "extract/read_source.h"

namespace app {

// "sheet.pdf: needs a password" and, indented below, what can be done and the detail. No '\n' at
// its end.
std::string FileProblem(const std::string& path, const extract::ReadError& error);

}  // namespace app

#endif  // APP_FILE_PROBLEM_H_
