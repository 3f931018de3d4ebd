#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/explanation.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kWorthTelling = 0.45;  // a likeness from which a person may have meant it

std::string Text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? ForTerminal(found->get<std::string>()) : "";
}
int Number(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<int>() : 0;
}
double Real(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}
bool Truth(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}
const Json& Part(const Json& json, const char* key) {
  static const Json kNothing;
  const auto found = json.find(key);
  return found != json.end() ? *found : kNothing;
}

// "section:goals" -> "heading goals", "table:goals/progress" -> "column goals/progress"
std::string RuleWords(const std::string& rule) {
  const size_t colon = rule.find(':');
  if (colon == std::string::npos) return rule;
  const std::string name = rule.substr(colon + 1);
  if (rule.starts_with("section:")) return Say("heading {}", name);
  return name.find('/') == std::string::npos ? Say("table {}", name) : Say("column {}", name);
}

std::string NearestWords(const Json& json) {
  const Json& nearest = Part(json, "nearest");
  if (!nearest.is_object()) return "";
  return Say("nearest: {} \"{}\", likeness {:.2f}", RuleWords(Text(nearest, "rule")),
             Text(nearest, "wording"), Real(nearest, "likeness"));
}

double NearestLikeness(const Json& json) { return Real(Part(json, "nearest"), "likeness"); }

std::string RoleWords(const std::string& role) {
  if (role == "cover") return Tr("on the cover");
  if (role == "area") return Tr("name of an area");
  if (role == "page-number") return Tr("page number");
  if (role == "running") return Tr("comes back on most pages: no value");
  if (role == "note") return Tr("note of the form");
  if (role == "heading-goes-on") return Tr("the heading goes on");
  return Tr("text");
}

std::string LineText(const Json& line) {
  std::string what;
  if (Text(line, "role") == "heading") {
    what = Say("{}, likeness {:.2f}", RuleWords(Text(line, "rule")), Real(line, "likeness"));
  } else {
    what = RoleWords(Text(line, "role"));
    if (NearestLikeness(line) >= kWorthTelling) what += "; " + NearestWords(line);
  }
  return fmt::format("  「{}」 {}\n", Text(line, "text"), what);
}

bool WorthTelling(const Json& line) {
  const std::string role = Text(line, "role");
  return (role != "text" && role != "cover") || NearestLikeness(line) >= kWorthTelling;
}

std::string TableText(const Json& table) {
  std::string out =
      "  " + Say("a grid of {} x {} cells", Number(table, "rows"), Number(table, "columns"));
  if (!Truth(table, "ruled")) out += Tr(" (without all rulings: inferred)");
  if (const std::string doubt = Text(table, "doubt"); !doubt.empty()) out += "; " + doubt;
  for (const Json& match : Part(table, "matches")) {
    const std::string rule = Text(match, "rule");
    if (Truth(match, "taken")) {
      out += "\n    " + Say("taken for {}, header in row {}", RuleWords(rule),
                            Number(match, "header_row") + 1);
    } else if (rule.empty()) {
      out +=
          std::string("\n    ") + Tr("no table of the form: no header is like one of its columns");
    } else {
      out += "\n    " + Say("no table of the form by its header; nearest: {}", RuleWords(rule));
    }
    for (const Json& header : Part(match, "headers")) {
      const std::string column = Text(header, "column");
      out += fmt::format("\n      「{}」 ", Text(header, "text"));
      if (!column.empty()) {
        out += Say("is column {}, likeness {:.2f}", column, Real(header, "likeness"));
      } else {
        const std::string nearest = NearestWords(header);
        out += nearest.empty() ? Tr("is no column") : Tr("is no column; ") + nearest;
      }
    }
    for (const Json& column : Part(match, "missing")) {
      if (column.is_string())
        out += "\n      " + Say("no header names the column {}, without which it is no such table",
                                column.get<std::string>());
    }
  }
  return out + "\n";
}

std::string FieldText(const std::string& pointer, const Json& field) {
  const Json& value = Part(field, "value");
  std::string shown = value.is_string() ? value.get<std::string>() : value.dump();
  if (value.is_null()) shown = Tr("nothing: the form has no such place, or it was not found");
  if (value.is_string() && shown.empty()) shown = Tr("blank");
  std::string out = fmt::format("{} ({})\n  = {}\n", ForTerminal(pointer), PointerWords(pointer),
                                ForTerminal(shown));
  const std::string rule = Text(field, "rule");
  if (!rule.empty()) {
    out += "  " +
           Say("read by {} on page {}, confidence {:.2f}", rule, Number(field, "page"),
               Real(field, "confidence")) +
           "\n";
    std::string printed = Text(field, "printed");
    if (!printed.empty()) out += "  " + Say("printed: {}", printed) + "\n";
  }
  for (const Json& reason : Part(field, "review")) {
    if (reason.is_string())
      out += "  " + Say("to check: {}", ReviewWords(reason.get<std::string>())) + "\n";
  }
  return out;
}

std::string FormsText(const Json& explanation) {
  std::string out;
  for (const Json& form : Part(explanation, "forms")) {
    out += fmt::format(
        "{}: {}\n", Text(form, "form"),
        Say("{}; {} parts found, {} needed; score {:.2f}",
            Truth(form, "titled") ? Tr("its title is there") : Tr("its title is not there"),
            Number(form, "parts"), Number(form, "least_parts"), Real(form, "score")) +
            (Truth(form, "chosen") ? std::string(" — ") + Tr("chosen") : ""));
  }
  if (Text(explanation, "form").empty()) out += std::string(Tr("No form fits.")) + "\n";
  return out;
}

// "/areas/0/goals/1/goal" -> "goals"; "" outside areas.
std::string ListOf(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const size_t end = std::min(pointer.find('/'), pointer.size());
    tokens.emplace_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return tokens.size() > 2 && tokens[0] == "areas" ? tokens[2] : "";
}

std::string PageHeading(int page) { return Say("Page {}", page) + "\n"; }

}  // namespace

std::string ExplanationText(const Json& explanation, bool all) {
  std::string out = FormsText(explanation);
  std::set<int> pages;
  for (const char* part : {"lines", "tables", "leftover"})
    for (const Json& one : Part(explanation, part)) pages.insert(Number(one, "page"));
  for (int page : pages) {
    std::string text;
    int silent = 0;
    for (const Json& line : Part(explanation, "lines")) {
      if (Number(line, "page") != page) continue;
      if (all || WorthTelling(line)) {
        text += LineText(line);
      } else {
        ++silent;
      }
    }
    if (silent > 0) {
      text += "  " +
              SayCount("{} more line of text (--all)", "{} more lines of text (--all)",
                       static_cast<unsigned long>(silent)) +
              "\n";
    }
    for (const Json& table : Part(explanation, "tables"))
      if (Number(table, "page") == page) text += TableText(table);
    for (const Json& leftover : Part(explanation, "leftover")) {
      if (Number(leftover, "page") == page)
        text += "  " + Say("left over: {}", Text(leftover, "text")) + "\n";
    }
    out += "\n" + PageHeading(page) + text;
  }
  return out;
}

std::string ExplanationOf(const Json& explanation, std::string_view pointer) {
  std::string out;
  for (const auto& [path, field] : Part(explanation, "fields").items())
    if (parse::Covers(pointer, path)) out += FieldText(path, field);
  const std::string list = ListOf(pointer);
  std::vector<std::string> rules;
  for (const Json& rule : Part(explanation, "rules"))
    if (!list.empty() && Text(rule, "into") == list) rules.push_back(Text(rule, "rule"));
  if (rules.empty()) return out;
  const auto wanted = [&rules](const std::string& rule) {
    return std::any_of(rules.begin(), rules.end(), [&rule](const std::string& one) {
      return rule == one || rule.starts_with(one + "/");
    });
  };
  std::string names;
  for (const std::string& rule : rules) names += (names.empty() ? "" : ", ") + RuleWords(rule);
  out += "\n" + Say("This part is read by: {}. They saw:", names) + "\n";
  std::string seen;
  for (const Json& line : Part(explanation, "lines")) {
    const bool near =
        NearestLikeness(line) >= kWorthTelling && wanted(Text(Part(line, "nearest"), "rule"));
    if (near || wanted(Text(line, "rule")))
      seen += PageHeading(Number(line, "page")) + LineText(line);
  }
  for (const Json& table : Part(explanation, "tables")) {
    const Json& matches = Part(table, "matches");
    const bool any = std::any_of(matches.begin(), matches.end(),
                                 [&](const Json& match) { return wanted(Text(match, "rule")); });
    if (any) seen += PageHeading(Number(table, "page")) + TableText(table);
  }
  if (seen.empty()) seen = std::string("  ") + Tr("nothing that is like their words") + "\n";
  return out + seen;
}

}  // namespace app
