#include "app/explanation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "extract/layer_codec.h"
#include "parse/form_rules.h"
#include "parse/parse_document.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

// Two digits after the point are enough to see what is more alike.
double Rounded(double likeness) {
  return static_cast<double>(static_cast<int>(likeness * 100)) / 100;
}

void SetPlace(Json& json, const parse::Place& place) {
  json["page"] = place.page;
  if (place.box) json["bbox"] = {place.box->x0, place.box->y0, place.box->x1, place.box->y1};
}

void SetNearest(Json& json, const parse::NearestWording& nearest) {
  if (nearest.rule.empty()) return;
  json["nearest"] = {{"rule", nearest.rule},
                     {"wording", nearest.wording},
                     {"likeness", Rounded(nearest.likeness)}};
}

Json LineJson(const parse::TracedLine& line) {
  Json json;
  SetPlace(json, line.place);
  json["text"] = line.text;
  json["role"] = line.role;
  if (!line.rule.empty()) {
    json["rule"] = line.rule;
    json["likeness"] = Rounded(line.likeness);
  }
  SetNearest(json, line.nearest);
  return json;
}

Json TableJson(const parse::TracedTable& table) {
  Json json;
  SetPlace(json, table.place);
  json["rows"] = table.rows;
  json["columns"] = table.columns;
  json["ruled"] = table.ruled;
  if (!table.doubt.empty()) json["doubt"] = table.doubt;
  Json& matches = json["matches"] = Json::array();
  for (const parse::TracedTable::Match& match : table.matches) {
    Json entry = {{"rule", match.rule},
                  {"taken", match.taken},
                  {"header_row", match.header_row},
                  {"header_rows", match.header_rows}};
    Json& headers = entry["headers"] = Json::array();
    for (const parse::TracedHeader& header : match.headers) {
      Json one = {{"text", header.text}, {"column", header.column}};
      if (!header.column.empty()) one["likeness"] = Rounded(header.likeness);
      SetNearest(one, header.nearest);
      headers.push_back(std::move(one));
    }
    entry["missing"] = match.missing;
    matches.push_back(std::move(entry));
  }
  return json;
}

Json FieldsJson(const parse::ParsedSheet& sheet) {
  Json fields = Json::object();
  parse::VisitFields(
      sheet.sheet, "",
      [&](const std::string& pointer, const parse::Record&, const parse::Field& field) {
        Json entry = {{"value", parse::ValueToJson(field.value)}, {"rule", field.evidence.rule}};
        if (!field.evidence.places.empty()) {
          SetPlace(entry, field.evidence.places.front());
          entry["printed"] = field.evidence.printed;
          entry["confidence"] = Rounded(field.evidence.confidence);
        }
        Json review = Json::array();
        for (const parse::Finding& finding : sheet.review)
          if (parse::Covers(finding.path, pointer)) review.push_back(finding.reason);
        if (!review.empty()) entry["review"] = std::move(review);
        fields[pointer] = std::move(entry);
      });
  return fields;
}

// Which part of the sheet each rule of the form fills.
Json RulesJson(const parse::FormRules& form) {
  Json rules = Json::array();
  for (const parse::SectionRule& section : form.sections)
    rules.push_back({{"rule", "section:" + section.id}, {"into", section.into}});
  for (const parse::TableRule& table : form.tables)
    rules.push_back({{"rule", "table:" + table.id}, {"into", table.into}});
  return rules;
}

std::string Explain(const extract::SourceLayers& layers, const parse::RuleSet& rules) {
  parse::Trace trace;
  const parse::ParsedSheet sheet = parse::ParseDocument(layers, rules, &trace);
  Json json = {{"form", sheet.form}};
  Json& forms = json["forms"] = Json::array();
  for (const parse::TracedForm& form : trace.forms) {
    forms.push_back({{"form", form.form},
                     {"chosen", form.chosen},
                     {"titled", form.titled},
                     {"parts", form.parts},
                     {"least_parts", form.least_parts},
                     {"score", Rounded(form.score)}});
  }
  json["rules"] = Json::array();
  for (const parse::FormRules& form : rules.forms()) {
    if (form.id + "@" + std::to_string(form.version) == sheet.form) json["rules"] = RulesJson(form);
  }
  Json& lines = json["lines"] = Json::array();
  for (const parse::TracedLine& line : trace.lines) lines.push_back(LineJson(line));
  Json& tables = json["tables"] = Json::array();
  for (const parse::TracedTable& table : trace.tables) tables.push_back(TableJson(table));
  json["fields"] = FieldsJson(sheet);
  Json& leftover = json["leftover"] = Json::array();
  for (const parse::Leftover& one : sheet.leftover) {
    Json entry;
    SetPlace(entry, one.place);
    entry["text"] = one.text;
    leftover.push_back(std::move(entry));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

tl::expected<std::string, extract::ReadError> ExplainDocument(std::string_view bytes,
                                                              const parse::RuleSet& rules,
                                                              const extract::PageProgress& progress,
                                                              extract::Ocr* ocr) {
  const auto layers = extract::ReadSource(bytes, {}, progress, ocr);
  if (!layers) return tl::unexpected(layers.error());
  return Explain(*layers, rules);
}

tl::expected<std::string, extract::ReadError> ExplainLayers(std::string_view layers,
                                                            const parse::RuleSet& rules) {
  const auto decoded = extract::DecodeLayers(layers);
  if (!decoded)
    return tl::unexpected(extract::ReadError{extract::ReadFailure::kDamaged, 0, decoded.error()});
  return Explain(*decoded, rules);
}

}  // namespace app
