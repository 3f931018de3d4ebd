// The files of all forms, each on top of the form that it names as its base.
#ifndef PARSE_FORM_BASES_H_
#define PARSE_FORM_BASES_H_

#include <string>
#include <utility>
#include <vector>

#include "parse/rule_file.h"

namespace parse {

struct FormFile {
  std::string name;
  RuleFile file;
  std::vector<std::string> bases;  // ids, the nearest first
};

// `files`: names and bytes. A file that cannot be read is left out; why is in `errors`. Those
// without a base come first, then those on top of them.
std::vector<FormFile> ReadFormFiles(const std::vector<std::pair<std::string, std::string>>& files,
                                    std::vector<RuleError>* errors);

}  // namespace parse

#endif  // PARSE_FORM_BASES_H_
