#include "app/rule_proposals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "app/file_bytes.h"
#include "app/messages.h"
#include "app/new_file.h"
#include "extract/layer_codec.h"
#include "parse/compare.h"
#include "parse/form_rules.h"
#include "parse/parse_document.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

namespace fs = std::filesystem;

using Values = std::map<std::string, const parse::Field*>;

Values ValuesOf(const parse::ParsedSheet& sheet) {
  Values values;
  parse::VisitFields(sheet.sheet, "",
                     [&](const std::string& path, const parse::Record&, const parse::Field& field) {
                       values.emplace(path, &field);
                     });
  return values;
}

// One stored sheet as the machine reads it today, and what people made of it.
struct Reading {
  std::string id;
  extract::SourceLayers layers;
  parse::ParsedSheet machine, current;
};

std::vector<Reading> ReadStored(const store::Store& store, const parse::RuleSet& rules) {
  std::vector<Reading> readings;
  for (const store::SheetSummary& summary : store.List()) {
    if (summary.status != store::FileStatus::kImported) continue;
    auto stored = store.Load(summary.id);
    const auto bytes = store.Layers(summary.id);
    if (!stored || !bytes) continue;
    auto layers = extract::DecodeLayers(*bytes);
    if (!layers) continue;
    parse::ParsedSheet machine = parse::ParseDocument(*layers, rules);
    readings.push_back(
        {summary.id, std::move(*layers), std::move(machine), std::move(stored->sheet)});
  }
  return readings;
}

bool Decided(const parse::Field& field) { return field.evidence.status != parse::Status::kParsed; }

bool SameValue(const parse::Field& a, const parse::Field& b) {
  return parse::ComparableText(a.value) == parse::ComparableText(b.value);
}

std::string TextOf(const parse::Field& field) {
  const std::string* text = std::get_if<std::string>(&field.value);
  return text ? *text : std::string();
}

// Gathers evidence: (kind, word, rule) -> values in favour and against.
class Evidence {
 public:
  void Add(const Reading& reading) {
    const Values machine = ValuesOf(reading.machine), current = ValuesOf(reading.current);
    for (const parse::Finding& finding : reading.machine.review) {
      if (finding.reason == "header-approximate") {
        AddDecision(reading, machine, current, finding, "header", finding.detail);
      } else if (finding.reason == "sector-unknown") {
        AddDecision(reading, machine, current, finding, "sector", finding.detail);
      } else if (finding.reason == "quantity-doubtful" && finding.detail == "an unknown unit") {
        const auto unit = machine.find(finding.path + "/unit");
        if (unit != machine.end())
          AddDecision(reading, machine, current, finding, "unit", TextOf(*unit->second));
      }
    }
    AddStates(reading, machine, current);
  }

  std::vector<Proposal> Take(int least) {
    std::vector<Proposal> proposals;
    for (auto& [key, proposal] : found_) {
      constexpr int kPerDoubt = 5;
      if (proposal.in_favour >= least && proposal.against * kPerDoubt <= proposal.in_favour)
        proposals.push_back(std::move(proposal));
    }
    std::stable_sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
      return a.in_favour > b.in_favour;
    });
    return proposals;
  }

 private:
  void Count(const Reading& reading, const std::string& kind, const std::string& word,
             const std::string& rule, bool favour) {
    if (word.empty() || word.find_first_of("\"\\\n") != std::string::npos) return;
    Proposal& proposal = found_[{kind, word, rule}];
    proposal.kind = kind;
    proposal.word = word;
    proposal.rule = rule;
    ++(favour ? proposal.in_favour : proposal.against);
    if (proposal.sheets.empty() || proposal.sheets.back() != reading.id)
      proposal.sheets.push_back(reading.id);
  }

  // The finding's value, or the text of its record.
  void AddDecision(const Reading& reading, const Values& machine, const Values& current,
                   const parse::Finding& finding, const std::string& kind,
                   const std::string& word) {
    for (const std::string& path : {finding.path, finding.path + "/text"}) {
      const auto read = machine.find(path), now = current.find(path);
      if (read == machine.end() || now == current.end() || !Decided(*now->second)) continue;
      Count(reading, kind, word, kind == "header" ? read->second->evidence.rule : "",
            SameValue(*read->second, *now->second));
      return;
    }
  }

  // Texts that people said mean "not determined yet" or "none".
  void AddStates(const Reading& reading, const Values& machine, const Values& current) {
    for (const auto& [path, now] : current) {
      if (now->name != "state" || now->evidence.status != parse::Status::kCorrected) continue;
      const auto read = machine.find(path);
      const auto text = machine.find(path.substr(0, path.size() - now->name.size()) + "text");
      const std::string state = TextOf(*now);
      if (read == machine.end() || text == machine.end()) continue;
      if (state == "undetermined" || state == "none")
        Count(reading, state, TextOf(*text->second), "", true);
    }
  }

  std::map<std::tuple<std::string, std::string, std::string>, Proposal> found_;
};

struct RuleLines {
  std::string file;
  std::vector<std::string> lines;
};

std::optional<RuleLines> ReadLines(const fs::path& folder, const std::string& file) {
  const auto bytes = ReadFileBytes((folder / file).native(), kDefaultSizeLimit);
  if (!bytes) return std::nullopt;
  RuleLines read{file, {}};
  for (size_t begin = 0; begin <= bytes->size();) {
    const size_t end = std::min(bytes->find('\n', begin), bytes->size());
    read.lines.push_back(bytes->substr(begin, end - begin));
    begin = end + 1;
  }
  return read;
}

// Does the line give `key` the text `value`: key = "value", with any blanks?
bool Gives(std::string_view line, std::string_view key, std::string_view value) {
  for (size_t at = line.find(key); at != std::string_view::npos; at = line.find(key, at + 1)) {
    size_t i = at + key.size();
    while (i < line.size() && (line[i] == ' ' || line[i] == '=')) ++i;
    if (line.substr(i, value.size() + 2) == fmt::format("\"{}\"", value)) return true;
  }
  return false;
}

// The beginning of the list `key` in the line; npos if it has none.
size_t ListBegin(std::string_view line, std::string_view key) {
  const size_t at = line.find(key);
  if (at == std::string_view::npos) return at;
  if (at > 0 && line[at - 1] != ' ' && line[at - 1] != ',') return std::string_view::npos;
  size_t i = at + key.size();
  while (i < line.size() && (line[i] == ' ' || line[i] == '=')) ++i;
  return i < line.size() && line[i] == '[' ? i + 1 : std::string_view::npos;
}

// Puts the word first in the list `key` of that line.
bool Place(const RuleLines& read, size_t line, std::string_view key, Proposal* proposal) {
  const std::string& before = read.lines[line];
  const size_t begin = ListBegin(before, key);
  if (begin == std::string::npos) return false;
  const bool empty = before.find_first_not_of(' ', begin) != std::string::npos &&
                     before[before.find_first_not_of(' ', begin)] == ']';
  proposal->file = read.file;
  proposal->line = static_cast<int>(line) + 1;
  proposal->before = before;
  proposal->after = before.substr(0, begin) + '"' + proposal->word + (empty ? "\"" : "\", ") +
                    before.substr(begin);
  return true;
}

bool PlaceInList(const fs::path& folder, const std::string& file, std::string_view key,
                 Proposal* proposal) {
  const auto read = ReadLines(folder, file);
  for (size_t i = 0; read && i < read->lines.size(); ++i) {
    if (read->lines[i].rfind(key, 0) == 0 && Place(*read, i, key, proposal)) return true;
  }
  return false;
}

// form/table/column: the column's line in the table's part of the form's file.
bool PlaceHeader(const fs::path& folder, const parse::RuleSet& rules, Proposal* proposal) {
  const size_t first = proposal->rule.find('/'), second = proposal->rule.find('/', first + 1);
  if (second == std::string::npos) return false;
  const std::string form = proposal->rule.substr(0, first);
  const std::string table = proposal->rule.substr(first + 1, second - first - 1);
  const std::string column = proposal->rule.substr(second + 1);
  for (const parse::FormRules& one : rules.forms()) {
    if (one.id != form) continue;
    const auto read = ReadLines(folder, one.file);
    bool inside = false;
    for (size_t i = 0; read && i < read->lines.size(); ++i) {
      const std::string& line = read->lines[i];
      if (line.rfind("[[", 0) == 0) inside = false;
      inside = inside || (line.rfind("id", 0) == 0 && Gives(line, "id", table));
      if (inside && (Gives(line, "field", column) || Gives(line, " kind", column)) &&
          Place(*read, i, "header", proposal))
        return true;
    }
  }
  return false;
}

bool FindPlace(const fs::path& folder, const parse::RuleSet& rules, const Reading& example,
               Proposal* proposal) {
  const std::string quantities = "words/quantities.toml";
  if (proposal->kind == "header") return PlaceHeader(folder, rules, proposal);
  if (proposal->kind == "unit") return PlaceInList(folder, quantities, "counted", proposal);
  if (proposal->kind != "sector") return PlaceInList(folder, quantities, proposal->kind, proposal);
  const std::string form = example.machine.form.substr(0, example.machine.form.find('@'));
  return std::any_of(rules.forms().begin(), rules.forms().end(), [&](const auto& one) {
    return one.id == form && PlaceInList(folder, one.file, "sectors", proposal);
  });
}

// A copy of the rules that is removed at the end.
class RulesCopy {
 public:
  explicit RulesCopy(const fs::path& folder) {
    std::string name = (fs::temp_directory_path() / "jizen-proposal-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return;
    path_ = name;
    std::error_code error;
    fs::copy(folder, path_, fs::copy_options::recursive, error);
  }
  ~RulesCopy() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  RulesCopy(const RulesCopy&) = delete;
  RulesCopy& operator=(const RulesCopy&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void MeasureEffect(const std::vector<Reading>& readings, const parse::RuleSet& changed,
                   Proposal* proposal) {
  for (const Reading& reading : readings) {
    const parse::ParsedSheet again = parse::ParseDocument(reading.layers, changed);
    proposal->listed_before += static_cast<int>(reading.machine.review.size());
    proposal->listed_after += static_cast<int>(again.review.size());
    const Values before = ValuesOf(reading.machine), after = ValuesOf(again);
    const Values current = ValuesOf(reading.current);
    for (const auto& [path, value] : after) {
      const auto was = before.find(path);
      if (was != before.end() && SameValue(*was->second, *value)) continue;
      ++proposal->values_changed;
      const auto now = current.find(path);
      if (now == current.end() || !Decided(*now->second)) continue;
      const bool right = SameValue(*value, *now->second);
      const bool was_right = was != before.end() && SameValue(*was->second, *now->second);
      proposal->fixed += right && !was_right ? 1 : 0;
      proposal->broken += !right && was_right ? 1 : 0;
    }
    for (const auto& [path, value] : before) {
      if (after.contains(path)) continue;
      ++proposal->values_changed;
      const auto now = current.find(path);
      if (now != current.end() && Decided(*now->second) && SameValue(*value, *now->second))
        ++proposal->broken;
    }
  }
}

}  // namespace

std::vector<Proposal> ProposeRules(const store::Store& store, const parse::RuleSet& rules,
                                   const fs::path& folder, int least) {
  const std::vector<Reading> readings = ReadStored(store, rules);
  Evidence evidence;
  for (const Reading& reading : readings) evidence.Add(reading);
  std::vector<Proposal> proposals;
  for (Proposal& proposal : evidence.Take(least)) {
    const auto example = std::find_if(readings.begin(), readings.end(), [&](const Reading& one) {
      return one.id == proposal.sheets.front();
    });
    if (!FindPlace(folder, rules, *example, &proposal)) continue;
    const RulesCopy copy(folder);
    if (copy.path().empty() || !TakeProposal(proposal, copy.path())) continue;
    const auto changed = parse::RuleSet::Load(copy.path());
    if (!changed) continue;
    MeasureEffect(readings, *changed, &proposal);
    proposals.push_back(std::move(proposal));
  }
  return proposals;
}

tl::expected<void, std::string> TakeProposal(const Proposal& proposal, const fs::path& folder) {
  const auto read = ReadLines(folder, proposal.file);
  const auto line = static_cast<size_t>(proposal.line) - 1;
  if (!read || line >= read->lines.size() || read->lines[line] != proposal.before)
    return tl::unexpected(Say("{}, line {}: this line is not what it was; nothing was changed.",
                              proposal.file, proposal.line));
  std::string text, old;
  for (size_t i = 0; i < read->lines.size(); ++i) {
    const std::string end = i + 1 < read->lines.size() ? "\n" : "";
    text += (i == line ? proposal.after : read->lines[i]) + end;
    old += read->lines[i] + end;
  }
  const std::string target = (folder / proposal.file).string();
  const auto write = [&](const std::string& bytes) -> tl::expected<void, std::string> {
    auto file = NewFile::Create(target);
    if (!file) return tl::unexpected(file.error());
    file->Write(bytes);
    return file->Commit();
  };
  if (auto written = write(text); !written) return written;
  if (const auto loaded = parse::RuleSet::Load(folder); !loaded) {
    (void)write(old);
    return tl::unexpected(loaded.error().front().Format());
  }
  return {};
}

nlohmann::ordered_json ToJson(const std::vector<Proposal>& proposals) {
  auto json = nlohmann::ordered_json::array();
  for (const Proposal& one : proposals) {
    json.push_back({{"kind", one.kind},
                    {"word", one.word},
                    {"rule", one.rule},
                    {"file", one.file},
                    {"line", one.line},
                    {"before", one.before},
                    {"after", one.after},
                    {"in_favour", one.in_favour},
                    {"against", one.against},
                    {"sheets", one.sheets},
                    {"effect",
                     {{"listed_before", one.listed_before},
                      {"listed_after", one.listed_after},
                      {"values_changed", one.values_changed},
                      {"fixed", one.fixed},
                      {"broken", one.broken}}}});
  }
  return {{"proposals", std::move(json)}};
}

}  // namespace app
