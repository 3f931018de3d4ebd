#include "parse/rule_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parse/printed_text.h"
#include "parse/rule_merge.h"
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

// What the person who typed it would do, from toml++'s words for what it did not expect.
std::string SyntaxMessage(std::string_view said) {
  struct Hint {
    std::string_view japanese, english;
  };
  std::string_view message;  // the Japanese halves go into one
  const auto hint = [&]() -> Hint {
    const auto about = [said](std::string_view part) { return said.find(part) != said.npos; };
    if (about("escape sequence")) {
      message = "\\ を含む文字（正規表現など）は ' ' で囲んでください。";
      return {message, "a text with \\ in it, as a pattern, stands in ' '"};
    }
    if (about("parsing string")) {
      message = "文字を閉じる引用符がありません。文字は一行のうちで \" \" で囲みます。";
      return {message, "a quotation mark is missing; a text ends on its line"};
    }
    if (about("as array-of-tables")) {
      message = "同じ名前の [ ] と [[ ]] があります。いくつもある表は、どれも [[ ]] で書きます。";
      return {message, "some of these tables stand in [ ]; each of several stands in [[ ]]"};
    }
    if (about("cannot redefine")) {
      message = "同じ名前が二度書かれています。一つにまとめてください。";
      return {message, "the name is there already; write it once"};
    }
    if (about("table header")) {
      message = "表の名前を閉じる ] か ]] がありません。";
      return {message, "the name of a table ends with ] or ]]"};
    }
    if (about("parsing array")) {
      message = "リストは、要素の間にカンマを打ち、最後を ] で閉じます。";
      return {message, "the elements of a list are parted by commas, and ] ends it"};
    }
    if (about("inline table")) {
      message = "{ } の中は、項目の間にカンマを打ち、最後を } で閉じます。";
      return {message, "what stands in { } is parted by commas, and } ends it"};
    }
    if (about("expected '='")) {
      message = "項目の名前の後には = を書きます。";
      return {message, "a key is followed by ="};
    }
    message = "= の後には値を書きます。文字は \" \" で囲みます。";
    return {message, "a value follows =; a text stands in \" \""};
  }();
  message = "TOML として読めません。";
  return Bilingual(fmt::format("{}{}", message, hint.japanese),
                   fmt::format("not TOML: {} ({})", hint.english, said));
}

// The key that a line begins with, as far as it has one.
std::string KeyOfLine(std::string_view line) {
  const size_t begin = std::min(line.find_first_not_of(" \t["), line.size());
  const size_t end = line.find_first_not_of(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.", begin);
  return std::string(line.substr(begin, std::min(end, line.size()) - begin));
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
  std::map<std::string, std::vector<std::string>, std::less<>> lines;  // by file: it and its bases
  toml::table root;
  std::vector<RuleError>* errors = nullptr;

  // No position: the file as a whole.
  RuleError ErrorAt(const toml::source_region& at, std::string key, std::string message) const {
    RuleError error;
    error.file = at.path && lines.contains(*at.path) ? *at.path : name;
    error.line = static_cast<int>(at.begin.line);
    error.column = static_cast<int>(at.begin.column);
    error.key = std::move(key);
    error.message = std::move(message);
    const std::vector<std::string>& text = lines.at(error.file);
    if (at.begin.line >= 1 && at.begin.line <= text.size())
      error.source_line = text[at.begin.line - 1];
    return error;
  }

  void Report(const toml::source_region& at, std::string key, std::string message) const {
    errors->push_back(ErrorAt(at, std::move(key), std::move(message)));
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

  // The root stands at the head of its file; what was put together of two files at its table's.
  toml::source_region Place(const toml::node* value = nullptr) const {
    if (value && value->source().begin.line > 0) return value->source();
    if (!path.empty() && table->source().begin.line > 0) return table->source();
    return {{1, 1}, {1, 1}, nullptr};
  }

  void Report(const toml::node* value, std::string_view key, std::string message) const {
    file->Report(Place(value), PathOf(key), std::move(message));
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
    file->Report(key.source(), PathOf(key.str()), std::move(message));
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
  if (!list && IsListChange(*value)) {
    const std::string message =
        Bilingual("add・first・remove・change は、base のある様式だけで使えます。",
                  "add, first, remove and change are for a form with a base only");
    node_->Report(value, key, message);
    return texts;
  }
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
    const std::string message = Bilingual("リストが空です。一つ以上書いてください。",
                                          "the list is empty; one entry or more is needed");
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

RuleError RuleTable::ErrorAt(std::string_view key, std::string message) {
  const toml::node* value = key.empty() ? nullptr : node_->Ask(key);
  return node_->file->ErrorAt(node_->Place(value), node_->PathOf(key), std::move(message));
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
  parts->lines.emplace(parts->name, Lines(bytes));
  parts->errors = errors;
  if (const auto misplaced = FindMisplacedSign(ToUtf32(bytes))) {
    toml::source_region at;
    at.begin = {static_cast<toml::source_index>(misplaced->line),
                static_cast<toml::source_index>(misplaced->column)};
    const auto& text = parts->lines.at(parts->name);
    const size_t line = at.begin.line;
    const bool there = line >= 1 && line <= text.size();
    parts->Report(at, there ? KeyOfLine(text[line - 1]) : "", MisplacedText(misplaced->sign));
    return std::nullopt;
  }
  toml::parse_result result = toml::parse(bytes, std::string_view(parts->name));
  if (!result) {
    const toml::parse_error& error = result.error();
    const std::string message = SyntaxMessage(error.description());
    const auto& text = parts->lines.at(parts->name);
    const size_t line = error.source().begin.line;
    const bool there = line >= 1 && line <= text.size();
    parts->Report(error.source(), there ? KeyOfLine(text[line - 1]) : "", message);
    return std::nullopt;
  }
  parts->root = std::move(result).table();
  return RuleFile(std::move(parts));
}

RuleFile RuleFile::OnTopOf(RuleFile base, RuleFile changes) {
  Parts& parts = *changes.parts_;
  parts.lines.merge(base.parts_->lines);
  MergeRules(parts.root, std::move(base.parts_->root),
             [&parts](const toml::source_region& at, std::string key, std::string message) {
               parts.Report(at, std::move(key), std::move(message));
             });
  return changes;
}

RuleTable RuleFile::Root() const {
  return RuleTable(
      std::make_shared<RuleTable::Node>(RuleTable::Node{parts_, &parts_->root, "", {}}));
}

}  // namespace parse
