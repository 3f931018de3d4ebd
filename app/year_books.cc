#include "app/year_books.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "app/export_selection.h"
#include "app/printable.h"
#include "parse/fold.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json Number(const std::optional<double>& value) {
  if (!value) return nullptr;
  if (*value == std::trunc(*value) && std::abs(*value) < 1e15) return static_cast<int64_t>(*value);
  return *value;
}

Json Certainty(double value) { return std::round(value * 1000) / 1000; }

const char* StateName(store::LinkState state) {
  switch (state) {
    case store::LinkState::kAutomatic:
      return "automatic";
    case store::LinkState::kProposed:
      return "proposed";
    case store::LinkState::kConfirmed:
      return "confirmed";
    case store::LinkState::kRefused:
      break;
  }
  return "refused";
}

const char* ReachedName(store::TargetAndValue::Reached reached) {
  switch (reached) {
    case store::TargetAndValue::Reached::kYes:
      return "yes";
    case store::TargetAndValue::Reached::kNo:
      return "no";
    case store::TargetAndValue::Reached::kUnknown:
      break;
  }
  return "unknown";
}

class BookWriter {
 public:
  explicit BookWriter(const store::YearBook& book) : book_(book) {
    for (size_t i = 0; i < book.areas.size(); ++i)
      for (const store::PlaceOfPart& part : book.areas[i].parts) area_line_[part] = i;
  }

  Json Write() const {
    Json sheets = Json::array();
    for (const store::YearSheet& sheet : book_.sheets)
      sheets.push_back({{"id", sheet.id},
                        {"file", ValidUtf8(sheet.file)},
                        {"year", sheet.fiscal_year},
                        {"meeting", sheet.meeting}});
    Json areas = Json::array();
    for (size_t i = 0; i < book_.areas.size(); ++i) areas.push_back(Area(i));
    Json links = Json::array(), targets = Json::array(), contradictions = Json::array();
    for (const store::YearLink& link : book_.links)
      links.push_back({{"of", link.a.indicator ? "indicator" : "area"},
                       {"a", Part(link.a)},
                       {"b", Part(link.b)},
                       {"certainty", Certainty(link.certainty)},
                       {"state", StateName(link.state)},
                       {"part", link.part}});
    for (const store::TargetAndValue& pair : book_.targets)
      targets.push_back({{"target", Value(pair.target)},
                         {"value", Value(pair.value)},
                         {"reached", ReachedName(pair.reached)}});
    for (const store::YearContradiction& one : book_.contradictions)
      contradictions.push_back({{"kind", one.kind}, {"a", Value(one.a)}, {"b", Value(one.b)}});
    const bool any = !book_.sheets.empty();
    return {{"submitter", any ? book_.sheets.back().submitter : ""},
            {"code", any ? book_.sheets.back().code : ""},
            {"certain", store::kCertainLink},
            {"proposed", store::kProposedLink},
            {"sheets", std::move(sheets)},
            {"areas", std::move(areas)},
            {"links", std::move(links)},
            {"targets", std::move(targets)},
            {"contradictions", std::move(contradictions)}};
  }

 private:
  const store::YearSheet& Sheet(const store::PlaceOfPart& part) const {
    return book_.sheets[part.sheet];
  }

  Json Part(const store::PlaceOfPart& part) const {
    const store::YearArea& area = book_.AreaAt(part);
    Json json = {{"sheet", Sheet(part).id}, {"year", Sheet(part).fiscal_year}};
    if (part.indicator) {
      json["path"] = book_.IndicatorAt(part).path;
      json["area"] = area.name;
      json["label"] = book_.IndicatorAt(part).label;
      json["text"] = book_.IndicatorAt(part).text;
    } else {
      json["path"] = area.path;
      json["text"] = area.name;
    }
    return json;
  }

  static Json Measure(const store::YearMeasure& measure) {
    return {{"path", measure.path},           {"kind", measure.kind},
            {"heading", measure.heading},     {"text", measure.text},
            {"value", Number(measure.value)}, {"value_max", Number(measure.value_max)},
            {"unit", measure.unit},           {"comparator", measure.comparator},
            {"state", measure.state},         {"fiscal_year", OrNull(measure.fiscal_year)},
            {"page", OrNull(measure.page)},   {"to_review", measure.to_review}};
  }

  Json Value(const store::YearValue& value) const {
    Json json = Part(value.indicator);
    json["measure"] = Measure(book_.MeasureAt(value));
    return json;
  }

  Json Indicator(const store::YearLine& line) const {
    Json points = Json::array();
    for (const store::PlaceOfPart& part : line.parts) {
      const store::YearIndicator& indicator = book_.IndicatorAt(part);
      Json point = Part(part);
      const auto now = store::ValueNow(indicator), target = store::LastTarget(indicator);
      point["now"] = OrNull(now);
      point["target"] = OrNull(target);
      Json measures = Json::array();
      for (const store::YearMeasure& measure : indicator.measures)
        measures.push_back(Measure(measure));
      point["measures"] = std::move(measures);
      points.push_back(std::move(point));
    }
    const store::YearIndicator& last = book_.IndicatorAt(line.parts.back());
    return {{"label", last.label}, {"text", last.text}, {"points", std::move(points)}};
  }

  // For each sector, sheet by sheet, what it is to do: sectors whose names fold to the same are
  // one.
  Json Roles(const store::YearLine& area) const {
    std::vector<std::pair<std::string, Json>> sectors;
    std::map<std::string, size_t> known;
    for (const store::PlaceOfPart& part : area.parts) {
      for (const store::YearRole& role : book_.AreaAt(part).roles) {
        for (const std::string& sector : role.sectors) {
          const std::string folded = parse::FoldUtf8(sector);
          const auto [found, is_new] = known.emplace(folded, sectors.size());
          if (is_new) sectors.emplace_back(sector, Json::array());
          sectors[found->second].second.push_back({{"sheet", Sheet(part).id},
                                                   {"year", Sheet(part).fiscal_year},
                                                   {"path", role.path},
                                                   {"challenge", role.challenge},
                                                   {"text", role.text}});
        }
      }
    }
    Json roles = Json::array();
    for (auto& [sector, uses] : sectors)
      roles.push_back({{"sector", sector}, {"roles", std::move(uses)}});
    return roles;
  }

  Json Area(size_t index) const {
    const store::YearLine& line = book_.areas[index];
    Json parts = Json::array(), indicators = Json::array();
    for (const store::PlaceOfPart& part : line.parts) parts.push_back(Part(part));
    for (const store::YearLine& indicator : book_.indicators) {
      store::PlaceOfPart in = indicator.parts.front();
      in.indicator.reset();
      if (area_line_.at(in) == index) indicators.push_back(Indicator(indicator));
    }
    return {{"name", book_.AreaAt(line.parts.back()).name},
            {"parts", std::move(parts)},
            {"indicators", std::move(indicators)},
            {"roles", Roles(line)}};
  }

  const store::YearBook& book_;
  std::map<store::PlaceOfPart, size_t> area_line_;
};

Json YearsJson(const std::vector<store::TermTotal::Year>& years) {
  Json json = Json::array();
  for (const store::TermTotal::Year& year : years)
    json.push_back({{"year", year.fiscal_year}, {"having", year.having}, {"of", year.of}});
  return json;
}

}  // namespace

std::vector<SubmitterSheets> Submitters(const store::Store& store) {
  std::vector<SubmitterSheets> submitters;
  for (std::vector<store::SheetSummary>& sheets : store::SheetsBySubmitter(store)) {
    const store::SheetSummary& last = sheets.back();
    submitters.push_back({store::SubmitterKey(last), last.submitter,
                          last.submitter_code.value_or(""), std::move(sheets)});
  }
  return submitters;
}

store::YearBook BookOf(const store::Store& store, const SubmitterSheets& submitter,
                       const std::vector<store::IdentityDecision>& decisions,
                       const parse::RuleSet& rules) {
  const store::YearOfHeading year_of = [&rules](std::string_view heading) {
    return YearOfHeading(heading, rules.words());
  };
  std::vector<store::YearSheet> sheets;
  for (const store::SheetSummary& summary : submitter.sheets) {
    const auto stored = store.Load(summary.id);
    if (!stored) continue;  // taken out since the list was made
    if (auto sheet = store::YearSheetOf(*stored, year_of)) sheets.push_back(std::move(*sheet));
  }
  return store::MakeYearBook(std::move(sheets), decisions, rules.morphology());
}

std::optional<store::PlaceOfPart> PlaceAt(const store::YearBook& book, std::string_view sheet_id,
                                          std::string_view pointer) {
  for (size_t s = 0; s < book.sheets.size(); ++s) {
    if (book.sheets[s].id != sheet_id) continue;
    for (size_t a = 0; a < book.sheets[s].areas.size(); ++a) {
      const store::YearArea& area = book.sheets[s].areas[a];
      if (area.path == pointer) return store::PlaceOfPart{s, a, {}};
      for (size_t i = 0; i < area.indicators.size(); ++i)
        if (area.indicators[i].path == pointer) return store::PlaceOfPart{s, a, i};
    }
  }
  return std::nullopt;
}

Json SubmittersJson(const std::vector<SubmitterSheets>& submitters) {
  Json list = Json::array();
  for (const SubmitterSheets& one : submitters) {
    std::set<int> years;
    Json sheets = Json::array();
    for (const store::SheetSummary& sheet : one.sheets) {
      years.insert(*sheet.fiscal_year);
      sheets.push_back(
          {{"id", sheet.id}, {"file", ValidUtf8(sheet.source.file)}, {"year", *sheet.fiscal_year}});
    }
    list.push_back({{"key", one.key},
                    {"name", one.name},
                    {"code", one.code},
                    {"years", years},
                    {"sheets", std::move(sheets)}});
  }
  return {{"submitters", std::move(list)}};
}

Json BookJson(const store::YearBook& book) { return BookWriter(book).Write(); }

Json ThemesJson(const store::SheetTerms& terms, size_t limit) {
  Json themes = Json::array();
  for (const store::TermTotal& total : terms.Themes(limit))
    themes.push_back({{"term", total.term},
                      {"submitters", total.submitters},
                      {"first_year", total.first_year},
                      {"years", YearsJson(total.years)}});
  return {{"years", YearsJson(terms.Years())}, {"themes", std::move(themes)}};
}

Json ThemeJson(const store::SheetTerms& terms, const std::string& term) {
  Json uses = Json::array();
  for (const store::TermUse& use : terms.UsesOf(term))
    uses.push_back({{"submitter", use.submitter},
                    {"code", use.code},
                    {"year", use.fiscal_year},
                    {"sheets", use.sheets},
                    {"count", use.count}});
  return {{"term", term}, {"years", YearsJson(terms.Years())}, {"uses", std::move(uses)}};
}

}  // namespace app
