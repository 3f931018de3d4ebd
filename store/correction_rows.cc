#include "store/correction_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "store/sheet_rows.h"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSet = "set", kAccept = "accept";

std::string_view StatusName(parse::Status status) {
  return status == parse::Status::kAccepted ? "accepted" : "corrected";
}

// The new value as JSON, in the one way that it is stored.
std::string CheckedValue(const std::string& value_json, const parse::Record& record,
                         const parse::Field& field) {
  const auto fail = [&](const std::string& why) {
    throw StoreError(StoreError::Kind::kBadValue, field.name + ": " + why);
  };
  const parse::RecordShape* record_shape = parse::ShapeOf(record.kind);
  const parse::FieldShape* shape =
      record_shape == nullptr ? nullptr : record_shape->Find(field.name);
  if (shape == nullptr) fail("no field of a sheet");
  const Json json = Json::parse(value_json, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) fail("not JSON");
  const auto value = parse::ValueFromJson(json, *shape);
  if (!value) fail(value.error().detail);
  return parse::ValueToJson(*value).dump();
}

void InsertFinding(Connection& connection, int64_t sheet, const CorrectionFinding& entry) {
  Query(connection,
        "INSERT INTO finding (sheet, position, path, reason, detail, correction) VALUES (?1, "
        "(SELECT coalesce(max(position), -1) + 1 FROM finding WHERE sheet = ?1), ?2, ?3, ?4, ?5)",
        sheet, entry.finding.path, entry.finding.reason, entry.finding.detail, entry.correction)
      .Run();
}

void Settle(Connection& connection, int64_t sheet, const std::string& path, int64_t correction) {
  Query(connection,
        "UPDATE finding SET settled_by = ?3 WHERE sheet = ?1 AND path = ?2 AND correction IS NULL",
        sheet, path, correction)
      .Run();
}

}  // namespace

std::vector<StoredCorrection> LiveCorrections(Connection& connection, const std::string& sha256) {
  std::vector<StoredCorrection> corrections;
  Query query(connection,
              "SELECT id, path, record_kind, list, area, owner, label, key_text, field, machine, "
              "kind, value FROM correction c WHERE sha256 = ?1 "
              "AND NOT EXISTS (SELECT 1 FROM correction WHERE supersedes = c.id) ORDER BY id",
              sha256);
  while (query.Step()) {
    corrections.push_back(
        {query.Integer(0),
         query.Text(1),
         {query.Text(2), query.Text(3), query.Text(4), query.Text(5), query.Text(6), query.Text(7)},
         query.Text(8),
         query.Text(9),
         query.Text(10),
         query.Text(11)});
  }
  return corrections;
}

void RenewDecisions(Connection& connection, int64_t sheet, const std::string& sha256,
                    const parse::Record& machine_values) {
  Query(connection, "DELETE FROM decision WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM finding WHERE sheet = ?1 AND correction IS NOT NULL", sheet).Run();
  Query(connection,
        "UPDATE finding SET settled_by = NULL WHERE sheet = ?1 AND settled_by IS NOT NULL", sheet)
      .Run();
  const Attachment attachment = Attach(machine_values, LiveCorrections(connection, sha256));
  for (const Decision& decision : attachment.decisions) {
    const ValueColumns value = ToColumns(decision.value);
    Query(connection,
          "INSERT INTO decision (sheet, record, field, correction, status, text, number, json) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          sheet, decision.record, decision.field, decision.correction, StatusName(decision.status),
          value.text, value.number, value.json)
        .Run();
    Settle(connection, sheet, decision.pointer, decision.correction);
  }
  for (const AcceptedPart& part : attachment.accepted_parts)
    if (part.unchanged) Settle(connection, sheet, part.pointer, part.correction);
  for (const CorrectionFinding& finding : attachment.findings)
    InsertFinding(connection, sheet, finding);
}

void ApplyDecisions(Connection& connection, int64_t sheet, parse::Record& values) {
  Query query(connection,
              "SELECT record, field, status, text, number, json FROM decision WHERE sheet = ?1 "
              "ORDER BY record, field",
              sheet);
  // Where the records stand is only asked if there is anything to decide.
  std::vector<PlacedRecord> records;
  while (query.Step()) {
    if (records.empty()) records = PlacedRecords(values);
    const auto number = static_cast<size_t>(query.Integer(0));
    if (number >= records.size()) continue;
    const parse::Target target = parse::Resolve(
        values, records[number].pointer + "/" + parse::EscapePointerToken(query.Text(1)));
    if (target.field == nullptr) continue;
    target.field->value = ValueFrom(query, 3, 4, 5);
    target.field->evidence.status =
        query.Text(2) == "accepted" ? parse::Status::kAccepted : parse::Status::kCorrected;
  }
}

bool AppendCorrection(Connection& connection, const std::string& sha256,
                      const parse::Record& machine_values, const Store::Correction& correction) {
  const bool set = correction.kind == kSet;
  if (!set && correction.kind != kAccept) {
    throw StoreError(StoreError::Kind::kBadValue, "no such kind of correction: " + correction.kind);
  }
  const parse::ConstTarget target = parse::Resolve(machine_values, correction.path);
  if (target.record == nullptr || (set && target.field == nullptr)) return false;

  std::string part;
  if (target.field != nullptr) part = target.field->name;
  if (target.list != nullptr) part = target.list->name;
  const std::vector<PlacedRecord> records = PlacedRecords(machine_values);
  const auto placed = std::find_if(records.begin(), records.end(), [&](const PlacedRecord& entry) {
    return entry.record == target.record;
  });
  const auto number = static_cast<size_t>(placed - records.begin());
  const RecordIdentity identity = IdentityOf(records, number);
  const std::string machine = MachineJson(*target.record, part);

  // Accepting a field means the value that is shown: an earlier correction's, if there is one.
  std::string value = machine;
  const Attachment now = Attach(machine_values, LiveCorrections(connection, sha256));
  for (const Decision& decision : now.decisions) {
    if (decision.record == static_cast<int>(number) && decision.field == part)
      value = parse::ValueToJson(decision.value).dump();
  }
  if (set) value = CheckedValue(correction.value_json, *target.record, *target.field);

  Query(connection,
        "INSERT INTO correction (sha256, path, record_kind, list, area, owner, label, key_text, "
        "field, machine, kind, value, supersedes, author, note) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        sha256, correction.path, identity.kind, identity.list, identity.area, identity.owner,
        identity.label, identity.key, part, machine, correction.kind, value,
        now.Holder(static_cast<int>(number), part), correction.author, correction.note)
      .Run();
  return true;
}

}  // namespace store
