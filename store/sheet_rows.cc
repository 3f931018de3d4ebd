#include "store/sheet_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/sheet_shape.h"
#include "store/record_identity.h"

namespace store {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kImported = "imported", kUnrecognised = "unrecognised";

// The page and the four sides; all null where there is no place, the sides where it has no box.
struct PlaceColumns {
  std::optional<int> page;
  std::optional<double> x0, y0, x1, y1;
};

PlaceColumns ColumnsOf(const parse::Place& place) {
  PlaceColumns columns;
  columns.page = place.page;
  if (place.box) {
    columns.x0 = place.box->x0;
    columns.y0 = place.box->y0;
    columns.x1 = place.box->x1;
    columns.y1 = place.box->y1;
  }
  return columns;
}

// Five columns from `first` on. REQUIRES: the page is not null.
parse::Place PlaceFrom(Query& query, int first) {
  parse::Place place{query.Int(first), std::nullopt};
  if (!query.IsNull(first + 1)) {
    place.box = extract::Rect{query.Number(first + 1), query.Number(first + 2),
                              query.Number(first + 3), query.Number(first + 4)};
  }
  return place;
}

// [[page, x0, y0, x1, y1], [page], ...]; null for less than two places, which the columns hold.
std::optional<std::string> SeveralPlaces(const std::vector<parse::Place>& places) {
  if (places.size() < 2) return std::nullopt;
  Json all = Json::array();
  for (const parse::Place& place : places) {
    Json entry = Json::array({place.page});
    if (place.box) {
      for (const double side : {place.box->x0, place.box->y0, place.box->x1, place.box->y1})
        entry.push_back(side);
    }
    all.push_back(std::move(entry));
  }
  return all.dump();
}

std::vector<parse::Place> PlacesFrom(const std::string& json) {
  std::vector<parse::Place> places;
  for (const Json& entry : Json::parse(json, nullptr, /*allow_exceptions=*/false)) {
    const bool numbers =
        entry.is_array() &&
        std::all_of(entry.begin(), entry.end(), [](const Json& n) { return n.is_number(); });
    if (!numbers || (entry.size() != 1 && entry.size() != 5)) continue;
    parse::Place place{entry[0].get<int>(), std::nullopt};
    if (entry.size() == 5) {
      place.box = extract::Rect{entry[1].get<double>(), entry[2].get<double>(),
                                entry[3].get<double>(), entry[4].get<double>()};
    }
    places.push_back(place);
  }
  return places;
}

void InsertField(Connection& connection, int64_t sheet, int record, int position,
                 const parse::Field& field) {
  const parse::Evidence& evidence = field.evidence;
  const ValueColumns value = ToColumns(field.value);
  const PlaceColumns place =
      evidence.places.empty() ? PlaceColumns() : ColumnsOf(evidence.places.front());
  Query(connection,
        "INSERT INTO field (sheet, record, name, position, text, number, json, page, x0, y0, x1, "
        "y1, places, rule, confidence, printed) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        sheet, record, field.name, position, value.text, value.number, value.json, place.page,
        place.x0, place.y0, place.x1, place.y1, SeveralPlaces(evidence.places), evidence.rule,
        evidence.confidence, evidence.printed)
      .Run();
}

void InsertRecords(Connection& connection, int64_t sheet, const parse::Record& root) {
  const std::vector<PlacedRecord> records = PlacedRecords(root);
  for (int number = 0; number < static_cast<int>(records.size()); ++number) {
    const PlacedRecord& placed = records[static_cast<size_t>(number)];
    Query(connection,
          "INSERT INTO record (sheet, number, parent, area, list, position, kind) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          sheet, number, placed.parent, placed.area, placed.list, placed.position,
          placed.record->kind)
        .Run();
    int position = 0;
    for (const parse::Field& field : placed.record->fields)
      InsertField(connection, sheet, number, position++, field);
  }
}

parse::Field FieldFrom(Query& query) {
  parse::Field field;
  field.name = query.Text(1);
  field.value = ValueFrom(query, 2, 3, 4);
  parse::Evidence& evidence = field.evidence;
  if (!query.IsNull(10)) {
    evidence.places = PlacesFrom(query.Text(10));
  } else if (!query.IsNull(5)) {
    evidence.places = {PlaceFrom(query, 5)};
  }
  evidence.rule = query.Text(11);
  evidence.confidence = query.Number(12);
  evidence.printed = query.Text(13);
  return field;
}

// A record as it stands in its row, before its children are put into its lists.
struct RecordRow {
  parse::Record record;
  int parent = 0;
  std::string list;
};

parse::RecordList& ListNamed(parse::Record& record, const std::string& name) {
  if (parse::RecordList* list = record.FindList(name)) return *list;
  return record.lists.emplace_back(parse::RecordList{name, {}});
}

parse::Record ReadRecords(Connection& connection, int64_t sheet) {
  std::vector<RecordRow> rows;
  Query records(connection,
                "SELECT kind, parent, list FROM record WHERE sheet = ?1 ORDER BY number", sheet);
  while (records.Step()) {
    RecordRow& row = rows.emplace_back();
    row.record.kind = records.Text(0);
    row.parent = records.IsNull(1) ? -1 : records.Int(1);
    row.list = records.Text(2);
    if (const parse::RecordShape* shape = parse::ShapeOf(row.record.kind)) {
      for (const parse::ListShape& list : shape->lists)
        row.record.lists.push_back({std::string(list.name), {}});
    }
  }
  Query fields(connection,
               "SELECT record, name, text, number, json, page, x0, y0, x1, y1, places, rule, "
               "confidence, printed FROM field WHERE sheet = ?1 ORDER BY record, position",
               sheet);
  while (fields.Step()) {
    const auto record = static_cast<size_t>(fields.Integer(0));
    if (record < rows.size()) rows[record].record.fields.push_back(FieldFrom(fields));
  }
  // Children stand after their parent: from the end, each record is whole when it is moved.
  for (size_t i = rows.size(); i-- > 1;) {
    RecordRow& row = rows[i];
    if (row.parent < 0 || static_cast<size_t>(row.parent) >= i) continue;
    auto& siblings = ListNamed(rows[static_cast<size_t>(row.parent)].record, row.list).records;
    siblings.push_back(std::move(row.record));
  }
  if (rows.empty()) return {};
  return std::move(rows.front().record);
}

// The siblings were put into their lists from the last to the first.
void ReverseLists(parse::Record& record) {
  for (parse::RecordList& list : record.lists) {
    std::reverse(list.records.begin(), list.records.end());
    for (parse::Record& child : list.records) ReverseLists(child);
  }
}

void InsertValues(Connection& connection, int64_t sheet, const parse::ParsedSheet& values) {
  InsertRecords(connection, sheet, values.sheet);
  int position = 0;
  for (const parse::Finding& finding : values.review) {
    Query(connection,
          "INSERT INTO finding (sheet, position, path, reason, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
          sheet, position++, finding.path, finding.reason, finding.detail)
        .Run();
  }
  position = 0;
  for (const parse::Leftover& leftover : values.leftover) {
    const PlaceColumns place = ColumnsOf(leftover.place);
    Query(connection,
          "INSERT INTO leftover (sheet, position, page, x0, y0, x1, y1, text) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          sheet, position++, place.page, place.x0, place.y0, place.x1, place.y1, leftover.text)
        .Run();
  }
  position = 0;
  for (const parse::PageAccount& page : values.account) {
    Query(connection,
          "INSERT INTO account (sheet, position, page, printed, in_fields, in_form, in_leftover) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          sheet, position++, page.page, page.printed, page.in_fields, page.in_form,
          page.in_leftover)
        .Run();
  }
}

void DeleteValues(Connection& connection, int64_t sheet) {
  Query(connection, "DELETE FROM decision WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM finding WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM leftover WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM account WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM field WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM record WHERE sheet = ?1", sheet).Run();
}

}  // namespace

ValueColumns ToColumns(const parse::Value& value) {
  ValueColumns columns;
  if (const auto* text = std::get_if<std::string>(&value)) columns.text = *text;
  if (const auto* number = std::get_if<double>(&value)) columns.number = *number;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    columns.json = Json(*texts).dump(-1, ' ', false, Json::error_handler_t::replace);
  return columns;
}

parse::Value ValueFrom(Query& query, int text, int number, int json) {
  if (!query.IsNull(text)) return query.Text(text);
  if (!query.IsNull(number)) return query.Number(number);
  if (query.IsNull(json)) return std::monostate();
  std::vector<std::string> texts;
  for (const Json& entry : Json::parse(query.Text(json), nullptr, /*allow_exceptions=*/false))
    if (entry.is_string()) texts.push_back(entry.get<std::string>());
  return texts;
}

void InsertSheet(Connection& connection, int64_t sheet, int64_t run,
                 const parse::ParsedSheet& values) {
  Query(connection, "INSERT INTO sheet (id, run, status, form) VALUES (?1, ?2, ?3, ?4)", sheet, run,
        values.recognised ? kImported : kUnrecognised, values.form)
      .Run();
  InsertValues(connection, sheet, values);
}

void DeleteSheet(Connection& connection, int64_t sheet) {
  Query(connection, "DELETE FROM edition WHERE sheet = ?1", sheet).Run();
  DeleteValues(connection, sheet);
  Query(connection, "DELETE FROM machine_sheet WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM sheet WHERE id = ?1", sheet).Run();
}

void RewriteSheet(Connection& connection, int64_t sheet, const parse::ParsedSheet& values) {
  DeleteValues(connection, sheet);
  InsertValues(connection, sheet, values);
}

std::optional<parse::ParsedSheet> ReadSheet(Connection& connection, int64_t sheet,
                                            WhichFindings which) {
  Query head(connection, "SELECT status, form FROM sheet WHERE id = ?1", sheet);
  if (!head.Step()) return std::nullopt;
  parse::ParsedSheet values;
  values.recognised = head.Text(0) == kImported;
  values.form = head.Text(1);
  values.sheet = ReadRecords(connection, sheet);
  ReverseLists(values.sheet);
  Query findings(connection,
                 "SELECT path, reason, detail FROM finding "
                 "WHERE sheet = ?1 AND iif(?2, correction IS NULL, settled_by IS NULL) "
                 "ORDER BY position",
                 sheet, which == WhichFindings::kOfTheMachine ? 1 : 0);
  while (findings.Step())
    values.review.push_back({findings.Text(0), findings.Text(1), findings.Text(2)});
  Query leftovers(connection,
                  "SELECT page, x0, y0, x1, y1, text FROM leftover WHERE sheet = ?1 "
                  "ORDER BY position",
                  sheet);
  while (leftovers.Step()) values.leftover.push_back({PlaceFrom(leftovers, 0), leftovers.Text(5)});
  Query account(connection,
                "SELECT page, printed, in_fields, in_form, in_leftover FROM account "
                "WHERE sheet = ?1 ORDER BY position",
                sheet);
  while (account.Step()) {
    values.account.push_back(
        {account.Int(0), account.Int(1), account.Int(2), account.Int(3), account.Int(4)});
  }
  return values;
}

}  // namespace store
