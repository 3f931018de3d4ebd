// One TOML file of rules, read strictly: an unknown key, a wrong type or a missing key is
// a RuleError with its place. Only this and rule_merge.h see toml++.
#ifndef PARSE_RULE_FILE_H_
#define PARSE_RULE_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/rules.h"

namespace parse {

class RuleFile;

// One table of the file. Every key asked for counts as known; Finish() reports the others
// (with the nearest known key as a suggestion). Getters report a wrong type and give the default.
class RuleTable {
 public:
  bool Has(std::string_view key);
  std::string Text(std::string_view key, std::string_view otherwise = "");
  std::string RequiredText(std::string_view key);
  std::vector<std::string> Texts(std::string_view key);  // a text alone counts as a list of one
  std::vector<std::string> RequiredTexts(std::string_view key);  // and must not be empty
  bool Flag(std::string_view key, bool otherwise = false);
  int64_t Integer(std::string_view key, int64_t otherwise = 0);
  double Number(std::string_view key, double otherwise = 0);
  std::optional<RuleTable> Table(std::string_view key);
  std::vector<RuleTable> Tables(std::string_view key);  // [[key]] or key = [{...}, {...}]
  std::vector<std::string> Keys();  // all keys, in the order of the file; all count as known

  // A mistake at `key` of this table (or at the table itself where key is "").
  // index >= 0: at that element of the list `key`.
  void Error(std::string_view key, std::string message, int index = -1);
  // The same, given back and not reported: for what is found wrong later on.
  RuleError ErrorAt(std::string_view key, std::string message);
  // Reports keys that nobody asked for.
  void Finish();

 private:
  friend class RuleFile;
  struct Node;
  explicit RuleTable(std::shared_ptr<Node> node);
  std::shared_ptr<Node> node_;
};

class RuleFile {
 public:
  // `name` is what messages call the file. Mistakes go to `errors`, which must outlive all
  // tables. nullopt where the file is no TOML.
  static std::optional<RuleFile> Parse(std::string name, std::string_view bytes,
                                       std::vector<RuleError>* errors);
  RuleTable Root() const;
  // This file's rules on top of the base's (rule_merge.h). Both are used up.
  static RuleFile OnTopOf(RuleFile base, RuleFile changes);

 private:
  friend class RuleTable;
  struct Parts;
  explicit RuleFile(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

}  // namespace parse

#endif  // PARSE_RULE_FILE_H_
