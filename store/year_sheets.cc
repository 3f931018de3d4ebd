#include "store/year_sheets.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "parse/fold.h"
#include "parse/sheet_json.h"

namespace store {
namespace {

std::optional<double> NumberIn(const parse::Record& record, std::string_view name) {
  const parse::Field* field = record.Find(name);
  const auto* number = field == nullptr ? nullptr : std::get_if<double>(&field->value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::vector<std::string> TextsIn(const parse::Record& record, std::string_view name) {
  const parse::Field* field = record.Find(name);
  const auto* texts =
      field == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&field->value);
  return texts == nullptr ? std::vector<std::string>() : *texts;
}

const std::vector<parse::Record>& RecordsIn(const parse::Record& record, std::string_view list) {
  static const std::vector<parse::Record> none;
  const parse::RecordList* found = record.FindList(list);
  return found == nullptr ? none : found->records;
}

class Maker {
 public:
  Maker(const StoredSheet& stored, const YearOfHeading& year_of)
      : stored_(stored), year_of_(year_of) {}

  YearSheet Make() const {
    const SheetSummary& summary = stored_.summary;
    const parse::Record& root = stored_.sheet.sheet;
    YearSheet sheet{summary.id,
                    summary.source.file,
                    summary.source.sha256,
                    summary.submitter,
                    summary.submitter_code.value_or(""),
                    std::string(root.Text("meeting")),
                    *summary.fiscal_year,
                    {}};
    int position = 0;
    for (const parse::Record& area : RecordsIn(root, "areas"))
      sheet.areas.push_back(Area(area, "/areas/" + std::to_string(position++)));
    return sheet;
  }

 private:
  YearArea Area(const parse::Record& record, const std::string& path) const {
    YearArea area{path, std::string(record.Text("name")), {}, {}};
    int position = 0;
    for (const parse::Record& indicator : RecordsIn(record, "indicators"))
      area.indicators.push_back(
          Indicator(indicator, path + "/indicators/" + std::to_string(position++)));
    position = 0;
    for (const parse::Record& challenge : RecordsIn(record, "challenges")) {
      const std::string above = path + "/challenges/" + std::to_string(position++) + "/roles/";
      int number = 0;
      for (const parse::Record& role : RecordsIn(challenge, "roles"))
        area.roles.push_back({above + std::to_string(number++),
                              std::string(challenge.Text("challenge")),
                              std::string(role.Text("text")), TextsIn(role, "sectors")});
    }
    return area;
  }

  YearIndicator Indicator(const parse::Record& record, const std::string& path) const {
    YearIndicator indicator{
        path, std::string(record.Text("label")), std::string(record.Text("indicator")), {}};
    int position = 0;
    for (const parse::Record& measure : RecordsIn(record, "measures"))
      indicator.measures.push_back(
          Measure(measure, path + "/measures/" + std::to_string(position++)));
    return indicator;
  }

  YearMeasure Measure(const parse::Record& record, const std::string& path) const {
    YearMeasure measure;
    measure.path = path;
    measure.kind = record.Text("kind");
    measure.heading = record.Text("heading");
    measure.text = record.Text("text");
    measure.unit = record.Text("unit");
    measure.comparator = record.Text("comparator");
    measure.state = record.Text("state");
    measure.value = NumberIn(record, "value");
    measure.value_max = NumberIn(record, "value_max");
    const HeadingYear year = year_of_(measure.heading);
    measure.fiscal_year = year.fiscal_year;
    if (!measure.fiscal_year && year.years_later)
      measure.fiscal_year = *stored_.summary.fiscal_year + *year.years_later;
    const parse::Field* text = record.Find("text");
    if (text != nullptr && !text->evidence.places.empty())
      measure.page = text->evidence.places.front().page;
    measure.to_review =
        std::any_of(stored_.sheet.review.begin(), stored_.sheet.review.end(), [&](const auto& one) {
          return !one.path.empty() &&
                 (parse::Covers(one.path, path) || parse::Covers(path, one.path));
        });
    return measure;
  }

  const StoredSheet& stored_;
  const YearOfHeading& year_of_;
};

}  // namespace

std::optional<YearSheet> YearSheetOf(const StoredSheet& stored, const YearOfHeading& year_of) {
  if (!stored.summary.fiscal_year || SubmitterKey(stored.summary).empty()) return std::nullopt;
  if (stored.summary.status != FileStatus::kImported) return std::nullopt;
  return Maker(stored, year_of).Make();
}

std::string SubmitterKey(const SheetSummary& sheet) {
  if (sheet.submitter_code && !sheet.submitter_code->empty()) return *sheet.submitter_code;
  return parse::FoldUtf8(sheet.submitter);
}

std::vector<std::vector<SheetSummary>> SheetsBySubmitter(const Store& store) {
  std::map<std::string, std::vector<SheetSummary>> groups;
  for (SheetSummary& sheet : store.List()) {
    const std::string key = SubmitterKey(sheet);
    if (sheet.status != FileStatus::kImported || !sheet.fiscal_year || key.empty() ||
        sheet.replaced_by)
      continue;
    groups[key].push_back(std::move(sheet));
  }
  std::vector<std::vector<SheetSummary>> ordered;
  for (auto& [key, sheets] : groups) {
    std::sort(sheets.begin(), sheets.end(), [](const SheetSummary& a, const SheetSummary& b) {
      return std::tie(*a.fiscal_year, a.source.file, a.id) <
             std::tie(*b.fiscal_year, b.source.file, b.id);
    });
    ordered.push_back(std::move(sheets));
  }
  return ordered;
}

}  // namespace store
