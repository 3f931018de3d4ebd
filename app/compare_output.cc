#include "app/compare_output.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/export_selection.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/text_table.h"
#include "app/year_books.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using Kind = store::SheetChange::Kind;
using Side = store::TextPiece::Side;

const char* KindName(Kind kind) {
  switch (kind) {
    case Kind::kSame:
      return "same";
    case Kind::kChanged:
      return "changed";
    case Kind::kAdded:
      return "added";
    case Kind::kRemoved:
      break;
  }
  return "removed";
}

const char* SideName(Side side) {
  return side == Side::kBoth ? "both" : side == Side::kOld ? "old" : "new";
}

Json SheetJsonOf(const store::SheetSummary& sheet) {
  return {{"sheet", sheet.id},
          {"file", ValidUtf8(sheet.source.file)},
          {"year", sheet.fiscal_year ? Json(*sheet.fiscal_year) : Json()},
          {"submitter", sheet.submitter}};
}

// One side of the text, with what only it has in brackets.
std::string Marked(const store::SheetChange& change, Side side) {
  if (change.pieces.empty()) return side == Side::kOld ? change.old_text : change.new_text;
  std::string text;
  for (const store::TextPiece& piece : change.pieces) {
    if (piece.side == Side::kBoth) text += piece.text;
    if (piece.side == side) text += "[" + piece.text + "]";
  }
  return text;
}

store::YearSheet SheetOfYear(const store::StoredSheet& stored, const parse::RuleSet& rules) {
  const store::YearOfHeading year_of = [&rules](std::string_view heading) {
    return YearOfHeading(heading, rules.words());
  };
  return store::YearSheetOf(stored, year_of).value_or(store::YearSheet{});
}

}  // namespace

SheetComparison CompareStored(const store::Store& store, const std::string& a, const std::string& b,
                              const std::vector<store::IdentityDecision>& decisions,
                              const parse::RuleSet& rules) {
  const auto before = store.Load(a), after = store.Load(b);
  if (!before || !after) return {};
  const auto links = store::LinkSheets({SheetOfYear(*before, rules), SheetOfYear(*after, rules)},
                                       decisions, rules.morphology());
  return {before->summary, after->summary,
          store::CompareSheets(before->sheet.sheet, after->sheet.sheet, links, rules.morphology())};
}

Json ComparisonJson(const SheetComparison& comparison) {
  std::map<Kind, int> counts;
  Json changes = Json::array();
  for (const store::SheetChange& change : comparison.changes) {
    ++counts[change.kind];
    Json pieces = Json::array();
    for (const store::TextPiece& piece : change.pieces)
      pieces.push_back(Json::array({SideName(piece.side), piece.text}));
    changes.push_back({{"kind", KindName(change.kind)},
                       {"section", change.section},
                       {"area", change.area},
                       {"record", change.record},
                       {"field", change.field},
                       {"a", change.old_path},
                       {"b", change.new_path},
                       {"a_text", change.old_text},
                       {"b_text", change.new_text},
                       {"pieces", std::move(pieces)}});
  }
  Json totals;
  for (const Kind kind : {Kind::kSame, Kind::kChanged, Kind::kAdded, Kind::kRemoved})
    totals[KindName(kind)] = counts[kind];
  return {{"a", SheetJsonOf(comparison.a)},
          {"b", SheetJsonOf(comparison.b)},
          {"counts", std::move(totals)},
          {"changes", std::move(changes)}};
}

std::string ComparisonText(const SheetComparison& comparison, bool all, int columns) {
  const auto name = [](const store::SheetSummary& sheet) {
    return fmt::format("{} {}", sheet.fiscal_year ? std::to_string(*sheet.fiscal_year) : "-",
                       ForTerminal(sheet.source.file));
  };
  TextTable table({{"", TableColumn::Align::kLeft, false},
                   {Tr("place"), TableColumn::Align::kLeft, true},
                   {name(comparison.a), TableColumn::Align::kLeft, true},
                   {name(comparison.b), TableColumn::Align::kLeft, true}});
  std::string area;
  for (const store::SheetChange& change : comparison.changes) {
    if (change.kind == Kind::kSame && !all) continue;
    if (change.area != area) {
      area = change.area;
      table.AddRule();
      table.AddRow({"", ForTerminal(area)});
    }
    const char* sign = change.kind == Kind::kChanged   ? "~"
                       : change.kind == Kind::kAdded   ? "+"
                       : change.kind == Kind::kRemoved ? "-"
                                                       : "=";
    table.AddRow({sign, ForTerminal(change.new_path.empty() ? change.old_path : change.new_path),
                  ForTerminal(Marked(change, Side::kOld), true),
                  ForTerminal(Marked(change, Side::kNew), true)});
  }
  return table.Empty() ? "" : table.Render(columns);
}

}  // namespace app
