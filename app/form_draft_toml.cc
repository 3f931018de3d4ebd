#include "app/form_draft_toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/messages.h"

namespace app {
namespace {

using Texts = std::vector<std::string>;

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

// A pattern, in which TOML is to read no escapes.
std::string Literal(const std::string& pattern) {
  return pattern.find('\'') == std::string::npos ? "'" + pattern + "'" : Quoted(pattern);
}

std::string List(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + Quoted(text);
  return "[" + out + "]";
}

std::string Lines(const Texts& texts, std::string (*quote)(const std::string&)) {
  std::string out = "[\n";
  for (const std::string& text : texts) out += "  " + quote(text) + ",\n";
  return out + "]";
}

// A comment; each line of the text gets its mark.
std::string Note(const std::string& text) {
  std::string out = "# ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "# ";
  }
  return out + "\n";
}

// What a person may take for a comment's text: no line end of the document gets out of it.
std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string SectionText(const parse::DraftSection& section) {
  std::string out = "\n[[section]]\n";
  if (!section.known)
    out += Note(
        Tr("No known form has this heading. It is recognised; the text below it is left over."));
  out += fmt::format("id      = {}\nheading = {}\n", Quoted(section.id), List(section.headings));
  if (section.known) {
    if (section.items) out += "content = \"items\"\n";
    if (!section.into.empty()) out += fmt::format("into    = {}\n", Quoted(section.into));
  } else if (section.text_below) {
    out +=
        Note(Tr("To read the text below it as items, take the marks off the next two lines and "
                "choose\nstrengths, hospital_collaboration or concerns."));
    out += "# content = \"items\"\n# into    = \"concerns\"\n";
  }
  return out;
}

std::string ColumnText(const parse::DraftColumn& column) {
  constexpr double kSure = 0.85;
  std::string out = fmt::format("  {{ field = {}", Quoted(column.field));
  if (column.role != "text") out += fmt::format(", role = {}", Quoted(column.role));
  if (!column.kind.empty()) out += fmt::format(", kind = {}", Quoted(column.kind));
  if (!column.repeat_kind.empty())
    out += fmt::format(", repeat_kind = {}", Quoted(column.repeat_kind));
  out += fmt::format(", header = {}", List(column.headers));
  if (column.required) out += ", required = true";
  if (column.labelled) out += ", labelled = true";
  out += " },";
  if (column.likeness < kSure)
    out += std::string("  # ") + Tr("a guess: is this the meaning of the column?");
  return out + "\n";
}

// What a table may be, by its shape alone.
class TableShape {
 public:
  explicit TableShape(const parse::DraftTable& table)
      : table_(table),
        numbers_(std::any_of(table.columns.begin() + 1, table.columns.end(),
                             [](const parse::DraftColumn& column) { return column.numbers; })) {}

  const char* Into() const {
    return table_.grouped ? "challenges" : numbers_ ? "indicators" : "goals";
  }

  // The meaning of the next column, left to right.
  std::string Meaning(size_t index) {
    const parse::DraftColumn& column = table_.columns[index];
    if (index == 0 && column.numbers) return R"(field = "label", role = "label")";
    if (table_.grouped) return Grouped(table_.columns.size() - index);
    if (numbers_ && column.numbers) {
      return fmt::format(R"(field = "measures", role = "measure", kind = "{}")",
                         measures_++ == 0 ? "baseline" : "target");
    }
    const size_t place = texts_++;
    if (!numbers_) return place == 0 ? R"(field = "goal")" : R"(field = "progress")";
    if (measures_ > 0) return R"(field = "expected_outcome")";
    return place == 0 ? R"(field = "indicator")" : R"(field = "reason")";
  }

 private:
  // The last two are who and what, however many stand before them.
  std::string Grouped(size_t left) {
    if (texts_++ == 0) return R"(field = "challenge")";
    if (left == 1) return R"(field = "roles", role = "role")";
    return left == 2 ? R"(field = "sectors", role = "sectors")" : R"(field = "policy")";
  }

  const parse::DraftTable& table_;
  const bool numbers_;
  size_t texts_ = 0, measures_ = 0;
};

std::string SuggestedTable(const parse::DraftTable& table) {
  TableShape shape(table);
  std::string out = fmt::format("[[table]]\nid      = {}\ninto    = {}\n", Quoted(table.id),
                                Quoted(shape.Into()));
  if (table.grouped) out += "layout  = \"grouped\"\n";
  out += "columns = [\n";
  bool first = true;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const std::string meaning = shape.Meaning(i);
    const bool label = meaning.find("label") != std::string::npos;
    out += fmt::format("  {{ {}, header = {}{} }},\n", meaning, List(table.columns[i].headers),
                       first && !label ? ", required = true" : "");
    first = first && label;
  }
  return out + "]\n";
}

std::string Commented(const std::string& lines) {
  std::string out;
  bool begin = true;
  for (const char c : lines) {
    if (begin) out += "# ";
    out += c;
    begin = c == '\n';
  }
  return out;
}

std::string TableText(const parse::DraftTable& table) {
  const bool known = !table.into.empty();
  std::string out = "\n";
  if (known) {
    out += fmt::format("[[table]]\nid      = {}\ninto    = {}\n", Quoted(table.id),
                       Quoted(table.into));
    if (table.guessed)
      out += Note(Tr("Which table of the sheet this is was guessed by its headers."));
    if (table.grouped) out += "layout  = \"grouped\"\n";
    out += "columns = [\n";
    for (const parse::DraftColumn& column : table.columns)
      if (!column.field.empty()) out += ColumnText(column);
    for (const parse::DraftColumn& column : table.columns) {
      if (!column.field.empty()) continue;
      out += "  # " +
             Say("{}: no meaning is known for this column; its text is left over.",
                 OneLine(column.headers.front())) +
             "\n";
    }
    return out + "]\n";
  }
  out += Note(Tr(
      "A table that is like none of the known ones; its text is left over. What its columns mean "
      "is\nguessed by their order: put it right (rules/README.md), then take the marks off these "
      "lines."));
  return out + Commented(SuggestedTable(table));
}

}  // namespace

std::string DraftToml(const parse::FormDraft& draft, const std::string& id,
                      const std::string& name) {
  const auto tables = static_cast<int>(
      std::count_if(draft.tables.begin(), draft.tables.end(),
                    [](const parse::DraftTable& table) { return !table.into.empty(); }));
  const int parts = static_cast<int>(draft.sections.size()) + tables;
  std::string out =
      Note(Say("First rules for a form, found in its documents. What has a meaning has it from the "
               "form {}.\nRead through it, put right what is wrong, add what is missing "
               "(rules/README.md), then:\n  jizen rules check --rules DIR\n  jizen rules explain "
               "FILE --rules DIR",
               draft.like));
  out += fmt::format("schema  = 1\nid      = {}\nversion = 1\nname    = {}\n", Quoted(id),
                     Quoted(name));
  out += "\n" + Note(Tr("Sectors, as they stand in the table of roles. Add those that other sheets "
                        "may have."));
  out += "sectors = " + List(draft.sectors) + "\n";
  if (!draft.titles.empty()) {
    out += "\n[match]\n" + Note(Tr("One of these stands somewhere in a document of this form."));
    out += "title = " + List(draft.titles) + "\n";
    out += Note(Tr("So many of the headings and tables below must be found besides."));
    out += fmt::format("least_parts = {}\n", std::clamp(parts / 2, 1, 3));
  }
  out += "\n[cover]\n" + Note(Say("As in the form {}.", draft.like));
  out += "year = " + Literal(draft.year) + "\n";
  out += "patterns = " + Lines(draft.cover_patterns, Literal) + "\n";
  out += "area_list = " + List(draft.area_list) + "\n";
  out += "submitter_labels = " + List(draft.submitter_labels) + "\n";
  if (!draft.area_endings.empty()) {
    out += "\n[area]\n" + Note(Say("As in the form {}.", draft.like));
    out += "endings = " + List(draft.area_endings) + "\n";
    out += "labels  = " + List(draft.area_labels) + "\n";
  }
  out += "\n[wording]\n" + Note(Tr("Add under notes what the form itself prints, word by word."));
  out += "page_numbers = " + Lines(draft.page_numbers, Literal) + "\nnotes = []\n";
  if (!draft.sections.empty())
    out += "\n" + Note(Tr("Headings, in the order of the form. Add other wordings to each."));
  for (const parse::DraftSection& section : draft.sections) out += SectionText(section);
  if (!draft.tables.empty())
    out += "\n" + Note(Tr("Tables, known by the headers of their columns."));
  for (const parse::DraftTable& table : draft.tables) out += TableText(table);
  return out;
}

}  // namespace app
