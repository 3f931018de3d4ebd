#include "parse/rule_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parse/printed_text.h"
#include "parse/toml_signs.h"

namespace parse {
namespace {

// A message in both languages, as RuleError::message has them.
std::string Bilingual(const std::string& japanese, const std::string& english) {
  return japanese + "\n" + english;
}

struct TypeName {
  std::string_view japanese, english;
};

TypeName NameOf(toml::node_type type) {
  std::string_view message;  // the Japanese name, which goes into one
  switch (type) {
    case toml::node_type::string:
      message = "文字列";
      return {message, "a text"};
    case toml::node_type::integer:
      message = "整数";
      return {message, "an integer"};
    case toml::node_type::floating_point:
      message = "小数";
      return {message, "a number"};
    case toml::node_type::boolean:
      message = "真偽値（true か false）";
      return {message, "true or false"};
    case toml::node_type::array:
      message = "リスト";
      return {message, "a list"};
    case toml::node_type::table:
      message = "表";
      return {message, "a table"};
    default:
      message = "日時";
      return {message, "a date or time"};
  }
}

std::string WrongType(TypeName wanted, toml::node_type found) {
  const TypeName name = NameOf(found);
  std::string message =
      Bilingual(fmt::format("{}でなければなりませんが、{}です。", wanted.japanese, name.japanese),
                fmt::format("must be {}, not {}", wanted.english, name.english));
  return message;
}

std::string MisplacedText(char32_t sign) {
  std::string message;
  if (sign == U'\\') {
    message = Bilingual("この「\\」は書けません。行を続けることはできません。",
                        "this \"\\\" begins no escape; a line cannot go on in the next");
    return message;
  }
  const std::string printed = ToUtf8(std::u32string(1, sign));
  const auto code = static_cast<uint32_t>(sign);
  message = Bilingual(
      fmt::format(
          "「{}」（U+{:04X}）は引用符の中にだけ書けます。外の記号や空白は半角にしてください。",
          printed, code),
      fmt::format("\"{}\" (U+{:04X}) may stand in quotation marks only; signs and blanks outside "
                  "are ASCII",
                  printed, code));
  return message;
}

// Insertions, deletions, replacements and swaps of neighbours that make `b` of `a`.
size_t EditDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::vector<std::string> Lines(std::string_view bytes) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    begin = end + 1;
  }
  return lines;
}

}  // namespace

struct RuleFile::Parts {
  std::string name;
  std::vector<std::string> lines;
  toml::table root;
  std::vector<RuleError>* errors = nullptr;

  // No position: the file as a whole.
  void Report(toml::source_position at, std::string key, std::string message) const {
    RuleError error;
    error.file = name;
    error.line = static_cast<int>(at.line);
    error.column = static_cast<int>(at.column);
    error.key = std::move(key);
    error.message = std::move(message);
    if (at.line >= 1 && at.line <= lines.size()) error.source_line = lines[at.line - 1];
    errors->push_back(std::move(error));
  }
};

struct RuleTable::Node {
  std::shared_ptr<RuleFile::Parts> file;
  const toml::table* table = nullptr;
  std::string path;  // dotted; "" for the root
  std::vector<std::string> asked;

  std::string PathOf(std::string_view key) const {
    if (key.empty()) return path;
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  // Notes that the key is known; nullptr where the file does not have it.
  const toml::node* Ask(std::string_view key) {
    if (std::find(asked.begin(), asked.end(), key) == asked.end()) asked.emplace_back(key);
    return table->get(key);
  }

  toml::source_position Place() const {
    return path.empty() ? toml::source_position{} : table->source().begin;
  }

  void Report(const toml::node* value, std::string_view key, std::string message) const {
    file->Report(value ? value->source().begin : Place(), PathOf(key), std::move(message));
  }

  void ReportType(const toml::node& value, std::string_view key, TypeName wanted) const {
    Report(&value, key, WrongType(wanted, value.type()));
  }

  void ReportMissing(std::string_view key) const {
    const std::string message = Bilingual(fmt::format("必要なキー「{}」がありません。", key),
                                          fmt::format("the key \"{}\" is missing", key));
    file->Report(Place(), PathOf(key), message);
  }

  void ReportUnknown(const toml::key& key) const {
    const std::u32string name = ToUtf32(key.str());
    // A third of the letters wrong is still the same word to a reader.
    size_t nearest = std::max<size_t>(1, name.size() / 3) + 1;
    std::string suggestion, known;
    for (const std::string& candidate : asked) {
      known += (known.empty() ? "" : ", ") + candidate;
      // Keys are short: a long one is a mistake of another kind, not worth the quadratic search.
      if (name.size() > 60) continue;
      const size_t distance = EditDistance(name, ToUtf32(candidate));
      if (distance < nearest) {
        nearest = distance;
        suggestion = candidate;
      }
    }
    std::string message;
    if (!suggestion.empty()) {
      message =
          Bilingual(fmt::format("「{}」というキーはありません。「{}」の間違いではありませんか。",
                                key.str(), suggestion),
                    fmt::format("unknown key \"{}\"; did you mean \"{}\"?", key.str(), suggestion));
    } else {
      message =
          Bilingual(fmt::format("「{}」というキーはありません。使えるキー: {}", key.str(), known),
                    fmt::format("unknown key \"{}\"; known here: {}", key.str(), known));
    }
    file->Report(key.source().begin, PathOf(key.str()), std::move(message));
  }
};

RuleTable::RuleTable(std::shared_ptr<Node> node) : node_(std::move(node)) {}

bool RuleTable::Has(std::string_view key) { return node_->Ask(key) != nullptr; }

std::string RuleTable::Text(std::string_view key, std::string_view otherwise) {
  const toml::node* value = node_->Ask(key);
  if (!value) return std::string(otherwise);
  if (const auto* text = value->as_string()) return text->get();
  node_->ReportType(*value, key, NameOf(toml::node_type::string));
  return std::string(otherwise);
}

std::string RuleTable::RequiredText(std::string_view key) {
  if (!Has(key)) node_->ReportMissing(key);
  return Text(key);
}

std::vector<std::string> RuleTable::Texts(std::string_view key) {
  std::vector<std::string> texts;
  const toml::node* value = node_->Ask(key);
  if (!value) return texts;
  if (const auto* text = value->as_string()) return {text->get()};
  const toml::array* list = value->as_array();
  if (!list) {
    std::string_view message = "文字列のリスト";
    node_->ReportType(*value, key, {message, "a list of texts"});
    return texts;
  }
  for (const toml::node& element : *list) {
    if (const auto* text = element.as_string()) {
      texts.push_back(text->get());
    } else {
      node_->ReportType(element, key, NameOf(toml::node_type::string));
    }
  }
  return texts;
}

std::vector<std::string> RuleTable::RequiredTexts(std::string_view key) {
  const toml::node* value = node_->Ask(key);
  if (!value) {
    node_->ReportMissing(key);
  } else if (value->is_array() && value->as_array()->empty()) {
    const std::string message = Bilingual("リストが空です。", "the list is empty");
    node_->Report(value, key, message);
  }
  return Texts(key);
}

bool RuleTable::Flag(std::string_view key, bool otherwise) {
  const toml::node* value = node_->Ask(key);
  if (!value) return otherwise;
  if (const auto* flag = value->as_boolean()) return flag->get();
  node_->ReportType(*value, key, NameOf(toml::node_type::boolean));
  return otherwise;
}

int64_t RuleTable::Integer(std::string_view key, int64_t otherwise) {
  const toml::node* value = node_->Ask(key);
  if (!value) return otherwise;
  if (const auto* integer = value->as_integer()) return integer->get();
  node_->ReportType(*value, key, NameOf(toml::node_type::integer));
  return otherwise;
}

double RuleTable::Number(std::string_view key, double otherwise) {
  const toml::node* value = node_->Ask(key);
  if (!value) return otherwise;
  if (const auto* integer = value->as_integer()) return static_cast<double>(integer->get());
  if (const auto* number = value->as_floating_point()) return number->get();
  std::string_view message = "数";
  node_->ReportType(*value, key, {message, "a number"});
  return otherwise;
}

std::optional<RuleTable> RuleTable::Table(std::string_view key) {
  const toml::node* value = node_->Ask(key);
  if (!value) return std::nullopt;
  if (const toml::table* table = value->as_table())
    return RuleTable(std::make_shared<Node>(Node{node_->file, table, node_->PathOf(key), {}}));
  node_->ReportType(*value, key, NameOf(toml::node_type::table));
  return std::nullopt;
}

std::vector<RuleTable> RuleTable::Tables(std::string_view key) {
  std::vector<RuleTable> tables;
  const toml::node* value = node_->Ask(key);
  if (!value) return tables;
  const toml::array* list = value->as_array();
  if (!list) {
    std::string message = fmt::format("表のリスト（[[{}]]）", key);
    node_->ReportType(*value, key, {message, "a list of tables"});
    return tables;
  }
  for (const toml::node& element : *list) {
    if (const toml::table* table = element.as_table()) {
      tables.push_back(
          RuleTable(std::make_shared<Node>(Node{node_->file, table, node_->PathOf(key), {}})));
    } else {
      node_->ReportType(element, key, NameOf(toml::node_type::table));
    }
  }
  return tables;
}

std::vector<std::string> RuleTable::Keys() {
  // toml++ keeps the keys of a table sorted by name.
  std::map<std::pair<uint32_t, uint32_t>, std::string> by_place;
  for (const auto& [key, value] : *node_->table) {
    const toml::source_position at = key.source().begin;
    by_place.emplace(std::pair(at.line, at.column), key.str());
  }
  std::vector<std::string> keys;
  for (auto& [place, key] : by_place) {
    node_->Ask(key);
    keys.push_back(std::move(key));
  }
  return keys;
}

void RuleTable::Error(std::string_view key, std::string message, int index) {
  const toml::node* value = key.empty() ? nullptr : node_->Ask(key);
  if (value && index >= 0 && value->is_array()) {
    const toml::array& list = *value->as_array();
    if (static_cast<size_t>(index) < list.size()) value = list.get(static_cast<size_t>(index));
  }
  node_->Report(value, key, std::move(message));
}

void RuleTable::Finish() {
  std::vector<const toml::key*> unknown;
  for (const auto& [key, value] : *node_->table) {
    const auto& asked = node_->asked;
    if (std::find(asked.begin(), asked.end(), key.str()) == asked.end()) unknown.push_back(&key);
  }
  std::sort(unknown.begin(), unknown.end(), [](const toml::key* a, const toml::key* b) {
    const toml::source_position x = a->source().begin, y = b->source().begin;
    return std::pair(x.line, x.column) < std::pair(y.line, y.column);
  });
  for (const toml::key* key : unknown) node_->ReportUnknown(*key);
}

RuleFile::RuleFile(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}

std::optional<RuleFile> RuleFile::Parse(std::string name, std::string_view bytes,
                                        std::vector<RuleError>* errors) {
  auto parts = std::make_shared<Parts>();
  parts->name = std::move(name);
  parts->lines = Lines(bytes);
  parts->errors = errors;
  if (const auto misplaced = FindMisplacedSign(ToUtf32(bytes))) {
    parts->Report({static_cast<toml::source_index>(misplaced->line),
                   static_cast<toml::source_index>(misplaced->column)},
                  "", MisplacedText(misplaced->sign));
    return std::nullopt;
  }
  toml::parse_result result = toml::parse(bytes);
  if (!result) {
    const toml::parse_error& error = result.error();
    const std::string message =
        Bilingual("TOML として読めません。", fmt::format("not TOML: {}", error.description()));
    parts->Report(error.source().begin, "", message);
    return std::nullopt;
  }
  parts->root = std::move(result).table();
  return RuleFile(std::move(parts));
}

RuleTable RuleFile::Root() const {
  return RuleTable(
      std::make_shared<RuleTable::Node>(RuleTable::Node{parts_, &parts_->root, "", {}}));
}

}  // namespace parse
