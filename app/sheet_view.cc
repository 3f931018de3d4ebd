#include "app/sheet_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"
#include "app/text_table.h"
#include "app/text_width.h"

namespace app {
namespace {

using parse::Record;
using parse::RecordList;

// One record and its JSON Pointer.
struct Node {
  const Record& record;
  std::string pointer;

  std::string At(std::string_view name) const { return fmt::format("{}/{}", pointer, name); }
};

std::string Words(const parse::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return ForTerminal(*text, true);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  std::string out;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts)
      out.append(out.empty() ? "" : " / ").append(ForTerminal(text));
  }
  return out;
}

class SheetPrinter {
 public:
  SheetPrinter(const store::StoredSheet& stored, int columns)
      : stored_(stored), columns_(columns) {}

  std::string Print() {
    const Node sheet{stored_.sheet.sheet, ""};
    PrintHead(sheet);
    if (!stored_.sheet.recognised) {
      out_ += fmt::format("\n{}\n", Tr("No form fits this document: all its text is left over."));
    }
    PrintParts(sheet);
    ForEach(sheet, "areas", [this](const Node& area) { PrintArea(area); });
    PrintReview();
    PrintLeftover();
    return std::move(out_);
  }

 private:
  // " ?1 ?3" for the findings at exactly this place, "" where there is none.
  std::string Marks(std::string_view pointer) const {
    std::string marks;
    const auto& review = stored_.sheet.review;
    for (size_t i = 0; i < review.size(); ++i) {
      if (review[i].path == pointer) marks += fmt::format("{}?{}", marks.empty() ? "" : " ", i + 1);
    }
    return marks;
  }

  // A field's value with its marks before it. '*': a person corrected it.
  std::string Cell(const Node& node, std::string_view name) const {
    const parse::Field* field = node.record.Find(name);
    if (field == nullptr) return "";
    std::string text = Words(field->value);
    if (field->evidence.status == parse::Status::kCorrected) text.insert(0, 1, '*');
    return WithMarks(Marks(node.At(name)), std::move(text));
  }

  static std::string WithMarks(const std::string& marks, std::string text) {
    if (marks.empty()) return text;
    return text.empty() ? marks : marks + " " + text;
  }

  template <typename Visit>
  void ForEach(const Node& node, std::string_view list_name, const Visit& visit) const {
    const RecordList* list = node.record.FindList(list_name);
    if (list == nullptr) return;
    for (size_t i = 0; i < list->records.size(); ++i) {
      visit(Node{list->records[i], fmt::format("{}/{}/{}", node.pointer, list_name, i)});
    }
  }

  static bool Has(const Node& node, std::string_view list_name) {
    const RecordList* list = node.record.FindList(list_name);
    return list != nullptr && !list->records.empty();
  }

  void Heading(const Node& node, std::string_view list_name, const char* words) {
    out_ += fmt::format("\n{}", words);
    const std::string marks = Marks(node.At(list_name));
    out_ += marks.empty() ? "\n" : fmt::format("  {}\n", marks);
  }

  void PrintHead(const Node& sheet) {
    const store::SheetSummary& summary = stored_.summary;
    const std::string marks = Marks("");
    TextTable table(
        {{"", TableColumn::Align::kLeft, false}, {"", TableColumn::Align::kLeft, true}});
    table.AddRow({Tr("sheet"), WithMarks(marks, summary.id)});
    table.AddRow(
        {Tr("file"),
         fmt::format("{} ({})", ForTerminal(summary.source.file),
                     SayCount("{} page", "{} pages",
                              static_cast<unsigned long>(std::max(0, summary.source.pages))))});
    if (!summary.form.empty()) table.AddRow({Tr("form"), ForTerminal(summary.form)});
    for (const parse::Field& field : sheet.record.fields) {
      if (field.name == "format" || field.name == "form") continue;
      const std::string text = Cell(sheet, field.name);
      if (!text.empty()) table.AddRow({FieldWords(field.name), text});
    }
    out_ += table.Render(columns_);
  }

  void PrintArea(const Node& area) {
    const std::string name = Cell(area, "name");
    const std::string title =
        fmt::format("== {} ==", WithMarks(Marks(area.pointer), name.empty() ? Tr("area") : name));
    out_ += "\n";
    for (const std::string& line : WrapText(title, columns_)) out_ += line + "\n";
    PrintGoals(area);
    PrintItems(area, "strengths", Tr("Strengths"));
    PrintChallenges(area);
    PrintIndicators(area);
    PrintItems(area, "hospital_collaboration", Tr("Collaboration with hospitals"));
    PrintItems(area, "concerns", Tr("Concerns"));
    PrintParts(area);
  }

  // Parts that only the form's rules know: each row with its cells.
  void PrintParts(const Node& holder) {
    ForEach(holder, "parts", [this](const Node& part) {
      std::string heading = Cell(part, "heading");
      if (heading.empty()) heading = Cell(part, "part");
      out_ += fmt::format("\n{}\n", WithMarks(Marks(part.pointer), std::move(heading)));
      TextTable table(
          {{"", TableColumn::Align::kLeft, true}, {"", TableColumn::Align::kLeft, true}});
      ForEach(part, "rows", [&](const Node& row) {
        const std::string group = Cell(row, "group");
        std::string label = Cell(row, "label");
        if (!group.empty()) label.insert(0, group + " / ");
        std::string cells = Marks(row.At("cells"));
        ForEach(row, "cells", [&](const Node& cell) {
          const std::string text = PartCell(cell);
          if (text.empty()) return;
          cells.append(cells.empty() ? "" : "\n").append(text);
        });
        table.AddRow({WithMarks(Marks(row.pointer), std::move(label)), std::move(cells)});
      });
      out_ += table.Render(columns_);
    });
  }

  // "April – June: text"; a blank cell is not shown.
  std::string PartCell(const Node& cell) const {
    std::string text = WithMarks(Marks(cell.pointer), Cell(cell, "text"));
    for (const std::string_view name : {"value", "value_max", "unit", "comparator", "state"})
      text = WithMarks(Marks(cell.At(name)), std::move(text));
    if (text.empty()) return text;
    std::string heading = Cell(cell, "heading");
    if (const std::string until = Cell(cell, "until"); !until.empty()) heading += " – " + until;
    return heading.empty() ? text : heading + ": " + text;
  }

  void PrintGoals(const Node& area) {
    if (!Has(area, "goals") && Marks(area.At("goals")).empty()) return;
    Heading(area, "goals", Tr("Goals and progress"));
    TextTable table({{"", TableColumn::Align::kLeft, false},
                     {Tr("goal"), TableColumn::Align::kLeft, true},
                     {Tr("progress"), TableColumn::Align::kLeft, true}});
    ForEach(area, "goals", [&](const Node& goal) {
      table.AddRow({WithMarks(Marks(goal.pointer), Cell(goal, "label")), Cell(goal, "goal"),
                    Cell(goal, "progress")});
    });
    out_ += table.Render(columns_);
  }

  void PrintItems(const Node& area, std::string_view list, const char* heading) {
    if (!Has(area, list) && Marks(area.At(list)).empty()) return;
    Heading(area, list, heading);
    TextTable table(
        {{"", TableColumn::Align::kLeft, false}, {"", TableColumn::Align::kLeft, true}});
    ForEach(area, list, [&](const Node& item) {
      table.AddRow({WithMarks(Marks(item.pointer), Cell(item, "marker")), Cell(item, "text")});
    });
    out_ += table.Render(columns_);
  }

  void PrintChallenges(const Node& area) {
    if (!Has(area, "challenges") && Marks(area.At("challenges")).empty()) return;
    Heading(area, "challenges", Tr("Challenges"));
    TextTable table({{Tr("challenge"), TableColumn::Align::kLeft, true},
                     {Tr("policy"), TableColumn::Align::kLeft, true},
                     {Tr("roles"), TableColumn::Align::kLeft, true}});
    bool first = true;
    ForEach(area, "challenges", [&](const Node& challenge) {
      if (!first) table.AddRule();
      first = false;
      std::string roles = Marks(challenge.At("roles"));
      ForEach(challenge, "roles", [&](const Node& role) {
        roles.append(roles.empty() ? "" : "\n")
            .append(fmt::format("[{}] {}", WithMarks(Marks(role.pointer), Cell(role, "sectors")),
                                Cell(role, "text")));
      });
      table.AddRow({WithMarks(Marks(challenge.pointer), Cell(challenge, "challenge")),
                    Cell(challenge, "policy"), std::move(roles)});
    });
    out_ += table.Render(columns_);
  }

  std::string MeasureText(const Node& measure) const {
    std::string heading = Cell(measure, "heading");
    std::string text = WithMarks(Marks(measure.pointer), Cell(measure, "text"));
    // Marks at the number, its unit and the rest belong to the text that they were read from.
    for (const std::string_view name :
         {"kind", "value", "value_max", "unit", "comparator", "state"}) {
      text = WithMarks(Marks(measure.At(name)), std::move(text));
    }
    return heading.empty() ? text : heading + ": " + text;
  }

  void PrintIndicators(const Node& area) {
    if (!Has(area, "indicators") && Marks(area.At("indicators")).empty()) return;
    Heading(area, "indicators", Tr("Indicators"));
    TextTable table({{"", TableColumn::Align::kLeft, false},
                     {Tr("indicator"), TableColumn::Align::kLeft, true},
                     {Tr("reason"), TableColumn::Align::kLeft, true},
                     {Tr("measures"), TableColumn::Align::kLeft, true},
                     {Tr("expected outcome"), TableColumn::Align::kLeft, true}});
    bool first = true;
    ForEach(area, "indicators", [&](const Node& indicator) {
      if (!first) table.AddRule();
      first = false;
      std::string measures = Marks(indicator.At("measures"));
      ForEach(indicator, "measures", [&](const Node& measure) {
        measures.append(measures.empty() ? "" : "\n").append(MeasureText(measure));
      });
      table.AddRow({WithMarks(Marks(indicator.pointer), Cell(indicator, "label")),
                    Cell(indicator, "indicator"), Cell(indicator, "reason"), measures,
                    Cell(indicator, "expected_outcome")});
    });
    out_ += table.Render(columns_);
  }

  void PrintReview() {
    const auto& review = stored_.sheet.review;
    if (review.empty()) return;
    out_ += fmt::format("\n{}\n", Tr("To review"));
    TextTable table({{"", TableColumn::Align::kLeft, false},
                     {"", TableColumn::Align::kLeft, true},
                     {"", TableColumn::Align::kLeft, true}});
    for (size_t i = 0; i < review.size(); ++i) {
      std::string reason = ReviewWords(review[i].reason);
      if (!review[i].detail.empty())
        reason += fmt::format(" ({})", ForTerminal(DetailWords(review[i].detail)));
      table.AddRow(
          {fmt::format("?{}", i + 1),
           fmt::format("{}\n{}", PointerWords(review[i].path), ForTerminal(review[i].path)),
           std::move(reason)});
    }
    out_ += table.Render(columns_);
  }

  void PrintLeftover() {
    const auto& leftover = stored_.sheet.leftover;
    if (leftover.empty()) return;
    out_ += fmt::format("\n{}\n", Tr("Left over"));
    TextTable table({{Tr("page"), TableColumn::Align::kRight, false},
                     {Tr("text"), TableColumn::Align::kLeft, true}});
    for (const parse::Leftover& one : leftover) {
      table.AddRow({std::to_string(one.place.page), ForTerminal(one.text, true)});
    }
    out_ += table.Render(columns_);
  }

  const store::StoredSheet& stored_;
  const int columns_;
  std::string out_;
};

}  // namespace

std::string SheetView(const store::StoredSheet& sheet, int columns) {
  return SheetPrinter(sheet, columns).Print();
}

}  // namespace app
