#include "store/correction_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "parse/sheet_codec.h"
#include "parse/sheet_json.h"
#include "store/sheet_rows.h"

namespace store {
namespace {

// Of the sources ?1 to ?2.
constexpr const char* kColumns =
    "SELECT c.id, c.path, c.record_kind, c.list, c.area, c.owner, c.label, c.key_text, c.field, "
    "c.machine, c.kind, c.value, c.detail, c.supersedes, c.undoes, c.batch, c.author, c.note, "
    "c.created_at, c.sha256, coalesce(o.sheet_id, '') "
    "FROM correction c LEFT JOIN source o ON o.sha256 = c.sha256 "
    "WHERE c.sha256 BETWEEN ?1 AND ?2 ORDER BY c.id";
constexpr std::string_view kFirstSource, kLastSource = "g";  // around all hexadecimal digits

std::optional<int64_t> IdOrNull(Query& query, int column) {
  return query.IsNull(column) ? std::nullopt : std::optional(query.Integer(column));
}

StoredCorrection EntryFrom(Query& query) {
  StoredCorrection entry;
  entry.id = query.Integer(0);
  entry.path = query.Text(1);
  entry.record = {query.Text(2), query.Text(3), query.Text(4),
                  query.Text(5), query.Text(6), query.Text(7)};
  entry.field = query.Text(8);
  entry.machine = query.Text(9);
  entry.kind = query.Text(10);
  entry.value = query.Text(11);
  entry.detail = query.Text(12);
  entry.supersedes = IdOrNull(query, 13);
  entry.undoes = IdOrNull(query, 14);
  entry.batch = query.Text(15);
  entry.author = query.Text(16);
  entry.note = query.Text(17);
  entry.created_at = query.Text(18);
  return entry;
}

std::string_view StatusName(parse::Status status) {
  return status == parse::Status::kAccepted ? "accepted" : "corrected";
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

bool HasMachineSheet(Connection& connection, int64_t sheet) {
  return Query(connection, "SELECT 1 FROM machine_sheet WHERE sheet = ?1", sheet).Step();
}

// `record`, `field`, `finding` and `leftover` hold the sheet as people arranged it; what the
// machine read is kept beside it while the two are not the same.
void WriteArrangement(Connection& connection, int64_t sheet, const parse::ParsedSheet& machine,
                      const Attachment& attachment) {
  const bool was_kept = HasMachineSheet(connection, sheet);
  if (was_kept || attachment.rearranged) RewriteSheet(connection, sheet, attachment.sheet);
  if (was_kept) Query(connection, "DELETE FROM machine_sheet WHERE sheet = ?1", sheet).Run();
  if (!attachment.rearranged) return;
  Query(connection, "INSERT INTO machine_sheet (sheet, bytes) VALUES (?1, ?2)", sheet,
        Blob{parse::EncodeSheet(machine)})
      .Run();
  for (size_t i = 0; i < attachment.settled_by.size(); ++i) {
    if (!attachment.settled_by[i]) continue;
    Query(connection, "UPDATE finding SET settled_by = ?3 WHERE sheet = ?1 AND position = ?2",
          sheet, static_cast<int64_t>(i), *attachment.settled_by[i])
        .Run();
  }
}

void WriteState(Connection& connection, int64_t sheet, const std::string& state) {
  Query(connection, "DELETE FROM sheet_word WHERE sheet = ?1", sheet).Run();
  if (state != "postponed" && state != "rejected") return;
  Query(connection, "INSERT INTO sheet_word (sheet, state) VALUES (?1, ?2)", sheet, state).Run();
}

}  // namespace

std::vector<StoredCorrection> ReadLog(Connection& connection, const std::string& sha256) {
  std::vector<StoredCorrection> log;
  Query query(connection, kColumns, sha256, sha256);
  while (query.Step()) log.push_back(EntryFrom(query));
  return log;
}

std::vector<CorrectionEntry> ReadEntries(Connection& connection, std::string_view sheet_id) {
  std::string first(kFirstSource), last(kLastSource);
  if (!sheet_id.empty()) {
    Query source(connection, "SELECT sha256 FROM source WHERE sheet_id = ?1", sheet_id);
    if (!source.Step()) return {};
    first = last = source.Text(0);
  }
  std::vector<CorrectionEntry> entries;
  std::map<std::string, std::vector<StoredCorrection>> logs;  // by source
  std::vector<std::string> sources;                           // of each entry
  Query query(connection, kColumns, first, last);
  while (query.Step()) {
    StoredCorrection row = EntryFrom(query);
    sources.push_back(query.Text(19));
    entries.push_back({row.id, query.Text(20), row.path, row.kind, row.machine, row.value,
                       row.detail, row.author, row.note, row.created_at, row.batch, row.undoes,
                       true, true});
    logs[sources.back()].push_back(std::move(row));
  }
  std::set<int64_t> standing, in_force;
  for (const auto& [source, log] : logs) {
    standing.merge(StandingEntries(log));
    for (const StoredCorrection& entry : EntriesInForce(log)) in_force.insert(entry.id);
  }
  for (CorrectionEntry& entry : entries) {
    entry.standing = standing.contains(entry.id);
    entry.in_force = in_force.contains(entry.id);
  }
  return entries;
}

std::vector<std::string> SourcesOfBatch(Connection& connection, std::string_view batch) {
  std::vector<std::string> sources;
  Query query(connection,
              "SELECT DISTINCT sha256 FROM correction WHERE batch = ?1 AND batch <> '' "
              "ORDER BY sha256",
              batch);
  while (query.Step()) sources.push_back(query.Text(0));
  return sources;
}

int64_t AppendEntry(Connection& connection, const std::string& sha256,
                    const StoredCorrection& entry) {
  Query(connection,
        "INSERT INTO correction (sha256, path, record_kind, list, area, owner, label, key_text, "
        "field, machine, kind, value, supersedes, author, note, undoes, batch, detail) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        sha256, entry.path, entry.record.kind, entry.record.list, entry.record.area,
        entry.record.owner, entry.record.label, entry.record.key, entry.field, entry.machine,
        entry.kind, entry.value, entry.supersedes, entry.author, entry.note, entry.undoes,
        entry.batch, entry.detail)
      .Run();
  return connection.database().getLastInsertRowid();
}

void RenewDecisions(Connection& connection, int64_t sheet, const std::string& sha256,
                    const parse::ParsedSheet& machine) {
  Query(connection, "DELETE FROM decision WHERE sheet = ?1", sheet).Run();
  Query(connection, "DELETE FROM finding WHERE sheet = ?1 AND correction IS NOT NULL", sheet).Run();
  Query(connection,
        "UPDATE finding SET settled_by = NULL WHERE sheet = ?1 AND settled_by IS NOT NULL", sheet)
      .Run();
  const Attachment attachment = Attach(machine, EntriesInForce(ReadLog(connection, sha256)));
  WriteArrangement(connection, sheet, machine, attachment);
  WriteState(connection, sheet, attachment.state);
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

std::optional<parse::ParsedSheet> ReadMachineSheet(Connection& connection, int64_t sheet) {
  Query kept(connection, "SELECT bytes FROM machine_sheet WHERE sheet = ?1", sheet);
  if (!kept.Step()) return ReadSheet(connection, sheet, WhichFindings::kOfTheMachine);
  auto machine = parse::DecodeSheet(kept.Text(0));
  if (!machine) throw StoreError(StoreError::Kind::kOther, "machine_sheet: " + machine.error());
  return std::move(*machine);
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

}  // namespace store
