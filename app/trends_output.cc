#include "app/trends_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "app/csv_text.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/text_table.h"
#include "parse/fold.h"

namespace app {
namespace {

using Align = TableColumn::Align;

constexpr std::array<const char*, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

PlotValue PlotOf(const store::YearIndicator& indicator, std::optional<size_t> measure) {
  if (!measure) return {};
  const store::YearMeasure& found = indicator.measures[*measure];
  return {found.state == "stated" ? found.value : std::nullopt, found.state == "undetermined"};
}

std::string ShortText(const store::YearIndicator& indicator, std::optional<size_t> measure) {
  if (!measure) return "";
  const store::YearMeasure& found = indicator.measures[*measure];
  if (found.state == "blank") return Tr("(blank)");
  return ForTerminal(found.text) + (found.to_review ? "?" : "");
}

std::string YearName(const store::YearSheet& sheet) { return std::to_string(sheet.fiscal_year); }

class BookPrinter {
 public:
  BookPrinter(const store::YearBook& book, int columns) : book_(book), columns_(columns) {}

  std::string Print() {
    for (const store::YearLine& area : book_.areas) PrintArea(area);
    PrintLinks();
    PrintContradictions();
    return std::move(out_);
  }

 private:
  void Heading(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text + "\n"; }

  bool IsIn(const store::YearLine& indicator, const store::YearLine& area) const {
    store::PlaceOfPart in = indicator.parts.front();
    in.indicator.reset();
    return std::find(area.parts.begin(), area.parts.end(), in) != area.parts.end();
  }

  void PrintArea(const store::YearLine& area) {
    Heading(ForTerminal(book_.AreaAt(area.parts.back()).name));
    std::vector<TableColumn> columns = {{Tr("indicator"), Align::kLeft, true},
                                        {Tr("value, target"), Align::kLeft, false}};
    for (const store::YearSheet& sheet : book_.sheets)
      columns.push_back({YearName(sheet), Align::kLeft, true});
    TextTable table(std::move(columns));
    for (const store::YearLine& indicator : book_.indicators)
      if (IsIn(indicator, area)) AddIndicator(table, indicator);
    if (!table.Empty()) out_ += table.Render(columns_);
    PrintSectors(area);
  }

  void AddIndicator(TextTable& table, const store::YearLine& line) const {
    std::vector<PlotValue> values(book_.sheets.size()), targets(book_.sheets.size());
    std::vector<std::string> cells(book_.sheets.size());
    for (const store::PlaceOfPart& part : line.parts) {
      const store::YearIndicator& indicator = book_.IndicatorAt(part);
      const auto now = store::ValueNow(indicator), target = store::LastTarget(indicator);
      values[part.sheet] = PlotOf(indicator, now);
      targets[part.sheet] = PlotOf(indicator, target);
      std::string& cell = cells[part.sheet];
      if (!cell.empty()) cell += "\n";
      cell += ShortText(indicator, now);
      if (target) cell += "\n→" + ShortText(indicator, target);
    }
    std::vector<PlotValue> scale = values;
    scale.insert(scale.end(), targets.begin(), targets.end());
    std::vector<std::string> row = {ForTerminal(book_.IndicatorAt(line.parts.back()).text),
                                    SmallPlot(values, scale) + "\n" + SmallPlot(targets, scale)};
    row.insert(row.end(), cells.begin(), cells.end());
    table.AddRow(std::move(row));
  }

  // How many things each sector is to do.
  void PrintSectors(const store::YearLine& area) {
    std::vector<std::pair<std::string, std::vector<int>>> sectors;
    std::map<std::string, size_t> known;
    for (const store::PlaceOfPart& part : area.parts) {
      for (const store::YearRole& role : book_.AreaAt(part).roles) {
        for (const std::string& sector : role.sectors) {
          const auto [found, is_new] = known.emplace(parse::FoldUtf8(sector), sectors.size());
          if (is_new) sectors.emplace_back(sector, std::vector<int>(book_.sheets.size()));
          if (!role.text.empty()) ++sectors[found->second].second[part.sheet];
        }
      }
    }
    if (sectors.empty()) return;
    std::vector<TableColumn> columns = {{Tr("roles of the sector"), Align::kLeft, true}};
    for (const store::YearSheet& sheet : book_.sheets)
      columns.push_back({YearName(sheet), Align::kRight, false});
    TextTable table(std::move(columns));
    for (const auto& [name, counts] : sectors) {
      std::vector<std::string> row = {ForTerminal(name)};
      for (const int count : counts) row.push_back(count > 0 ? std::to_string(count) : "-");
      table.AddRow(std::move(row));
    }
    out_ += "\n" + table.Render(columns_);
  }

  // As `jizen link` takes it.
  std::string PartName(const store::PlaceOfPart& part) const {
    const store::YearArea& area = book_.AreaAt(part);
    return book_.sheets[part.sheet].id + " " +
           (part.indicator ? book_.IndicatorAt(part).path : area.path);
  }
  std::string PartText(const store::PlaceOfPart& part) const {
    const store::YearArea& area = book_.AreaAt(part);
    return ForTerminal(part.indicator ? book_.IndicatorAt(part).text : area.name);
  }

  void PrintLinks() {
    TextTable table({{Tr("certainty"), Align::kRight, false},
                     {Tr("one year"), Align::kLeft, true},
                     {Tr("the next year"), Align::kLeft, true}});
    for (const store::YearLink& link : book_.links) {
      if (link.state != store::LinkState::kProposed) continue;
      table.AddRow({fmt::format("{:.2f}", link.certainty),
                    PartText(link.a) + "\n" + PartName(link.a),
                    PartText(link.b) + "\n" + PartName(link.b)});
    }
    if (table.Empty()) return;
    Heading(Tr("Probably the same; jizen link says so:"));
    out_ += table.Render(columns_);
  }

  std::string KindName(std::string_view kind) const {
    if (kind == "value-differs") return Tr("two values of the same year");
    if (kind == "target-differs") return Tr("two targets of the same year");
    if (kind == "unit-differs") return Tr("a share and a number");
    return Tr("far more or less than before");
  }

  std::string ValueText(const store::YearValue& value) const {
    const store::YearMeasure& measure = book_.MeasureAt(value);
    return fmt::format("{} {}: {}\n{} {}", book_.sheets[value.indicator.sheet].fiscal_year,
                       ForTerminal(measure.heading), ForTerminal(measure.text),
                       book_.sheets[value.indicator.sheet].id, measure.path);
  }

  void PrintContradictions() {
    if (book_.contradictions.empty()) return;
    TextTable table({{Tr("indicator"), Align::kLeft, true},
                     {Tr("contradiction"), Align::kLeft, true},
                     {Tr("one year"), Align::kLeft, true},
                     {Tr("another year"), Align::kLeft, true}});
    for (const store::YearContradiction& one : book_.contradictions)
      table.AddRow({ForTerminal(book_.IndicatorAt(one.b.indicator).text), KindName(one.kind),
                    ValueText(one.a), ValueText(one.b)});
    Heading(Tr("The years contradict each other, or were read wrong:"));
    out_ += table.Render(columns_);
  }

  const store::YearBook& book_;
  const int columns_;
  std::string out_;
};

// Rows of CSV.
class CsvWriter {
 public:
  void Row(const std::vector<store::Cell>& cells) {
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ += ',';
      const auto type = std::holds_alternative<double>(cells[i])    ? store::ColumnType::kNumber
                        : std::holds_alternative<int64_t>(cells[i]) ? store::ColumnType::kInteger
                                                                    : store::ColumnType::kString;
      out_ += CsvCell(cells[i], type);
    }
    out_ += "\r\n";
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

store::Cell CellOf(const std::optional<double>& value) {
  return value ? store::Cell(*value) : store::Cell();
}
store::Cell CellOf(const std::optional<int>& value) {
  return value ? store::Cell(static_cast<int64_t>(*value)) : store::Cell();
}
store::Cell CellOf(int value) { return static_cast<int64_t>(value); }

}  // namespace

std::string SmallPlot(const std::vector<PlotValue>& values, const std::vector<PlotValue>& scale) {
  double least = 0, most = 0;
  for (const PlotValue& one : scale) {
    if (!one.value) continue;
    least = std::min(least, *one.value);
    most = std::max(most, *one.value);
  }
  std::string plot;
  for (const PlotValue& one : values) {
    if (!one.value) {
      plot += one.undetermined ? "?" : " ";
      continue;
    }
    const double share = most > least ? (*one.value - least) / (most - least) : 0;
    const auto step = static_cast<size_t>(std::lround(share * (kBars.size() - 1)));
    plot += kBars[std::min(step, kBars.size() - 1)];
  }
  return plot;
}

std::string SubmittersTable(const std::vector<SubmitterSheets>& submitters, int columns) {
  TextTable table({{Tr("code"), Align::kLeft, false},
                   {Tr("submitter"), Align::kLeft, false},
                   {Tr("years"), Align::kLeft, true}});
  for (const SubmitterSheets& one : submitters) {
    std::string years;
    for (const store::SheetSummary& sheet : one.sheets)
      years.append(years.empty() ? "" : ", ").append(std::to_string(*sheet.fiscal_year));
    table.AddRow({one.code, ForTerminal(one.name), years});
  }
  return table.Empty() ? "" : table.Render(columns);
}

std::string BookText(const store::YearBook& book, int columns) {
  return BookPrinter(book, columns).Print();
}

std::string ThemesTable(const store::SheetTerms& terms, size_t limit, int columns) {
  const auto years = terms.Years();
  std::vector<TableColumn> heads = {{Tr("term"), Align::kLeft, true},
                                    {Tr("share"), Align::kLeft, false}};
  for (const auto& year : years)
    heads.push_back({fmt::format("{} /{}", year.fiscal_year, year.of), Align::kRight, false});
  TextTable table(std::move(heads));
  for (const store::TermTotal& total : terms.Themes(limit)) {
    std::vector<PlotValue> shares;
    std::vector<std::string> row = {ForTerminal(total.term), ""};
    for (const auto& year : total.years) {
      shares.push_back({year.of > 0 ? static_cast<double>(year.having) / year.of : 0, false});
      row.push_back(year.having > 0 ? std::to_string(year.having) : "-");
    }
    row[1] = SmallPlot(shares, {{1.0, false}});
    table.AddRow(std::move(row));
  }
  return table.Empty() ? "" : table.Render(columns);
}

std::string ThemeTable(const store::SheetTerms& terms, const std::string& term, int columns) {
  const auto years = terms.Years();
  std::vector<TableColumn> heads = {{Tr("code"), Align::kLeft, false},
                                    {Tr("submitter"), Align::kLeft, true},
                                    {Tr("first"), Align::kRight, false}};
  for (const auto& year : years)
    heads.push_back({std::to_string(year.fiscal_year), Align::kRight, false});
  TextTable table(std::move(heads));
  std::vector<std::string> row;
  std::string who;
  const auto flush = [&] {
    if (!row.empty()) table.AddRow(row);
    row.clear();
  };
  for (const store::TermUse& use : terms.UsesOf(term)) {
    const std::string key = use.code.empty() ? use.submitter : use.code;
    if (row.empty() || key != who) {
      flush();
      who = key;
      row = {use.code, ForTerminal(use.submitter), std::to_string(use.fiscal_year)};
      row.resize(3 + years.size(), "-");
    }
    for (size_t i = 0; i < years.size(); ++i)
      if (years[i].fiscal_year == use.fiscal_year) row[3 + i] = std::to_string(use.count);
  }
  flush();
  return table.Empty() ? "" : table.Render(columns);
}

std::string BookCsv(const std::vector<store::YearBook>& books) {
  CsvWriter csv;
  csv.Row({"submitter_code",
           "submitter",
           "area_line",
           "area",
           "indicator_line",
           "sheet",
           "fiscal_year",
           "path",
           "label",
           "indicator",
           "kind",
           "heading",
           "text",
           "value",
           "value_max",
           "unit",
           "comparator",
           "state",
           "value_fiscal_year",
           "page",
           "to_review"});
  for (const store::YearBook& book : books) {
    std::map<store::PlaceOfPart, size_t> area_line;
    for (size_t i = 0; i < book.areas.size(); ++i)
      for (const store::PlaceOfPart& part : book.areas[i].parts) area_line[part] = i + 1;
    for (size_t i = 0; i < book.indicators.size(); ++i) {
      for (const store::PlaceOfPart& part : book.indicators[i].parts) {
        const store::YearSheet& sheet = book.sheets[part.sheet];
        const store::YearIndicator& indicator = book.IndicatorAt(part);
        store::PlaceOfPart in = part;
        in.indicator.reset();
        for (const store::YearMeasure& measure : indicator.measures) {
          csv.Row({sheet.code,
                   sheet.submitter,
                   static_cast<int64_t>(area_line.at(in)),
                   book.AreaAt(part).name,
                   static_cast<int64_t>(i + 1),
                   sheet.id,
                   CellOf(sheet.fiscal_year),
                   measure.path,
                   indicator.label,
                   indicator.text,
                   measure.kind,
                   measure.heading,
                   measure.text,
                   CellOf(measure.value),
                   CellOf(measure.value_max),
                   measure.unit,
                   measure.comparator,
                   measure.state,
                   CellOf(measure.fiscal_year),
                   CellOf(measure.page),
                   static_cast<int64_t>(measure.to_review)});
        }
      }
    }
  }
  return csv.Take();
}

std::string ThemesCsv(const store::SheetTerms& terms, size_t limit) {
  CsvWriter csv;
  csv.Row({"term", "fiscal_year", "submitters_having", "submitters"});
  for (const store::TermTotal& total : terms.Themes(limit))
    for (const auto& year : total.years)
      csv.Row({total.term, CellOf(year.fiscal_year), CellOf(year.having), CellOf(year.of)});
  return csv.Take();
}

std::string ThemeCsv(const store::SheetTerms& terms, const std::string& term) {
  CsvWriter csv;
  csv.Row({"term", "submitter_code", "submitter", "fiscal_year", "sheets", "count"});
  for (const store::TermUse& use : terms.UsesOf(term))
    csv.Row({term, use.code, use.submitter, CellOf(use.fiscal_year), CellOf(use.sheets),
             CellOf(use.count)});
  return csv.Take();
}

}  // namespace app
