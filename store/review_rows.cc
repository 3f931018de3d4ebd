// The part of Store that the review page asks: store/review.h.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "parse/sheet_json.h"
#include "store/open_store.h"
#include "store/sheet_rows.h"
#include "store/store.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> Words(const std::string& joined) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < joined.size();) {
    const size_t end = std::min(joined.find(',', begin), joined.size());
    words.push_back(joined.substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::optional<int> IntOrNull(Query& query, int column) {
  return query.IsNull(column) ? std::nullopt : std::optional(query.Int(column));
}

// Printed values of the machine that nobody decided on; findings are asked sheet by sheet.
constexpr const char* kUndecided =
    "FROM field f JOIN sheet s ON s.id = f.sheet AND s.status = 'imported' "
    "WHERE (f.text <> '' OR f.number IS NOT NULL OR f.json <> '[]') AND f.rule <> '' "
    "AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.sheet = f.sheet AND d.record = f.record "
    "AND d.field = f.name)";

std::string PointerOf(Connection& connection, int64_t sheet, int64_t record) {
  std::string pointer;
  for (;;) {
    Query query(connection,
                "SELECT parent, list, position FROM record WHERE sheet = ?1 AND number = ?2", sheet,
                record);
    if (!query.Step() || query.IsNull(0)) return pointer;
    std::string step("/");
    step.append(query.Text(1)).append("/").append(query.Text(2)).append(pointer);
    pointer = std::move(step);
    record = query.Integer(0);
  }
}

// Was a person ever asked to look at this value?
bool Listed(Connection& connection, int64_t sheet, const std::string& pointer) {
  Query query(connection, "SELECT path FROM finding WHERE sheet = ?1", sheet);
  while (query.Step()) {
    const std::string path = query.Text(0);
    // A doubt about the sheet as a whole names no value.
    if (!path.empty() && parse::Covers(path, pointer)) return true;
  }
  return false;
}

// `sheet` of each is the source's SHA-256.
std::vector<QualityField> DrawFields(Connection& connection, const std::string& from, int size) {
  std::vector<QualityField> fields;
  SQLite::Statement drawn(connection.database(),
                          "SELECT f.sheet, f.record, f.name, f.text, f.number, f.json, s.form, "
                          "(SELECT sha256 FROM source WHERE id = f.sheet), "
                          "(SELECT CAST(number AS INTEGER) FROM current_field "
                          " WHERE sheet = f.sheet AND record = 0 AND name = 'fiscal_year') " +
                              from + " ORDER BY random()");
  while (fields.size() < static_cast<size_t>(size) && drawn.executeStep()) {
    const int64_t sheet = drawn.getColumn(0).getInt64();
    const std::string pointer = PointerOf(connection, sheet, drawn.getColumn(1).getInt64()) + "/" +
                                drawn.getColumn(2).getString();
    if (Listed(connection, sheet, pointer)) continue;
    Json machine;
    if (!drawn.getColumn(3).isNull()) machine = drawn.getColumn(3).getString();
    if (!drawn.getColumn(4).isNull()) machine = drawn.getColumn(4).getDouble();
    if (!drawn.getColumn(5).isNull())
      machine = Json::parse(drawn.getColumn(5).getString(), nullptr, /*allow_exceptions=*/false);
    QualityField& field = fields.emplace_back();
    field.sheet = drawn.getColumn(7).getString();
    field.path = pointer;
    field.form = drawn.getColumn(6).getString();
    field.machine = machine.dump();
    if (!drawn.getColumn(8).isNull()) field.fiscal_year = drawn.getColumn(8).getInt();
  }
  return fields;
}

}  // namespace

std::vector<QueueEntry> Store::Queue() const {
  return connection_->Read([&] {
    std::vector<QueueEntry> queue;
    Query query(*connection_,
                "SELECT o.sheet_id, o.file, o.pages, s.form, st.state, "
                "(SELECT text FROM current_field WHERE sheet = o.id AND record = 0 "
                " AND name = 'submitter'), "
                "(SELECT text FROM current_field WHERE sheet = o.id AND record = 0 "
                " AND name = 'submitter_code'), "
                "(SELECT CAST(number AS INTEGER) FROM current_field WHERE sheet = o.id "
                " AND record = 0 AND name = 'fiscal_year'), "
                "(SELECT count(*) FROM finding WHERE sheet = o.id AND settled_by IS NULL), "
                "(SELECT group_concat(DISTINCT reason) FROM finding WHERE sheet = o.id "
                " AND settled_by IS NULL), "
                "(SELECT count(*) FROM correction WHERE sha256 = o.sha256) "
                "FROM source o JOIN sheet s ON s.id = o.id "
                "JOIN sheet_states st ON st.number = o.id "
                "ORDER BY 8 IS NULL, 8, 7 IS NULL, 7, o.file, o.sheet_id");
    while (query.Step()) {
      QueueEntry& entry = queue.emplace_back();
      entry.id = query.Text(0);
      entry.file = query.Text(1);
      entry.pages = query.Int(2);
      entry.form = query.Text(3);
      entry.state = query.Text(4);
      entry.submitter = query.Text(5);
      entry.code = query.Text(6);
      entry.fiscal_year = IntOrNull(query, 7);
      entry.open = query.Int(8);
      entry.reasons = Words(query.Text(9));
      entry.decided = query.Int(10);
    }
    return queue;
  });
}

std::vector<FieldOfSheet> Store::FieldOfAllSheets(std::string_view kind, std::string_view list,
                                                  std::string_view field) const {
  return connection_->Read([&] {
    std::vector<FieldOfSheet> fields;
    Query query(
        *connection_,
        "WITH RECURSIVE up (sheet, record, area, at, pointer) AS ("
        " SELECT sheet, number, area, number, '' FROM record WHERE kind = ?1 AND list = ?2 "
        " UNION ALL "
        " SELECT up.sheet, up.record, up.area, r.parent, "
        "  '/' || r.list || '/' || r.position || up.pointer "
        " FROM up JOIN record r ON r.sheet = up.sheet AND r.number = up.at "
        " WHERE r.parent IS NOT NULL) "
        "SELECT o.sheet_id, s.submitter, s.fiscal_year, "
        "(SELECT text FROM current_field WHERE sheet = up.sheet AND record = up.area "
        " AND name = 'name'), "
        "up.pointer || '/' || f.name, f.text, f.number, f.json, f.status, "
        "EXISTS (SELECT 1 FROM finding WHERE sheet = up.sheet AND settled_by IS NULL "
        " AND path = up.pointer || '/' || f.name) "
        "FROM up JOIN current_field f ON f.sheet = up.sheet AND f.record = up.record "
        "AND f.name = ?3 JOIN source o ON o.id = up.sheet JOIN sheets s ON s.sheet = o.sheet_id "
        "WHERE up.at = 0 ORDER BY s.fiscal_year, s.submitter_code, o.sheet_id, up.record",
        kind, list, field);
    while (query.Step()) {
      FieldOfSheet& entry = fields.emplace_back();
      entry.sheet = query.Text(0);
      entry.submitter = query.Text(1);
      entry.fiscal_year = IntOrNull(query, 2);
      entry.area = query.Text(3);
      entry.pointer = query.Text(4);
      entry.value_json = parse::ValueToJson(ValueFrom(query, 5, 6, 7)).dump();
      entry.status = query.Text(8);
      entry.open = query.Int(9) != 0;
    }
    return fields;
  });
}

int64_t Store::DrawSample(std::string_view author, int size) {
  return connection_->WriteForGood([&] {
    const std::string from(kUndecided);
    SQLite::Statement count(connection_->database(), "SELECT count(*) " + from);
    count.executeStep();
    Query(*connection_, "INSERT INTO quality_sample (author, population) VALUES (?1, ?2)", author,
          count.getColumn(0).getInt64())
        .Run();
    const int64_t sample = connection_->database().getLastInsertRowid();
    int position = 0;
    for (const QualityField& field : DrawFields(*connection_, from, size)) {
      Query(*connection_,
            "INSERT INTO quality_field (sample, position, sha256, path, form, fiscal_year, "
            "machine) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            sample, position++, field.sheet, field.path, field.form, field.fiscal_year,
            field.machine)
          .Run();
    }
    return sample;
  });
}

std::vector<QualityField> Store::SampleFields(int64_t sample) const {
  return connection_->Read([&] {
    std::vector<QualityField> fields;
    Query query(*connection_,
                "SELECT q.sample, q.position, coalesce(o.sheet_id, ''), q.path, q.form, q.machine, "
                "q.fiscal_year, coalesce(q.outcome, '') FROM quality_field q "
                "LEFT JOIN source o ON o.sha256 = q.sha256 WHERE q.sample = ?1 ORDER BY q.position",
                sample);
    while (query.Step()) {
      fields.push_back({query.Integer(0), query.Int(1), query.Text(2), query.Text(3), query.Text(4),
                        query.Text(5), IntOrNull(query, 6), query.Text(7)});
    }
    return fields;
  });
}

std::optional<int64_t> Store::LatestSample() const {
  return connection_->Read([&]() -> std::optional<int64_t> {
    Query query(*connection_, "SELECT max(id) FROM quality_sample");
    if (!query.Step() || query.IsNull(0)) return std::nullopt;
    return query.Integer(0);
  });
}

bool Store::AnswerSample(int64_t sample, int position, bool right) {
  return connection_->WriteForGood([&] {
    return Query(*connection_,
                 "UPDATE quality_field SET outcome = ?3 WHERE sample = ?1 AND position = ?2",
                 sample, position, right ? "right" : "wrong")
               .Run() == 1;
  });
}

std::vector<QualityCount> Store::QualityCounts() const {
  return connection_->Read([&] {
    std::vector<QualityCount> counts;
    Query query(*connection_,
                "SELECT form, fiscal_year, count(*), sum(outcome = 'wrong') FROM quality_field "
                "WHERE outcome IS NOT NULL GROUP BY form, fiscal_year ORDER BY fiscal_year, form");
    while (query.Step())
      counts.push_back({query.Text(0), IntOrNull(query, 1), query.Int(2), query.Int(3)});
    return counts;
  });
}

}  // namespace store
